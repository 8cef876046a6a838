import type { ConnectionSet } from '../model/connections'
import type { Sentence } from '../model/explanation'
import type { Peer } from '../model/policy'
import { peerParts, text } from './parts'
import { connectionWords } from './words'

/** What a rule for DNS allows, a sentence for each peer: `UDP and TCP 53 to pods with k8s-app: kube-dns in namespace kube-system`. */
export function dnsRule(
  peers: readonly { readonly peer: Peer; readonly connections: ConnectionSet }[],
): readonly Sentence[] {
  return peers.map(({ peer, connections }) => [
    text(`${connectionWords(connections)} to `),
    ...peerParts(peer),
  ])
}
