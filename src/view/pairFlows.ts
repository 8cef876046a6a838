/** Every flow of a cluster as an ordered pair of endpoint positions, sorted out by the grammar of edges. */
import type { PolicyIndex } from '../engine/compile'
import { groupAt, side, sideRow } from '../engine/reach'
import { letsEverythingThrough } from '../engine/wideRules'
import type { ConnectionSet } from '../model/connections'
import type { EdgeKind, FlowEdge } from '../model/graphView'
import type { Direction } from '../model/policy'
import { allConnections, intersect, isEmpty, noConnections, subtract } from '../sets/connections'
import { noneId } from '../sets/connectionTable'

export interface PairFlow {
  readonly from: number
  readonly to: number
  readonly kind: Exclude<EdgeKind, 'mixed'>
  readonly connections: ConnectionSet
  /** For `half`: the side that blocks. */
  readonly blockedBy: Direction | null
  /** Against the baseline. */
  readonly change: FlowEdge['change']
}

/**
 * Which endpoints hold anything back, asked once: isolated, and by more than rules that let everything through. External blocks
 * never do.
 */
export interface Isolation {
  readonly egress: readonly boolean[]
  readonly ingress: readonly boolean[]
  readonly isExternal: readonly boolean[]
}

export function isolationOf(index: PolicyIndex): Isolation {
  const ask = (direction: Direction) => {
    const known = new Map<number, boolean>()
    return index.endpoints.map((_, i) => {
      const group = groupAt(index, direction, i)
      const holdsBack = known.get(group) ?? !letsEverythingThrough(index, direction, i)
      known.set(group, holdsBack)
      return holdsBack
    })
  }
  return {
    egress: ask('egress'),
    ingress: ask('ingress'),
    isExternal: index.endpoints.map(({ kind }) => kind === 'external'),
  }
}

/**
 * The flows that rules govern: allowed by them (`rules`), or granted by one side and blocked by the other (`half`, one per blocking
 * side; a rule that names nobody grants no half-open flow). Pairs that are open on both sides, flows of an endpoint with itself and
 * between addresses outside are left out. `naming` is the index without its wide rules. For each sender by the receiver's position.
 * Total; costs the pairs of classes, and the flows.
 */
export function governedFlows({ index, naming, isolation }: SidedIndex): FlowRows {
  const rowOf = rememberedRows(index, naming, isolation)
  return index.endpoints.map((_, from) => {
    const flows: PairFlow[] = []
    for (const { to, parts } of rowOf(from)) {
      if (from === to) continue
      // Spelled out: a million of these are made, and a spread takes several times as long.
      for (const { kind, connections, blockedBy, change } of parts)
        flows.push({ from, to, kind, connections, blockedBy, change })
    }
    return flows
  })
}

/** An index with what its pairs are sorted by. */
export interface SidedIndex {
  readonly index: PolicyIndex
  /** The same index with only the rules that name somebody. */
  readonly naming: PolicyIndex
  readonly isolation: Isolation
}

/** For each endpoint the flows that it sends, by position. */
export type FlowRows = readonly (readonly PairFlow[])[]

/** A flow without its ends: the same between all endpoints of two classes. */
type FlowPart = Omit<PairFlow, 'from' | 'to'>

interface Receiver {
  readonly to: number
  readonly parts: readonly FlowPart[]
}

/** For a sender all who receive governed flows from it, by position; endpoints of one class share their answer. */
function rememberedRows(
  index: PolicyIndex,
  naming: PolicyIndex,
  isolation: Isolation,
): (from: number) => readonly Receiver[] {
  const { classes } = index
  const known = new Map<number, readonly Receiver[]>()
  const partsTo = partsByClass(index, naming, isolation)
  const members = Array.from({ length: classes.count }, (): number[] => [])
  for (const [position, number] of classes.of.entries()) members[number]?.push(position)
  return (from) => {
    const sender = classes.of[from] ?? 0
    const before = known.get(sender)
    if (before !== undefined) return before
    const receivers: Receiver[] = []
    partsTo(sender, (receiver, parts) => {
      for (const to of members[receiver] ?? []) receivers.push({ to, parts })
    })
    receivers.sort((a, b) => a.to - b.to)
    known.set(sender, receivers)
    return receivers
  }
}

