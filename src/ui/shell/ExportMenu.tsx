import { ChevronDown, Copy, Download, FileDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { useApp, useAppContext } from '../useApp'
import { type ExportWhat, exportYaml } from './exporting'

/** YAML to take away: what changed, every policy of the picture after, or the edits, to run again with the command. */
export function ExportMenu() {
  return (
    <DropMenu
      trigger={
        <Button look="primary" aria-label="Export YAML">
          <FileDown />
          <span className="header__wide">Export YAML</span>
        </Button>
      }
    >
      <AllExportItems />
    </DropMenu>
  )
}

export function AllExportItems() {
  const changeCount = useApp((state) => state.analysis?.changes.length ?? 0)
  const editCount = useApp((state) => state.workspace.edits.length)
  return (
    <>
      <ExportItems what="changes" title={`Only what changed (${changeCount})`} disabled={changeCount === 0} />
      <DropdownMenu.Separator className="menu__line" />
      <ExportItems what="allPolicies" title="All policies" disabled={false} />
      <DropdownMenu.Separator className="menu__line" />
      <ExportItems what="edits" title={`Edits (${editCount})`} disabled={editCount === 0} />
    </>
  )
}

const nouns: Readonly<Record<ExportWhat, string>> = {
  changes: 'changed policies',
  allPolicies: 'all policies',
  edits: 'edits',
}

/** The two ways to take one of the texts, inside a menu. */
function ExportItems({
  what,
  title,
  disabled,
}: {
  readonly what: ExportWhat
  readonly title: string
  readonly disabled: boolean
}) {
  const app = useAppContext()
  const noun = nouns[what]
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="menu__label">{title}</DropdownMenu.Label>
      <DropdownMenu.Item
        className="menu__item"
        disabled={disabled}
        onSelect={() => void exportYaml(app, what, 'copy')}
      >
        <Copy aria-hidden="true" /> Copy {noun}
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className="menu__item"
        disabled={disabled}
        onSelect={() => void exportYaml(app, what, 'download')}
      >
        <Download aria-hidden="true" /> Download {noun}
      </DropdownMenu.Item>
    </DropdownMenu.Group>
  )
}

/** The same choice with a smaller button, for the Changes panel. */
export function DownloadMenu() {
  return (
    <DropMenu
      trigger={
        <Button size="small" look="quiet" aria-label="Download YAML">
          <Download />
          <span className="change-actions__wide">Download YAML</span>
          <ChevronDown />
        </Button>
      }
    >
      <ExportItems what="changes" title="Only what changed" disabled={false} />
      <DropdownMenu.Separator className="menu__line" />
      <ExportItems what="allPolicies" title="All policies" disabled={false} />
    </DropMenu>
  )
}
