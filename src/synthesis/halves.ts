import type { PolicyIndex } from '../engine/compile'
import { isIsolated, side } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction, Peer } from '../model/policy'
import { isEmpty, noConnections, subtract, union } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { type Claim, pairConnections } from './claims'
import { isAlone, isPods, membersOf } from './ends'
import { peersFor, workloadSelector } from './peers'
import { coveringPorts } from './ports'
import type { Scene } from './scene'
import { isolatedSubject, namespaceSubject, type Subject } from './subjects'

/** What one side of a claim lacks: these peers, admitted by policies of this subject. */
export interface Half {
  readonly direction: Direction
  readonly subject: Subject
  readonly peers: readonly Peer[]
  readonly connections: ConnectionSet
  readonly edits: readonly EditId[]
  /** When the peer's labels also pick others: all of them. */
  readonly alikePeers: readonly Workload[]
}

/**
 * The halves of a claim that the policies do not grant yet. A side that is not isolated has none: it lets everything pass, and a
 * rule for it would isolate it (SEMANTICS, "Isolated"). A namespace is one subject where its future pods are isolated too, else
 * each of its isolated workloads is one. Total; one question to the engine per pair of members.
 */
export function missingHalves(scene: Scene, index: PolicyIndex, claim: Claim): readonly Half[] {
  const directions: readonly Direction[] = claim.isOneSided ? ['egress'] : ['egress', 'ingress']
  const pairs = pairConnections(scene, index, claim)
  return directions.flatMap((direction) => {
    const [subjectEnd, peerEnd] = direction === 'egress' ? [claim.from, claim.to] : [claim.to, claim.from]
    const wanted = direction === 'egress' ? pairs : (subject: number, peer: number) => pairs(peer, subject)
    if (!isPods(subjectEnd)) return []
    const peerMembers = membersOf(scene, index, peerEnd)
    const missing = new Map<number, ConnectionSet>()
    for (const member of membersOf(scene, index, subjectEnd)) {
      const lack = lackOf(index, direction, member, peerMembers, wanted)
      if (!isEmpty(lack)) missing.set(member, lack)
    }
    return subjectsOf(scene, index, direction, subjectEnd, [...missing.keys()]).flatMap(
      ({ subject, members }): readonly Half[] => {
        const peers = peersFor(scene, peerEnd, subject.namespace)
        const lack = members.reduce((sum, it) => union(sum, missing.get(it) ?? noConnections), noConnections)
        const connections = coveringPorts(claim.connections, lack)
        const edits = [claim.edit]
        return peers.length === 0
          ? []
          : [{ direction, subject, peers, connections, edits, alikePeers: alikePeers(scene, peerEnd) }]
      },
    )
  })
}

function lackOf(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  peers: readonly number[],
  wanted: (subject: number, peer: number) => ConnectionSet,
): ConnectionSet {
  if (!isIsolated(index, direction, subject)) return noConnections
  return peers.reduce((sum, peer) => {
    if (peer === subject && isAlone(index, subject)) return sum
    return union(sum, subtract(wanted(subject, peer), side(index, direction, subject, peer) ?? noConnections))
  }, noConnections)
}

function subjectsOf(
  scene: Scene,
  index: PolicyIndex,
  direction: Direction,
  end: EditEnd,
  lacking: readonly number[],
): readonly { readonly subject: Subject; readonly members: readonly number[] }[] {
  const workloads = lacking.flatMap((member) => {
    const endpoint = index.endpoints[member]
    return endpoint?.kind === 'workload' ? [{ member, workload: endpoint }] : []
  })
  const byNamespace = groupBy(workloads, ({ workload }) => workload.namespace)
  return [...byNamespace].flatMap(([namespace, group]) => {
    if (end.kind !== 'workload') {
      const subject = namespaceSubject(index, namespace, 'all-pods')
      if (subject.members.every((member) => isIsolated(index, direction, member)))
        return [{ subject, members: group.map(({ member }) => member) }]
    }
    return group
      .filter(({ workload }) => !scene.futurePods.has(workload.id) || end.kind === 'workload')
      .map(({ member, workload }) => ({
        subject: isolatedSubject(scene, index, direction, workload),
        members: [member],
      }))
  })
}

function alikePeers(scene: Scene, end: EditEnd): readonly Workload[] {
  const workload = end.kind === 'workload' ? scene.workloads.get(end.id) : undefined
  if (workload === undefined) return []
  const { alsoSelects } = workloadSelector(scene, workload)
  return alsoSelects.length === 0 ? [] : [workload, ...alsoSelects]
}
