import { ChevronDown, Copy, Download, FoldVertical, Printer, Table2, UnfoldVertical } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { Matrix, MatrixRequest } from '../../model/matrix'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { useApp, useAppContext } from '../useApp'
import { foldKey } from './axis'
import { MatrixLegend } from './MatrixLegend'
import { takeCsv } from './takeCsv'

interface MatrixFootProps {
  readonly matrix: Matrix
  readonly request: MatrixRequest
}

/** What the signs mean, and how to fold, take or print the whole. */
export function MatrixFoot({ matrix, request }: MatrixFootProps) {
  const app = useAppContext()
  const fold = useApp((state) => state.fold)
  const groups = matrix.lines.filter((line) => line.kind === 'group')
  const isFolded = groups.every((group) => group.isFolded)
  const foldAll = () => {
    for (const group of groups) fold(foldKey(group), !isFolded)
  }
  return (
    <footer className="matrix__foot">
      <MatrixLegend contents={matrix.window.contents} />
      <div className="matrix__actions">
        <IconButton size="small" label={isFolded ? 'Unfold all' : 'Fold all'} onClick={foldAll}>
          {isFolded ? <UnfoldVertical /> : <FoldVertical />}
        </IconButton>
        <DropMenu
          trigger={
            <Button size="small" look="quiet" aria-label="Take the matrix">
              <Table2 />
              <ChevronDown />
            </Button>
          }
        >
          <DropdownMenu.Item className="menu__item" onSelect={() => void takeCsv(app, request, 'copy')}>
            <Copy aria-hidden="true" /> Copy as CSV
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu__item" onSelect={() => void takeCsv(app, request, 'download')}>
            <Download aria-hidden="true" /> Download CSV
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu__line" />
          <DropdownMenu.Item className="menu__item" onSelect={() => print()}>
            <Printer aria-hidden="true" /> Print…
          </DropdownMenu.Item>
        </DropMenu>
      </div>
    </footer>
  )
}
