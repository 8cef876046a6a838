import { unfoldAll } from '@codemirror/language'
import type { EditorView } from '@codemirror/view'
import { ChevronsDownUp } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { foldAllBut, foldKind, kindsIn } from './documentFolds'

interface FoldMenuProps {
  readonly editor: React.RefObject<EditorView | null>
}

/** Folds the documents of the open file by what they are. */
export function FoldMenu({ editor }: FoldMenuProps) {
  const [kinds, setKinds] = useState<readonly (readonly [kind: string, count: number])[]>([])
  const on = (fold: (view: EditorView) => unknown) => () => {
    if (editor.current) fold(editor.current)
  }
  const opened = (isOpen: boolean) => {
    if (isOpen && editor.current) setKinds([...kindsIn(editor.current.state)])
  }
  return (
    <DropMenu
      onOpenChange={opened}
      trigger={
        <IconButton label="Fold documents" size="small" className="code-editor__fold">
          <ChevronsDownUp />
        </IconButton>
      }
    >
      <DropdownMenu.Item className="menu__item" onSelect={on((view) => foldAllBut(view, 'NetworkPolicy'))}>
        Fold all but NetworkPolicies
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={on(unfoldAll)}>
        Unfold all
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="menu__line" />
      {kinds.map(([kind, count]) => (
        <DropdownMenu.Item key={kind} className="menu__item" onSelect={on((view) => foldKind(view, kind))}>
          Fold {kind} ({count})
        </DropdownMenu.Item>
      ))}
    </DropMenu>
  )
}
