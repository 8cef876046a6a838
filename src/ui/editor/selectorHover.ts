import type { Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip, keymap } from '@codemirror/view'
import { showWords, tooltipOf } from './cursorTooltip'
import type { EditorQuestions } from './editorQuestions'
import { matchWords } from './matchWords'
import { type PlacedPart, selectorPartAt } from './selectorPart'

/** What the selector under the pointer matches; `Mod-.` shows it for the one at the cursor. */
export function selectorHover({ matches }: EditorQuestions): Extension {
  const wordsOf = async ({ part }: PlacedPart, position: number) => {
    const found = await matches(position, part)
    return found && matchWords(part, found)
  }
  return [
    hoverTooltip(async ({ state }, position) => {
      const placed = selectorPartAt(state, position)
      if (placed === null || isTooWide(placed)) return null
      const words = await wordsOf(placed, position)
      if (words === null) return null
      const { from, to } = placed
      return { pos: from, end: to, above: true, create: () => ({ dom: tooltipOf(words) }) }
    }),
    keymap.of([
      {
        key: 'Mod-.',
        run: (view) => {
          showAtCursor(view, wordsOf)
          return true
        },
      },
    ]),
  ]
}

/** Over the lines of a policy that are no selector nobody has asked for anything. */
function isTooWide({ part, isWhole }: PlacedPart): boolean {
  return part.kind === 'rule' || isWhole
}

async function showAtCursor(
  view: EditorView,
  wordsOf: (placed: PlacedPart, position: number) => Promise<string | null>,
): Promise<void> {
  const { state } = view
  const position = state.selection.main.head
  const placed = selectorPartAt(state, position)
  const words = placed && (await wordsOf(placed, position))
  // Who has typed on meanwhile has another question.
  if (view.state.doc !== state.doc || view.state.selection.main.head !== position) return
  showWords(view, position, words ?? 'There is no selector of a NetworkPolicy here.')
}
