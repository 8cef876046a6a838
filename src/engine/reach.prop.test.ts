import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import type { Cluster, Endpoint, ExternalBlock, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Peer, PortMatch, Protocol, Rule, RuleRef } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { SideVerdict } from '../model/verdict'
import type { ScenarioOptions } from '../model/workspace'
import { isEmpty } from '../sets/connections'
import { noneId } from '../sets/connectionTable'
import { addresses, clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compile, type PolicyIndex } from './compile'
import { judge } from './judge'
import { isIsolated, reach, side, sideRow } from './reach'

fc.configureGlobal({ seed: 20261121, numRuns: 200 })

/** The naive twin: one connection between two ends at a time, straight from the words of the API. */
interface World {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
}
/** A workload, or an address outside. */
type End = Workload | string
interface Connection {
  readonly protocol: Protocol
  readonly port: number
}

function allows(world: World, from: End, to: End, connection: Connection): boolean {
  return (
    passes(world, 'egress', from, to, connection, to) && passes(world, 'ingress', to, from, connection, to)
  )
}

function passes(
  world: World,
  direction: Direction,
  subject: End,
  peer: End,
  it: Connection,
  to: End,
): boolean {
  const isolating = world.cluster.policies.filter((policy) => isolates(world, policy, direction, subject))
  return (
    isolating.length === 0 ||
    isolating.some((policy) =>
      policy[direction].some((rule) => permits(world, policy, direction, rule, peer, it, to)),
    )
  )
}

function isolates(world: World, policy: NetworkPolicy, direction: Direction, subject: End): boolean {
  return (
    policy.policyTypes.includes(direction) &&
    typeof subject !== 'string' &&
    isPod(world, subject) &&
    policy.namespace === subject.namespace &&
    matches(policy.podSelector, subject.labels)
  )
}

function permits(
  world: World,
  policy: NetworkPolicy,
  direction: Direction,
  rule: Rule,
  peer: End,
  it: Connection,
  to: End,
): boolean {
  const peers: readonly (Peer | null)[] = rule.peers === 'any' ? [null] : rule.peers
  return peers.some((one) => {
    if (one !== null && !isPeer(world, policy, one, peer)) return false
    if (rule.ports === 'any') return true
    // Egress towards an address: a name means nothing there.
    const isByAddress = direction === 'egress' && one?.kind === 'ipBlock'
    const named = typeof to === 'string' || !isPod(world, to) || isByAddress ? null : to
    return rule.ports.some((port) => isPort(port, it, named))
  })
}

function isPort(port: PortMatch, { protocol, port: number }: Connection, named: Workload | null): boolean {
  if (port.protocol !== protocol) return false
  if (port.kind === 'range') return port.first <= number && number <= port.last
  return (
    named?.ports.some((it) => it.name === port.name && it.protocol === protocol && it.port === number) ??
    false
  )
}

function isPeer(world: World, policy: NetworkPolicy, peer: Peer, end: End): boolean {
  if (peer.kind === 'ipBlock') return addressesOf(world, end).some((address) => isInBlock(address, peer))
  if (typeof end === 'string' || !isPod(world, end) || !matches(peer.podSelector, end.labels)) return false
  if (peer.namespaces === 'own') return end.namespace === policy.namespace
  const declared = world.cluster.namespaces.find(({ name }) => name === end.namespace)?.labels ?? {}
  return matches(peer.namespaces, { ...declared, 'kubernetes.io/metadata.name': end.namespace })
}

function isPod({ options }: World, workload: Workload): boolean {
  return !workload.hostNetwork || options.hostNetworkPods === 'ordinary'
}

function addressesOf(world: World, end: End): readonly string[] {
  if (typeof end === 'string') return [end]
  if (world.options.ipBlockMatchesPods === 'never') return []
  return isPod(world, end) ? end.ips : [...end.ips, ...end.hostIps]
}

function isInBlock(address: string, block: { readonly cidr: string; readonly except: readonly string[] }) {
  return isInCidr(address, block.cidr) && !block.except.some((except) => isInCidr(address, except))
}

const knownCidrs = new Map<string, boolean>()

function isInCidr(address: string, cidr: string): boolean {
  const key = `${address} ${cidr}`
  const known = knownCidrs.get(key)
  if (known !== undefined) return known
  const [ip, [base, length]] = [ipaddr.parse(address), ipaddr.parseCIDR(cidr)]
  const isIn = ip.kind() === base.kind() && ip.match(base, length)
  knownCidrs.set(key, isIn)
  return isIn
}

