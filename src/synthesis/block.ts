import { compareReach } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import { isIsolated, reach } from '../engine/reach'
import type { Cost, EditEnd } from '../model/edit'
import type { PolicyId } from '../model/ids'
import type { Direction } from '../model/policy'
import { intersect, isEmpty } from '../sets/connections'
import { type Claim, pairConnections } from './claims'
import { compareCosts } from './cost'
import { cutOf } from './cut'
import { forAll, type Narrowing, splitOff } from './cutPolicy'
import { cutSide, sharedPolicies } from './cutSide'
import type { Draft } from './draft'
import { isAlone, isPods, membersOf } from './ends'
import type { Judge } from './judging'
import { evaluate, type Scene } from './scene'
import { tidied } from './tidy'

// Each is some compilations more.
const mostShared = 4
const mostPairs = 12

interface Question {
  readonly scene: Scene
  readonly draft: Draft
  readonly before: PolicyIndex
  readonly claim: Claim
  readonly judge: Judge
  /** Whether flows of listed pods are to be blocked; what only pods to come could do is then a second question. */
  readonly isListed: boolean
}

/** A draft in which the claim's flows are blocked. */
interface Way {
  readonly draft: Draft
  readonly cost: Cost
  /** Whether pods to come can still do it. */
  readonly isLeft: boolean
  /** How many pods are isolated in it, once for each direction. */
  readonly isolated: number
}

/**
 * The draft in which a claim's flows are blocked. Policies only add, so either side's rules lose what grants them, or a side that
 * is open is isolated and granted all the rest. All ways are proved; of those that work the one that costs least is taken, and of
 * equal ones that which isolates the fewest pods: what a first policy shuts out of pods to come is in no cost. Where none works, or
 * none without collateral, each pair may be blocked at its own side. The draft as it was when nothing works. Total.
 */
export function blocking(scene: Scene, draft: Draft, claim: Claim, judge: Judge): Draft {
  const before = evaluate(scene, draft.policies)
  if (!hasFlows(scene, before, claim)) return draft
  // What only pods to come could do must go for them too; else nothing would be gained.
  const isListed = hasFlows(scene, before, claim, true)
  // What later edits allow of it would be granted again in other words.
  if (!isListed && claim.exceptions.length > 0) return draft
  const question: Question = { scene, draft, before, claim, judge, isListed }
  const sides = (['ingress', 'egress'] as const)
    .filter((direction) => claim.cut === null || claim.cut === direction)
    .filter((direction) => isPods(direction === 'egress' ? claim.from : claim.to))
    .flatMap((direction) => atSide(question, direction))
  const best = cheapest([...sides, ...pairwise(question, cheapest(sides))])
  if (best === null) return draft
  return isListed && best.isLeft ? blocking(scene, best.draft, claim, judge) : best.draft
}

/** Each policy that others share is cut in the way that costs least: by its rules, for all or for one, or by whom it selects. */
function atSide(question: Question, direction: Direction): readonly Way[] {
  const { scene, draft, before, claim, judge } = question
  const cut = cutOf(scene, before, claim, direction)
  let chosen: ReadonlyMap<PolicyId, Narrowing> = new Map()
  // As it will be in the end: what is tidied up may cost less than what was cheaper before.
  const cutting = (narrowings: typeof chosen) => tidied(draft, cutSide(scene, draft, before, cut, narrowings))
  let best = wayOf(question, cutting(chosen))
  for (const { id } of sharedPolicies(scene, draft, before, cut).slice(0, mostShared))
    for (const narrowing of [forAll, splitOff]) {
      const other = new Map([...chosen, [id, narrowing]])
      const tried = cutting(other)
      if (best !== null && compareCosts(judge.leastCost(tried), best.cost) >= 0) continue
      const way = wayOf(question, tried)
      if (way === null || cheapest([best, way]) !== way) continue
      if (narrowing === forAll && takesAlong(question, way)) continue
      best = way
      chosen = other
    }
  return best === null ? [] : [best]
}

/** Whether a way takes flows from others, also such as another edit has just allowed: of those the judge knows nothing. */
function takesAlong({ scene, before, claim }: Question, { draft }: Way): boolean {
  const idsOf = (end: EditEnd) =>
    new Set(membersOf(scene, before, end).map((member) => before.endpoints[member]?.id))
  const [senders, receivers] = [idsOf(claim.from), idsOf(claim.to)]
  const { removed } = compareReach(before, evaluate(scene, draft.policies))
  return removed.some(({ from, to }) => !senders.has(from) || !receivers.has(to))
}

/** The same for one pair after the other, where no side does it or the best takes something along. */
function pairwise(question: Question, best: Way | null): readonly (Way | null)[] {
  const { scene, draft, before, claim, judge } = question
  if (![claim.from, claim.to].some(isSeveralPods)) return []
  if (best !== null && best.cost.collateral <= judge.cost(draft).collateral) return []
  const pairs = pairsOf(scene, before, claim)
  if (pairs.length > mostPairs) return []
  const paired = pairs.reduce((sum, pair) => blocking(scene, sum, pair, judge), draft)
  return [wayOf(question, paired)]
}

/** A claim about pods as one for each listed pair of which something is to be blocked. */
function pairsOf(scene: Scene, index: PolicyIndex, claim: Claim): readonly Claim[] {
  const endsOf = (end: EditEnd): readonly EditEnd[] =>
    isSeveralPods(end)
      ? membersOf(scene, index, end).flatMap((member) => {
          const id = index.endpoints[member]?.id
          return id === undefined || scene.futurePods.has(id) ? [] : [{ kind: 'workload', id }]
        })
      : [end]
  const receivers = endsOf(claim.to)
  return endsOf(claim.from)
    .flatMap((from) => receivers.map((to): Claim => ({ ...claim, from, to })))
    .filter((pair) => hasFlows(scene, index, pair))
}

function isSeveralPods({ kind }: EditEnd): boolean {
  return kind === 'namespace' || kind === 'allPods'
}

/** A draft with what it costs; null when it does not do what is asked. */
function wayOf({ scene, claim, judge, isListed }: Question, draft: Draft): Way | null {
  const after = evaluate(scene, draft.policies)
  if (hasFlows(scene, after, claim, isListed)) return null
  const isolatedFor = (direction: Direction) =>
    after.endpoints.filter((_, i) => isIsolated(after, direction, i)).length
  return {
    draft,
    cost: judge.cost(draft),
    isLeft: isListed && hasFlows(scene, after, claim),
    isolated: isolatedFor('ingress') + isolatedFor('egress'),
  }
}

/** The first of equal ones; null when there is none. */
function cheapest(ways: readonly (Way | null)[]): Way | null {
  const [best] = ways
    .filter((way) => way !== null)
    .toSorted(
      (a, b) =>
        Number(a.isLeft) - Number(b.isLeft) || compareCosts(a.cost, b.cost) || a.isolated - b.isolated,
    )
  return best ?? null
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
