/** Lists of connections as analyzers print them, one line for each pair that has any, and how two of them are compared. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { Endpoint } from '../model/cluster'
import type { ManifestFile } from '../model/text'
import { formatAddress, parseAddress } from '../sets/addresses'
import { formatConnections, isEmpty } from '../sets/connections'
import { manifestFile } from './build'
import type { Judged } from './judged'

/** Pods by their text, or a range of IPv4 addresses. */
export type ListedPeer = string | AddressRange

interface AddressRange {
  readonly first: bigint
  readonly last: bigint
}

export interface Line {
  readonly from: ListedPeer
  readonly to: ListedPeer
  /** What the list says of the pair, as text. */
  readonly says: string
}

/** A range where `text` is `first-last`, else the text itself. */
export function parsePeer(text: string): ListedPeer {
  const [, first, last] = /^([0-9.]+)-([0-9.]+)$/.exec(text) ?? []
  return first === undefined || last === undefined ? text : { first: ipv4(first), last: ipv4(last) }
}

/** The IPv4 part of a block of external addresses. */
export function ipv4Ranges({ ranges }: Extract<Endpoint, { kind: 'external' }>): readonly AddressRange[] {
  return ranges
    .filter(({ first }) => !first.includes(':'))
    .map(({ first, last }) => ({ first: ipv4(first), last: ipv4(last) }))
}

function ipv4(address: string): bigint {
  const parsed = parseAddress(address)
  if (parsed?.version !== 4) throw new Error(`not an IPv4 address: ${address}`)
  return parsed.value
}

/** What the engine says, in the names that `peersOf` gives its endpoints. A peer and itself are never on a list. */
export function linesOf(
  index: PolicyIndex,
  peersOf: (endpoint: Endpoint) => readonly ListedPeer[],
): readonly Line[] {
  const peers = index.endpoints.map(peersOf)
  return peers.flatMap((senders, from) =>
    peers.flatMap((receivers, to) => {
      const connections = reach(index, from, to)
      if (isEmpty(connections)) return []
      const says = formatConnections(connections)
      return senders.flatMap((a) => receivers.flatMap((b) => (a === b ? [] : [{ from: a, to: b, says }])))
    }),
  )
}

/**
 * A point for each pair that either list has, and a difference where they do not say the same of it. Ranges are cut along the
 * edges of both lists first, so it does not matter where either cuts and what it joins.
 */
export function compareLists(
  name: string,
  theirs: readonly Line[],
  ours: readonly Line[],
): Omit<Judged, 'leftOut'> {
  const pieces = piecesAlong([...theirs, ...ours])
  const expected = byPair(theirs, pieces)
  const actual = byPair(ours, pieces)
  const pairs = new Set([...expected.keys(), ...actual.keys()])
  const differences = [...pairs].flatMap((pair) => {
    const [want, got] = [textOf(expected.get(pair)), textOf(actual.get(pair))]
    return want === got ? [] : [`${name}: ${pair} should be ${want} and is ${got}`]
  })
  return { points: pairs.size, differences }
}

/** The names of the smallest ranges that a peer consists of. */
type Pieces = (peer: ListedPeer) => readonly string[]

function piecesAlong(lines: readonly Line[]): Pieces {
  const ranges = lines.flatMap(({ from, to }) => [from, to]).filter((it) => typeof it !== 'string')
  const edges = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1n]))]
  edges.sort((a, b) => (a < b ? -1 : 1))
  const names = edges.map((edge) => `addresses from ${formatAddress(4, edge)}`)
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  return (peer) =>
    typeof peer === 'string' ? [peer] : names.slice(placeOf.get(peer.first), placeOf.get(peer.last + 1n))
}

/** What is said of each pair; several texts where pods of one name do not agree. */
function byPair(lines: readonly Line[], piecesOf: Pieces): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>()
  for (const { from, to, says } of lines) {
    for (const a of piecesOf(from)) {
      for (const b of piecesOf(to)) {
        const pair = `${a} => ${b}`
        const said = pairs.get(pair)
        if (said) said.add(says)
        else pairs.set(pair, new Set([says]))
      }
    }
  }
  return pairs
}

function textOf(said: ReadonlySet<string> = new Set(['nothing'])): string {
  return [...said].sort().join(' or ')
}

/** The lines of `expected.txt`, which may be packed. */
export function expectedLines(folder: string): readonly string[] {
  const path = join(folder, 'expected.txt')
  const bytes = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`))
  return bytes
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
}

/** All manifests below a folder, by path. */
export function filesIn(folder: string): readonly ManifestFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => manifestFile(name, readFileSync(join(folder, name), 'utf8')))
}
