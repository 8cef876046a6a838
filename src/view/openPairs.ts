/** Flows that nothing holds back, by the places that their ends stand in: there can be millions, so they are counted and not listed. */
import type { ConnectionSet } from '../model/connections'
import type { NodeId } from '../model/graphView'
import { noConnections, union } from '../sets/connections'
import type { Bundle } from './edges'
import { countOpenPairs, type Isolation, isNoPair, openFlow } from './pairFlows'
import type { IndexFlows } from './prepareFlows'
import type { ViewFilter } from './viewFilter'

export interface OpenPairs {
  /** One bundle for two places, which stand for several flows each, and single flows within a frame. */
  readonly bundles: readonly Bundle[]
  /** Those of the bundles that stand for flows which have no edge of their own. */
  readonly joined: ReadonlySet<Bundle>
  /** Flows within a place that have no bundle. */
  readonly untold: number
}

type OpenFlows = Pick<IndexFlows, 'isolation' | 'changes' | 'openPairs'>

/** Of the flows within one frame at most so many are told one by one: more edges there never are. */
const mostWithin = 150

/**
 * How many open pairs pass the filter, without listing them; but for those that the draft opens, which are drawn as changes. Total,
 * O(endpoints + changes).
 */
export function countOpen(flows: OpenFlows, filter: ViewFilter): number {
  if (filter.isEverything) return flows.openPairs - flows.changes.openedPairs
  const { meets, hears, wantsOpen, wantsOutside } = filter
  if (!wantsOpen && !wantsOutside) return 0
  const { isolation } = flows
  const count = (isAmong: (position: number) => boolean) =>
    countOpenPairs(isolation, isAmong, (to) => isAmong(to) && hears(to))
  const pairs = (isAmong: (position: number) => boolean) =>
    count(isAmong) - count((it) => isAmong(it) && meets[it] !== true)
  const isPod = (position: number) => isolation.isExternal[position] !== true
  return pairs(() => true) - (wantsOpen ? 0 : pairs(isPod)) - openedPairs(flows, filter).length
}

/** Pairs that the draft opens, of which nothing that is asked for is unchanged. */
function openedPairs({ changes }: OpenFlows, { narrow }: Pick<ViewFilter, 'narrow'>) {
  return changes.flows.filter((flow) => {
    if (flow.change !== 'added' || flow.kind !== 'open') return false
    const whole = openFlow(flow.from, flow.to)
    return narrow(whole) !== null && changes.unchangedPart(whole).every((part) => narrow(part) === null)
  })
}

/** Who sends or receives any open flow that passes the filter, by position. Total, O(endpoints). */
export function openEnds({ isolation }: OpenFlows, filter: ViewFilter): readonly number[] {
  if (!filter.wantsOpen && !filter.wantsOutside) return []
  const { isExternal } = isolation
  const [leaves, enters] = endsOf(isolation, filter)
  const senders = countsOf(isExternal, filter, leaves)
  const receivers = countsOf(isExternal, filter, enters)
  const hasOther = (position: number, { pods, blocks }: EndCounts, isAmong: boolean) => {
    const meets = filter.meets[position] === true
    const others = meets ? pods.all - (isAmong ? 1 : 0) : pods.met
    if (isExternal[position]) return (meets ? pods.all : pods.met) > 0
    return (filter.wantsOpen && others > 0) || (meets ? blocks.all : blocks.met) > 0
  }
  return isExternal.flatMap((_, it) => {
    const isSender = leaves(it) && hasOther(it, receivers, enters(it))
    return isSender || (enters(it) && hasOther(it, senders, leaves(it))) ? it : []
  })
}

type IsEnd = (position: number) => boolean

function endsOf(
  { egress, ingress }: Isolation,
  { hears }: ViewFilter,
): readonly [leaves: IsEnd, enters: IsEnd] {
  return [(position) => !egress[position], (position) => !ingress[position] && hears(position)]
}

/** How many there are of one direction, and how many of them meet the filter. */
interface EndCounts {
  readonly pods: { readonly all: number; readonly met: number }
  readonly blocks: { readonly all: number; readonly met: number }
}

function countsOf(isExternal: readonly boolean[], { meets }: ViewFilter, isEnd: IsEnd): EndCounts {
  const count = (external: boolean) => {
    const ends = isExternal.flatMap((it, position) => (it === external && isEnd(position) ? position : []))
    return { all: ends.length, met: ends.filter((it) => meets[it]).length }
  }
  return { pods: count(false), blocks: count(true) }
}

/**
 * The open flows that pass the filter as bundles between places (frames and external blocks): what their ends come to multiplied. Flows
 * within a frame that is not collapsed are told one by one, the first of them. Total, O(endpoints + places squared).
 */
