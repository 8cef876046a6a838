/** How much the picture tells at which zoom. */
import type { ViewRequest } from '../../model/graphView'

/** `far`: namespaces, with their workloads as boxes. `middle`: cards. `near`: cards with their ports. */
export type Level = 'far' | 'middle' | 'near'

/** Up to so many cards all of them are always shown: they can be read wherever they fit. */
const fewCards = 60

/** It takes a little more to go back than it took to come, so that no zoom stands between two levels. */
const farBelow = { enter: 0.42, leave: 0.48 } as const
const nearFrom = { enter: 1.2, leave: 1.1 } as const

/** Whether a picture is too large for all its cards to be in the page at once. */
export function isLarge(cards: number): boolean {
  return cards > fewCards
}

/** The level at a zoom, which depends on the one before. Total, O(1). */
export function levelAt(zoom: number, before: Level, cards: number): Level {
  if (zoom >= (before === 'near' ? nearFrom.leave : nearFrom.enter)) return 'near'
  if (!isLarge(cards)) return 'middle'
  return zoom < (before === 'far' ? farBelow.leave : farBelow.enter) ? 'far' : 'middle'
}

/** What the worker is to send edges of. */
export function detailOf(level: Level): ViewRequest['detail'] {
  return level === 'far' ? 'namespaces' : 'workloads'
}

/** Zooms from which names have these sizes, in the picture's own pixels: eleven on the screen, as long as cards are drawn. */
const nameSizes = [
  [0.85, 13],
  [0.58, 18],
  [0.44, 24],
  [0.36, 30],
] as const

/** How large the names of cards are, in the picture's own pixels, so that they can be read. Without small print from 18 on. */
export function nameSizeAt(zoom: number): number {
  return nameSizes.find(([from]) => zoom >= from)?.[1] ?? 40
}

/** Zooms from which labels have these scales: eight pixels on the screen or more, as on a phone; those without room for it wait. */
const labelScales = [
  [0.72, 1],
  [0.46, 1.6],
  [0.34, 2.2],
  [0.25, 3],
] as const

/** How much larger than the picture labels are drawn, so that they can be read: from afar about ten pixels on the screen, in steps. */
export function labelScaleAt(zoom: number, level: Level): number {
  if (level !== 'far') return labelScales.find(([from]) => zoom >= from)?.[1] ?? 4
  return 2 ** (Math.round(4 * Math.log2(0.93 / Math.max(zoom, 0.02))) / 4)
}
