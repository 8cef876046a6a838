import type { AddressRange, Endpoint } from '../model/cluster'
import {
  type Address,
  type AddressInterval,
  compareIntervals,
  formatAddress,
  parseAddress,
} from '../sets/addresses'
import { addressesPeer, compareText, type ListedPeer, type PodsPeer } from './peers'

/** Who is on a list. `at` is whatever the caller knows the peer by; it only travels through. */
export interface Roster {
  /** By label. */
  readonly peers: readonly { readonly peer: PodsPeer; readonly at: number }[]
  /** The addresses outside in ascending ranges that the caller's question does not tell apart. */
  readonly pieces: readonly AddressPiece[]
}

export interface AddressPiece {
  readonly interval: AddressInterval
  readonly at: number
}

export interface Row<Value> {
  readonly from: ListedPeer
  readonly to: ListedPeer
  readonly value: Value
}

/** Null for a pair that is not on the list. Equal values are one value (`===`), so that neighbouring ranges can be joined. */
export type ValueFor<Value> = (from: number, to: number) => Value | null

/**
 * The rows of all ordered pairs that have a value, by label of the sender, then of the receiver. Neighbouring addresses with the
 * same value for a peer are one range. A peer with siblings has a row with itself; no two ranges have one. Total; n² questions
 * for n peers, and twice the peers for each piece. Yields as it goes: what is kept at once is one sender's rows.
 */
export function* rowsOf<Value>(roster: Roster, valueFor: ValueFor<Value>): Generator<Row<Value>> {
  const fromOutside = rowsFromOutside(roster, valueFor)
  let next = 0
  for (const { peer, at } of roster.peers) {
    for (let row = fromOutside[next]; row && row.from.label < peer.label; row = fromOutside[++next]) yield row
    yield* rowsOfSender(roster, peer, at, valueFor)
  }
  yield* fromOutside.slice(next)
}

/** The ranges of external blocks as pieces; `at` gives what a block is known by. */
export function piecesOf(
  endpoints: readonly Endpoint[],
  at: (position: number) => number,
): readonly AddressPiece[] {
  return endpoints
    .flatMap((endpoint, position) =>
      endpoint.kind === 'external'
        ? endpoint.ranges.flatMap((range) => {
            const interval = intervalOf(range)
            return interval === null ? [] : [{ interval, at: at(position) }]
          })
        : [],
    )
    .sort((a, b) => compareIntervals(a.interval, b.interval))
}

function intervalOf({ first, last }: AddressRange): AddressInterval | null {
  const [start, end] = [parseRangeEnd(first), parseRangeEnd(last)]
  if (start === null || end === null) return null
  return { version: start.version, first: start.value, last: end.value }
}

function parseRangeEnd(text: string): Address | null {
  const address = parseAddress(text)
  // Only a range of IPv6 has a colon in it, also where an IPv4 address is mapped into it.
  if (address?.version !== 4 || !text.includes(':')) return address
  return { version: 6, value: address.value + (0xffffn << 32n) }
}

function* rowsOfSender<Value>(
  { peers, pieces }: Roster,
  from: PodsPeer,
  at: number,
  valueFor: ValueFor<Value>,
): Generator<Row<Value>> {
  const toOutside = joinedPieces(pieces, (piece) => valueFor(at, piece))
    .map(({ peer, value }) => ({ from, to: peer, value }))
    .sort((a, b) => compareText(a.to.label, b.to.label))
  let next = 0
  for (const { peer: to, at: receiver } of peers) {
    for (let row = toOutside[next]; row && row.to.label < to.label; row = toOutside[++next]) yield row
    if (to === from && !from.hasSiblings) continue
    const value = valueFor(at, receiver)
    if (value !== null) yield { from, to, value }
  }
  yield* toOutside.slice(next)
}

function rowsFromOutside<Value>({ peers, pieces }: Roster, valueFor: ValueFor<Value>): readonly Row<Value>[] {
  return peers
    .flatMap(({ peer: to, at }) =>
      joinedPieces(pieces, (piece) => valueFor(piece, at)).map(({ peer, value }) => ({
        from: peer,
        to,
        value,
      })),
    )
    .sort((a, b) => compareText(a.from.label, b.from.label) || compareText(a.to.label, b.to.label))
}

function joinedPieces<Value>(pieces: readonly AddressPiece[], valueAt: (at: number) => Value | null) {
  const joined: { first: bigint; last: bigint; version: 4 | 6; value: Value }[] = []
  for (const { interval, at } of pieces) {
    const value = valueAt(at)
    if (value === null) continue
    const before = joined.at(-1)
    const isNext = before?.version === interval.version && before.last + 1n === interval.first
    if (before && isNext && before.value === value) before.last = interval.last
    else joined.push({ ...interval, value })
  }
  return joined.map(({ version, first, last, value }) => ({
    peer: addressesPeer(formatAddress(version, first), formatAddress(version, last)),
    value,
  }))
}
