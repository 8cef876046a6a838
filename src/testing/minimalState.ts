/** A state of the exhaustive search: what it lacks, and what it costs. */
import type { Cost, PolicyChange } from '../model/edit'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { Lack, Search } from './exhaustive'
import type { Bound } from './minimalBound'
import type { Grants, Host } from './minimalGrants'
import type { Prices } from './minimalSpace'
import { directions } from './minimalWorld'

const nothing: Cost = { collateral: 0, policies: 0, rules: 0, entries: 0, requirements: 0, lines: 0 }

/** Who is not isolated although it must be, and what is not granted although it must be. */
export function lacksOf(search: Search, subjects: readonly number[], grants: Grants): readonly Lack[] {
  const open = directions.flatMap((direction) =>
    subjects
      .filter((it) => search.demand.mustIsolate(direction, it) && !grants.isIsolated(direction, it))
      .map((subject): Lack => ({ direction, subject, flow: null })),
  )
  const flows = directions.flatMap((direction) =>
    subjects
      .filter((it) => grants.isIsolated(direction, it))
      .flatMap((subject) => missingFlows(search, grants, direction, subject)),
  )
  return [...open, ...flows]
}

/** One lack for each atom that is missing towards each peer. */
function missingFlows(
  { world, demand }: Search,
  { granted }: Grants,
  direction: Direction,
  subject: number,
): readonly Lack[] {
  const lacks: Lack[] = []
  for (const peer of world.endpoints.keys()) {
    let missing = demand.need(direction, subject, peer) & ~granted(direction, subject, peer)
    for (; missing !== 0; missing &= missing - 1)
      lacks.push({ direction, subject, flow: { peer, atom: missing & -missing } })
  }
  return lacks
}

export function atLeast(cost: Cost, { policies, rules, entries }: Bound): Cost {
  return {
    ...cost,
    policies: cost.policies + policies,
    rules: cost.rules + rules,
    entries: cost.entries + entries,
  }
}

/** What turns one list of policies into another. */
export function changesBetween(
  baseline: readonly NetworkPolicy[],
  policies: readonly NetworkPolicy[],
): readonly PolicyChange[] {
  const before = new Map(baseline.map((policy) => [policy.id, policy]))
  const kept = new Set(policies.map(({ id }) => id))
  const gone = baseline.filter(({ id }) => !kept.has(id))
  return [
    ...gone.map(({ id }): PolicyChange => ({ kind: 'delete', id, edits: [] })),
    ...policies
      .filter((policy) => before.get(policy.id) !== policy)
      .map(
        (policy): PolicyChange => ({ kind: before.has(policy.id) ? 'replace' : 'create', policy, edits: [] }),
      ),
  ]
}

/** What the hosts cost that differ from the baseline; each is worked out once. */
export function pricing({ costOf }: Prices): (hosts: readonly Host[]) => Cost {
  const known = new WeakMap<Host, Cost>()
  const costOfHost = (host: Host): Cost => {
    const { origin, policy } = host
    if (origin === policy) return nothing
    const before = known.get(host)
    if (before !== undefined) return before
    const kind = origin === null ? 'create' : 'replace'
    const cost = costOf(origin === null ? [] : [origin], [{ kind, policy, edits: [] }])
    known.set(host, cost)
    return cost
  }
  return (hosts) => hosts.map(costOfHost).reduce(plus, nothing)
}

function plus(a: Cost, b: Cost): Cost {
  return {
    collateral: 0,
    policies: a.policies + b.policies,
    rules: a.rules + b.rules,
    entries: a.entries + b.entries,
    requirements: a.requirements + b.requirements,
    lines: a.lines + b.lines,
  }
}
