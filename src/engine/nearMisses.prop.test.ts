import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, PortMatch, Rule, RuleRef } from '../model/policy'
import type { Requirement } from '../model/selector'
import type { Difference, NearMiss, Verdict } from '../model/verdict'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress, parseCidr } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import { allConnections, connectionsOf, intersect, isEmpty, union } from '../sets/connections'
import { addresses, clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compile } from './compile'
import { judge } from './judge'
import { nearMisses } from './nearMisses'
import { meets } from './selects'

const seed = 20261121
const numRuns = 60

interface Case {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly verdict: Verdict
  readonly ends: Readonly<Record<'subject' | 'peer', Endpoint>>
  readonly direction: Direction
  readonly asked: ConnectionSet
}

const someConnections = fc.constantFrom(
  connectionsOf('TCP', 2),
  connectionsOf('UDP', 2),
  union(connectionsOf('TCP', 1, 2), connectionsOf('UDP', 9)),
  allConnections,
)

/** The law for both sides of every pair of many random clusters. */
function forEachSide(law: (it: Case, misses: readonly NearMiss[]) => void): void {
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
        const repaired = [inPolicyAlone, inPods].filter((where) => isRepairable(it, miss, where))
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

/** Where labels are repaired: in the selector, or at the pod or namespace. */
type Where = 'rule' | 'pods'
const inPolicyAlone: Where = 'rule'
const inPods: Where = 'pods'

/** Whether the differences can be undone there at all; fails where undoing them all, or all but one, does not do what it should. */
function isRepairable(it: Case, miss: NearMiss, where: Where): boolean {
  const repairs = miss.differences.flatMap((difference) => repairOf(it, miss, difference, where) ?? [])
  if (repairs.length < miss.differences.length) return false
  const grantsAfter = (some: readonly Repair[]) => grantsAsked(rejudged(it, some), miss.rule, it.asked)
  expect(grantsAfter(repairs), JSON.stringify(miss)).toBe(true)
  for (const left of repairs.keys())
    expect(grantsAfter(repairs.toSpliced(left, 1)), JSON.stringify(miss)).toBe(false)
  return true
}

/** Policies of the subject's namespace that have the direction and do not isolate the subject, where others do. */
function notIsolating({ cluster, verdict, ends: { subject }, direction }: Case): readonly NetworkPolicy[] {
  const side = verdict[direction]
  if (side.kind !== 'isolated' || subject.kind !== 'workload') return []
  return cluster.policies.filter(
    ({ id, namespace, policyTypes }) =>
      namespace === subject.namespace && policyTypes.includes(direction) && !side.by.includes(id),
  )
}

function countAlmostSelecting(it: Case, policy: NetworkPolicy, misses: readonly NearMiss[]): number {
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

type Scenario = Pick<Case, 'cluster' | 'options'>
type Repair = (scenario: Scenario) => Scenario

/** The same pair after repairs; an address outside is looked up again, for ipBlocks may cut the addresses otherwise now. */
function rejudged({ cluster, options, verdict, ends }: Case, repairs: readonly Repair[]): Verdict | null {
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

/** Undoes exactly one difference, in the policy or at the pods and namespaces; null where that place cannot undo it. */
function repairOf(
  it: Case,
  { rule: ref, peer }: NearMiss,
  difference: Difference,
  where: Where,
): Repair | null {
  const { ends, asked, direction } = it
  const { policy: id, position } = ref
  const policy = it.cluster.policies.find((other) => other.id === id)
  const rule = policy?.[direction][position]
  if (policy === undefined || rule === undefined) throw new Error('no such rule')
  const matched = peer === null || rule.peers === 'any' ? undefined : rule.peers[peer]
  const changeRule = (change: (old: Rule) => Rule) =>
    inPolicy(policy, (old) => ({
      ...old,
      [direction]: old[direction].map((other, i) => (i === position ? change(other) : other)),
    }))
  const changePeer = (change: (old: Peer) => Peer) =>
    changeRule((old) => ({
      ...old,
      peers:
        old.peers === 'any'
          ? 'any'
          : (old.peers.map((other, i) => (i === peer ? change(other) : other)) as unknown as Rule['peers']),
    }))
  const destination = direction === 'egress' ? ends.peer : ends.subject

  switch (difference.kind) {
    case 'label': {
      if (where === 'pods') return relabelled(it, difference)
      if (difference.of === 'subject') return inPolicy(policy, withoutSubjectLabel(difference.requirement))
      const field = difference.of === 'peer' ? 'podSelector' : 'namespaces'
      return changePeer((old) => {
        const selector = old.kind === 'pods' ? old[field] : 'own'
        return selector === 'own'
          ? old
          : { ...old, [field]: { requirements: without(selector.requirements, difference.requirement) } }
      })
    }
    case 'policyTypes':
      return inPolicy(policy, (old) => ({ ...old, policyTypes: ['ingress', 'egress'] }))
    case 'otherNamespace':
      return changePeer((old) => ({
        ...old,
        namespaces: {
          requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [difference.actual] }],
        },
      }))
    case 'hostNetwork':
      return inWorkload(ends.peer, (old) => ({ ...old, hostNetwork: false }))
    case 'selectorOnAddress':
    case 'otherAddress': {
      const address = firstAddress(ends.peer, it.options)
      const cidr = `${address}/${address.includes(':') ? 128 : 32}`
      return changePeer((old) => ({ kind: 'ipBlock', cidr, except: [], place: old.place }))
    }
    case 'except':
      return changePeer((old) =>
        old.kind === 'ipBlock'
          ? { ...old, except: old.except.filter((cidr) => !difference.cidrs.includes(cidr)) }
          : old,
      )
    case 'addressUnknown':
    case 'addressIgnored': {
      if (matched?.kind !== 'ipBlock') throw new Error('no ipBlock')
      const inside = addresses.find(
        (it) => isIn(it, matched.cidr) && !matched.except.some((out) => isIn(it, out)),
      )
      if (inside === undefined) return null
      const known = inWorkload(ends.peer, (old) => ({ ...old, ips: [...old.ips, inside] }))
      return (old) => ({ ...known(old), options: { ...old.options, ipBlockMatchesPods: 'knownIp' } })
    }
    case 'otherPort':
    case 'otherProtocol':
    case 'portNameToAddress':
      return changeRule((old) => ({ ...old, ports: portsFor(asked) }))
    case 'portName': {
      const [{ name, protocol }] = difference.names
      const port = asked[protocol][0]?.first ?? 0
      return inWorkload(destination, (old) => ({ ...old, ports: [...old.ports, { name, protocol, port }] }))
    }
  }
}

function relabelled(
  { ends, cluster }: Case,
  { of, requirement }: Extract<Difference, { kind: 'label' }>,
): Repair | null {
  // Another label may take the policies away from a pod that is both ends.
  if (ends.subject.id === ends.peer.id) return null
  const end = of === 'subject' ? ends.subject : ends.peer
  if (end.kind !== 'workload') throw new Error('labels of an address')
  const relabel = (labels: Workload['labels']) => {
    const { [requirement.key]: _, ...others } = labels
    if (requirement.operator === 'In') return { ...others, [requirement.key]: requirement.values[0] ?? '' }
    return requirement.operator === 'Exists' ? { ...others, [requirement.key]: '' } : others
  }
  if (of !== 'namespace') return inWorkload(end, (old) => ({ ...old, labels: relabel(old.labels) }))
  if (!cluster.namespaces.some(({ name }) => name === end.namespace)) return null
  return ({ cluster: old, options }) => ({
    options,
    cluster: {
      ...old,
      namespaces: old.namespaces.map((it) =>
        it.name === end.namespace ? { ...it, labels: relabel(it.labels) } : it,
      ),
    },
  })
}

function inPolicy({ id }: NetworkPolicy, change: (old: NetworkPolicy) => NetworkPolicy): Repair {
  return ({ cluster, options }) => ({
    options,
    cluster: { ...cluster, policies: cluster.policies.map((it) => (it.id === id ? change(it) : it)) },
  })
}

function inWorkload({ id }: Endpoint, change: (old: Workload) => Workload): Repair {
  return ({ cluster, options }) => ({
    options,
    cluster: { ...cluster, workloads: cluster.workloads.map((it) => (it.id === id ? change(it) : it)) },
  })
}

function withoutSubjectLabel(requirement: Requirement) {
  return (old: NetworkPolicy): NetworkPolicy => ({
    ...old,
    podSelector: { requirements: without(old.podSelector.requirements, requirement) },
  })
}

function without(requirements: readonly Requirement[], one: Requirement): readonly Requirement[] {
  const text = JSON.stringify(one)
  return requirements.filter((it) => JSON.stringify(it) !== text)
}

function firstAddress(end: Endpoint, { hostNetworkPods }: ScenarioOptions): string {
  if (end.kind === 'external') return end.ranges[0]?.first ?? ''
  const isOutside = end.hostNetwork && hostNetworkPods === 'outsidePolicies'
  return [...end.ips, ...(isOutside ? end.hostIps : [])][0] ?? ''
}

function isIn(text: string, cidr: string): boolean {
  const [address, block] = [parseAddress(text), parseCidr(cidr)?.interval]
  return (
    address !== null &&
    block?.version === address.version &&
    block.first <= address.value &&
    address.value <= block.last
  )
}

function portsFor(asked: ConnectionSet): Rule['ports'] {
  const ports = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
    asked[protocol].map(
      ({ first, last }): PortMatch => ({ kind: 'range', protocol, first, last, place: null }),
    ),
  )
  return ports as unknown as Rule['ports']
}
