import type { Cluster, Service, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import type { IpBlock } from './addressSpace'
import { policySelects } from './selects'
import { servicesOf, targetConnections } from './servicePorts'

/** A policy that judges clients by their addresses, where Services may hide them. */
export interface HiddenClients {
  readonly policy: NetworkPolicy
  /** The first ingress ipBlock that tells clients apart. */
  readonly ipBlock: IpBlock
  /** In cluster order; never empty. */
  readonly services: readonly Service[]
}

/**
 * The policies with an ingress ipBlock on pods behind a LoadBalancer or NodePort that may hide its clients' addresses (SEMANTICS 21),
 * in cluster order. Total; where a namespace has both, workloads x policies, else linear.
 */
export function hiddenClients(cluster: Cluster, options: ScenarioOptions): readonly HiddenClients[] {
  const servicesIn = groupBy(cluster.services.filter(mayHideClients), ({ namespace }) => namespace)
  const workloadsIn = groupBy(cluster.workloads, ({ namespace }) => namespace)
  return cluster.policies.flatMap((policy) => {
    const ipBlock = judgingBlock(policy)
    const services = servicesIn.get(policy.namespace) ?? []
    if (ipBlock === undefined || services.length === 0) return []
    const selected = (workloadsIn.get(policy.namespace) ?? []).filter((it) =>
      policySelects(policy, it, options),
    )
    const ahead = new Set(selected.flatMap((it) => servicesOf(services, it)))
    return ahead.size === 0 ? [] : [{ policy, ipBlock, services: services.filter((it) => ahead.has(it)) }]
  })
}

function judgingBlock({ policyTypes, ingress }: NetworkPolicy): IpBlock | undefined {
  if (!policyTypes.includes('ingress')) return undefined
  return ingress.flatMap(({ peers }) => (peers === 'any' ? [] : peers.filter(tellsClientsApart)))[0]
}

/** The Services in front of a workload that let a node put its own address in place of the client's (SEMANTICS 21). Total, linear in the Services. */
export function servicesHidingClients(services: readonly Service[], workload: Workload): readonly Service[] {
  return servicesOf(services.filter(mayHideClients), workload)
}

/** The ports on which Services send to a workload. Total. */
export function sentBy(services: readonly Service[], workload: Workload): ConnectionSet {
  return unionAll(services.flatMap(({ ports }) => ports.map((port) => targetConnections(port, workload))))
}

/** Whether an ipBlock tells addresses of one IP version apart: all but 0.0.0.0/0 and ::/0 without exceptions do. Total. */
export function tellsClientsApart(peer: Peer): peer is IpBlock {
  return peer.kind === 'ipBlock' && !(/\/0+$/.test(peer.cidr) && peer.except.length === 0)
}

/** The policy as it judges clients whose address could be any: each ipBlock that tells them apart holds them, or none does. Total. */
export function withClients(policy: NetworkPolicy, where: 'inEvery' | 'inNone'): NetworkPolicy {
  const clientsOf = (peer: Peer): readonly Peer[] => {
    if (!tellsClientsApart(peer)) return [peer]
    return where === 'inNone' ? [] : wholeSpace.map((cidr) => ({ ...peer, cidr, except: [] }))
  }
  const ingress = policy.ingress.flatMap((rule): readonly Rule[] => {
    if (rule.peers === 'any') return [rule]
    const [first, ...others] = rule.peers.flatMap(clientsOf)
    return first === undefined ? [] : [{ ...rule, peers: [first, ...others] }]
  })
  return { ...policy, ingress }
}

const wholeSpace = ['0.0.0.0/0', '::/0']

function mayHideClients({ type, externalTrafficPolicy }: Service): boolean {
  return (type === 'LoadBalancer' || type === 'NodePort') && externalTrafficPolicy === 'Cluster'
}
