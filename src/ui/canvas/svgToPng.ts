import type { SvgText } from './pictureSvg'

/** Browsers give up on canvas elements that are larger. */
const mostPixels = 8000
const density = 2

export interface Png {
  /** Null when the browser could not draw it. */
  readonly file: Blob | null
  /** Pixels for each of the picture's own; less than two where it would be too large. */
  readonly density: number
}

/** Draws the picture at twice its size, or as large as it may be. */
export async function svgToPng({ svg, width, height }: SvgText): Promise<Png> {
  const scale = Math.min(density, mostPixels / Math.max(width, height))
  const image = new Image(width, height)
  // The page's security policy lets pictures come from nowhere else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return { file, density: scale }
}