function matches({ requirements }: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return requirements.every((it) => {
    const value = labels[it.key]
    if (it.operator === 'In') return value !== undefined && it.values.some((one) => one === value)
    if (it.operator === 'NotIn') return value === undefined || it.values.every((one) => one !== value)
    return it.operator === 'Exists' ? value !== undefined : value === undefined
  })
}

const connections = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
  [1, 2, 3, 4, 5, 65535].map((port) => ({ protocol, port })),
)

function holds(set: ConnectionSet, { protocol, port }: Connection): boolean {
  return set[protocol].some(({ first, last }) => first <= port && port <= last)
}

function nameOf({ end }: Placed): string {
  return typeof end === 'string' ? end : end.id
}

interface Placed {
  readonly end: End
  readonly position: number
}

/** Each end of the twin's world with the endpoint that stands for it. */
function endsOf({ endpoints }: PolicyIndex): readonly Placed[] {
  return endpoints.flatMap((endpoint: Endpoint, position): readonly Placed[] =>
    endpoint.kind === 'workload'
      ? [{ end: endpoint, position }]
      : addresses.filter((it) => isInRanges(it, endpoint)).map((end) => ({ end, position })),
  )
}

function isInRanges(address: string, { ranges }: ExternalBlock): boolean {
  const bytes = (text: string) => ipaddr.parse(text).toByteArray()
  const compare = (a: readonly number[], b: readonly number[]) =>
    a.map((byte, i) => byte - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0
  const it = bytes(address)
  return ranges.some(
    ({ first, last }) =>
      bytes(first).length === it.length && compare(bytes(first), it) <= 0 && compare(it, bytes(last)) <= 0,
  )
}

describe('on random clusters', () => {
  it('every address outside belongs to exactly one external block', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, (cluster, options) => {
        const ends = endsOf(compile(cluster, options)).filter(({ end }) => typeof end === 'string')
        expect(ends.map(({ end }) => end).toSorted()).toEqual(addresses.toSorted())
      }),
    )
  })

  it('reach is what the words of the API say, connection by connection', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, (cluster, options) => {
        const index = compile(cluster, options)
        const ends = endsOf(index)
        const pairs = ends.flatMap((from) => ends.map((to) => ({ from, to })))
        const wrong = pairs
          .filter(({ from, to }) => typeof from.end !== 'string' || typeof to.end !== 'string')
          .flatMap(({ from, to }) => {
            const set = reach(index, from.position, to.position)
            return connections
              .filter((it) => holds(set, it) !== allows({ cluster, options }, from.end, to.end, it))
              .map(({ protocol, port }) => `${nameOf(from)} -> ${nameOf(to)} ${protocol} ${port}`)
          })
        expect(wrong).toEqual([])
      }),
    )
  })

  it('judge gives the evidence of exactly what reach says', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, (cluster, options) => {
        const index = compile(cluster, options)
        for (const [from, sender] of index.endpoints.entries()) {
          for (const [to, receiver] of index.endpoints.entries()) {
            const verdict = judge(index, sender.id, receiver.id)
            const isOutside = sender.kind === 'external' && receiver.kind === 'external'
            expect(verdict === null).toBe(isOutside)
            if (verdict === null) continue
            expect(verdict.connections).toEqual(reach(index, from, to))
            expectEvidence(index, 'egress', from, to, verdict.egress)
            expectEvidence(index, 'ingress', to, from, verdict.ingress)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

function expectEvidence(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  peer: number,
  judged: SideVerdict,
): void {
  expect(judged.kind === 'isolated').toBe(isIsolated(index, direction, subject))
  expect(judged.kind === 'isolated' ? judged.connections : null).toEqual(
    side(index, direction, subject, peer),
  )
  const { of } = index.classes
  const row = sideRow(index, direction, of[subject] ?? 0)
  expect(row && index.connections.setOf(row[of[peer] ?? 0] ?? noneId)).toEqual(
    side(index, direction, subject, peer),
  )
  if (judged.kind !== 'isolated') return
  // Every rule of the isolating policies is accounted for once: it grants, or it says why not.
  const textOf = ({ rule }: { readonly rule: RuleRef }) => `${rule.policy} ${rule.position}`
  const rules = index.cluster.policies
    .filter(({ id }) => judged.by.includes(id))
    .flatMap(({ id, [direction]: list }) => list.map((_, position) => `${id} ${position}`))
  const granting = new Set(judged.grants.map(textOf))
  expect([...granting, ...judged.misses.map(textOf)].toSorted()).toEqual(rules.toSorted())
  expect(judged.grants.filter(({ connections: granted }) => isEmpty(granted))).toEqual([])
}
