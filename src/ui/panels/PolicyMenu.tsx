import { EllipsisVertical, FileSearch, ListChecks, Pencil, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { PolicyId } from '../../model/ids'
import type { Place } from '../../model/text'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { policyWords } from '../policyWishWords'
import { useApp } from '../useApp'

export type PolicyTask = 'rules' | 'rename' | 'delete'

interface PolicyMenuProps {
  readonly policy: PolicyId
  readonly place: Place | null
  readonly onChoose: (task: PolicyTask) => void
}

/** What can be done with one policy of the manifests. */
export function PolicyMenu({ policy, place, onChoose }: PolicyMenuProps) {
  const jumpTo = useApp((state) => state.jumpTo)
  return (
    <DropMenu
      trigger={
        <Button
          className="icon-button resources-panel__menu"
          look="quiet"
          size="small"
          aria-label={`Policy ${policyWords(policy)}`}
        >
          <EllipsisVertical />
        </Button>
      }
    >
      {place && (
        <DropdownMenu.Item className="menu__item" onSelect={() => jumpTo(place)}>
          <FileSearch aria-hidden="true" /> Show its text
        </DropdownMenu.Item>
      )}
      <DropdownMenu.Item className="menu__item" onSelect={() => onChoose('rules')}>
        <ListChecks aria-hidden="true" /> Rules…
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={() => onChoose('rename')}>
        <Pencil aria-hidden="true" /> Rename…
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="menu__line" />
      <DropdownMenu.Item className="menu__item" onSelect={() => onChoose('delete')}>
        <Trash2 aria-hidden="true" /> Delete…
      </DropdownMenu.Item>
    </DropMenu>
  )
}
