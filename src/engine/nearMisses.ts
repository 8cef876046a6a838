import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import { type Labels, labelValue } from '../model/selector'
import type { Difference, NearMiss, Verdict } from '../model/verdict'
import { isEmpty } from '../sets/connections'
import type { PolicyIndex } from './compile'
import { differencesOf, grantsThrough, labelDifferences, type SideQuestion } from './nearMissOfRule'
import { isolatingPolicies } from './reach'
import { meets } from './selects'

/**
 * From what is most often a slip to what most often means somebody else. A label that was likely meant comes before all of
 * them, one that is not there before one that has another value, and a pod's before its namespace's.
 */
const order = [
  'policyTypes',
  'otherNamespace',
  'portName',
  'portNameToAddress',
  'otherProtocol',
  'except',
  'addressUnknown',
  'addressIgnored',
  'hostNetwork',
  'otherPort',
  'label',
  'selectorOnAddress',
  'otherAddress',
] as const satisfies readonly Difference['kind'][]

/**
 * The rules that grant nothing of what is asked for on one side of a verdict, each with what keeps it from it, through the peer of it
 * that comes nearest. Rules of the policies that isolate the subject, all of them; and rules that would grant at once, were it not
 * for one thing about their policy: it misses the subject by one requirement of its podSelector, or lacks the direction.
 *
 * Nearest first: fewest differences, then the likelier slip (`order`, the worst difference counts), then in the order of policies
 * and rules. None where the side is not isolated, for then nothing is missing, and where nothing is asked for.
 * Total; linear in the policies, the rules of those that isolate or almost select the subject, and n log n in what it finds.
 */
export function nearMisses(
  index: PolicyIndex,
  { from, to }: Pick<Verdict, 'from' | 'to'>,
  direction: Direction,
  asked: ConnectionSet,
): readonly NearMiss[] {
  const question = questionOf(index, direction, direction === 'egress' ? [from, to] : [to, from], asked)
  if (question === null || isEmpty(asked)) return []
  const isolating = isolatingPolicies(index, direction, question.subject.position)
  if (isolating.length === 0) return []
  const found = [...isolating.flatMap((policy) => missesOf(question, policy)), ...almostSelecting(question)]
  const ranked = found.map((miss) => ({ miss, rank: rankOf(miss.differences) }))
  // A stable sort keeps the order of policies and rules within a rank.
  return ranked.sort((a, b) => a.rank - b.rank).map(({ miss }) => miss)
}

function questionOf(
  index: PolicyIndex,
  direction: Direction,
  [subjectId, peerId]: readonly [Verdict['from'], Verdict['from']],
  asked: ConnectionSet,
): SideQuestion | null {
  const [subject, peer] = [index.positionOf.get(subjectId), index.positionOf.get(peerId)]
  if (subject === undefined || peer === undefined) return null
  const [end, other] = [index.endpoints[subject], index.endpoints[peer]]
  if (end?.kind !== 'workload' || other === undefined) return null
  const home = other.kind === 'workload' ? other.namespace : ''
  const declared = index.cluster.namespaces.find(({ name }) => name === home)
  // An implied namespace still has its name for a label (SEMANTICS 10).
  const namespaceLabels = declared?.labels ?? { 'kubernetes.io/metadata.name': home }
  return {
    index,
    direction,
    subject: { position: subject, end },
    peer: { position: peer, end: other, namespaceLabels },
    asked,
  }
}

function missesOf(question: SideQuestion, policy: NetworkPolicy): readonly NearMiss[] {
  const { direction } = question
  return policy[direction].flatMap((rule, position) => {
    const { peer, differences } = nearestPeer(question, policy, rule)
    const [first, ...others] = differences
    return first === undefined
      ? []
      : { rule: { policy: policy.id, direction, position }, peer, differences: [first, ...others] as const }
  })
}

interface ThroughPeer {
  readonly peer: number | null
  readonly differences: readonly Difference[]
}

/** The first of the peers through which a rule comes nearest. */
function nearestPeer(question: SideQuestion, policy: NetworkPolicy, rule: Rule): ThroughPeer {
  if (rule.peers === 'any') return { peer: null, differences: differencesOf(question, policy, rule, null) }
  let nearest: ThroughPeer | null = null
  for (const [peer, it] of rule.peers.entries()) {
    const differences = differencesOf(question, policy, rule, it)
    if (differences.length === 0) return { peer, differences }
    if (nearest === null || rankOf(differences) < rankOf(nearest.differences)) nearest = { peer, differences }
  }
  return nearest ?? { peer: null, differences: [] }
}

/**
 * The rules that would grant something of what is asked for, were it not for one thing about their policy. Whether a rule grants
 * is asked first: few do, and only for those is it worth knowing what the difference means.
 */
function almostSelecting(question: SideQuestion): readonly NearMiss[] {
  const { index, direction, subject } = question
  const { namespace, labels } = subject.end
  return index.cluster.policies
    .filter((policy) => policy.namespace === namespace && isOneAway(policy, direction, labels))
    .flatMap((policy) => {
      const granting = policy[direction].flatMap((rule, position) => {
        const peer = grantingPeer(question, policy, rule)
        return peer === undefined ? [] : { rule: { policy: policy.id, direction, position }, peer }
      })
      if (granting.length === 0) return []
      const unmet = labelDifferences(index, 'subject', policy.podSelector, labels, namespace)
      const [difference = { kind: 'policyTypes' }] = unmet
      return granting.map((it) => ({ ...it, differences: [difference] as const }))
    })
}

/** Whether a policy has rules of the direction that are inert for a pod by one requirement, or by its policy types alone. */
function isOneAway(policy: NetworkPolicy, direction: Direction, labels: Labels): boolean {
  if (policy[direction].length === 0) return false
  let away = policy.policyTypes.includes(direction) ? 0 : 1
  for (const requirement of policy.podSelector.requirements)
    if (!meets(requirement, labelValue(labels, requirement.key))) away++
  return away === 1
}

/** The first of the peers through which a rule grants something of what is asked for; undefined where none does. */
function grantingPeer(
  question: SideQuestion,
  policy: NetworkPolicy,
  rule: Rule,
): NearMiss['peer'] | undefined {
  if (rule.peers === 'any') return grantsThrough(question, policy, rule, null) ? null : undefined
  const position = rule.peers.findIndex((peer) => grantsThrough(question, policy, rule, peer))
  return position === -1 ? undefined : position
}

const ranksInOrder = (order.length + 1) * 3

function rankOf(differences: readonly Difference[]): number {
  return differences.length * ranksInOrder + Math.max(...differences.map(slipRank))
}

function slipRank(difference: Difference): number {
  const rank = (order.indexOf(difference.kind) + 1) * 3
  if (difference.kind !== 'label') return rank
  if (difference.meant !== null) return 0
  if (difference.actual === null) return rank
  // Whose namespace is another one is farther than whose name is.
  return difference.of === 'namespace' ? rank + 2 : rank + 1
}
