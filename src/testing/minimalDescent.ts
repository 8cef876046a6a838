/** The descent of the exhaustive search: from what is there to what lacks nothing, as cheaply as can be. */
import type { Cost } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import { boundOf } from './minimalBound'
import { startsOf } from './minimalCuts'
import { movesFor } from './minimalMoves'
import { lostOf, noCost, type Prices, type Pricing, plus, pricing } from './minimalPrices'
import type { Host, Search, State } from './minimalSearch'
import { type Grants, grantsOf, hardestOf, lacksOf, stateKey } from './minimalState'

/** Counts the states that are looked at. */
export interface Meter {
  steps: number
  readonly budget: number
}

export interface Found {
  readonly policies: readonly NetworkPolicy[]
  readonly cost: Cost
}

/**
 * The cheapest policies of a namespace that lack nothing, when they cost less than the limit, or, where any will do, the first such;
 * null as well when the budget is used up.
 */
export function cheapestBelow(
  search: Search,
  baseline: readonly NetworkPolicy[],
  limit: Cost,
  prices: Prices,
  meter: Meter,
  isAnyEnough: boolean,
): Found | null {
  const costs = pricing(prices, baseline)
  let best: Found | null = null
  for (const start of startsOf(search, baseline)) {
    const deleted = costs.deletion(start)
    for (;;) {
      const found = descent(search, start, deleted, best?.cost ?? limit, prices, costs, meter)
      if (found === null) break
      best = { policies: found.map(({ policy }) => policy), cost: plus(costs.exact(found), deleted) }
      if (isAnyEnough) return best
    }
    if (meter.steps > meter.budget) return null
  }
  return best
}

/** The first state below the limit that lacks nothing. */
function descent(
  search: Search,
  start: State,
  deleted: Cost,
  limit: Cost,
  { compare }: Prices,
  { exact, least }: Pricing,
  meter: Meter,
): State | null {
  const seen = new Set<string>()
  const known = new WeakMap<Host, Grants>()
  const isBelow = (cost: Cost) => compare(plus(cost, deleted), limit) < 0
  const isNews = (state: State): boolean => {
    const key = stateKey(state)
    return !seen.has(key) && seen.add(key) !== undefined
  }
  const descend = (state: State): State | null => {
    if (++meter.steps > meter.budget) return null
    const lacks = lacksOf(search, grantsOf(search, state, known))
    const lack = hardestOf(search, lacks)
    if (lack === undefined) return isBelow(exact(state)) ? state : null
    if (!isBelow(plus(least(state), boundOf(search, state, lacks, lostOf(state))))) return null
    for (const next of movesFor(search, state, lack)) {
      const found = isBelow(least(next)) && isNews(next) ? descend(next) : null
      if (found !== null || meter.steps > meter.budget) return found
    }
    return null
  }
  return isBelow(noCost) ? descend(start) : null
}
