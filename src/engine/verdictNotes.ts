import type { Endpoint } from '../model/cluster'
import type { Direction, Peer } from '../model/policy'
import type { VerdictNote } from '../model/verdict'
import type { PolicyIndex } from './compile'
import { isolatingPolicies } from './reach'
import { portsOf } from './sideIndex'

/** What Kubernetes leaves to the network plugin and this pair touches (SEMANTICS 8, 15, 17). */
export function notesOn(index: PolicyIndex, sender: number, receiver: number): readonly VerdictNote[] {
  const isHostNetwork = (endpoint: Endpoint | undefined) =>
    endpoint?.kind === 'workload' && endpoint.hostNetwork
  const notes: VerdictNote[] = []
  if (isHostNetwork(index.endpoints[sender]) || isHostNetwork(index.endpoints[receiver]))
    notes.push('hostNetwork')
  if (hasPodIpMatch(index, 'egress', sender, receiver) || hasPodIpMatch(index, 'ingress', receiver, sender))
    notes.push('ipBlockOnPodIp')
  if (hasNameToOutside(index, sender, receiver)) notes.push('namedPortToOutside')
  return notes
}

function hasPodIpMatch(index: PolicyIndex, direction: Direction, subject: number, peer: number): boolean {
  const isIpBlockOnPeer = (it: Peer) => it.kind === 'ipBlock' && index.peers.hasAddressIn(peer, it)
  return isolatingPolicies(index, direction, subject).some((policy) =>
    policy[direction].some(({ peers }) => peers !== 'any' && peers.some(isIpBlockOnPeer)),
  )
}

/** An egress rule names a port towards addresses, or towards anything when the receiver is no pod that policies see. */
function hasNameToOutside(index: PolicyIndex, sender: number, receiver: number): boolean {
  return isolatingPolicies(index, 'egress', sender).some((policy) =>
    policy.egress.some((rule) => {
      if (portsOf(rule).named.length === 0) return false
      if (rule.peers === 'any') return !index.peers.isPod(receiver)
      return rule.peers.some(
        (peer) => peer.kind === 'ipBlock' && index.peers.standsFor(peer, policy.namespace, receiver),
      )
    }),
  )
}