export function openPairs(
  flows: OpenFlows,
  filter: ViewFilter,
  nodeOf: readonly (NodeId | null)[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
): OpenPairs {
  const places = placesOf(flows.isolation, filter, nodeOf, frameOf)
  const opened = openedBetween(flows, filter, places.at)
  const joined = new Set<Bundle>()
  const within: Bundle[] = []
  let untold = 0
  for (const a of places.all)
    for (const b of places.all) {
      const pairs = pairsBetween(a, b, filter) - opened(a, b)
      if (pairs <= 0) continue
      if (a !== b) {
        const connections = a.senders.length > a.loneSenders ? b.heard : b.heardByMet
        joined.add({ ...openBundle, from: a.node, to: b.node, connections, pairs })
      } else {
        const single = singlesWithin(a, flows, filter, nodeOf)
        within.push(...single)
        untold += pairs - single.length
      }
    }
  return { bundles: [...joined, ...within], joined, untold }
}

/** How many pairs between two places the draft opens. */
function openedBetween(
  flows: OpenFlows,
  filter: ViewFilter,
  placeAt: (position: number) => Place | null,
): (a: Place, b: Place) => number {
  const opened = new Map<Place, Map<Place, number>>()
  for (const { from, to } of openedPairs(flows, filter)) {
    const [a, b] = [placeAt(from), placeAt(to)]
    if (a === null || b === null) continue
    const row = opened.get(a) ?? new Map<Place, number>()
    opened.set(a, row.set(b, (row.get(b) ?? 0) + 1))
  }
  return (a, b) => opened.get(a)?.get(b) ?? 0
}

const openBundle = { kind: 'open', change: 'same', blockedBy: null } as const

/** A frame or a block, and how many of its endpoints send and receive open flows; `lone` are those that do not meet the filter. */
interface Place {
  readonly node: NodeId
  readonly isExternal: boolean
  readonly senders: number[]
  readonly receivers: number[]
  loneSenders: number
  loneReceivers: number
  both: number
  loneBoth: number
  /** What its receivers are asked about, and those of them that meet the filter. */
  heard: ConnectionSet
  heardByMet: ConnectionSet
}

function placesOf(
  isolation: Isolation,
  filter: ViewFilter,
  nodeOf: readonly (NodeId | null)[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
) {
  const [leaves, enters] = endsOf(isolation, filter)
  const places = new Map<NodeId, Place>()
  const placeAt = (position: number): Place | null => {
    const node = nodeOf[position] ?? null
    if (node === null) return null
    const frame = frameOf.get(node) ?? node
    const known = places.get(frame)
    if (known !== undefined) return known
    const isExternal = isolation.isExternal[position] === true
    const counts = { loneSenders: 0, loneReceivers: 0, both: 0, loneBoth: 0 }
    const place: Place = {
      node: frame,
      isExternal,
      senders: [],
      receivers: [],
      ...counts,
      heard: noConnections,
      heardByMet: noConnections,
    }
    places.set(frame, place)
    return place
  }
  nodeOf.forEach((_, position) => {
    const place = placeAt(position)
    if (place === null) return
    const lone = filter.meets[position] === true ? 0 : 1
    const [sends, receives] = [leaves(position), enters(position)]
    if (sends) {
      place.senders.push(position)
      place.loneSenders += lone
    }
    if (receives) {
      place.receivers.push(position)
      place.loneReceivers += lone
      place.heard = union(place.heard, filter.portsTo(position))
      if (lone === 0) place.heardByMet = union(place.heardByMet, filter.portsTo(position))
    }
    if (sends && receives) {
      place.both++
      place.loneBoth += lone
    }
  })
  return { all: [...places.values()], at: placeAt }
}

function pairsBetween(a: Place, b: Place, { wantsOpen, wantsOutside }: ViewFilter): number {
  if (a.isExternal && b.isExternal) return 0
  if (!wantsOpen && !(wantsOutside && (a.isExternal || b.isExternal))) return 0
  const all = a.senders.length * b.receivers.length - a.loneSenders * b.loneReceivers
  return a === b ? all - (a.both - a.loneBoth) : all
}

/** The first flows within a frame, as long as they are not changed ones; none within a collapsed one. */
function singlesWithin(
  { node, senders, receivers }: Place,
  { isolation, changes }: OpenFlows,
  filter: ViewFilter,
  nodeOf: readonly (NodeId | null)[],
): readonly Bundle[] {
  const single: Bundle[] = []
  for (const from of senders)
    for (const to of receivers) {
      if (single.length >= mostWithin) return single
      const [fromNode, toNode] = [nodeOf[from] ?? node, nodeOf[to] ?? node]
      if (fromNode === toNode || isNoPair(isolation, from, to)) continue
      for (const part of changes.unchangedPart(openFlow(from, to))) {
        const told = filter.narrow(part)
        if (told !== null)
          single.push({ ...openBundle, from: fromNode, to: toNode, connections: told.connections, pairs: 1 })
      }
    }
  return single
}
