import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state'
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'

const setTooltip = StateEffect.define<Tooltip | null>()

/** A tooltip that a key or a mark has opened; typing, another place and Escape close it. */
const tooltipField = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTooltip)) return effect.value
    return transaction.docChanged || transaction.selection ? null : shown
  },
  provide: (field) => showTooltip.from(field),
})

export const cursorTooltip: Extension = [
  tooltipField,
  Prec.high(
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          if (view.state.field(tooltipField) === null) return false
          view.dispatch({ effects: setTooltip.of(null) })
          return true
        },
      },
    ]),
  ),
]

/** Shows words at a place, and says them. */
export function showWords(view: EditorView, position: number, words: string): void {
  pointAtWords(view, position, words)
  view.dispatch({ effects: EditorView.announce.of(words) })
}

/** Shows words while the pointer is over what they are about; null hides them. */
export function pointAtWords(view: EditorView, position: number, words: string | null): void {
  const tooltip: Tooltip | null =
    words === null ? null : { pos: position, above: true, create: () => ({ dom: tooltipOf(words) }) }
  view.dispatch({ effects: setTooltip.of(tooltip) })
}

/** Lines of words; the first is what they are about. */
export function tooltipOf(words: string): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'cm-words'
  dom.setAttribute('role', 'tooltip')
  for (const line of words.split('\n')) {
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    dom.append(paragraph)
  }
  return dom
}
