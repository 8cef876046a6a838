import type { PolicyIndex } from '../engine/compile'
import type { Sentence } from '../model/explanation'
import type { PeerFacts } from '../model/inspection'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import { code, peerParts, text } from './parts'

const mostPeers = 20

const tornWords: Sentence = [
  text(
    'These are two peers: either is enough. If both are meant, write them in one entry (without the second ',
  ),
  code('-'),
  text(').'),
]

/**
 * The peers of a rule that has several, each in words with the pods that it stands for (SEMANTICS 5, 6). A namespaceSelector alone
 * that is directly followed by a podSelector alone is remarked upon: it is how one peer with both reads when a dash too many splits it.
 * None for a rule with one peer or for anyone. Only the first 20. Total; linear in the endpoints for each.
 */
export function peersOfRule(
  index: PolicyIndex,
  policy: NetworkPolicy,
  { peers }: Rule,
): readonly PeerFacts[] {
  if (peers === 'any' || peers.length < 2) return []
  return peers.slice(0, mostPeers).map((peer, i) => ({
    words: wordsOf(peer, policy),
    place: peer.place,
    pods: peer.kind === 'ipBlock' ? null : podsOf(index, policy, peer),
    torn: tornSentence(peers[i - 1], peer),
  }))
}

/** Why two peers that follow each other look like one that was torn in two; null where they do not. Total. */
export function tornSentence(before: Peer | undefined, peer: Peer | undefined): Sentence | null {
  return before !== undefined && peer !== undefined && isTorn(before, peer) ? tornWords : null
}

/** Beside other peers it is said which namespace a podSelector alone means. */
function wordsOf(peer: Peer, { namespace }: NetworkPolicy): Sentence {
  if (peer.kind === 'ipBlock' || peer.namespaces !== 'own') return peerParts(peer)
  const [pods, ...labels] = peerParts({ ...peer, namespaces: 'own' })
  if (labels.length === 0) return [text(`every pod of namespace ${namespace}`)]
  return pods === undefined ? [] : [text(`pods of namespace ${namespace} with `), ...labels]
}

function podsOf({ endpoints, peers }: PolicyIndex, { namespace }: NetworkPolicy, peer: Peer): number {
  let pods = 0
  for (const [position, endpoint] of endpoints.entries())
    if (endpoint.kind === 'workload' && peers.standsFor(peer, namespace, position)) pods += endpoint.replicas
  return pods
}

function isTorn(before: Peer, peer: Peer): boolean {
  return (
    before.kind === 'pods' &&
    before.namespaces !== 'own' &&
    before.podSelector.requirements.length === 0 &&
    peer.kind === 'pods' &&
    peer.namespaces === 'own' &&
    peer.podSelector.requirements.length > 0
  )
}
