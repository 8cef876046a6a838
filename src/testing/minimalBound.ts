import type { Lack, Search } from './exhaustive'
import type { Host } from './minimalGrants'

/** What a state of the search will cost at least beyond what it costs now. */
export interface Bound {
  readonly policies: number
  readonly rules: number
  readonly entries: number
}

/**
 * Lacks of which no two can be supplied by one policy need a policy each; those of which no two fit into one rule, and none into a
 * rule that is there, need a rule each, with a peer and a port unless it may be for anybody or anything.
 */
export function boundOf(search: Search, hosts: readonly Host[], lacks: readonly Lack[]): Bound {
  const touched = hosts.filter(({ origin, policy }) => origin !== policy)
  const homeless = lacks.filter(({ subject }) => !touched.some(({ members }) => members.includes(subject)))
  const policies = independent(homeless, (a, b) => haveHost(search, hosts, a.subject, b.subject))
  const unfit = lacks.filter((lack) => lack.flow !== null && !isAmendable(search, hosts, lack))
  const rules = independent(unfit, (a, b) => fitOneRule(search, hosts, a, b))
  const entries = rules.reduce((sum, lack) => sum + leastEntries(search, lack), 0)
  const isFlowLeft = lacks.some(({ flow }) => flow !== null)
  return {
    policies: policies.length,
    rules: rules.length,
    entries: rules.length > 0 ? entries : isFlowLeft ? 1 : 0,
  }
}

function independent(lacks: readonly Lack[], isFit: (a: Lack, b: Lack) => boolean): readonly Lack[] {
  const chosen: Lack[] = []
  for (const lack of lacks) if (!chosen.some((it) => isFit(it, lack))) chosen.push(lack)
  return chosen
}

function haveHost({ subjects }: Search, hosts: readonly Host[], a: number, b: number): boolean {
  return a === b || [...hosts, ...subjects].some(({ members }) => members.includes(a) && members.includes(b))
}

function fitOneRule(search: Search, hosts: readonly Host[], a: Lack, b: Lack): boolean {
  if (a.flow === null || b.flow === null || a.direction !== b.direction) return false
  if (!haveHost(search, hosts, a.subject, b.subject)) return false
  const atoms = a.flow.atom | b.flow.atom
  const [first, second] = [a.flow.peer, b.flow.peer]
  return [a.subject, b.subject].every((subject) =>
    [first, second].every((peer) => (atoms & ~search.demand.may(a.direction, subject, peer)) === 0),
  )
}

function isAmendable(
  { demand, meaningOf }: Search,
  hosts: readonly Host[],
  { direction, subject, flow }: Lack,
): boolean {
  if (flow === null) return false
  const own = demand.may(direction, subject, flow.peer)
  return hosts.some(
    ({ policy, members }) =>
      members.includes(subject) &&
      policy[direction].some((rule) => {
        const { members: peers, mask } = meaningOf(rule)
        if (mask === null || (mask & ~own) !== 0) return false
        if ((mask & flow.atom) !== 0) return rule.peers !== 'any'
        return [...peers].every((peer) => (flow.atom & ~demand.may(direction, subject, peer)) === 0)
      }),
  )
}

function leastEntries({ demand, world }: Search, { direction, subject, flow }: Lack): number {
  if (flow === null) return 0
  const isForAll = isEverybody(
    world.endpoints.length,
    (peer) => demand.may(direction, subject, peer),
    flow.atom,
  )
  const isForAny = demand.may(direction, subject, flow.peer) === world.everyAtom
  return (isForAll ? 0 : 1) + (isForAny ? 0 : 1)
}

function isEverybody(count: number, may: (peer: number) => number, atom: number): boolean {
  for (let peer = 0; peer < count; peer++) if ((may(peer) & atom) === 0) return false
  return true
}
