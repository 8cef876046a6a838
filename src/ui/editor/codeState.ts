import { defaultKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { type Diagnostic as LintDiagnostic, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import type { Diagnostic, FileId } from '../../model/text'
import { completion } from './completion'
import { cursorTooltip } from './cursorTooltip'
import { documentFolds } from './documentFolds'
import { editorLook } from './editorLook'
import type { EditorQuestions } from './editorQuestions'
import { evidenceMark } from './evidenceMark'
import { jumpMark } from './jumpMark'
import { heardGutters, noteGutter } from './notes'
import { selectorHover } from './selectorHover'

/** On changes that come from the workspace, such as undo, and must not go back to it. */
export const fromWorkspace = Annotation.define<true>()

interface CodeSettings {
  readonly text: string
  readonly label: string
  readonly onType: (text: string) => void
  readonly ask: EditorQuestions
  readonly extra: Extension
}

/** A state without a history of its own: the workspace has the only one. `onType` hears what the user changed. */
export function createCodeState({ text, label, onType, ask, extra }: CodeSettings): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      completion(ask),
      selectorHover(ask),
      basics,
      editorLook,
      jumpMark,
      evidenceMark,
      described(label),
      listening(onType),
      extra,
    ],
  })
}

const basics: Extension = [
  noteGutter,
  lineNumbers(),
  documentFolds,
  heardGutters,
  cursorTooltip,
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  indentOnInput(),
  bracketMatching(),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  search({ top: true }),
  yaml(),
  placeholder('Paste or type Kubernetes manifests'),
  // Tab leaves the editor, as it leaves any field; Ctrl+] and Ctrl+[ indent.
  keymap.of([...defaultKeymap, ...searchKeymap, ...lintKeymap]),
]

function described(label: string): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    tabindex: '0',
    spellcheck: 'false',
    autocorrect: 'off',
  })
}

function listening(onType: (text: string) => void): Extension {
  return EditorView.updateListener.of((update) => {
    if (!update.docChanged) return
    const isOurs = update.transactions.some((it) => it.annotation(fromWorkspace))
    if (!isOurs) onType(update.state.doc.toString())
  })
}

/** The diagnostics of one file as the gutter shows them, cut to the text as it is now. */
export function lintDiagnostics(
  diagnostics: readonly Diagnostic[],
  file: FileId,
  length: number,
): readonly LintDiagnostic[] {
  return diagnostics.flatMap(({ place, severity, message, fix }) => {
    if (place === null || place.file !== file) return []
    const from = Math.min(place.from, length)
    return {
      from,
      // A hint is about what begins there, which may be the whole document: it gets its mark and no underline.
      to: severity === 'info' ? from : Math.max(from, Math.min(place.to, length)),
      severity,
      message: fix === undefined ? message : `${message}\n${fix}`,
    }
  })
}
