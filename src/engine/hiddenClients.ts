import type { Service, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import { unionAll } from '../sets/connections'
import type { IpBlock } from './addressSpace'
import { servicesOf, targetConnections } from './servicePorts'

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
