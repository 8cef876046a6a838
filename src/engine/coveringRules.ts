import type { NetworkPolicy, RuleRef } from '../model/policy'
import { includes, subtract } from '../sets/connections'
import { type ConnectionId, noneId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import { allowedByRow } from './reach'

/** What a rule opens towards one class. */
export interface CoverCell {
  readonly peer: number
  readonly mine: ConnectionId
  /** The part that no other rule opens. */
  readonly alone: ConnectionId
}

/** What a rule opens for subjects that the same policies isolate. */
export interface Opened {
  readonly subjects: readonly number[]
  readonly cells: readonly CoverCell[]
}

/** What other rules open for one group of subjects of all that the rule opens, by peer class. */
interface Shared {
  readonly subject: number
  readonly isolating: readonly NetworkPolicy[]
  readonly parts: ReadonlyMap<number, ConnectionId>
}

/**
 * Rules that open, on the same side, all that a rule opens and that others open too: one by itself where there is one, else those that
 * open something more as they come in the order of the policies. Total; costs the other rules that isolate the subjects, times the
 * classes that the rule opens something to.
 */
export function coveringRules(
  index: PolicyIndex,
  ref: RuleRef,
  opened: readonly Opened[],
): readonly RuleRef[] {
  const shared = opened.map((it) => sharedOf(index, ref, it)).filter(({ parts }) => parts.size > 0)
  if (shared.length === 0) return []
  const left = shared.map(({ parts }) => new Map(parts))
  const chosen: RuleRef[] = []
  for (const other of otherRules(ref, shared)) {
    const rows = shared.map((it) => rowOf(index, other, it))
    if (shared.every(({ parts }, at) => covers(index, rows[at], parts))) return [other.rule]
    const isMore = left.map((parts, at) => takeOut(index, parts, rows[at])).includes(true)
    if (isMore) chosen.push(other.rule)
  }
  return chosen
}

function sharedOf(index: PolicyIndex, { direction }: RuleRef, { subjects, cells }: Opened): Shared {
  const { connections, [direction]: side } = index
  const [subject = -1] = subjects
  const parts = new Map<number, ConnectionId>()
  for (const { peer, mine, alone } of cells) {
    const part = connections.idOf(subtract(connections.setOf(mine), connections.setOf(alone)))
    if (part !== noneId) parts.set(peer, part)
  }
  return { subject, parts, isolating: side.groups[side.groupOf[subject] ?? -1]?.policies ?? [] }
}

interface OtherRule {
  readonly policy: NetworkPolicy
  readonly rule: RuleRef
}

function otherRules(
  { policy: id, direction, position }: RuleRef,
  shared: readonly Shared[],
): readonly OtherRule[] {
  const policies = [...new Set(shared.flatMap(({ isolating }) => isolating))]
  return policies.flatMap((policy) =>
    policy[direction].flatMap((_, at) =>
      policy.id === id && at === position
        ? []
        : { policy, rule: { policy: policy.id, direction, position: at } },
    ),
  )
}

/** What one rule opens for a group; null for a rule of a policy that does not isolate it. */
function rowOf(
  index: PolicyIndex,
  { policy, rule: { direction, position } }: OtherRule,
  { subject, isolating }: Shared,
): Uint32Array | null {
  if (!isolating.includes(policy)) return null
  const only = { ...policy, [direction]: policy[direction].filter((_, at) => at === position) }
  return allowedByRow(index, direction, subject, index[direction].groupOfPolicies([only]).row)
}

function covers(
  { connections }: PolicyIndex,
  row: Uint32Array | null | undefined,
  parts: Shared['parts'],
): boolean {
  for (const [peer, part] of parts)
    if (!includes(connections.setOf(row?.[peer] ?? noneId), connections.setOf(part))) return false
  return true
}

/** Takes what a rule opens out of what is left, and says whether that was anything. */
function takeOut(
  { connections }: PolicyIndex,
  left: Map<number, ConnectionId>,
  row: Uint32Array | null | undefined,
): boolean {
  let isMore = false
  for (const [peer, part] of left) {
    const rest = connections.idOf(subtract(connections.setOf(part), connections.setOf(row?.[peer] ?? noneId)))
    if (rest === part) continue
    isMore = true
    if (rest === noneId) left.delete(peer)
    else left.set(peer, rest)
  }
  return isMore
}
