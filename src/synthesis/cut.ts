import type { PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { Direction } from '../model/policy'
import { intersect, isEmpty, noConnections, unionAll } from '../sets/connections'
import { type Claim, pairConnections } from './claims'
import { isAlone, membersOf } from './ends'
import { coveringPorts } from './ports'
import type { Scene } from './scene'

/** One side of a claim to block: whose rules are cut, and the end that they are cut by. */
export interface Cut {
  readonly claim: Claim
  readonly direction: Direction
  readonly subjectEnd: EditEnd
  readonly peerEnd: EditEnd
  readonly subjects: ReadonlySet<number>
  readonly peers: readonly number[]
  /** The subjects of which a flow is to be blocked. */
  readonly active: readonly number[]
  /** What is taken out: of the claim's ports the intervals that any of its flows uses. */
  readonly connections: ConnectionSet
}

/** A claim seen from one side of an index. Total; a question per pair of members. */
export function cutOf(scene: Scene, index: PolicyIndex, claim: Claim, direction: Direction): Cut {
  const [subjectEnd, peerEnd] = direction === 'egress' ? [claim.from, claim.to] : [claim.to, claim.from]
  const peers = membersOf(scene, index, peerEnd)
  const subjects = new Set(membersOf(scene, index, subjectEnd))
  const wanted = pairConnections(scene, index, claim)
  const flowOf = (subject: number) =>
    unionAll(
      peers.map((peer) => {
        if (peer === subject && isAlone(index, subject)) return noConnections
        const [from, to] = direction === 'egress' ? [subject, peer] : [peer, subject]
        return intersect(reach(index, from, to), wanted(from, to))
      }),
    )
  const flowing = new Map([...subjects].map((subject) => [subject, flowOf(subject)]))
  const active = [...subjects].filter((subject) => !isEmpty(flowing.get(subject) ?? noConnections))
  // Ports that nobody of them uses are left alone.
  const connections = coveringPorts(claim.connections, unionAll([...flowing.values()]))
  return { claim, direction, subjectEnd, peerEnd, subjects, peers, active, connections }
}
