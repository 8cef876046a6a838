import { ascii, checkValue, skipSpace } from './checkJson'
import type { Position } from './locate'

/**
 * The positions of all values of a JSON text, as `positionsOf` gives them. What stands in a value is looked for when it
 * is asked for, since places are asked for near the root. Null for JSON that is nested too deep. Total; linear.
 */
export function jsonPositions(text: string): Position | null {
  const letters = lettersOf(text)
  const from = text.search(/[[{]/)
  const to = checkValue(letters, from, 0)
  return from < 0 || to < 0 ? null : lazyPosition({ text, letters }, from, to, -1, -1)
}

interface Source {
  readonly text: string
  readonly letters: Uint8Array
}

function lazyPosition(source: Source, from: number, to: number, keyFrom: number, keyTo: number): Position {
  let children: Map<string, Position> | null | undefined
  return {
    keyFrom,
    keyTo,
    from,
    to,
    get children() {
      if (children === undefined) children = childrenOf(source, from)
      return children
    },
  }
}

function childrenOf(source: Source, from: number): Map<string, Position> | null {
  const { text, letters } = source
  const isMapping = letters[from] === ascii.braceOpen
  if (!isMapping && letters[from] !== ascii.bracketOpen) return null
  const children = new Map<string, Position>()
  let at = skipSpace(letters, from + 1)
  while (letters[at] !== ascii.braceClose && letters[at] !== ascii.bracketClose) {
    const keyTo = isMapping ? checkValue(letters, at, 0) : -1
    const valueFrom = isMapping ? skipSpace(letters, skipSpace(letters, keyTo) + 1) : at
    const valueTo = checkValue(letters, valueFrom, 0)
    const name = isMapping ? String(JSON.parse(text.slice(at, keyTo))) : String(children.size)
    children.set(name, lazyPosition(source, valueFrom, valueTo, isMapping ? at : -1, keyTo))
    at = skipSpace(letters, valueTo)
    if (letters[at] === ascii.comma) at = skipSpace(letters, at + 1)
  }
  return children
}

const encoder = new TextEncoder()
// Not a letter of JSON's own grammar.
const foreign = 0x80

/** The text's letters at its own offsets, with a zero behind them: typed arrays are looked at twice as fast as strings. */
function lettersOf(text: string): Uint8Array {
  const letters = new Uint8Array(text.length + 1)
  const { read, written } = encoder.encodeInto(text, letters)
  if (read === text.length && written === text.length) return letters
  for (let i = 0; i < text.length; i++) letters[i] = Math.min(text.charCodeAt(i), foreign)
  letters[text.length] = 0
  return letters
}
