import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ShareResult, selectHasLook, shareLink } from '../../store/sharing'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp, useAppContext } from '../useApp'
import { counted } from '../words'
import { copyText } from './handOver'
import './shareDialog.css'

/** The link that holds the whole scenario, with what is in it and what never is. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { store, worker } = useAppContext()
  const hasLook = useApp(selectHasLook)
  const [withLook, setWithLook] = useState(true)
  const [result, setResult] = useState<ShareResult | null>(null)
  const [tries, setTries] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same once more
  useEffect(() => {
    let isWanted = true
    void shareLink(store, worker, withLook).then((made) => isWanted && setResult(made))
    return () => {
      isWanted = false
    }
  }, [store, worker, withLook, tries])

  return (
    <ModalDialog
      title="Share this scenario"
      description="The link itself holds everything. Whoever opens it sees the same picture, before and after."
      onClose={onClose}
    >
      {result === null && <p className="share-dialog__wait">Making the link…</p>}
      {result?.kind === 'failed' && (
        <div className="share-dialog__warning" role="alert">
          <TriangleAlert size={16} aria-hidden="true" /> {result.message}
          <Button size="small" onClick={() => setTries(tries + 1)}>
            Try again
          </Button>
        </div>
      )}
      {result?.kind === 'done' && <ReadyLink key={result.url} {...result} />}
      {hasLook && (
        <CheckField
          label="With this view"
          hint="Who opens the link sees what you see: graph or matrix, the filters, and what is selected."
          checked={withLook}
          onChange={setWithLook}
        />
      )}
      <dl className="share-dialog__facts">
        <dt>In the link</dt>
        <dd>
          Workloads, pods, Services and policies, reduced to labels, ports and rules; your edits; cards that
          you moved.
        </dd>
        <dt>Never in it</dt>
        <dd>Secrets, ConfigMaps, environment, commands, images, annotations and comments.</dd>
        <dt>Lines</dt>
        <dd>Line numbers are those of the copy that the link opens, not of your files.</dd>
      </dl>
    </ModalDialog>
  )
}

function ReadyLink({ url, warning, leftOut }: Extract<ShareResult, { kind: 'done' }>) {
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null)
  const length = url.length - Math.max(0, url.indexOf('#'))
  return (
    <>
      <div className="share-dialog__row">
        <input
          className="field share-dialog__link"
          aria-label="Link"
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" onClick={async () => setCopied((await copyText(url)) ? 'yes' : 'refused')}>
          {copied === 'yes' ? <Check /> : <Copy />}
          {copied === 'yes' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p className="share-dialog__length" role="status" aria-label="Link length">
        {copied === 'refused' && 'This browser refused the clipboard: select the link and copy it. '}
        {counted(length, 'character')}.
        {leftOut > 0 &&
          ` ${counted(leftOut, 'document')} could not be read and ${leftOut === 1 ? 'is' : 'are'} not in it.`}
      </p>
      {warning !== null && (
        <p className="share-dialog__warning">
          <TriangleAlert size={16} aria-hidden="true" /> {warning}
        </p>
      )}
    </>
  )
}
