import { type PicturePalette, pictureTokens } from './pictureLook'
import type { Measure } from './pictureMarkup'

/** The colours and faces of the theme that is on the page, as they are now. */
export function themePalette(): PicturePalette {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    pictureTokens.map((token) => [token, style.getPropertyValue(token).trim()]),
  ) as PicturePalette
}

/** Measures as this browser draws; where it has no canvas, by the count of characters. */
export function browserMeasure({ '--sans': sans }: PicturePalette): Measure {
  const context = document.createElement('canvas').getContext('2d')
  return (text, { size, weight, family = sans }) => {
    if (context === null) return text.length * size * 0.6
    context.font = `${weight} ${size}px ${family}`
    return context.measureText(text).width
  }
}
