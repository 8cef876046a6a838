import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyChange, ReachEdit, Synthesis } from '../model/edit'
import { policyId } from '../model/ids'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { type SearchResult, searchCheaper } from '../testing/exhaustive'
import { type MinimalCase, minimalCases } from '../testing/minimalCases'
import type { Prices } from '../testing/minimalSpace'
import { compareCosts, costOf } from './cost'
import { synthesise } from './synthesise'

const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_RUNS'] ?? 40)
const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const path = process.env['DRAWBRIDGE_FUZZ_PATH'] ?? ''
/** States that may be looked at for one case; one that needs more is not counted. */
const budget = numRuns > 100 ? 10_000 : 2_000
const kinds: readonly ReachEdit['kind'][] = ['allow', 'isolate']

const prices: Prices = {
  costOf: (baseline, changes) => costOf(baseline, changes, { collateralAdded: [], collateralRemoved: [] }),
  compare: compareCosts,
}

function search({ cluster, edits }: MinimalCase, answer: Pick<Synthesis, 'policies'>): SearchResult {
  return searchCheaper({ cluster, edits, answer, prices, budget })
}

/** The answers that say that all edits hold, and that change something. */
function answerTo({ cluster, edits }: MinimalCase): Synthesis | null {
  const answer = synthesise(cluster, edits, defaultOptions)
  const isClean = answer.outcomes.every(({ status }) => status === 'holds' || status === 'already')
  return isClean && answer.changes.length > 0 ? answer : null
}

describe('the cheapest change', () => {
  it(
    'is what synthesis answers: an exhaustive search finds none that costs less',
    ({ task }) => {
      let [checked, skipped] = [0, 0]
      fc.assert(
        fc.property(minimalCases(kinds), (it) => {
          const answer = answerTo(it)
          if (answer === null) return
          const result = search(it, answer)
          if (result.kind === 'skipped') skipped++
          else checked++
          expect(result.kind).not.toBe('cheaper')
        }),
        path === '' ? { seed, numRuns } : { seed, numRuns, path },
      )
      Object.assign(task.meta, { checked, skipped })
      if (path === '') expect(checked).toBeGreaterThan(numRuns * 0.7)
    },
    30_000 + 1_000 * numRuns,
  )
})

/** The same answer, made worse in one way; null where the case gives no chance to. */
type Worse = (made: NetworkPolicy) => readonly NetworkPolicy[] | null

const worse: readonly { readonly name: string; readonly worsen: Worse }[] = [
  {
    name: 'a label requirement more',
    worsen: (made) => {
      const { requirements } = made.podSelector
      const more = { key: 'no-such-key', operator: 'NotIn', values: ['x'] } as const
      return [{ ...made, podSelector: { requirements: [...requirements, more] } }]
    },
  },
  {
    name: 'a policy for each direction',
    worsen: (made) =>
      made.policyTypes.length < 2
        ? null
        : made.policyTypes.map((type) => ({
            ...made,
            ...renamed(made, type),
            policyTypes: [type],
            ingress: type === 'ingress' ? made.ingress : [],
            egress: type === 'egress' ? made.egress : [],
          })),
  },
  { name: 'a rule for each peer', worsen: (made) => changedRules(made, perPeer) },
  { name: 'a rule for each port', worsen: (made) => changedRules(made, perPort) },
  {
    name: 'a port range as two',
    worsen: (made) => changedRules(made, (rule) => [halved(rule)]),
  },
  { name: 'a rule that is there twice', worsen: (made) => changedRules(made, (rule) => [rule, rule]) },
]

describe('the exhaustive search', () => {
  it.each(worse)('finds the answer cheaper than $name', ({ worsen }) => {
    let [met, caught] = [0, 0]
    fc.assert(
      fc.property(minimalCases(kinds), (it) => {
        const answer = answerTo(it)
        const spoilt = answer === null ? null : spoiltBy(answer.changes, answer.policies, worsen)
        if (spoilt === null) return
        const result = search(it, { policies: spoilt })
        if (result.kind === 'skipped') return
        met++
        if (result.kind === 'cheaper') caught++
      }),
      { seed: 20261121, numRuns: 40 },
    )
    expect(met).toBeGreaterThan(3)
    expect(caught).toBe(met)
  })
})

/** The answer's policies with the first of the new ones made worse that can be. */
function spoiltBy(
  changes: readonly PolicyChange[],
  policies: readonly NetworkPolicy[],
  worsen: Worse,
): readonly NetworkPolicy[] | null {
  for (const change of changes) {
    const spoilt = change.kind === 'create' ? worsen(change.policy) : null
    if (spoilt !== null && change.kind === 'create')
      return policies.flatMap((policy) => (policy === change.policy ? spoilt : [policy]))
  }
  return null
}

function changedRules(
  made: NetworkPolicy,
  change: (rule: Rule) => readonly Rule[],
): readonly NetworkPolicy[] | null {
  const [ingress, egress] = [made.ingress.flatMap(change), made.egress.flatMap(change)]
  const size = (rules: readonly Rule[]) => JSON.stringify(rules).length
  const isSame = size(ingress) === size(made.ingress) && size(egress) === size(made.egress)
  return isSame ? null : [{ ...made, ingress, egress }]
}

function perPeer(rule: Rule): readonly Rule[] {
  return rule.peers === 'any' ? [rule] : rule.peers.map((peer: Peer): Rule => ({ ...rule, peers: [peer] }))
}

function perPort(rule: Rule): readonly Rule[] {
  return rule.ports === 'any' ? [rule] : rule.ports.map((port): Rule => ({ ...rule, ports: [port] }))
}

function halved(rule: Rule): Rule {
  if (rule.ports === 'any') return rule
  const [port, ...others] = rule.ports
  if (port.kind === 'named' || port.first === port.last) return rule
  const upper = { ...port, first: port.first + 1 }
  return { ...rule, ports: [{ ...port, last: port.first }, upper, ...others] }
}

function renamed({ namespace, name }: NetworkPolicy, suffix: string): Pick<NetworkPolicy, 'id' | 'name'> {
  return { id: policyId(namespace, `${name}-${suffix}`), name: `${name}-${suffix}` }
}
