import type { Direction, NetworkPolicy, Rule, RuleRef } from '../model/policy'
import { forEachBit, isEmptyBits } from '../sets/bitSet'
import { subtract } from '../sets/connections'
import { allId, type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'
import { addTo } from '../sets/groupBy'
import { countPairs, type PairCounter, rowKey } from './classPairs'
import type { PolicyIndex } from './compile'
import { type CoverCell, coveringRules, type Opened } from './coveringRules'
import { allowedByRow, sideRow } from './reach'

/** What one rule of a policy does for the flows of a cluster. */
export interface RuleGrants {
  readonly direction: Direction
  /** 0-based in its direction. */
  readonly position: number
  /** Ordered pairs of endpoints that exchange something which the rule allows. */
  readonly flows: number
  /** Ordered pairs that would exchange less without it. */
  readonly needed: number
  /** Why it grants nothing: null exactly where `needed` is more than none. */
  readonly idle: IdleRule | null
}

/** Why a cluster's flows would be the same without a rule; the first reason that holds. */
export type IdleRule =
  /** Its direction is not among the policy types (SEMANTICS 2). */
  | { readonly kind: 'inert' }
  | { readonly kind: 'noSubject' }
  | { readonly kind: 'noPeer' }
  /** The peers are there; no destination has a port of the names that it asks for (SEMANTICS 8). */
  | { readonly kind: 'noPort' }
  /** All it opens is the way of a single pod to itself, which is open anyway (SEMANTICS 14). */
  | { readonly kind: 'itself' }
  /** Other rules open on the same side all that it opens between two pods. */
  | { readonly kind: 'covered'; readonly by: readonly RuleRef[] }
  /** What no other rule opens, the other side holds back; `by`: the rules that open the rest. */
  | { readonly kind: 'otherSide'; readonly by: readonly RuleRef[] }

/**
 * For every rule of a policy, ingress first: how many flows it grants, how many of them hang on it, and if none does, why. A rule hangs
 * on nothing exactly when taking it out of the policy, which isolates its pods as before, changes `reach` for no pair.
 *
 * Null for a policy that the index does not have. Total; costs for each rule the classes, once for every group of policies that isolates
 * its pods, and the classes that the policy selects, once for every row of the other side that its peers have.
 */
export function ruleGrants(index: PolicyIndex, id: NetworkPolicy['id']): readonly RuleGrants[] | null {
  const policy = index.cluster.policies.find((it) => it.id === id)
  if (policy === undefined) return null
  const pairs = countPairs(index)
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const groups = subjectGroups(index, direction, policy)
    return policy[direction].map((rule, position) => {
      const ref = { policy: id, direction, position }
      return { direction, position, ...grantsOf({ index, pairs, policy, ref, groups }, rule) }
    })
  })
}

interface RuleQuestion {
  readonly index: PolicyIndex
  readonly pairs: PairCounter
  readonly policy: NetworkPolicy
  readonly ref: RuleRef
  /** The classes that the policy isolates, those whose rows are the same together. */
  readonly groups: readonly (readonly number[])[]
}

function subjectGroups(
  index: PolicyIndex,
  direction: Direction,
  { namespace, podSelector, policyTypes }: NetworkPolicy,
): RuleQuestion['groups'] {
  if (!policyTypes.includes(direction)) return []
  const groups = new Map<number, number[]>()
  forEachBit(index.peers.selected(namespace, podSelector), (subject) =>
    addTo(groups, rowKey(index, direction, subject), subject),
  )
  return [...groups.values()]
}

function grantsOf(question: RuleQuestion, rule: Rule): Pick<RuleGrants, 'flows' | 'needed' | 'idle'> {
  const { policy, ref, groups, index } = question
  if (!policy.policyTypes.includes(ref.direction)) return { ...nothing, idle: { kind: 'inert' } }
  if (groups.length === 0) return { ...nothing, idle: { kind: 'noSubject' } }
  const opened = groups.map((subjects) => openedFor(question, rule, subjects))
  if (opened.every(({ cells }) => cells.length === 0))
    return { ...nothing, idle: { kind: hasPeers(index, policy, rule) ? 'noPort' : 'noPeer' } }
  let [flows, needed, isAlone] = [0, 0, false]
  for (const { subjects, cells } of opened) {
    const counts = countFlows(question, subjects, cells)
    flows += counts.flows
    needed += counts.needed
    isAlone ||= counts.isAlone
  }
  return { flows, needed, idle: needed > 0 ? null : idleOf(question, opened, isAlone) }
}

