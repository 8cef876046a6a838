import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

interface Span {
  readonly from: number
  readonly to: number
}

/** Marks the lines of a span, or none. */
export const markSpan = StateEffect.define<Span | null>()

const jumpedLine = Decoration.line({ class: 'cm-jumped' })

/** The lines that a jump went to; typing takes the mark away. */
export const jumpMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(markSpan))
        return effect.value ? linesOf(transaction.newDoc, effect.value) : Decoration.none
    return transaction.docChanged ? Decoration.none : marked
  },
  provide: (field) => EditorView.decorations.from(field),
})

type Doc = EditorView['state']['doc']

function linesOf(doc: Doc, { from, to }: Span): DecorationSet {
  const first = doc.lineAt(Math.min(from, doc.length)).number
  const last = doc.lineAt(Math.min(Math.max(from, to - 1), doc.length)).number
  const starts = Array.from({ length: last - first + 1 }, (_, i) => doc.line(first + i).from)
  return Decoration.set(starts.map((start) => jumpedLine.range(start)))
}

/** Scrolls to a span, puts the cursor there and marks its lines. Places of an older text are cut to the document. */
export function jumpToSpan(view: EditorView, span: Span): void {
  const at = Math.min(span.from, view.state.doc.length)
  view.dispatch({
    selection: { anchor: at },
    effects: [markSpan.of(span), EditorView.scrollIntoView(at, { y: 'start', yMargin: 90 })],
  })
}
