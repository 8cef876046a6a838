/** The legend of an exported picture. */
import type { LegendEntries } from './legendEntries'
import { lineStyle } from './pictureEdges'
import { gateBar } from './pictureGates'
import { type PictureLook, sansFace, smallSize } from './pictureLook'
import { element, textAt } from './pictureMarkup'

const rowHeight = 24
const gap = 16

interface Entry {
  readonly words: string
  /** The room that its sign takes. */
  readonly sign: number
  readonly draw: (x: number, y: number) => string
}

/** The entries in rows of at most some width, from a place on; and how high they are. Linear. */
export function legendPicture(
  { edges, gates }: LegendEntries,
  at: { readonly x: number; readonly y: number; readonly width: number },
  { palette, measure }: Pick<PictureLook, 'palette' | 'measure'>,
): { readonly markup: string; readonly height: number } {
  const entries: readonly Entry[] = [
    ...edges.map(({ look, words }) => ({
      words,
      sign: 32,
      draw: (x: number, y: number) =>
        element('line', { x1: x + 1, y1: y, x2: x + 25, y2: y, ...lineStyle(look, palette) }),
    })),
    ...gates.map(({ gate, words }) => ({
      words,
      sign: 12,
      draw: (x: number, y: number) => gateBar(gate, { x: x + 3, y, width: 6, height: 16 }, palette),
    })),
  ]
  if (entries.length === 0) return { markup: '', height: 0 }
  const face = sansFace(smallSize)
  let [x, y] = [at.x, at.y + rowHeight / 2]
  const parts = entries.map(({ words, sign, draw }) => {
    const width = sign + measure(words, face)
    if (x > at.x && x + width > at.x + at.width) {
      x = at.x
      y += rowHeight
    }
    const drawn = draw(x, y) + textAt(words, { x: x + sign, y, fill: palette['--muted'], face })
    x += width + gap
    return drawn
  })
  return { markup: element('g', {}, ...parts), height: y + rowHeight / 2 - at.y }
}
