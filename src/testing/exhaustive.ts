import type { Cluster } from '../model/cluster'
import type { Cost, ReachEdit, Synthesis } from '../model/edit'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import { boundOf } from './minimalBound'
import { type Demand, demandOf } from './minimalDemand'
import { grantsOf, type Host, meanings, type RuleMeaning } from './minimalGrants'
import { type AllowedPeer, movesFor } from './minimalMoves'
import {
  type PeerChoice,
  type PortChoice,
  type Prices,
  peerChoices,
  portChoices,
  type SubjectChoice,
  subjectChoices,
} from './minimalSpace'
import { atLeast, changesBetween, lacksOf, pricing } from './minimalState'
import { directions, type Sides, type World, worldOf } from './minimalWorld'

/** What the search knows about one namespace. */
export interface Search {
  readonly world: World
  readonly demand: Demand
  readonly namespace: string
  readonly subjects: readonly SubjectChoice[]
  readonly peers: readonly PeerChoice[]
  readonly ports: readonly PortChoice[]
  readonly meaningOf: (rule: Rule) => RuleMeaning
  /** What has been worked out about the peers of policies, by direction and members. */
  readonly allowedPeers: Map<string, readonly AllowedPeer[]>
}

/** What is still missing in a state of the search. */
export interface Lack {
  readonly direction: Direction
  readonly subject: number
  /** Null: the subject is to be isolated. */
  readonly flow: { readonly peer: number; readonly atom: number } | null
}

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
  /** How many states may be looked at. */
  readonly budget: number
}

/**
 * Looks for a change that does what the answer does and costs less, by trying all of them: from the baseline, whatever is missing
 * first is supplied in every way that the space has, until a state is complete or would cost as much as the answer. Namespace by
 * namespace, since a policy selects pods of its own alone and what must be and may be is said side by side.
 *
 * The space has: new policies that select one workload by up to two labels, or a namespace whole; policies of the user's that take
 * more rules, or more peers and ports in their rules; peers that are one workload by up to two labels, all pods of a namespace or of
 * all, the edits' CIDRs, everything outside, anybody; every range of ports between the numbers in use, and any. It has not: selectors
 * that several workloads share, since a policy and a peer name one (DESIGN, "Stable and readable"), other operators than `In`
 * and `DoesNotExist`, user policies that take another direction, taking anything away.
 */
export function searchCheaper(question: Question): SearchResult {
  const { cluster, edits, answer, budget } = question
  const world = worldOf(cluster, edits, answer.policies)
  if (world === null) return { kind: 'skipped', why: 'too many ports' }
  const [base, draft] = [world.sidesOf(cluster.policies), world.sidesOf(answer.policies)]
  const demand = demandOf(world, edits, base, draft)
  if (!meets(world, demand, draft)) return { kind: 'skipped', why: 'the answer falls short for pods to come' }
  let steps = 0
  for (const { name } of cluster.namespaces) {
    const result = searchNamespace({ ...question, budget: budget - steps }, world, demand, name)
    if (result.kind !== 'minimal') return result
    steps += result.steps
  }
  return { kind: 'minimal', steps }
}

/** Whether a draft isolates whom it must and grants what it must, and nothing that it may not, by asking the engine. */
export function meets(world: World, demand: Demand, { isIsolated, granted }: Sides): boolean {
  const positions = [...world.endpoints.keys()]
  return directions.every((direction) =>
    positions.every((subject) => {
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

function searchNamespace(
  { cluster, edits, answer, prices, budget }: Question,
  world: World,
  demand: Demand,
  namespace: string,
): SearchResult {
  const own = (policies: readonly NetworkPolicy[]) => policies.filter((it) => it.namespace === namespace)
  const baseline = own(cluster.policies)
  const against = prices.costOf(baseline, changesBetween(baseline, own(answer.policies)))
  if (against.policies === 0) return { kind: 'minimal', steps: 0 }
  const costOf = pricing(prices)
  const search: Search = {
    world,
    demand,
    namespace,
    subjects: subjectChoices(world, cluster, namespace, answer.policies),
    peers: peerChoices(world, prices, cluster, namespace, edits, answer.policies),
    ports: portChoices(world),
    meaningOf: meanings(world, namespace),
    allowedPeers: new Map(),
  }
  const start = baseline.map(
    (policy): Host => ({
      origin: policy,
      policy,
      members: world.index.peers.podsIn(namespace, policy.podSelector),
    }),
  )
  const subjects = world.index.peers.podsIn(namespace, { requirements: [] })
  let steps = 0
  const descend = (hosts: readonly Host[]): readonly Host[] | null => {
    if (++steps > budget) return null
    const lacks = lacksOf(search, subjects, grantsOf(world, hosts, search.meaningOf))
    const [lack] = lacks
    if (lack === undefined) return hosts
    const least = atLeast(costOf(hosts), boundOf(search, hosts, lacks))
    if (prices.compare(least, against) >= 0) return null
    for (const next of movesFor(search, hosts, lack)) {
      if (prices.compare(costOf(next), against) >= 0) continue
      const found = descend(next)
      if (found !== null || steps > budget) return found
    }
    return null
  }
  const found = descend(start)
  if (steps > budget) return { kind: 'skipped', why: 'budget' }
  if (found === null) return { kind: 'minimal', steps }
  const others = answer.policies.filter((it) => it.namespace !== namespace)
  const policies = [...others, ...found.map(({ policy }) => policy)]
  if (!meets(world, demand, world.sidesOf(policies)))
    throw new Error('the search found what the engine refutes')
  return { kind: 'cheaper', policies, cost: costOf(found) }
}