const nothing = { flows: 0, needed: 0 }

function hasPeers({ peers }: PolicyIndex, { namespace }: NetworkPolicy, rule: Rule): boolean {
  return rule.peers === 'any' || rule.peers.some((peer) => !isEmptyBits(peers.matching(peer, namespace)))
}

/** What the rule opens for the subjects of one group, peer class by peer class, and what of it no other rule of the group opens. */
function openedFor({ index, policy, ref }: RuleQuestion, rule: Rule, subjects: readonly number[]): Opened {
  const { direction, position } = ref
  const side = index[direction]
  const [subject = -1] = subjects
  const isolating = side.groups[side.groupOf[subject] ?? -1]?.policies ?? []
  const others = { ...policy, [direction]: policy[direction].filter((_, at) => at !== position) }
  const rowOf = (policies: readonly NetworkPolicy[]) =>
    allowedByRow(index, direction, subject, side.groupOfPolicies(policies).row)
  const own = rowOf([{ ...policy, [direction]: [rule] }])
  const rest = rowOf(isolating.map((it) => (it === policy ? others : it)))
  const without = subtraction(index.connections)
  const cells: CoverCell[] = []
  for (const [peer, mine] of own.entries())
    if (mine !== noneId) cells.push({ peer, mine, alone: without(mine, rest[peer] ?? noneId) })
  return { subjects, cells }
}

function subtraction({ idOf, setOf }: ConnectionTable) {
  const known = new Map<string, ConnectionId>()
  return (from: ConnectionId, what: ConnectionId): ConnectionId => {
    if (from === what || what === allId) return noneId
    if (what === noneId) return from
    const key = `${from} ${what}`
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const id = idOf(subtract(setOf(from), setOf(what)))
    known.set(key, id)
    return id
  }
}

/** Peers whose other side says the same, and for which the rule opens the same. */
interface Tally {
  readonly mine: ConnectionId
  readonly alone: ConnectionId
  readonly peers: Set<number>
  members: number
}

interface FlowCounts {
  flows: number
  needed: number
  /** Whether it alone opens something between two different pods, whatever the other side says. */
  isAlone: boolean
}

function countFlows(
  { index, pairs, ref }: RuleQuestion,
  subjects: readonly number[],
  cells: readonly CoverCell[],
): FlowCounts {
  const other = ref.direction === 'ingress' ? 'egress' : 'ingress'
  const { intersect } = index.connections
  const counts: FlowCounts = { flows: 0, needed: 0, isAlone: false }
  const add = (tally: Tally, subject: number, admitted: ConnectionId) => {
    const count = pairsOf(pairs, subject, tally)
    counts.isAlone ||= tally.alone !== noneId && count > 0
    if (intersect(tally.mine, admitted) !== noneId) counts.flows += count
    if (intersect(tally.alone, admitted) !== noneId) counts.needed += count
  }
  for (const tallies of talliesByRow(index, pairs, other, cells)) {
    const [peer = -1] = tallies[0]?.peers ?? []
    const row = sideRow(index, other, peer)
    for (const subject of subjects)
      for (const tally of tallies) add(tally, subject, row === null ? allId : (row[subject] ?? noneId))
  }
  return counts
}

function pairsOf(pairs: PairCounter, subject: number, { peers, members }: Tally): number {
  const own = pairs.members(subject)
  return own * members + (peers.has(subject) ? pairs.withinOne(subject) - own * own : 0)
}

function talliesByRow(
  index: PolicyIndex,
  pairs: PairCounter,
  other: Direction,
  cells: readonly CoverCell[],
): readonly (readonly Tally[])[] {
  const rows = new Map<number, Map<string, Tally>>()
  for (const { peer, mine, alone } of cells) {
    const key = rowKey(index, other, peer)
    const row = rows.get(key) ?? new Map<string, Tally>()
    rows.set(key, row)
    const same = `${mine} ${alone}`
    const tally = row.get(same) ?? { mine, alone, peers: new Set(), members: 0 }
    row.set(same, tally)
    tally.peers.add(peer)
    tally.members += pairs.members(peer)
  }
  return [...rows.values()].map((row) => [...row.values()])
}

function idleOf({ index, ref }: RuleQuestion, opened: readonly Opened[], isAlone: boolean): IdleRule {
  const by = coveringRules(index, ref, opened)
  if (isAlone) return { kind: 'otherSide', by }
  return by.length === 0 ? { kind: 'itself' } : { kind: 'covered', by }
}
