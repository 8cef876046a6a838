import type { PolicyIndex } from '../engine/compile'
import { reachId } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import { isEmpty } from '../sets/connections'
import { type ConnectionId, noneId } from '../sets/connectionTable'
import { type ListedPeer, podsPeers, splitOwners } from './peers'
import { piecesOf, type Roster, rowsOf } from './rows'

/** A pair that may exchange something else than before. */
export interface Difference {
  readonly change: 'changed' | 'added' | 'removed'
  readonly from: ListedPeer
  readonly to: ListedPeer
  /** Empty for a flow that was added. */
  readonly before: ConnectionSet
  /** Empty for a flow that was removed. */
  readonly after: ConnectionSet
  /** Labels of the ends that only one of the two clusters has. */
  readonly newPeers: readonly string[]
  readonly gonePeers: readonly string[]
}

type Sides = readonly [before: number | null, after: number | null]

const order: readonly Difference['change'][] = ['changed', 'added', 'removed']

/**
 * What `after` allows otherwise than `before`: first what changed, then what was added, then what was removed, each by label.
 * Both must be compiled with the other's policies as `alsoCutBy`, so that they cut the addresses outside alike. Peers are matched
 * by label; an owner whose pods one of the two tells apart is split in both. Total; see `rowsOf`.
 */
export function differences(before: PolicyIndex, after: PolicyIndex): readonly Difference[] {
  const split = new Set([...splitOwners(before), ...splitOwners(after)])
  const [earlier, later] = [podsPeers(before, split), podsPeers(after, split)]
  const { roster, sides } = jointRoster(before, after, earlier, later)
  const [oldLabels, newLabels] = [earlier, later].map((peers) => new Set(peers.map(({ peer }) => peer.label)))
  const valueFor = changedPair(before, after, sides)
  const found: Difference[] = []
  for (const { from, to, value } of rowsOf(roster, valueFor)) {
    const [was, is] = [before.connections.setOf(value.was), after.connections.setOf(value.is)]
    const ends = [...new Set([from, to])].filter(({ kind }) => kind === 'pods').map(({ label }) => label)
    found.push({
      change: isEmpty(was) ? 'added' : isEmpty(is) ? 'removed' : 'changed',
      from,
      to,
      before: was,
      after: is,
      newPeers: ends.filter((label) => !oldLabels?.has(label)),
      gonePeers: ends.filter((label) => !newLabels?.has(label)),
    })
  }
  return order.flatMap((change) => found.filter((it) => it.change === change))
}

function jointRoster(
  before: PolicyIndex,
  after: PolicyIndex,
  earlier: ReturnType<typeof podsPeers>,
  later: ReturnType<typeof podsPeers>,
): { readonly roster: Roster; readonly sides: readonly Sides[] } {
  const sides: Sides[] = []
  const place = (was: number | null, is: number | null) => sides.push([was, is]) - 1
  const laterPositions = new Map(later.map(({ peer, position }) => [peer.label, position]))
  const earlierLabels = new Set(earlier.map(({ peer }) => peer.label))
  const peers = [
    ...earlier.map(({ peer, position }) => ({
      peer,
      at: place(position, laterPositions.get(peer.label) ?? null),
    })),
    ...later
      .filter(({ peer }) => !earlierLabels.has(peer.label))
      .map(({ peer, position }) => ({ peer, at: place(null, position) })),
  ].sort((a, b) => (a.peer.label < b.peer.label ? -1 : 1))
  const pieces = piecesOf(before.endpoints, (position) => {
    const block = before.endpoints[position]
    return place(position, (block && after.positionOf.get(block.id)) ?? null)
  })
  return { roster: { peers, pieces }, sides }
}

interface Change {
  readonly was: ConnectionId
  readonly is: ConnectionId
}

/** The change of a pair, or null where it may exchange the same; equal changes are one object. */
function changedPair(before: PolicyIndex, after: PolicyIndex, sides: readonly Sides[]) {
  const known = new Map<string, Change | null>()
  return (from: number, to: number): Change | null => {
    const [[oldFrom, newFrom] = [null, null], [oldTo, newTo] = [null, null]] = [sides[from], sides[to]]
    const was = oldFrom === null || oldTo === null ? noneId : reachId(before, oldFrom, oldTo)
    const is = newFrom === null || newTo === null ? noneId : reachId(after, newFrom, newTo)
    const key = `${was} ${is}`
    const seen = known.get(key)
    if (seen !== undefined) return seen
    // Two tables number the same sets differently.
    const isSame = after.connections.idOf(before.connections.setOf(was)) === is
    const change = isSame ? null : { was, is }
    known.set(key, change)
    return change
  }
}
