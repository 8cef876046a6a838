/** SVG as text: elements, escaped words, and words that fit their room. Knows no browser. */

type Value = string | number | undefined

/** One element; attributes that are undefined are left out, and children stand as they are. Linear. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(`${value}`)}"`)
    .join('')
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Any text as content of an element or attribute: what XML 1.0 cannot hold (section 2.2) is a replacement character. Total, linear. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML has no place for.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
      .replace(/[&<>"']/g, (character) => entities[character] ?? '')
  )
}

/** How wide a text is in a face, in pixels. The browser measures; tests count characters. */
export type Measure = (text: string, face: Face) => number

export interface Face {
  readonly size: number
  readonly weight: number
  /** Undefined for that of the whole picture. */
  readonly family: string | undefined
}

/** A name cut in its middle so that it takes no more than some room: names of one kind differ at their ends. '' where nothing fits. */
export function fitted(text: string, room: number, face: Face, measure: Measure): string {
  const width = measure(text, face)
  if (width <= room) return text
  // By characters, not by halves of them.
  const characters = [...text]
  const count = Math.floor((characters.length * room) / width) - 1
  if (count < 2) return ''
  const end = Math.floor(count / 2)
  return `${characters.slice(0, count - end).join('')}…${characters.slice(characters.length - end).join('')}`
}

/** A name on so many lines at most; what does not fit the last one is cut in its middle. Linear. */
export function wrapped(
  text: string,
  room: number,
  lines: number,
  face: Face,
  measure: Measure,
): readonly string[] {
  const width = measure(text, face)
  if (width <= room || lines < 2) return [fitted(text, room, face, measure)]
  const characters = [...text]
  const count = Math.max(1, Math.floor((characters.length * room) / width))
  // Behind a hyphen a name may be parted, as on the canvas, and sentences between their words.
  const end = Math.max(characters.lastIndexOf('-', count - 1), characters.lastIndexOf(' ', count))
  const first = end > count / 3 ? end + 1 : count
  return [
    characters.slice(0, first).join('').trimEnd(),
    ...wrapped(characters.slice(first).join(''), room, lines - 1, face, measure),
  ]
}

interface TextPlace {
  readonly x: number
  /** The middle of the letters. */
  readonly y: number
  readonly fill: string
  readonly face: Face
  readonly anchor?: 'middle' | 'end'
}

/** A line of text. Its middle is worked out here: not all programs that show SVG know other baselines. */
export function textAt(words: string, { x, y, fill, face, anchor }: TextPlace): string {
  const { size, weight, family } = face
  return element(
    'text',
    {
      x,
      y: y + size * 0.35,
      fill,
      'font-size': size,
      'font-weight': weight === 400 ? undefined : weight,
      'font-family': family,
      'text-anchor': anchor,
    },
    escaped(words),
  )
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