/** Calls `visit` with every class to which a class has governed flows. */
function partsByClass(index: PolicyIndex, naming: PolicyIndex, isolation: Isolation) {
  const { connections, classes } = index
  const [egressRow, ingressRow] = [rowsOf(index, 'egress'), rowsOf(index, 'ingress')]
  const [namedEgressRow, namedIngressRow] = [rowsOf(naming, 'egress'), rowsOf(naming, 'ingress')]
  const partsFor = rememberedParts((id) => (id === notHeldBack ? null : connections.setOf(id)))
  const idIn = (row: Uint32Array | null, number: number) =>
    row === null ? notHeldBack : (row[number] ?? noneId)
  const holdsBack = (direction: Direction, number: number) =>
    isolation[direction][classes.first[number] ?? 0] === true
  const ingressRows = Array.from({ length: classes.count }, (_, receiver) =>
    holdsBack('ingress', receiver) ? ingressRow(receiver) : null,
  )
  return (sender: number, visit: (receiver: number, parts: readonly FlowPart[]) => void): void => {
    const row = holdsBack('egress', sender) ? egressRow(sender) : null
    const namedRow = row && namedEgressRow(sender)
    const end = sender >= classes.externals.first ? classes.externals.first : classes.count
    for (let receiver = 0; receiver < end; receiver++) {
      const entering = ingressRows[receiver] ?? null
      // Most pairs are granted nothing by either side.
      if ((row?.[receiver] ?? noneId) === noneId && (entering?.[sender] ?? noneId) === noneId) continue
      const parts = partsFor(
        idIn(row, receiver),
        idIn(entering, sender),
        idIn(namedRow, receiver),
        idIn(entering && namedIngressRow(receiver), sender),
      )
      if (parts.length > 0) visit(receiver, parts)
    }
  }
}

/** In place of the id of a connection set. */
const notHeldBack = -1

// A cluster has few distinct connection sets and many pairs, so the same ones meet over and over.
function rememberedParts(setOf: (id: number) => ConnectionSet | null) {
  const known = new Map<number, Map<number, readonly FlowPart[]>>()
  const keyOf = (a: number, b: number) => (a + 1) * wide + b + 1
  return (egress: number, ingress: number, namedEgress: number, namedIngress: number) => {
    const key = keyOf(egress, ingress)
    const row = known.get(key) ?? new Map<number, readonly FlowPart[]>()
    known.set(key, row)
    const namedKey = keyOf(namedEgress, namedIngress)
    const before = row.get(namedKey)
    if (before !== undefined) return before
    const parts = partsOf({
      egress: setOf(egress),
      ingress: setOf(ingress),
      namedEgress: setOf(namedEgress),
      namedIngress: setOf(namedIngress),
    })
    row.set(namedKey, parts)
    return parts
  }
}

// More than a cluster has connection sets.
const wide = 2 ** 26

/**
 * What one ordered pair of endpoints amounts to: nothing, an open flow, or an allowed and half-open ones. `naming` is the index
 * without its wide rules. Total.
 */
export function pairFlows(
  index: PolicyIndex,
  naming: PolicyIndex,
  isolation: Isolation,
  from: number,
  to: number,
): readonly PairFlow[] {
  if (isOpenPair(isolation, from, to)) return [openFlow(from, to)]
  const sides = sidesOf(index, naming, isolation, from, to)
  return sides === null ? [] : partsOf(sides).map((part) => ({ from, to, ...part }))
}

