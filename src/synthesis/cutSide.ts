import type { PolicyIndex } from '../engine/compile'
import { isIsolated, isolatingPolicies, reach } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { Direction, NetworkPolicy, PortMatch, Rule } from '../model/policy'
import { connectionsOf, intersect, isEmpty, subtract, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import type { Admission } from './admission'
import { type Claim, pairConnections } from './claims'
import { cutRule, openRule } from './cutRule'
import { type Draft, newPolicy, withPolicy } from './draft'
import { isAlone, membersOf } from './ends'
import { granting } from './grant'
import { mayChange } from './onlyNew'
import { workloadSelector } from './peers'
import { connectionsOfPorts } from './ports'
import { admitting } from './rules'
import { evaluate, type Scene } from './scene'
import { narrowed, negated } from './selectors'
import { isolatedSubject, namespaceSubject, type Subject, selectedBy, workloadSubject } from './subjects'

/** One side of a claim to block: the subjects whose rules are cut, and the end that they are cut by. */
interface Cut {
  readonly claim: Claim
  readonly direction: Direction
  readonly subjectEnd: EditEnd
  readonly peerEnd: EditEnd
  readonly subjects: ReadonlySet<number>
  readonly peers: readonly number[]
}

/**
 * The draft in which one side no longer grants a claim's flows. Rules of policies that isolate a subject lose the peer, or some of
 * its ports; what others lose by that is granted to them again. A subject that is open is isolated and granted all the rest.
 * Policies stay, since their isolation must. `index` is the draft, compiled. Total.
 */
export function cutSide(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  claim: Claim,
  direction: Direction,
): Draft {
  const [subjectEnd, peerEnd] = direction === 'egress' ? [claim.from, claim.to] : [claim.to, claim.from]
  const peers = membersOf(scene, index, peerEnd)
  const subjects = new Set(membersOf(scene, index, subjectEnd))
  const cut: Cut = { claim, direction, subjectEnd, peerEnd, subjects, peers }
  const wanted = pairConnections(scene, index, claim)
  const active = [...subjects].filter((subject) => isActive(index, cut, subject, wanted))
  const policies = new Set(active.flatMap((subject) => isolatingPolicies(index, direction, subject)))
  const narrowedDraft = [...policies].reduce(
    (sum, policy) => cutPolicy(scene, sum, index, cut, policy),
    draft,
  )
  const open = active.filter(
    (subject) => !isIsolated(index, direction, subject) && index.peers.isPod(subject),
  )
  return openSubjects(scene, index, cut, open).reduce(
    (sum, subject) => isolateButRest(scene, sum, cut, subject),
    narrowedDraft,
  )
}

function isActive(
  index: PolicyIndex,
  { direction, peers }: Cut,
  subject: number,
  wanted: (from: number, to: number) => ConnectionSet,
): boolean {
  return peers.some((peer) => {
    if (peer === subject && isAlone(index, subject)) return false
    const [from, to] = direction === 'egress' ? [subject, peer] : [peer, subject]
    return !isEmpty(intersect(reach(index, from, to), wanted(from, to)))
  })
}

function cutPolicy(scene: Scene, draft: Draft, index: PolicyIndex, cut: Cut, policy: NetworkPolicy): Draft {
  const { claim, direction, subjects, peerEnd } = cut
  if (!mayChange(scene, draft, policy)) return draft
  const members = selectedBy(index, policy.namespace, policy.podSelector)
  const others = members.filter((member) => !subjects.has(member))
  const meant = members.filter((member) => subjects.has(member))
  const lost: Admission[] = []
  const rules = policy[direction].flatMap((rule): readonly Rule[] => {
    const resolve = resolver(index, direction === 'ingress' ? meant : cut.peers)
    const part = cutRule(scene, rule, peerEnd, claim.connections, policy.namespace, resolve)
    if (part === null) return [rule]
    const resolveOthers = resolver(index, direction === 'ingress' ? others : cut.peers)
    const had = connectionsOfPorts(rule.ports, resolveOthers)
    const connections =
      part.leftPorts === null ? had : subtract(had, connectionsOfPorts(part.leftPorts, resolveOthers))
    lost.push(...part.peers.map((peer) => ({ peer, connections })))
    return part.rules
  })
  if (lost.length === 0) return draft
  const amended = withPolicy(draft, { ...policy, [direction]: rules }, [claim.edit])
  return others.length === 0
    ? amended
    : grantToOthers(scene, amended, cut, policy, workloadsAt(index, others), lost)
}

/** Gives those whom the policy also selects back what they lost: one alone by its own labels, several by all but the subject. */
function grantToOthers(
  scene: Scene,
  draft: Draft,
  { claim, direction, subjectEnd }: Cut,
  policy: NetworkPolicy,
  others: readonly Workload[],
  lost: readonly Admission[],
): Draft {
  const [only] = others
  if (only !== undefined && others.length === 1 && !scene.futurePods.has(only.id)) {
    const index = evaluate(scene, draft.policies)
    const subject = isolatedSubject(scene, index, direction, only)
    if (subject.host !== policy.id) {
      const halves = lost.map(({ peer, connections }) => ({
        direction,
        subject,
        peers: [peer],
        connections,
        edits: [claim.edit],
        alikePeers: [],
      }))
      return granting(scene, draft, index, halves)
    }
  }
  const workload = subjectEnd.kind === 'workload' ? scene.workloads.get(subjectEnd.id) : undefined
  if (workload === undefined) return draft
  return workloadSelector(scene, workload).selector.requirements.reduce((sum, requirement) => {
    const selector = narrowed(policy.podSelector, negated(requirement))
    if (selector === null) return sum
    const made = newPolicy(sum, policy.namespace, `${policy.name}-except-${workload.name}`, selector, [
      direction,
    ])
    return withPolicy(sum, admitting(made, direction, lost), [claim.edit])
  }, draft)
}

/** Open subjects as few policies: one for a namespace that is open as a whole, else one for each listed workload. */
function openSubjects(
  scene: Scene,
  index: PolicyIndex,
  { direction, subjectEnd }: Cut,
  open: readonly number[],
): readonly Subject[] {
  const byNamespace = groupBy(workloadsAt(index, open), ({ namespace }) => namespace)
  return [...byNamespace].flatMap(([namespace, workloads]) => {
    const whole = namespaceSubject(index, namespace, namespace)
    const isWhole = whole.members.every((member) => !isIsolated(index, direction, member))
    if (subjectEnd.kind !== 'workload' && isWhole) return scene.listedNamespaces.has(namespace) ? [whole] : []
    return workloads
      .filter(({ id }) => !scene.futurePods.has(id))
      .map((workload) => workloadSubject(scene, index, workload))
  })
}

function isolateButRest(
  scene: Scene,
  draft: Draft,
  { claim, direction, peerEnd }: Cut,
  subject: Subject,
): Draft {
  const { namespace, selector, name } = subject
  const rest = cutRule(scene, openRule, peerEnd, claim.connections, namespace, unresolved)
  const policy = newPolicy(draft, namespace, `${name}-isolate`, selector, [direction])
  return withPolicy(draft, { ...policy, [direction]: rest?.rules ?? [openRule] }, [claim.edit])
}

function workloadsAt(index: PolicyIndex, members: readonly number[]): readonly Workload[] {
  return members.flatMap((member) => {
    const endpoint = index.endpoints[member]
    return endpoint?.kind === 'workload' ? [endpoint] : []
  })
}

/** What a named port stands for on any of these destinations (SEMANTICS 8). */
function resolver(index: PolicyIndex, destinations: readonly number[]) {
  const ports = workloadsAt(index, destinations).flatMap((workload) => workload.ports)
  return ({ name, protocol }: PortMatch & { kind: 'named' }): ConnectionSet =>
    unionAll(
      ports
        .filter((port) => port.name === name && port.protocol === protocol)
        .map(({ port }) => connectionsOf(protocol, port)),
    )
}

function unresolved(): ConnectionSet {
  return unionAll([])
}
