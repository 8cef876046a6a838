import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

interface Span {
  readonly from: number
  readonly to: number
}

/** Marks the lines of these spans, and no others. */
export const markEvidence = StateEffect.define<readonly Span[]>()

const evidenceLine = Decoration.line({ class: 'cm-evidence', attributes: { 'aria-current': 'true' } })

/** The lines that what is selected on the screen rests on; they move along with what is typed. */
export const evidenceMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(markEvidence)) return linesOf(transaction.newDoc, effect.value)
    return marked.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function linesOf(doc: EditorView['state']['doc'], spans: readonly Span[]): DecorationSet {
  const starts = new Set<number>()
  for (const { from, to } of spans) {
    const first = doc.lineAt(Math.min(from, doc.length)).number
    const last = doc.lineAt(Math.min(Math.max(from, to - 1), doc.length)).number
    for (let line = first; line <= last; line += 1) starts.add(doc.line(line).from)
  }
  const sorted = [...starts].sort((a, b) => a - b)
  return Decoration.set(sorted.map((start) => evidenceLine.range(start)))
}
