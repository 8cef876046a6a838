import type { Packed } from './protocol'
import { createWordTable } from './wordTable'

/** Remembers what it has packed, so that a value which crossed the thread once crosses as one number the next time. */
export interface Packer {
  readonly pack: (value: unknown) => Packed
  /** How much both sides remember: numbers and characters. */
  readonly size: () => number
}

// A token says which value stands somewhere: its sort in the low two bits, its position among those of its sort in the others.
const whole = 0
const text = 1
const composite = 2
const other = 3

/** A constant's position is its own; positions of fractions and large numbers begin behind them. */
const constants: readonly unknown[] = [null, undefined, true, false]
const largestWhole = 2 ** 30

/** The first word of a composite: 0 for a list, for a record one more than the position of the list of its keys. */
const list = 0

/** Lists of at least this length are known again by identity, without a look at what is in them. */
const longList = 50

/**
 * Packs plain values (what JSON holds, and undefined) into a few typed arrays, whatever number of objects they are. Equal strings,
 * lists and records are packed once, over all calls: an endpoint that did not change, or an id that the screen knows, is a position.
 * The first message says that it is `fresh`. Total on plain values; linear in their objects, but for long lists that it has seen.
 */
export function createPacker(): Packer {
  const strings = createMemory<string>()
  const numbers = createMemory<number>()
  const composites = createWordTable()
  const longLists = new WeakMap<object, number>()
  /** Most records of a sort have the same keys, by first key. */
  const shapes = new Map<string, { readonly keys: readonly string[]; readonly head: number }>()
  const open: number[] = []
  let size = 0
  let fresh = true

  const tokenOf = (part: unknown): number => {
    if (typeof part === 'string') return strings.positionOf(part) * 4 + text
    if (typeof part === 'number') return isSmallWhole(part) ? part * 4 + whole : numberToken(part)
    if (typeof part !== 'object' || part === null) return constants.indexOf(part) * 4 + other
    return Array.isArray(part) ? listToken(part) : recordToken(part as Readonly<Record<string, unknown>>)
  }
  const numberToken = (part: number) => (constants.length + numbers.positionOf(part)) * 4 + other
  const listToken = (parts: readonly unknown[]): number => {
    const seen = parts.length < longList ? undefined : longLists.get(parts)
    if (seen !== undefined) return seen
    const from = open.push(list, parts.length) - 2
    for (const part of parts) open.push(tokenOf(part))
    const token = close(from)
    if (parts.length >= longList) longLists.set(parts, token)
    return token
  }
  const recordToken = (record: Readonly<Record<string, unknown>>): number => {
    const keys = Object.keys(record)
    const from = open.push(headOf(keys)) - 1
    for (const key of keys) open.push(tokenOf(record[key]))
    return close(from)
  }
  const headOf = (keys: readonly string[]): number => {
    const known = shapes.get(keys[0] ?? '')
    if (known && areEqual(known.keys, keys)) return known.head
    const head = 1 + Math.floor(listToken(keys) / 4)
    shapes.set(keys[0] ?? '', { keys, head })
    return head
  }
  const close = (from: number): number => {
    const position = composites.intern(open, from, open.length)
    open.length = from
    return position * 4 + composite
  }

  const pack = (value: unknown): Packed => {
    const known = composites.count()
    const root = tokenOf(value)
    const words = composites.wordsSince(known)
    const packed = {
      fresh,
      root,
      words,
      numbers: Float64Array.from(numbers.takeNew()),
      ...joined(strings.takeNew()),
    }
    size += packed.words.length + packed.numbers.length + packed.text.length
    fresh = false
    return packed
  }
  return { pack, size: () => size }
}

/** What `createPacker` packed, in the order in which it did; `fresh` begins anew. Equal parts are one object. Linear in what is new. */
export function createUnpacker(): (packed: Packed) => unknown {
  let strings: string[] = []
  let numbers: number[] = []
  let composites: unknown[] = []

  const valueAt = (token: number): unknown => {
    const position = token >>> 2
    switch (token & 3) {
      case whole:
        return position
      case text:
        return strings[position]
      case composite:
        return composites[position]
      default:
        return position < constants.length ? constants[position] : numbers[position - constants.length]
    }
  }
  const readList = (words: Uint32Array, from: number): number => {
    const end = from + 1 + (words[from] ?? 0)
    const parts: unknown[] = []
    for (let at = from + 1; at < end; at++) parts.push(valueAt(words[at] ?? 0))
    composites.push(parts)
    return end
  }
  const readRecord = (words: Uint32Array, from: number, keys: readonly string[]): number => {
    const record: Record<string, unknown> = {}
    let at = from
    for (const key of keys) put(record, key, valueAt(words[at++] ?? 0))
    composites.push(record)
    return at
  }
  return ({ fresh, root, words, numbers: newNumbers, text: newText, ends }) => {
    if (fresh) [strings, numbers, composites] = [[], [], []]
    let from = 0
    for (const end of ends) {
      strings.push(newText.slice(from, end))
      from = end
    }
    for (const number of newNumbers) numbers.push(number)
    for (let at = 0; at < words.length; ) {
      const head = words[at++] ?? list
      // The parts of a composite stand before it.
      at =
        head === list ? readList(words, at) : readRecord(words, at, composites[head - 1] as readonly string[])
    }
    return valueAt(root)
  }
}

/** The arrays whose memory is handed over instead of copied. */
export function buffersOf({ words, ends, numbers }: Packed): ArrayBuffer[] {
  return [words.buffer, ends.buffer, numbers.buffer]
}

function createMemory<K>(): {
  readonly positionOf: (key: K) => number
  readonly takeNew: () => readonly K[]
} {
  const positions = new Map<K, number>()
  let added: K[] = []
  return {
    positionOf: (key) => {
      const known = positions.get(key)
      if (known !== undefined) return known
      added.push(key)
      positions.set(key, positions.size)
      return positions.size - 1
    },
    takeNew: () => {
      const taken = added
      added = []
      return taken
    },
  }
}

function isSmallWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < largestWhole && !Object.is(value, -0)
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i])
}

function joined(texts: readonly string[]): Pick<Packed, 'text' | 'ends'> {
  let end = 0
  const ends = Uint32Array.from(texts, ({ length }) => {
    end += length
    return end
  })
  return { text: texts.join(''), ends }
}

/** A label may be called `__proto__` too, and assigning to that would set the prototype. */
function put(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
  else record[key] = value
}
