import { setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { ManifestFile } from '../../model/text'
import { useApp, useAppContext } from '../useApp'
import { createCodeState, fromWorkspace, lintDiagnostics } from './codeState'
import { editorQuestions } from './editorQuestions'
import { evidenceOf } from './evidence'
import { markEvidence } from './evidenceMark'
import { FoldMenu } from './FoldMenu'
import { findingsOf } from './findings'
import { jumpToSpan, markSpan } from './jumpMark'
import { replacementBetween } from './replacement'
import { followCursor } from './underCursor'

/** Milliseconds that the lines of a jump stay marked. */
const markedFor = 8000

/** A file that is opened again later starts at its top, not at a jump that was shown before. */
const shownJumps = new WeakSet<object>()

/** The text of one file. Mounted anew for every file. */
export function CodeEditor({ file }: { readonly file: ManifestFile }) {
  const app = useAppContext()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const first = useRef(file)

  useEffect(() => {
    if (host.current === null) return
    const { id, text, name } = first.current
    const { store } = app
    const ask = editorQuestions(app, id)
    const view = new EditorView({
      parent: host.current,
      state: createCodeState({
        text,
        label: `Manifest ${name}`,
        onType: (typed) => store.getState().editText(id, typed),
        ask,
        extra: followCursor(app, id, ask),
      }),
    })
    editor.current = view
    return () => {
      view.destroy()
      store.getState().lookUnderCursor(null)
      editor.current = null
    }
  }, [app])

  useWorkspaceText(editor, file)
  useDiagnostics(editor, file)
  useEvidence(editor, file)
  useJump(editor, file)
  return (
    <div className="code-editor">
      <div className="code-editor__text" ref={host} />
      <FoldMenu editor={editor} />
    </div>
  )
}

type Editor = React.RefObject<EditorView | null>

function useWorkspaceText(editor: Editor, { text }: ManifestFile): void {
  useEffect(() => {
    const view = editor.current
    const changes = view && replacementBetween(view.state.doc.toString(), text)
    if (changes) view.dispatch({ changes, annotations: fromWorkspace.of(true) })
  }, [editor, text])
}

function useDiagnostics(editor: Editor, file: ManifestFile): void {
  const diagnostics = useApp((state) => state.analysis?.diagnostics)
  const policies = useApp((state) => state.analysis?.resources.policies)
  const read = useApp((state) => state.analysisOf?.files.find((it) => it.id === file.id)?.text)
  useEffect(() => {
    const view = editor.current
    // Places belong to the text that was read; until the new answer comes, the editor moves the old marks along.
    if (!view || !diagnostics || !policies || read !== file.text) return
    const { length } = view.state.doc
    const notes = [...lintDiagnostics(diagnostics, file.id, length), ...findingsOf(policies, file.id, length)]
    view.dispatch(setDiagnostics(view.state, notes))
  }, [editor, diagnostics, policies, read, file])
}

/** Lights the lines that the selection rests on, where they stand; nothing scrolls. */
function useEvidence(editor: Editor, file: ManifestFile): void {
  const selection = useApp((state) => state.selection)
  const analysis = useApp((state) => state.analysis)
  const explanation = useApp((state) => state.explanation)
  const read = useApp((state) => state.analysisOf?.files.find((it) => it.id === file.id)?.text)
  useEffect(() => {
    const view = editor.current
    if (!view || read !== file.text) return
    const places = evidenceOf({ selection, analysis, explanation }).filter((it) => it.file === file.id)
    view.dispatch({ effects: markEvidence.of(places) })
  }, [editor, selection, analysis, explanation, read, file])
}

function useJump(editor: Editor, { id }: ManifestFile): void {
  const jump = useApp((state) => state.jump)
  useEffect(() => {
    const view = editor.current
    if (!view || jump?.place.file !== id || shownJumps.has(jump)) return
    jumpToSpan(view, jump.place)
    const shown = setTimeout(() => shownJumps.add(jump))
    const timer = setTimeout(() => editor.current?.dispatch({ effects: markSpan.of(null) }), markedFor)
    return () => {
      clearTimeout(shown)
      clearTimeout(timer)
    }
  }, [editor, jump, id])
}
