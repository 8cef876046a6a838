import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster } from '../model/cluster'
import type { NetworkPolicy, RuleRef } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { equals, includes, intersect, isEmpty, noConnections, subtract } from '../sets/connections'
import { expectMet } from '../testing/meeting'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { hasSiblings } from './compare'
import { compile, type PolicyIndex } from './compile'
import { createCompiler } from './compiler'
import { reach, side } from './reach'
import { type RuleGrants, ruleGrants } from './ruleGrants'

interface Case {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly policy: NetworkPolicy
  readonly grants: RuleGrants
  readonly index: PolicyIndex
}

const seed = 20261121

/** Runs a law over every rule of random clusters, compiled either way; the law says whether the rule was one it is about. */
function forRules(law: (it: Case) => boolean, numRuns: number, least: number): void {
  expectMet(
    fc.tuple(clusters, scenarioOptions, fc.boolean()),
    ([cluster, options, isApart]) => {
      const index = (isApart ? createCompiler() : compile)(cluster, options)
      const met = cluster.policies.map((policy) =>
        (ruleGrants(index, policy.id) ?? []).map((grants) =>
          law({ cluster, options, policy, grants, index }),
        ),
      )
      return met.flat().includes(true)
    },
    { seed, numRuns, least },
  )
}

/** Every two endpoints that can be two pods. */
function pairsOf({ endpoints }: PolicyIndex): readonly (readonly [number, number])[] {
  return [...endpoints.keys()].flatMap((from) =>
    [...endpoints.keys()].flatMap((to) =>
      from !== to || hasSiblings(endpoints[from]) ? [[from, to] as const] : [],
    ),
  )
}

/** The cluster with only those rules of a direction that `keep` holds; every policy isolates as before. */
function withRules({ cluster, options }: Case, keep: (ref: RuleRef) => boolean): PolicyIndex {
  const policies = cluster.policies.map((policy) => {
    const kept = (direction: RuleRef['direction']) =>
      policy[direction].filter((_, position) => keep({ policy: policy.id, direction, position }))
    return { ...policy, ingress: kept('ingress'), egress: kept('egress') }
  })
  return compile({ ...cluster, policies }, options, cluster.policies)
}

function isRule({ policy, grants }: Case, ref: RuleRef): boolean {
  return ref.policy === policy.id && ref.direction === grants.direction && ref.position === grants.position
}

describe('ruleGrants', () => {
  it('counts the pairs that exchange less without a rule, and says why where there are none', () => {
    const kinds = new Set<string>()
    forRules(
      (it) => {
        const without = withRules(it, (ref) => !isRule(it, ref))
        const needed = pairsOf(it.index).filter(
          ([from, to]) => !equals(reach(it.index, from, to), reach(without, from, to)),
        )
        expect(it.grants.needed).toBe(needed.length)
        expect(it.grants.idle === null).toBe(needed.length > 0)
        kinds.add(it.grants.idle?.kind ?? 'needed')
        return true
      },
      250,
      120,
    )
    expect([...kinds].toSorted()).toEqual([
      'covered',
      'inert',
      'itself',
      'needed',
      'noPeer',
      'noPort',
      'noSubject',
      'otherSide',
    ])
  })

  it('counts the pairs that exchange something of what a rule allows', () => {
    forRules(
      (it) => {
        const { direction } = it.grants
        if (!it.policy.policyTypes.includes(direction)) return false
        const only = withRules(it, (ref) => isRule(it, ref))
        const flows = pairsOf(it.index).filter(([from, to]) => {
          const [subject, peer] = direction === 'egress' ? [from, to] : [to, from]
          const opened = openedBy(it, only, [subject, peer])
          return !isEmpty(intersect(reach(it.index, from, to), opened))
        })
        expect(it.grants.flows).toBe(flows.length)
        return flows.length > 0
      },
      250,
      60,
    )
  })

  it('names rules that open what a rule opens, where the other side holds nothing of it back', () => {
    forRules(
      (it) => {
        const { idle, direction } = it.grants
        if (idle?.kind !== 'covered' && idle?.kind !== 'otherSide') return false
        const only = withRules(it, (ref) => isRule(it, ref))
        const by = withRules(it, (ref) => idle.by.some((one) => JSON.stringify(one) === JSON.stringify(ref)))
        expect(idle.by.some((ref) => isRule(it, ref))).toBe(false)
        for (const [from, to] of pairsOf(it.index)) {
          const [subject, peer] = direction === 'egress' ? [from, to] : [to, from]
          const opened = openedBy(it, only, [subject, peer])
          const others = side(by, direction, subject, peer) ?? noConnections
          if (idle.kind === 'covered') expect(includes(others, opened)).toBe(true)
          else expect(isEmpty(subtract(intersect(reach(it.index, from, to), opened), others))).toBe(true)
        }
        return true
      },
      250,
      25,
    )
  })
})

/** What the rule opens for a subject; nothing for one that its policy does not select. */
function openedBy(
  { policy, index, grants }: Case,
  only: PolicyIndex,
  [subject, peer]: readonly [number, number],
) {
  const isSelected = index.peers.podsIn(policy.namespace, policy.podSelector).includes(subject)
  return isSelected ? (side(only, grants.direction, subject, peer) ?? noConnections) : noConnections
}
