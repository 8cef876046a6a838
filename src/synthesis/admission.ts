import type { ConnectionSet } from '../model/connections'
import type { Peer, Rule } from '../model/policy'
import { noConnections, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { everyAddress } from './blocks'
import { connectionsOfPorts } from './ports'
import { everyPod, peerKey } from './selectors'

/** A peer with the connections that a rule is to allow it. */
export interface Admission {
  readonly peer: Peer
  readonly connections: ConnectionSet
}

const everyNamespace: Peer = { kind: 'pods', podSelector: everyPod, namespaces: everyPod, place: null }

/** All pods and all addresses: together they are what a rule without peers admits (SEMANTICS 4). */
export const everybody: readonly Peer[] = [everyNamespace, ...everyAddress]

/** What rules admit, each peer once; nothing for named ports. Total; linear. */
export function admissionsOf(rules: readonly Rule[]): readonly Admission[] {
  const all = rules.flatMap(({ peers, ports }): readonly Admission[] => {
    const connections = connectionsOfPorts(ports, () => noConnections)
    return (peers === 'any' ? everybody : peers).map((peer) => ({ peer, connections }))
  })
  const byPeer = groupBy(all, ({ peer }) => peerKey(peer))
  return [...byPeer.values()].flatMap((group) => {
    const [first] = group
    const connections = unionAll(group.map((it) => it.connections))
    return first === undefined ? [] : [{ peer: first.peer, connections }]
  })
}
