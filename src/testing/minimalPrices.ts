/** What states of the exhaustive search cost. */
import type { Cost, PolicyChange } from '../model/edit'
import type { NetworkPolicy, Rule } from '../model/policy'
import type { Host, State } from './minimalSearch'

/** What changes cost; they come from the code under test, since what is compared is costs. */
export interface Prices {
  readonly costOf: (baseline: readonly NetworkPolicy[], changes: readonly PolicyChange[]) => Cost
  /** Negative when the first is cheaper. */
  readonly compare: (a: Cost, b: Cost) => number
}

export interface Pricing {
  readonly exact: (state: State) => Cost
  /** What it costs at least, whatever more is put into it. */
  readonly least: (state: State) => Cost
  /** For the policies of the baseline that a state has not. */
  readonly deletion: (state: State) => Cost
}

/** What of the rules of a policy of the baseline may still come back for nothing. */
export interface Lost {
  readonly rules: number
  readonly entries: number
}

export const noCost: Cost = { collateral: 0, policies: 0, rules: 0, entries: 0, requirements: 0, lines: 0 }

const none: Lost = { rules: 0, entries: 0 }

/** What policies cost that differ from the baseline; each is priced once. */
export function pricing({ costOf }: Prices, baseline: readonly NetworkPolicy[]): Pricing {
  const exact = remembered((host) => {
    const { origin, policy } = host
    if (origin === policy) return noCost
    const kind = origin === null ? 'create' : 'replace'
    return costOf(origin === null ? [] : [origin], [{ kind, policy, edits: [] }])
  })
  const least = remembered((host) => (host.isCut ? leastOfCut(host) : exact(host)))
  const sum = (of: (host: Host) => Cost) => (state: State) => state.map(of).reduce(plus, noCost)
  const deletion = (state: State) => {
    const gone = baseline.filter((policy) => state.every(({ origin }) => origin !== policy))
    return costOf(
      baseline,
      gone.map(({ id }) => ({ kind: 'delete', id, edits: [] })),
    )
  }
  return { exact: sum(exact), least: sum(least), deletion }
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

export function plus(a: Cost, b: Cost): Cost {
  return combined(a, b, 1)
}

export function minus(a: Cost, b: Cost): Cost {
  return combined(a, b, -1)
}

function combined(a: Cost, b: Cost, sign: 1 | -1): Cost {
  return {
    collateral: a.collateral + sign * b.collateral,
    policies: a.policies + sign * b.policies,
    rules: a.rules + sign * b.rules,
    entries: a.entries + sign * b.entries,
    requirements: a.requirements + sign * b.requirements,
    lines: a.lines + sign * b.lines,
  }
}

function remembered(of: (host: Host) => Cost): (host: Host) => Cost {
  const known = new WeakMap<Host, Cost>()
  return (host) => {
    const cost = known.get(host) ?? of(host)
    known.set(host, cost)
    return cost
  }
}

/** One policy touched, and what it says that the origin did not; what it no longer says may come back. */
function leastOfCut({ origin, policy }: Host): Cost {
  if (origin === null) return noCost
  const sizes = (['ingress', 'egress'] as const).map((direction) => {
    const { left, added } = differences(origin[direction], policy[direction])
    return {
      rules: Math.max(0, added.length - left.length),
      entries: without(entriesOf(added), entriesOf(left)).length,
    }
  })
  return {
    ...noCost,
    policies: 1,
    rules: sizes.reduce((sum, it) => sum + it.rules, 0),
    entries: sizes.reduce((sum, it) => sum + it.entries, 0),
  }
}

/** What a state's policies have lost and may take again without paying. */
export function lostOf(state: State): Lost {
  return state
    .map(lostOfHost)
    .reduce((a, b) => ({ rules: a.rules + b.rules, entries: a.entries + b.entries }), none)
}

function lostOfHost({ origin, policy, isCut }: Host): Lost {
  if (origin === null || !isCut) return none
  const sizes = (['ingress', 'egress'] as const).map((direction) => {
    const { left, added } = differences(origin[direction], policy[direction])
    return {
      rules: Math.max(0, left.length - added.length),
      entries: without(entriesOf(left), entriesOf(added)).length,
    }
  })
  return {
    rules: sizes.reduce((sum, it) => sum + it.rules, 0),
    entries: sizes.reduce((sum, it) => sum + it.entries, 0),
  }
}

function differences(was: readonly Rule[], is: readonly Rule[]) {
  const [before, after] = [was.map(said), is.map(said)]
  return {
    left: was.filter((_, i) => without(before, after).includes(before[i] ?? '')),
    added: is.filter((_, i) => without(after, before).includes(after[i] ?? '')),
  }
}

function entriesOf(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(({ peers, ports }) => [
    ...(peers === 'any' ? [] : peers.map(said)),
    ...(ports === 'any' ? [] : ports.map(said)),
  ])
}

function said(it: unknown): string {
  return JSON.stringify(it)
}

/** What of a list is left when each of another takes its equal out, once. */
function without(list: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken]
  return list.filter((it) => {
    const i = left.indexOf(it)
    if (i !== -1) left.splice(i, 1)
    return i === -1
  })
}
