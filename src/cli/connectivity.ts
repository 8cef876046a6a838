import type { PolicyIndex } from '../engine/compile'
import { reachId } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import { noneId } from '../sets/connectionTable'
import { type ListedPeer, podsPeers, splitOwners } from './peers'
import { piecesOf, rowsOf } from './rows'

/** What may flow from one peer to another; never empty. `from` and `to` are the same peer for what its pods may send each other. */
export interface Flow {
  readonly from: ListedPeer
  readonly to: ListedPeer
  readonly connections: ConnectionSet
}

/** Every flow that the policies of a cluster allow, by label of the sender, then of the receiver. Total; see `rowsOf`. */
export function* connectivity(index: PolicyIndex): Generator<Flow> {
  const peers = podsPeers(index, splitOwners(index)).map(({ peer, position }) => ({ peer, at: position }))
  const roster = { peers, pieces: piecesOf(index.endpoints, (position) => position) }
  const idOf = (from: number, to: number) => {
    const id = reachId(index, from, to)
    return id === noneId ? null : id
  }
  for (const { from, to, value } of rowsOf(roster, idOf))
    yield { from, to, connections: index.connections.setOf(value) }
}
