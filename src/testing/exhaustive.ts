import type { Cluster } from '../model/cluster'
import type { Cost, ReachEdit, Synthesis } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import { type Way, waysToBlock } from './minimalBlocks'
import { type Demand, demandOf, exactDemandOf } from './minimalDemand'
import { cheapestBelow, type Found, type Meter } from './minimalDescent'
import { type Choices, choicesOf, searchOf } from './minimalGrid'
import { changesBetween, minus, noCost, type Prices, plus } from './minimalPrices'
import { own, type Place } from './minimalSpace'
import { type Sides, type World, worldOf } from './minimalWorld'

export type SearchResult =
  | { readonly kind: 'minimal'; readonly steps: number }
  | { readonly kind: 'cheaper'; readonly policies: readonly NetworkPolicy[]; readonly cost: Cost }
  | { readonly kind: 'skipped'; readonly why: string }

/** What is searched: the edits on a cluster, and the answer that is to be beaten. */
export interface Question {
  readonly cluster: Cluster
  readonly edits: readonly ReachEdit[]
  readonly answer: Pick<Synthesis, 'policies'>
  readonly prices: Prices
  /** How many flows the answer changes that no edit asked for. */
  readonly collateral: number
  /** Whether the policies that are there stay as they are. */
  readonly onlyNew: boolean
  /** How many states may be looked at. */
  readonly budget: number
}

/** More than any change of a case of this size costs. */
const anyCost: Cost = { ...noCost, policies: 1000 }

/** A namespace of the case: what is there, what the answer makes of it, and what has been found out. */
interface Part {
  readonly place: Place
  readonly choices: Choices
  readonly baseline: readonly NetworkPolicy[]
  readonly drafted: readonly NetworkPolicy[]
  readonly cost: Cost
  /** What was the cheapest below a limit, by what the way asks of the namespace. */
  readonly known: Map<string, { readonly limit: Cost; readonly found: Found | null }>
}

/**
 * Looks for a change that does what the answer does and costs less, by trying all of them: from the baseline, what may not be granted
 * is taken away and whatever is missing first is supplied, in every way that the space has, until a state is complete or would cost
 * as much as the answer. Namespace by namespace, since a policy selects pods of its own alone and what must be and may be is said
 * side by side; a blocked flow is cut at its sender or at its receiver, and all choices are tried. Where the answer has collateral, a
 * change without any is looked for first, whatever it costs; then, as above, one with no other collateral that costs less.
 *
 * The space has: new policies that select one workload by up to two labels, or a namespace whole; policies of the user's that take
 * more rules, or more peers and ports in their rules; peers that are one workload by up to two labels, all pods of a namespace or of
 * all, the edits' CIDRs, everything outside, anybody; every range of ports between the numbers in use, and any. For blocks also: rules
 * that are dropped or keep a part of their peers and ports, policies that select fewer, lose a direction or are deleted, peers and
 * policies for all but one or two. It has not: other selectors that several workloads share, since a policy and a peer name one
 * (DESIGN, "Stable and readable"), named ports in new rules, user policies that take another direction, taking away what nobody blocks.
 */
export function searchCheaper(question: Question): SearchResult {
  const { cluster, edits, answer, budget } = question
  const world = worldOf(cluster, edits, answer.policies)
  if (world === null) return { kind: 'skipped', why: 'too many ports' }
  const [base, draft] = [world.sidesOf(cluster.policies), world.sidesOf(answer.policies)]
  const demand = demandOf(world, edits, base, draft)
  const ways = waysToBlock(world, edits, demand, draft)
  if (!ways.some((way) => meets(world, way.demand, draft)))
    return { kind: 'skipped', why: 'the answer falls short for pods to come' }
  const meter: Meter = { steps: 0, budget }
  const parts = () => cluster.namespaces.map(({ name }) => partOf(question, world, name))
  const exact = exactDemandOf(world, edits, base)
  const found =
    (question.collateral > 0
      ? cheaperIn(question, world, waysToBlock(world, edits, exact, draft), parts(), [base, null], meter)
      : null) ?? cheaperIn(question, world, ways, parts(), [base, draft], meter)
  if (meter.steps > budget) return { kind: 'skipped', why: 'budget' }
  return found === null ? { kind: 'minimal', steps: meter.steps } : { kind: 'cheaper', ...found }
}

