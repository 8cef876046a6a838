import { ArrowRightToLine, Copy } from 'lucide-react'
import { Button } from '../controls/Button'
import { useFocusHeir } from '../controls/useFocusHeir'
import { DownloadMenu } from '../shell/ExportMenu'
import { applyChanges, exportYaml } from '../shell/exporting'
import { useAppContext } from '../useApp'
import './changeActions.css'

/** What can be done with the changes: put them into the manifests, or take them away. */
export function ChangeActions() {
  const app = useAppContext()
  const actions = useFocusHeir<HTMLDivElement>((it) =>
    it.closest('.bottom-panel')?.querySelector('[role=tab][data-state=active]'),
  )
  return (
    <div ref={actions} className="change-actions">
      <Button
        size="small"
        look="quiet"
        aria-label="Copy YAML"
        onClick={() => void exportYaml(app, 'changes', 'copy')}
      >
        <Copy />
        <span className="change-actions__wide">Copy YAML</span>
      </Button>
      <DownloadMenu />
      <Button
        size="small"
        look="primary"
        aria-label="Apply to manifests"
        onClick={() => void applyChanges(app)}
      >
        <ArrowRightToLine />
        <span>
          Apply<span className="change-actions__wide"> to manifests</span>
        </span>
      </Button>
    </div>
  )
}