/** What flows where neither side holds anything back. */
export function openFlow(from: number, to: number): PairFlow {
  return { from, to, kind: 'open', connections: allConnections, blockedBy: null, change: 'same' }
}

/** Neither side holds anything back, so every connection is allowed. */
export function isOpenPair({ egress, ingress }: Isolation, from: number, to: number): boolean {
  return !egress[from] && !ingress[to]
}

/** An endpoint's flow with itself needs no rule, and between addresses outside the cluster policies have no say (SEMANTICS 14, 18). */
export function isNoPair({ isExternal }: Isolation, from: number, to: number): boolean {
  return from === to || (isExternal[from] === true && isExternal[to] === true)
}

/**
 * Pairs with neither side holding anything back, of senders and receivers that are among those asked for: how many there are, without
 * listing them. O(endpoints).
 */
export function countOpenPairs(
  { egress, ingress, isExternal }: Isolation,
  sends: (position: number) => boolean = everybody,
  receives: (position: number) => boolean = everybody,
): number {
  let [leaving, entering, both, leavingOutside, enteringOutside] = [0, 0, 0, 0, 0]
  isExternal.forEach((external, i) => {
    const [leaves, enters] = [!egress[i] && sends(i), !ingress[i] && receives(i)]
    if (leaves) leaving++
    if (enters) entering++
    if (external && leaves) leavingOutside++
    if (external && enters) enteringOutside++
    if (!external && leaves && enters) both++
  })
  return leaving * entering - both - leavingOutside * enteringOutside
}

const everybody = () => true

type RowOf = (subject: number) => Uint32Array | null

// Classes of one policy group are allowed the same by all peers, unless a port name means something else on each of them.
function rowsOf(index: PolicyIndex, direction: Direction): RowOf {
  const { groupOf, groups } = index[direction]
  const known = new Map<number, Uint32Array | null>()
  return (subject) => {
    const group = groupOf[subject] ?? -1
    if (group === -1) return null
    const key = direction === 'ingress' && groups[group]?.row.named.length !== 0 ? -1 - subject : group
    const row = known.get(key) ?? sideRow(index, direction, subject)
    known.set(key, row)
    return row
  }
}

/** What each side grants, null where it holds nothing back; and of that what rules grant that name who is meant. */
interface Sides {
  readonly egress: ConnectionSet | null
  readonly ingress: ConnectionSet | null
  readonly namedEgress: ConnectionSet | null
  readonly namedIngress: ConnectionSet | null
}

/** Null where neither side grants anything, which is so of most pairs. */
function sidesOf(
  index: PolicyIndex,
  naming: PolicyIndex,
  isolation: Isolation,
  from: number,
  to: number,
): Sides | null {
  const [sends, receives] = [isolation.egress[from], isolation.ingress[to]]
  const egress = sends ? side(index, 'egress', from, to) : null
  const ingress = receives ? side(index, 'ingress', to, from) : null
  if ((egress === null || isEmpty(egress)) && (ingress === null || isEmpty(ingress))) return null
  return {
    egress,
    ingress,
    namedEgress: sends ? side(naming, 'egress', from, to) : null,
    namedIngress: receives ? side(naming, 'ingress', to, from) : null,
  }
}

function partsOf({ egress, ingress, namedEgress, namedIngress }: Sides): readonly FlowPart[] {
  const only = egress ?? ingress
  if (only === null) return []
  if (egress === null || ingress === null) return isEmpty(only) ? [] : [partOf('rules', only, null)]
  return [
    partOf('rules', intersect(egress, ingress), null),
    partOf('half', subtract(namedIngress ?? noConnections, egress), 'egress'),
    partOf('half', subtract(namedEgress ?? noConnections, ingress), 'ingress'),
  ].filter(({ connections }) => !isEmpty(connections))
}

function partOf(kind: FlowPart['kind'], connections: ConnectionSet, blockedBy: Direction | null): FlowPart {
  return { kind, connections, blockedBy, change: 'same' }
}
