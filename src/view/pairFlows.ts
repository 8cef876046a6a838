/** Every flow of a cluster as an ordered pair of endpoint positions, sorted out by the grammar of edges. */
import type { PolicyIndex } from '../engine/compile'
import { groupAt, side, sideRow } from '../engine/reach'
import { letsEverythingThrough, withoutWideRules } from '../engine/wideRules'
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
 * side; a rule that names nobody grants no half-open flow). Pairs that are open on both sides, flows of an endpoint with itself and between addresses outside are left out. By
 * position, `from` first. Total, O(pairs with an isolated side); rows of endpoints with the same policies and sets that meet often are worked
 * out once.
 */
export function governedFlows(index: PolicyIndex, isolation: Isolation): readonly PairFlow[] {
  const flows: PairFlow[] = []
  const combine = rememberedJoint()
  const { connections, endpoints } = index
  const named = withoutWideRules(index)
  const [egressRow, ingressRow] = [rowsOf(index, 'egress'), rowsOf(index, 'ingress')]
  const [namedEgressRow, namedIngressRow] = [rowsOf(named, 'egress'), rowsOf(named, 'ingress')]
  const setIn = (row: Uint32Array | null, position: number) =>
    row === null ? null : connections.setOf(row[position] ?? noneId)
  const ingressRows = endpoints.map((_, to) => (isolation.ingress[to] ? ingressRow(to) : null))
  for (const from of endpoints.keys()) {
    const row = isolation.egress[from] ? egressRow(from) : null
    const namedRow = row && namedEgressRow(from)
    for (const [to, ingressOfTo] of ingressRows.entries()) {
      // Most pairs are granted nothing by either side.
      if ((row?.[to] ?? noneId) === noneId && (ingressOfTo?.[from] ?? noneId) === noneId) continue
      if (isNoPair(isolation, from, to)) continue
      const sides: Sides = {
        egress: setIn(row, to),
        ingress: setIn(ingressOfTo, from),
        namedEgress: setIn(namedRow, to),
        namedIngress: setIn(ingressOfTo && namedIngressRow(to), from),
      }
      pushPair(flows, from, to, sides, combine)
    }
  }
  return flows
}

/**
 * What one ordered pair of endpoints amounts to: nothing, an open flow, or an allowed and half-open ones. `named` is the index
 * without its wide rules. Total.
 */
export function pairFlows(
  index: PolicyIndex,
  named: PolicyIndex,
  isolation: Isolation,
  from: number,
  to: number,
): readonly PairFlow[] {
  if (isOpenPair(isolation, from, to))
    return [{ from, to, kind: 'open', connections: allConnections, blockedBy: null, change: 'same' }]
  const flows: PairFlow[] = []
  pushPair(flows, from, to, sidesOf(index, named, isolation, from, to), jointOf)
  return flows
}

/** Neither side holds anything back, so every connection is allowed. */
export function isOpenPair({ egress, ingress }: Isolation, from: number, to: number): boolean {
  return !egress[from] && !ingress[to]
}

/** An endpoint's flow with itself needs no rule, and between addresses outside the cluster policies have no say (SEMANTICS 14, 18). */
export function isNoPair({ isExternal }: Isolation, from: number, to: number): boolean {
  return from === to || (isExternal[from] === true && isExternal[to] === true)
}

/** Pairs with neither side holding anything back: how many there are, without listing them. O(endpoints). */
export function countOpenPairs({ egress, ingress, isExternal }: Isolation): number {
  let [leaving, entering, both, outside] = [0, 0, 0, 0]
  isExternal.forEach((external, i) => {
    if (external) outside++
    if (!egress[i]) leaving++
    if (!ingress[i]) entering++
    if (!external && !egress[i] && !ingress[i]) both++
  })
  return leaving * entering - both - outside * outside
}

type RowOf = (subject: number) => Uint32Array | null

// Endpoints of one policy group are allowed the same by all peers, unless a port name means something else on each of them.
function rowsOf(index: PolicyIndex, direction: Direction): RowOf {
  const { groups } = index[direction]
  const known = new Map<number, Uint32Array | null>()
  return (subject) => {
    const group = groupAt(index, direction, subject)
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

function sidesOf(
  index: PolicyIndex,
  named: PolicyIndex,
  isolation: Isolation,
  from: number,
  to: number,
): Sides {
  const [sends, receives] = [isolation.egress[from], isolation.ingress[to]]
  return {
    egress: sends ? side(index, 'egress', from, to) : null,
    ingress: receives ? side(index, 'ingress', to, from) : null,
    namedEgress: sends ? side(named, 'egress', from, to) : null,
    namedIngress: receives ? side(named, 'ingress', to, from) : null,
  }
}

function pushPair(
  flows: PairFlow[],
  from: number,
  to: number,
  { egress, ingress, namedEgress, namedIngress }: Sides,
  combine: Combine,
): void {
  const only = egress ?? ingress
  if (only === null) return
  if (egress === null || ingress === null) {
    if (!isEmpty(only))
      flows.push({ from, to, kind: 'rules', connections: only, blockedBy: null, change: 'same' })
    return
  }
  if (isEmpty(egress) && isEmpty(ingress)) return
  const { both } = combine(egress, ingress)
  const { ingressOnly } = combine(egress, namedIngress ?? noConnections)
  const { egressOnly } = combine(namedEgress ?? noConnections, ingress)
  if (!isEmpty(both))
    flows.push({ from, to, kind: 'rules', connections: both, blockedBy: null, change: 'same' })
  if (!isEmpty(ingressOnly))
    flows.push({ from, to, kind: 'half', connections: ingressOnly, blockedBy: 'egress', change: 'same' })
  if (!isEmpty(egressOnly))
    flows.push({ from, to, kind: 'half', connections: egressOnly, blockedBy: 'ingress', change: 'same' })
}

interface Joint {
  readonly both: ConnectionSet
  readonly egressOnly: ConnectionSet
  readonly ingressOnly: ConnectionSet
}

type Combine = (egress: ConnectionSet, ingress: ConnectionSet) => Joint

function jointOf(egress: ConnectionSet, ingress: ConnectionSet): Joint {
  return {
    both: intersect(egress, ingress),
    egressOnly: subtract(egress, ingress),
    ingressOnly: subtract(ingress, egress),
  }
}

// A cluster has few distinct connection sets and many pairs, so the same two meet over and over.
function rememberedJoint(): Combine {
  const known = new Map<ConnectionSet, Map<ConnectionSet, Joint>>()
  return (egress, ingress) => {
    const row = known.get(egress) ?? new Map<ConnectionSet, Joint>()
    known.set(egress, row)
    const joint = row.get(ingress) ?? jointOf(egress, ingress)
    row.set(ingress, joint)
    return joint
  }
}
