import { type Diagnostic, setDiagnosticsEffect } from '@codemirror/lint'
import { type Extension, RangeSet, StateField } from '@codemirror/state'
import { type EditorView, GutterMarker, gutter, ViewPlugin } from '@codemirror/view'
import { pointAtWords, showWords } from './cursorTooltip'

const signs = { error: '✕', warning: '!', info: 'i', hint: '○' } as const
const names = { error: 'Error', warning: 'Warning', info: 'Hint', hint: 'Finding' } as const
const order = ['error', 'warning', 'info', 'hint'] as const

/** What there is to say about a line, the worst first. */
class NoteMarker extends GutterMarker {
  private readonly notes: readonly Diagnostic[]

  constructor(notes: readonly Diagnostic[]) {
    super()
    this.notes = notes
  }

  override eq(other: NoteMarker): boolean {
    return this.words() === other.words()
  }

  override toDOM(view: EditorView): HTMLElement {
    const worst = order.find((it) => this.notes.some(({ severity }) => severity === it)) ?? 'info'
    const button = document.createElement('button')
    button.type = 'button'
    button.tabIndex = -1
    button.className = `cm-note cm-note-${worst}`
    button.textContent = signs[worst]
    button.setAttribute('aria-label', this.words())
    const at = () => view.lineBlockAtHeight(button.getBoundingClientRect().top + 8 - view.documentTop).from
    button.onclick = () => showWords(view, at(), this.words())
    button.onmouseenter = () => pointAtWords(view, at(), this.words())
    button.onmouseleave = () => pointAtWords(view, at(), null)
    return button
  }

  words(): string {
    return this.notes.map(({ severity, message }) => `${names[severity]}: ${message}`).join('\n')
  }
}

const noteField = StateField.define<RangeSet<NoteMarker>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let kept = transaction.docChanged ? marks.map(transaction.changes) : marks
    for (const effect of transaction.effects) {
      if (!effect.is(setDiagnosticsEffect)) continue
      const lines = new Map<number, Diagnostic[]>()
      for (const note of effect.value) {
        const { from } = transaction.newDoc.lineAt(Math.min(note.from, transaction.newDoc.length))
        lines.set(from, [...(lines.get(from) ?? []), note])
      }
      kept = RangeSet.of(
        [...lines].map(([from, notes]) => new NoteMarker(notes).range(from)),
        true,
      )
    }
    return kept
  },
})

/** Marks beside the lines that there is something to say about; a click on one, or the keyboard, shows it. */
export const noteGutter: Extension = [
  noteField,
  gutter({ class: 'cm-notes', markers: (view) => view.state.field(noteField) }),
]

/** CodeMirror hides all gutters from screen readers; only the numbers of lines say nothing there. */
export const heardGutters: Extension = ViewPlugin.define((view) => {
  const hear = () => {
    view.dom.querySelector('.cm-gutters')?.removeAttribute('aria-hidden')
    view.dom.querySelector('.cm-lineNumbers')?.setAttribute('aria-hidden', 'true')
  }
  // The gutters are made when all plugins are.
  queueMicrotask(hear)
  return { update: hear }
})
