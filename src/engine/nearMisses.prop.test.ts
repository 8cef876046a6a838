import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy, RuleRef } from '../model/policy'
import type { Difference, NearMiss, Verdict } from '../model/verdict'
import { parseAddress } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import { allConnections, connectionsOf, intersect, isEmpty, union } from '../sets/connections'
import {
  inPolicy,
  type JudgedSide,
  type Repair,
  repairOf,
  type Where,
  withoutSubjectLabel,
} from '../testing/repairs'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compile } from './compile'
import { judge } from './judge'
import { nearMisses } from './nearMisses'
import { meets } from './selects'

const seed = 20261121
const numRuns = 60
const places: readonly Where[] = ['rule', 'pods']

const someConnections = fc.constantFrom(
  connectionsOf('TCP', 2),
  connectionsOf('UDP', 2),
  union(connectionsOf('TCP', 1, 2), connectionsOf('UDP', 9)),
  allConnections,
)

/** The law for both sides of every pair of many random clusters. */
function forEachSide(law: (it: JudgedSide, misses: readonly NearMiss[]) => void): void {
  fc.assert(
    fc.property(clusters, scenarioOptions, someConnections, (cluster, options, asked) => {
      const index = compile(cluster, options)
      for (const from of index.endpoints) {
        for (const to of index.endpoints) {
          const verdict = judge(index, from.id, to.id)
          if (verdict === null) continue
          for (const direction of ['egress', 'ingress'] as const) {
            const [subject, peer] = direction === 'egress' ? [from, to] : [to, from]
            const it = { cluster, options, verdict, ends: { subject, peer }, direction, asked }
            law(it, nearMisses(index, verdict, direction, asked))
          }
        }
      }
    }),
    { seed, numRuns },
  )
}

const textOf = ({ policy, position }: RuleRef) => `${policy} ${position}`

function grantsAsked(
  verdict: Verdict | null,
  { policy, direction, position }: RuleRef,
  asked: ConnectionSet,
) {
  const side = verdict?.[direction]
  if (side?.kind !== 'isolated') return false
  return side.grants.some(
    ({ rule, connections }) =>
      rule.policy === policy && rule.position === position && !isEmpty(intersect(connections, asked)),
  )
}

describe('near misses', () => {
  it('are exactly the rules of the isolating policies that grant nothing of what is asked for', () => {
    forEachSide(({ cluster, verdict, direction, asked }, misses) => {
      const side = verdict[direction]
      const by = side.kind === 'isolated' ? side.by : []
      const rules = cluster.policies
        .filter(({ id }) => by.includes(id))
        .flatMap(({ id, [direction]: list }) =>
          list.map((_, position): RuleRef => ({ policy: id, direction, position })),
        )
      const without = rules.filter((rule) => !grantsAsked(verdict, rule, asked)).map(textOf)
      const found = misses.map(({ rule }) => rule).filter(({ policy }) => by.includes(policy))
      expect(found.map(textOf).toSorted()).toEqual(without.toSorted())
    })
  })

  it('grant when everything that they name is repaired, and do not while one thing is left', () => {
    const met = new Set<string>()
    forEachSide((it, misses) => {
      for (const miss of misses.slice(0, 3)) {
        const repaired = places.filter((where) => isRepairable(it, miss, where))
        if (repaired.length > 0) for (const { kind } of miss.differences) met.add(kind)
      }
    })
    expect([...met].toSorted()).toEqual(everyKind.toSorted())
  })

  it('hold every rule that one requirement of its podSelector keeps from granting', () => {
    let met = 0
    forEachSide((it, misses) => {
      for (const policy of notIsolating(it)) met += countAlmostSelecting(it, policy, misses)
    })
    expect(met).toBeGreaterThan(30)
  })

  it('come nearest first', () => {
    forEachSide((_, misses) => {
      const distances = misses.map(({ differences }) => differences.length)
      expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    })
  })
})

/** Whether the differences can be undone there at all; fails where undoing them all, or all but one, does not do what it should. */
function isRepairable(it: JudgedSide, miss: NearMiss, where: Where): boolean {
  const repairs = miss.differences.flatMap((difference) => repairOf(it, miss, difference, where) ?? [])
  if (repairs.length < miss.differences.length) return false
  const grantsAfter = (some: readonly Repair[]) => grantsAsked(rejudged(it, some), miss.rule, it.asked)
  expect(grantsAfter(repairs), JSON.stringify(miss)).toBe(true)
  for (const left of repairs.keys())
    expect(grantsAfter(repairs.toSpliced(left, 1)), JSON.stringify(miss)).toBe(false)
  return true
}

/** Policies of the subject's namespace that have the direction and do not isolate the subject, where others do. */
function notIsolating({
  cluster,
  verdict,
  ends: { subject },
  direction,
}: JudgedSide): readonly NetworkPolicy[] {
  const side = verdict[direction]
  if (side.kind !== 'isolated' || subject.kind !== 'workload') return []
  return cluster.policies.filter(
    ({ id, namespace, policyTypes }) =>
      namespace === subject.namespace && policyTypes.includes(direction) && !side.by.includes(id),
  )
}

function countAlmostSelecting(it: JudgedSide, policy: NetworkPolicy, misses: readonly NearMiss[]): number {
  const { ends, direction, asked } = it
  const { labels } = ends.subject as Workload
  const unmet = policy.podSelector.requirements.filter((one) => !meets(one, labels[one.key]))
  const repaired = rejudged(
    it,
    unmet.map((one) => inPolicy(policy, withoutSubjectLabel(one))),
  )
  const rules = [...policy[direction].keys()].map((position) => ({ policy: policy.id, direction, position }))
  const near = rules.filter((rule) => misses.some((miss) => textOf(miss.rule) === textOf(rule)))
  expect(near).toEqual(rules.filter((rule) => unmet.length === 1 && grantsAsked(repaired, rule, asked)))
  return near.length
}

const everyKind: readonly Difference['kind'][] = [
  'label',
  'policyTypes',
  'otherNamespace',
  'hostNetwork',
  'selectorOnAddress',
  'otherAddress',
  'except',
  'addressUnknown',
  'addressIgnored',
  'otherPort',
  'otherProtocol',
  'portName',
  'portNameToAddress',
]

/** The same pair after repairs; an address outside is looked up again, for ipBlocks may cut the addresses otherwise now. */
function rejudged(
  { cluster, options, verdict, ends }: JudgedSide,
  repairs: readonly Repair[],
): Verdict | null {
  const repaired = repairs.reduce((scenario, repair) => repair(scenario), { cluster, options })
  const index = compile(repaired.cluster, repaired.options)
  const idOf = (id: EndpointId) => {
    const end = [ends.subject, ends.peer].find((it) => it.id === id)
    return end?.kind === 'external'
      ? index.endpoints.find((it) => it.kind === 'external' && hasAddress(it, end.ranges[0]?.first ?? ''))?.id
      : id
  }
  const [from, to] = [idOf(verdict.from), idOf(verdict.to)]
  return from === undefined || to === undefined ? null : judge(index, from, to)
}

function hasAddress(end: Endpoint, text: string): boolean {
  const address = parseAddress(text)
  if (end.kind !== 'external' || address === null) return false
  return intervalsOf(end.ranges).some(
    ({ version, first, last }) =>
      version === address.version && first <= address.value && address.value <= last,
  )
}
