/** How an exported picture looks: the theme's colours as plain text, and how much it tells. */
import type { Level } from './levels'
import type { Face, Measure } from './pictureMarkup'

/** The tokens that an exported picture is drawn with. */
export const pictureTokens = [
  '--accent',
  '--accent-text',
  '--add',
  '--add-soft',
  '--canvas',
  '--del',
  '--del-soft',
  '--frame',
  '--frame-line',
  '--half',
  '--half-soft',
  '--line-strong',
  '--mono',
  '--muted',
  '--open',
  '--outside',
  '--outside-soft',
  '--raised',
  '--sans',
  '--surface',
  '--text',
] as const

export type PicturePalette = Readonly<Record<(typeof pictureTokens)[number], string>>

export interface PictureLook {
  readonly palette: PicturePalette
  readonly measure: Measure
  readonly level: Level
  readonly zoom: number
  /** How large the names of cards are, in the picture's own pixels. */
  readonly nameSize: number
  readonly labelScale: number
}

export const smallSize = 11
export const bodySize = 13
export const titleSize = 15

export function sansFace(size: number, weight = 400): Face {
  return { size, weight, family: undefined }
}

export function monoFace(size: number, palette: PicturePalette): Face {
  return { size, weight: 400, family: palette['--mono'] }
}

/** What steps back behind what is looked at. */
export const calmOpacity = 0.25
