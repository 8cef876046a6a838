import {
  codeFolding,
  foldEffect,
  foldedRanges,
  foldGutter,
  foldKeymap,
  foldService,
  unfoldEffect,
} from '@codemirror/language'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { counted } from '../words'
import { documentFrom, documentsIn } from './documents'

/** Whole documents fold to one line that says what they are; everything inside them as YAML's blocks do. */
export const documentFolds: Extension = [
  codeFolding({ preparePlaceholder: foldedWords, placeholderDOM: placeholder }),
  foldService.of((state, lineFrom) => {
    const document = documentFrom(state, lineFrom)
    return document && document.lines > 1 ? { from: document.from, to: document.to } : null
  }),
  foldGutter({ markerDOM: foldMarker }),
  keymap.of([{ key: 'Ctrl-Alt-p', run: (view) => foldAllBut(view, 'NetworkPolicy') }, ...foldKeymap]),
]

/** Folds every document of other kinds, and shows those of this one. */
export function foldAllBut(view: EditorView, kind: string): boolean {
  return foldWhere(view, (it) => it !== kind)
}

/** Folds the documents of one kind, and leaves the others as they are. */
export function foldKind(view: EditorView, kind: string): boolean {
  return foldWhere(view, (it) => (it === kind ? true : null))
}

/** Kinds of the documents, in the order of the text, with how many there are of each. */
export function kindsIn(state: EditorState): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>()
  for (const { kind } of documentsIn(state)) if (kind !== '') kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return kinds
}

/** `isFolded`: null for what stays as it is. */
function foldWhere(view: EditorView, isFolded: (kind: string) => boolean | null): boolean {
  const { state } = view
  const folded = new Set<number>()
  foldedRanges(state).between(0, state.doc.length, (from) => void folded.add(from))
  const effects = documentsIn(state).flatMap(({ kind, from, to, lines }) => {
    const wanted = isFolded(kind)
    if (wanted === null || lines < 2 || wanted === folded.has(from)) return []
    return (wanted ? foldEffect : unfoldEffect).of({ from, to })
  })
  const count = effects.filter((it) => it.is(foldEffect)).length
  const announcement = EditorView.announce.of(`${counted(count, 'document')} folded.`)
  view.dispatch({ effects: [...effects, announcement] })
  return true
}

/** `NetworkPolicy shop/web-allow … 24 lines` */
export function foldedWords(state: EditorState, { from, to }: { from: number; to: number }): string {
  const lines = state.doc.lineAt(to).number - state.doc.lineAt(from).number
  const document = documentFrom(state, from)
  if (document === null) return `… ${counted(lines, 'line')}`
  return `${document.kind || 'Document'} ${document.name} … ${document.lines} lines`
}

function placeholder(_: EditorView, unfold: (event: Event) => void, words: string): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'cm-foldPlaceholder'
  button.textContent = words
  button.setAttribute('aria-label', `Unfold ${words}`)
  button.onclick = unfold
  return button
}

/** The line's number is said beside it; the marker says what it does. */
function foldMarker(isOpen: boolean): HTMLElement {
  const marker = document.createElement('button')
  marker.type = 'button'
  marker.tabIndex = -1
  marker.className = isOpen ? 'cm-fold-open' : 'cm-fold-closed'
  marker.textContent = isOpen ? '⌄' : '›'
  marker.setAttribute('aria-label', isOpen ? 'Fold' : 'Unfold')
  marker.setAttribute('aria-expanded', `${isOpen}`)
  return marker
}
