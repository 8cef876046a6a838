import type { PolicyIndex } from '../engine/compile'
import { isIsolated, side } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction, Peer } from '../model/policy'
import { isEmpty, noConnections, subtract, union } from '../sets/connections'
import { isPods, membersOf } from './ends'
import { groupBy } from './groupBy'
import { peersFor, workloadSelector } from './peers'
import { coveringPorts } from './ports'
import type { Scene } from './scene'
import { isolatedSubject, namespaceSubject, type Subject } from './subjects'

/** A flow that is to be allowed. */
export interface Wish {
  readonly edits: readonly EditId[]
  readonly from: EditEnd
  readonly to: EditEnd
  readonly connections: ConnectionSet
}

/** What one side of a wish lacks: these peers, admitted by policies of this subject. */
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
 * The halves of a wish that the policies do not grant yet. A side that is not isolated has none: it lets everything pass, and a
 * rule for it would isolate it (SEMANTICS, "Isolated"). A namespace is one subject where its future pods are isolated too, else
 * each of its isolated workloads is one. Total; one question to the engine per pair of members.
 */
export function missingHalves(
  scene: Scene,
  index: PolicyIndex,
  wish: Wish,
  directions: readonly Direction[] = ['egress', 'ingress'],
): readonly Half[] {
  return directions.flatMap((direction) => {
    const [subjectEnd, peerEnd] = direction === 'egress' ? [wish.from, wish.to] : [wish.to, wish.from]
    if (!isPods(subjectEnd)) return []
    const peerMembers = membersOf(scene, index, peerEnd)
    const missing = new Map<number, ConnectionSet>()
    for (const member of membersOf(scene, index, subjectEnd)) {
      const lack = lackOf(index, direction, member, peerMembers, wish.connections)
      if (!isEmpty(lack)) missing.set(member, lack)
    }
    return subjectsOf(scene, index, direction, subjectEnd, [...missing.keys()]).flatMap(
      ({ subject, members }): readonly Half[] => {
        const peers = peersFor(scene, peerEnd, subject.namespace)
        const lack = members.reduce((sum, it) => union(sum, missing.get(it) ?? noConnections), noConnections)
        const connections = coveringPorts(wish.connections, lack)
        const { edits } = wish
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
  wanted: ConnectionSet,
): ConnectionSet {
  if (!isIsolated(index, direction, subject)) return noConnections
  return peers.reduce((sum, peer) => {
    if (peer === subject && isAlone(index, subject)) return sum
    return union(sum, subtract(wanted, side(index, direction, subject, peer) ?? wanted))
  }, noConnections)
}

/** A bare pod reaches itself whatever the policies say (SEMANTICS 14), and has no siblings that they could keep from it. */
export function isAlone(index: PolicyIndex, position: number): boolean {
  const endpoint = index.endpoints[position]
  return endpoint?.kind === 'workload' && endpoint.workloadKind === 'Pod' && endpoint.replicas <= 1
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
      const subject = namespaceSubject(index, namespace, 'pods')
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
