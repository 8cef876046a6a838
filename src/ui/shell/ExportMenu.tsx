import { ChevronDown, Copy, Download, FileDown, Image, ImageDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { useApp, useAppContext } from '../useApp'
import { type ExportWhat, exportYaml } from './exporting'
import { pictureWishes } from './pictureWishes'

/** What can be taken away: what changed, every policy of the picture after, the edits, to run again with the command, and the picture. */
export function ExportMenu() {
  return (
    <DropMenu
      trigger={
        <Button look="primary" title="Export" aria-label="Export">
          <FileDown />
          <span className="header__wide">Export</span>
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
      <DropdownMenu.Separator className="menu__line" />
      <PictureItems />
    </>
  )
}

/** The graph as a picture; the matrix is printed, or taken along as CSV. */
function PictureItems() {
  const isGraph = useApp((state) => state.mode === 'graph')
  const ask = useApp((state) => state.askPicture)
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="menu__label">
        {isGraph ? 'Picture' : 'Picture (of the graph alone)'}
      </DropdownMenu.Label>
      {pictureWishes.map(({ title, wish }) => (
        <DropdownMenu.Item
          key={title}
          className="menu__item"
          disabled={!isGraph}
          onSelect={() => ask({ ...wish })}
        >
          {wish.how === 'copy' ? <Image aria-hidden="true" /> : <ImageDown aria-hidden="true" />} {title}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
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
