import { describe, expect, it } from 'vitest'
import type { PodsPeer } from './peers'
import { type AddressPiece, rowsOf } from './rows'

function peer(name: string, hasSiblings = false): PodsPeer {
  const label = `x/${name}[Pod]`
  return { kind: 'pods', namespace: 'x', workloadKind: 'Pod', name, variant: '', label, hasSiblings }
}

function piece(at: number, first: number, last: number, version: 4 | 6 = 4): AddressPiece {
  return { at, interval: { version, first: BigInt(first), last: BigInt(last) } }
}

/** Rows as `from to value`, with a sender 0 who reaches piece `at` with the value at that place of `values`. */
function rangesFor(pieces: readonly AddressPiece[], values: readonly (string | null)[]): readonly string[] {
  const roster = { peers: [{ peer: peer('a'), at: 100 }], pieces }
  const rows = rowsOf(roster, (from, to) => (from === 100 ? (values[to] ?? null) : null))
  return [...rows].map(({ to, value }) => `${to.label} ${value}`)
}

describe('ranges', () => {
  it.each([
    [
      'neighbours with one value are one',
      [piece(0, 0, 9), piece(1, 10, 19)],
      ['A', 'A'],
      ['0.0.0.0-0.0.0.19 A'],
    ],
    [
      'neighbours with two values are two',
      [piece(0, 0, 9), piece(1, 10, 19)],
      ['A', 'B'],
      ['0.0.0.0-0.0.0.9 A', '0.0.0.10-0.0.0.19 B'],
    ],
    [
      'a piece without a value parts its neighbours',
      [piece(0, 0, 9), piece(1, 10, 19), piece(2, 20, 29)],
      ['A', null, 'A'],
      ['0.0.0.0-0.0.0.9 A', '0.0.0.20-0.0.0.29 A'],
    ],
    [
      'a gap parts pieces',
      [piece(0, 0, 9), piece(1, 11, 19)],
      ['A', 'A'],
      ['0.0.0.0-0.0.0.9 A', '0.0.0.11-0.0.0.19 A'],
    ],
    [
      'the versions are two spaces',
      [piece(0, 0, 0), piece(1, 1, 1, 6)],
      ['A', 'A'],
      ['0.0.0.0-0.0.0.0 A', '::1-::1 A'],
    ],
    [
      'three in a row',
      [piece(0, 0, 0), piece(1, 1, 1), piece(2, 2, 2)],
      ['A', 'A', 'A'],
      ['0.0.0.0-0.0.0.2 A'],
    ],
  ])('%s', (_, pieces, values, expected) => {
    const found = rangesFor(pieces, values).map((line) => line.replace('[External]', ''))
    expect([...found].sort()).toEqual([...expected].sort())
  })
})

it('gives a peer a row with itself only where it has siblings', () => {
  const peers = [
    { peer: peer('a'), at: 0 },
    { peer: peer('b', true), at: 1 },
  ]
  const pairs = [...rowsOf({ peers, pieces: [] }, () => 'A')].map(
    ({ from, to }) => `${from.label} ${to.label}`,
  )
  expect(pairs).toEqual(['x/a[Pod] x/b[Pod]', 'x/b[Pod] x/a[Pod]', 'x/b[Pod] x/b[Pod]'])
})
