import { compareReach } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import { isIsolated, reach } from '../engine/reach'
import { intersect, isEmpty, subtract } from '../sets/connections'
import { type Claim, pairConnections } from './claims'
import { cutSide } from './cutSide'
import type { Draft } from './draft'
import { isAlone, isPods, membersOf } from './ends'
import { compareCosts } from './grant'
import { sizeOf } from './rules'
import { evaluate, type Scene } from './scene'

/**
 * The draft in which a claim's flows are blocked. Policies only add, so either side's rules lose what grants them, or a side that
 * is open is isolated and granted all the rest. Both sides are tried and proved; the one that works with the least collateral, then
 * the fewest newly isolated pods, policies, rules and entries is taken. The draft as it was when neither works. Total.
 */
export function blocking(scene: Scene, draft: Draft, claim: Claim): Draft {
  const before = evaluate(scene, draft.policies)
  if (!hasFlows(scene, before, claim)) return draft
  // What only pods to come could do must go for them too; else nothing would be gained.
  const hadListedFlows = hasFlows(scene, before, claim, true)
  const candidates = (['ingress', 'egress'] as const)
    .filter((direction) => isPods(direction === 'egress' ? claim.from : claim.to))
    .map((direction) => cutSide(scene, draft, before, claim, direction))
    .map((candidate) => {
      const after = evaluate(scene, candidate.policies)
      return { candidate, after, cost: costOf(scene, draft, before, candidate, after, claim) }
    })
    .filter(({ after }) => !hasFlows(scene, after, claim, hadListedFlows))
  const [best] = candidates.toSorted((a, b) => compareCosts(a.cost, b.cost))
  if (best === undefined) return draft
  const isLeft = hadListedFlows && hasFlows(scene, best.after, claim)
  return isLeft ? blocking(scene, best.candidate, claim) : best.candidate
}

/** Whether any of a claim's flows is allowed; without future pods when `listedOnly`. Total; a question per pair of members. */
export function hasFlows(
  scene: Scene,
  index: PolicyIndex,
  claim: Pick<Claim, 'from' | 'to' | 'connections' | 'exceptions'>,
  listedOnly = false,
): boolean {
  const wanted = pairConnections(scene, index, claim)
  const counts = (member: number) => {
    const id = index.endpoints[member]?.id
    return id !== undefined && !(listedOnly && scene.futurePods.has(id))
  }
  const receivers = membersOf(scene, index, claim.to).filter(counts)
  return membersOf(scene, index, claim.from)
    .filter(counts)
    .some((sender) =>
      receivers.some(
        (receiver) =>
          !(sender === receiver && isAlone(index, sender)) &&
          !isEmpty(intersect(reach(index, sender, receiver), wanted(sender, receiver))),
      ),
    )
}

function costOf(
  scene: Scene,
  draft: Draft,
  before: PolicyIndex,
  candidate: Draft,
  after: PolicyIndex,
  claim: Claim,
): readonly number[] {
  const ids = (index: PolicyIndex, members: readonly number[]) =>
    new Set(members.map((member) => index.endpoints[member]?.id))
  const [from, to] = [
    ids(before, membersOf(scene, before, claim.from)),
    ids(before, membersOf(scene, before, claim.to)),
  ]
  const changes = compareReach(before, after)
  const unasked = changes.removed.filter(
    (flow) =>
      !from.has(flow.from) || !to.has(flow.to) || !isEmpty(subtract(flow.connections, claim.connections)),
  )
  const isolated = (index: PolicyIndex) =>
    index.endpoints.filter((_, i) => isIsolated(index, 'ingress', i)).length +
    index.endpoints.filter((_, i) => isIsolated(index, 'egress', i)).length
  const size = (key: 'rules' | 'entries', { policies }: Draft) =>
    policies.reduce((sum, policy) => sum + sizeOf(policy)[key], 0)
  return [
    hasFlows(scene, after, claim) ? 1 : 0,
    unasked.length + changes.added.length,
    isolated(after) - isolated(before),
    candidate.editsOf.size - draft.editsOf.size,
    size('rules', candidate) - size('rules', draft),
    size('entries', candidate) - size('entries', draft),
  ]
}
