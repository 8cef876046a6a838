import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import { addTo } from '../sets/groupBy'
import { countPairs, rowKey } from './classPairs'
import type { PolicyIndex } from './compile'
import { sideRow } from './reach'

/** What the workloads of a namespace exchange, in ordered pairs that exchange something. */
export interface NamespaceExchange {
  /** Among themselves; a pod alone and itself are no pair. */
  readonly inside: number
  /** With the workloads of every other namespace that there is any flow with. */
  readonly others: ReadonlyMap<string, { readonly incoming: number; readonly outgoing: number }>
  /** Positions of those that some address outside can reach, and of those that reach one. */
  readonly exposed: readonly number[]
  readonly leaving: readonly number[]
}

/**
 * All flows of a namespace's workloads, by the namespace of the other end. Total; costs every distinct row of either side, and the
 * classes of the namespace times all classes.
 */
export function namespaceFlows(index: PolicyIndex, namespace: string): NamespaceExchange {
  const { classes, endpoints } = index
  const own = ownClasses(index, namespace)
  const pairs = countPairs(index)
  const others = new Map<string, { incoming: number; outgoing: number }>()
  const [exposed, leaving] = [new Set<number>(), new Set<number>()]
  let inside = 0
  const meet = (direction: 'incoming' | 'outgoing', subject: number, peer: number) => {
    if (peer >= classes.externals.first)
      return void (direction === 'incoming' ? exposed : leaving).add(subject)
    const other = endpoints[classes.first[peer] ?? -1]
    const home = other?.kind === 'workload' ? other.namespace : ''
    const isWithin = subject === peer
    const count = isWithin ? pairs.withinOne(subject) : pairs.members(subject) * pairs.members(peer)
    if (home === namespace) {
      if (direction === 'outgoing') inside += count
      return
    }
    const flows = others.get(home) ?? { incoming: 0, outgoing: 0 }
    others.set(home, flows)
    flows[direction] += count
  }
  forEachFlow(index, own, 'outgoing', meet)
  forEachFlow(index, own, 'incoming', meet)
  const positionsOf = (chosen: ReadonlySet<number>) =>
    [...endpoints.keys()].filter((position) => chosen.has(classes.of[position] ?? -1))
  return { inside, others, exposed: positionsOf(exposed), leaving: positionsOf(leaving) }
}

/** The classes of a namespace's workloads, those on the host network too. */
function ownClasses({ classes, endpoints }: PolicyIndex, namespace: string): readonly number[] {
  const own = new Set<number>()
  for (const [position, endpoint] of endpoints.entries())
    if (endpoint.kind === 'workload' && endpoint.namespace === namespace) own.add(classes.of[position] ?? -1)
  return [...own]
}

/** Calls `meet` with every class of `own` and every class that it exchanges something with in that direction. */
function forEachFlow(
  index: PolicyIndex,
  own: readonly number[],
  direction: 'incoming' | 'outgoing',
  meet: (direction: 'incoming' | 'outgoing', subject: number, peer: number) => void,
): void {
  const [ownSide, otherSide] =
    direction === 'outgoing' ? (['egress', 'ingress'] as const) : (['ingress', 'egress'] as const)
  const ownRows = own.map((subject) => ({ subject, key: rowKey(index, ownSide, subject) }))
  const known = new Map<number, Uint32Array | null>()
  for (const { subject, key } of ownRows)
    if (!known.has(key)) known.set(key, sideRow(index, ownSide, subject))
  const peersOfRow = new Map<number, number[]>()
  for (let peer = 0; peer < index.classes.count; peer++)
    addTo(peersOfRow, rowKey(index, otherSide, peer), peer)
  for (const peers of peersOfRow.values()) {
    const theirs = sideRow(index, otherSide, peers[0] ?? -1)
    for (const { subject, key } of ownRows) {
      const admitted: ConnectionId = theirs === null ? allId : (theirs[subject] ?? noneId)
      if (admitted === noneId) continue
      const row = known.get(key) ?? null
      for (const peer of peers) {
        const sent: ConnectionId = row === null ? allId : (row[peer] ?? noneId)
        if (index.connections.intersect(sent, admitted) !== noneId) meet(direction, subject, peer)
      }
    }
  }
}