/** Whether a draft isolates whom it must and grants what it must, and nothing that it may not, by asking the engine. */
export function meets(
  world: World,
  demand: Demand,
  { isIsolated, granted }: Sides,
  namespace: string | null = null,
): boolean {
  const positions = [...world.endpoints.keys()]
  const subjects = namespace === null ? positions : world.index.peers.podsIn(namespace, { requirements: [] })
  return ([0, 1] as const).every((direction) =>
    subjects.every((subject) => {
      if (!isIsolated(direction, subject)) return !demand.mustIsolate(direction, subject)
      return (
        demand.mayIsolate(direction, subject) &&
        positions.every((peer) => {
          const is = granted(direction, subject, peer)
          const need = demand.need(direction, subject, peer)
          return (is & need) === need && (is & ~demand.may(direction, subject, peer)) === 0
        })
      )
    }),
  )
}

function partOf({ cluster, edits, answer, prices }: Question, world: World, namespace: string): Part {
  const place: Place = { world, prices, cluster, edits, answer: answer.policies, namespace }
  const [baseline, drafted] = [own(cluster.policies, namespace), own(answer.policies, namespace)]
  return {
    place,
    choices: choicesOf(place),
    baseline,
    drafted,
    cost: prices.costOf(baseline, changesBetween(baseline, drafted)),
    known: new Map(),
  }
}

/** What costs less than the answer, in whichever way; at all, where there is no draft of it. */
function cheaperIn(
  question: Question,
  world: World,
  ways: readonly Way[],
  parts: readonly Part[],
  sides: readonly [Sides, Sides | null],
  meter: Meter,
): Found | null {
  for (const way of ways) {
    const found = cheaperBy(question, world, way, parts, sides, meter)
    if (found === null || meter.steps > meter.budget) continue
    if (!meets(world, way.demand, world.sidesOf(found.policies)))
      throw new Error('the search found what the engine refutes')
    return found
  }
  return null
}

/** The cheapest for each namespace, when all together cost less than the answer. */
function cheaperBy(
  { prices, onlyNew }: Question,
  world: World,
  way: Way,
  parts: readonly Part[],
  [base, draft]: readonly [Sides, Sides | null],
  meter: Meter,
): Found | null {
  const states = parts.map((part) => {
    const isMet = (sides: Sides) => meets(world, way.demand, sides, part.place.namespace)
    return { part, isThere: isMet(base), isAnswered: draft !== null && isMet(draft) }
  })
  const total = draft === null ? anyCost : parts.reduce((sum, { cost }) => plus(sum, cost), noCost)
  const leastOf = ({ isThere }: { readonly isThere: boolean }): Cost => ({
    ...noCost,
    policies: isThere ? 0 : 1,
  })
  let left = states.reduce((limit, it) => minus(limit, leastOf(it)), total)
  let policies: readonly NetworkPolicy[] = []
  // Those that the answer settles first: its cost there is a limit that leaves less for the others.
  for (const it of states.toSorted((a, b) => Number(b.isAnswered) - Number(a.isAnswered))) {
    const { part, isThere, isAnswered } = it
    const settled: Found | null = isThere
      ? { policies: part.baseline, cost: noCost }
      : isAnswered
        ? { policies: part.drafted, cost: part.cost }
        : null
    const limit = settled?.cost ?? plus(left, leastOf(it))
    const cheaper = isThere
      ? null
      : cheapestIn(part, way, limit, { prices, mayAmend: !onlyNew, isAnyEnough: draft === null }, meter)
    const found = cheaper ?? settled
    if (found === null || meter.steps > meter.budget) return null
    left = minus(left, minus(found.cost, leastOf(it)))
    policies = [...policies, ...found.policies]
  }
  return prices.compare(noCost, left) < 0 ? { policies, cost: minus(total, left) } : null
}

function cheapestIn(
  { place, choices, baseline, known }: Part,
  way: Way,
  limit: Cost,
  {
    prices,
    mayAmend,
    isAnyEnough,
  }: { readonly prices: Prices; readonly mayAmend: boolean; readonly isAnyEnough: boolean },
  meter: Meter,
): Found | null {
  const key = way.keyFor(place.namespace)
  const before = known.get(key)
  if (before?.found && prices.compare(before.found.cost, limit) < 0) return before.found
  if (before !== undefined && prices.compare(limit, before.limit) <= 0) return null
  const search = searchOf(place, choices, way.demand, mayAmend)
  const found = cheapestBelow(search, baseline, limit, prices, meter, isAnyEnough)
  known.set(key, { limit, found })
  return found
}
