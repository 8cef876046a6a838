import type { EditId } from '../../model/ids'
import { editWords } from '../editWords'
import { useApp, useAppContext } from '../useApp'

/** The edits that a policy change is there for, by their numbers in the list of edits. Each shows what is its own. */
export function DiffEdits({ edits }: { readonly edits: readonly EditId[] }) {
  const { store } = useAppContext()
  const all = useApp((state) => state.workspace.edits)
  const pointed = useApp((state) => state.pointed)
  const numbered = all
    .map((edit, i) => ({ edit, number: i + 1 }))
    .filter(({ edit }) => edits.includes(edit.id))
  const { point, chooseLeftTab, openLeft } = store.getState()
  if (numbered.length === 0) return null
  return (
    <span className="policy-diff__edits">
      {numbered.length === 1 ? 'for edit' : 'for edits'}
      {numbered.map(({ edit, number }) => (
        <button
          key={edit.id}
          type="button"
          className="policy-diff__edit"
          aria-label={`Edit ${number}: ${editWords(edit)}`}
          title={editWords(edit)}
          data-pointed={pointed.includes(edit.id)}
          onPointerEnter={() => point([edit.id])}
          onPointerLeave={() => point([])}
          onFocus={() => point([edit.id])}
          onBlur={() => point([])}
          onClick={() => {
            openLeft(true)
            chooseLeftTab('edits')
          }}
        >
          {number}
        </button>
      ))}
    </span>
  )
}
