import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { FileId } from '../../model/text'
import type { UnderCursor } from '../../store/screenSlice'
import type { App } from '../useApp'
import type { EditorQuestions } from './editorQuestions'
import { selectorPartAt } from './selectorPart'

/** Milliseconds that the cursor rests before the picture follows it. */
const rest = 200

/** Tells the rest of the screen what the text at the cursor is about; nothing, while the editor does not have the focus. */
export function followCursor(app: App, file: FileId, { matches }: EditorQuestions): Extension {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (view: EditorView) => {
    const { state } = view
    const found = view.hasFocus ? await whatIsAt(app, file, view, matches) : null
    if (view.state === state) app.store.getState().lookUnderCursor(found)
  }
  return EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.focusChanged && !update.docChanged) return
    clearTimeout(timer)
    if (!update.view.hasFocus) app.store.getState().lookUnderCursor(null)
    else timer = setTimeout(() => look(update.view), rest)
  })
}

async function whatIsAt(
  { store }: App,
  file: FileId,
  { state }: EditorView,
  matches: EditorQuestions['matches'],
): Promise<UnderCursor | null> {
  const position = state.selection.main.head
  const placed = selectorPartAt(state, position)
  if (placed === null) {
    const endpoints = store.getState().analysis?.endpoints ?? []
    const here = endpoints.filter(
      ({ place }) => place.file === file && place.from <= position && position <= place.to,
    )
    return here.length === 0 ? null : { ends: here.map(({ id }) => id), others: null }
  }
  const found = await matches(position, placed.part)
  if (found === null) return null
  const isAboutAll = placed.part.kind === 'subject' || found.what === 'everything'
  return { ends: found.subjects, others: isAboutAll ? null : found.matched }
}
