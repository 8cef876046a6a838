import { setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { ManifestFile } from '../../model/text'
import { useApp, useAppContext } from '../useApp'
import { createCodeState, fromWorkspace, lintDiagnostics } from './codeState'
import { jumpToSpan, markSpan } from './jumpMark'
import { replacementBetween } from './replacement'

/** Milliseconds that the lines of a jump stay marked. */
const markedFor = 8000

/** A file that is opened again later starts at its top, not at a jump that was shown before. */
const shownJumps = new WeakSet<object>()

/** The text of one file. Mounted anew for every file. */
export function CodeEditor({ file }: { readonly file: ManifestFile }) {
  const { store } = useAppContext()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const first = useRef(file)

  useEffect(() => {
    if (host.current === null) return
    const { id, text, name } = first.current
    const view = new EditorView({
      parent: host.current,
      state: createCodeState(text, `Manifest ${name}`, (typed) => store.getState().editText(id, typed)),
    })
    editor.current = view
    return () => {
      view.destroy()
      editor.current = null
    }
  }, [store])

  useWorkspaceText(editor, file)
  useDiagnostics(editor, file)
  useJump(editor, file)
  return <div className="code-editor" ref={host} />
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
  const read = useApp((state) => state.analysisOf?.files.find((it) => it.id === file.id)?.text)
  useEffect(() => {
    const view = editor.current
    // Places belong to the text that was read; until the new answer comes, the editor moves the old marks along.
    if (!view || !diagnostics || read !== file.text) return
    view.dispatch(setDiagnostics(view.state, lintDiagnostics(diagnostics, file.id, view.state.doc.length)))
  }, [editor, diagnostics, read, file])
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
