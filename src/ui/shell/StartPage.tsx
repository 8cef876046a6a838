import { ArrowRight, ClipboardPaste, FilePlus2, FolderOpen, Lock, Upload } from 'lucide-react'
import { Button } from '../controls/Button'
import { exampleList } from '../examples'
import { useAppContext } from '../useApp'
import { CopyCommand } from './CopyCommand'
import { isMac } from './isMac'
import { addEmptyFile } from './newFile'
import { useFileFields } from './OpenMenu'
import { openExample } from './openExample'
import './startPage.css'

const dump = 'kubectl get deploy,sts,ds,pods,svc,netpol,ns -A -o yaml'

/** Where there is no `pbcopy`, a file to drop does the same. */
function liveCluster(): { readonly label: string; readonly command: string } {
  return isMac()
    ? { label: 'From a live cluster', command: `${dump} | pbcopy` }
    : { label: 'From a live cluster, then drop the file', command: `${dump} > cluster.yaml` }
}

/** Where there are no manifests yet: how to get some in, and examples that show what to look for. */
export function StartPage() {
  const { store } = useAppContext()
  const fields = useFileFields()
  return (
    <main className="start-page">
      <div className="start-page__column">
        <h1 className="start-page__headline">See who can really reach whom.</h1>
        <p className="start-page__lead">
          Paste Kubernetes manifests. Drawbridge works out every flow that the NetworkPolicies allow, lets you
          draw the ones you want, and writes the smallest YAML that makes them true.
        </p>
        <section className="start-page__intake" aria-label="Your manifests">
          <div className="start-page__drop">
            <ClipboardPaste
              className="start-page__drop-icon"
              size={22}
              strokeWidth={1.6}
              aria-hidden="true"
            />
            <p className="start-page__drop-title">Paste anywhere, or drop files and folders</p>
            <p className="start-page__drop-text">YAML or JSON, as it is in git or as kubectl prints it.</p>
            <div className="start-page__buttons">
              <Button look="primary" onClick={() => fields.askFiles()}>
                <Upload /> Open files…
              </Button>
              <Button onClick={() => fields.askFolder()}>
                <FolderOpen /> Open folder…
              </Button>
              <Button onClick={() => addEmptyFile(store)}>
                <FilePlus2 /> Write one
              </Button>
            </div>
            {fields.elements}
          </div>
          <CopyCommand {...liveCluster()} />
          <p className="start-page__promise">
            <Lock size={13} aria-hidden="true" /> Nothing that you paste leaves this browser. There is no
            server; Secrets are never read.
          </p>
        </section>
        <h2 className="start-page__subhead">Or start from an example</h2>
        <ul className="start-page__examples">
          {exampleList.map(({ id, title, notice }) => (
            <li key={id}>
              <button type="button" className="start-page__example" onClick={() => openExample(store, id)}>
                <span className="start-page__example-title">
                  {title} <ArrowRight size={14} aria-hidden="true" />
                </span>
                <span className="start-page__example-text">{notice}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
