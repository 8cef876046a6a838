import type { Cost } from '../model/edit'
import { type Lost, noCost } from './minimalPrices'
import { allowanceOf, commonOf, type Host, type Lack, mayOf, type Search, type State } from './minimalSearch'
import { directions } from './minimalWorld'

/**
 * What a state will cost at least beyond what it costs now. Lacks of which no two can be supplied by one policy need a policy each;
 * those of which no two fit into one rule, and none into a rule that is there, need a rule each, with a peer and a port unless it
 * may be for anybody or anything. What policies have lost comes back for nothing.
 */
export function boundOf(search: Search, state: State, all: readonly Lack[], lost: Lost): Cost {
  const lacks = someOf(all)
  const touched = state.filter(({ origin, policy }) => origin !== policy)
  const homeless = lacks.filter(({ subject }) => !touched.some(({ members }) => members.includes(subject)))
  const policies = independent(homeless, (a, b) => search.shareHost(a.subject, b.subject))
  const unfit = lacks.filter((lack) => lack.atom !== 0 && !isAmendable(search, state, lack))
  const rules = independent(unfit, (a, b) => fitOneRule(search, a, b))
  const entries = rules.reduce((sum, lack) => sum + leastEntries(search, lack), 0)
  const isFlowLeft = lacks.some(({ atom }) => atom !== 0)
  const more = Math.max(0, (rules.length > 0 ? entries : isFlowLeft ? 1 : 0) - lost.entries)
  return {
    ...noCost,
    policies: policies.length,
    rules: Math.max(0, rules.length - lost.rules),
    entries: more,
  }
}

// What some of the lacks cost, all cost, too.
const mostLacks = 48

function someOf(lacks: readonly Lack[]): readonly Lack[] {
  const step = Math.ceil(lacks.length / mostLacks)
  return step <= 1 ? lacks : lacks.filter((_, i) => i % step === 0)
}

function independent(lacks: readonly Lack[], isFit: (a: Lack, b: Lack) => boolean): readonly Lack[] {
  const chosen: Lack[] = []
  for (const lack of lacks) if (!chosen.some((it) => isFit(it, lack))) chosen.push(lack)
  return chosen
}

function fitOneRule({ grid, shareHost }: Search, a: Lack, b: Lack): boolean {
  if (a.direction !== b.direction || !shareHost(a.subject, b.subject)) return false
  const atoms = a.atom | b.atom
  const may = (subject: number, peer: number) => mayOf(grid, a.direction, subject, peer)
  return (
    (atoms &
      ~(
        may(a.subject, a.peer) &
        may(a.subject, b.peer) &
        may(b.subject, a.peer) &
        may(b.subject, b.peer)
      )) ===
    0
  )
}

/** Whether a rule that is there can take the peer, the port or both, for all whom its policy selects. */
function isAmendable(search: Search, state: State, lack: Lack): boolean {
  return state.some(
    (host) =>
      (search.mayAmend || host.origin === null) &&
      host.members.includes(lack.subject) &&
      hasRuleFor(search, host, lack),
  )
}

function hasRuleFor(search: Search, { policy, members }: Host, { direction, peer, atom }: Lack): boolean {
  const allowance = allowanceOf(search.grid, members, direction)
  const own = allowance[peer] ?? 0
  return policy[directions[direction]].some((rule) => {
    const { members: peers, has, mask } = search.meaningOf(rule)
    const isRoom = () => (atom & ~commonOf(allowance, peers, search.grid.everyAtom)) === 0
    if (has[peer] === 1) return isRoom()
    if (mask === null || rule.peers === 'any' || (mask & ~own) !== 0) return false
    return (mask & atom) !== 0 || ((atom & ~own) === 0 && isRoom())
  })
}

function leastEntries({ grid }: Search, { direction, subject, peer, atom }: Lack): number {
  const isForAll = [...grid.peers.keys()].every((it) => (mayOf(grid, direction, subject, it) & atom) !== 0)
  const isForAny = mayOf(grid, direction, subject, peer) === grid.everyAtom
  return (isForAll ? 0 : 1) + (isForAny ? 0 : 1)
}
