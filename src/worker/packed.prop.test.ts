import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buffersOf, createPacker, createUnpacker } from './packed'
import type { Packed } from './protocol'

const seed = 20_261_121
const runs = { seed, numRuns: 300 }

// A small universe, so that random values often repeat each other's parts, in one message and over several.
const leaf = fc.oneof(
  fc.constantFrom('', 'app', 'shop/Pod/web', '__proto__', 'ein Körnchen 🌾'),
  fc.constantFrom(0, 1, -1, 2 ** 30 - 1, 2 ** 30, 2 ** 53, 0.5, -0, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom(null, undefined, true, false),
)
const { plain } = fc.letrec((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('plain'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'constructor', '0'), tie('plain')), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
}))

/** As a message arrives: a copy, the arrays handed over. */
function crossed(packed: Packed): Packed {
  return structuredClone(packed, { transfer: buffersOf(packed) })
}

describe('a packed value', () => {
  it('is the same value after any number of others', () => {
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 6 }), (values) => {
        const packer = createPacker()
        const unpack = createUnpacker()
        for (const value of values)
          expect(isDeepStrictEqual(unpack(crossed(packer.pack(value))), value)).toBe(true)
      }),
      runs,
    )
  })

  it('is read anew after the packer began anew', () => {
    fc.assert(
      fc.property(plain, plain, (first, second) => {
        const unpack = createUnpacker()
        unpack(createPacker().pack(first))
        expect(unpack(createPacker().pack(second))).toEqual(second)
      }),
      runs,
    )
  })

  it('crosses as one number the second time, and its parts in another value too', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const packer = createPacker()
        packer.pack([value])
        const again = packer.pack(structuredClone([value]))
        expect([again.words.length, again.numbers.length, again.text]).toEqual([0, 0, ''])
      }),
      runs,
    )
  })
})

describe('packing', () => {
  const endpoint = (i: number) => ({
    id: `shop/Pod/p${i}`,
    labels: { app: `p${i}`, tier: 'web' },
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    place: { file: 'f1', from: i * 200, to: i * 200 + 199, line: i * 10 + 1, column: 1 },
  })

  it('makes five things of ten thousand records, and one number of a record that changed nothing', () => {
    const packer = createPacker()
    const endpoints = Array.from({ length: 10_000 }, (_, i) => endpoint(i))
    const packed = packer.pack(endpoints)
    expect(Object.values(packed).filter((it) => typeof it === 'object')).toHaveLength(3)
    // Only the list itself and the one record with its place are new.
    const moved = endpoints.map((it, i) => (i === 5 ? { ...it, place: { ...it.place, from: 7 } } : it))
    expect(packer.pack(moved).words.length).toBeLessThan(10_000 + 20)
    expect(packer.pack(endpoints).words).toHaveLength(0)
  })

  it('keeps equal parts as one object', () => {
    const [a, b] = createUnpacker()(createPacker().pack([endpoint(1), endpoint(2)])) as ReturnType<
      typeof endpoint
    >[]
    expect(a?.ports).toBe(b?.ports)
    expect(a?.place).not.toBe(b?.place)
  })
})
