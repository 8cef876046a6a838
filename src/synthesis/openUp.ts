import type { PolicyIndex } from '../engine/compile'
import { isolatingPolicies } from '../engine/reach'
import { policySelects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { OpenEdit, OpenWay } from '../model/edit'
import type { EditId, PolicyId } from '../model/ids'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { type Draft, inOrder, newPolicy, withoutPolicy, withPolicy } from './draft'
import { endKey, membersOf } from './ends'
import { type IsolateEdit, isolating } from './isolate'
import { selectorFor } from './labels'
import { mayChange } from './onlyNew'
import type { LocksInOrder } from './openUpOrder'
import { evaluate, type Scene } from './scene'
import { narrowed, negated } from './selectors'

/** A policy that isolates what is to be open, in these of its directions. */
interface Lock {
  readonly policy: NetworkPolicy
  readonly directions: readonly Direction[]
}

/**
 * The draft in which no policy isolates the ends of these edits in the directions that are to be open. A policy that selects others
 * as well goes on to isolate them: its selector leaves the workload out, and where it isolates for the other direction too, only the
 * part for this one does. A policy for the workload alone, or one for a namespace that is opened whole, loses the direction, or is
 * deleted with its last one. Policies that are to stay as they are stay. Total; a compilation for each edit.
 */
function opening(scene: Scene, draft: Draft, edits: readonly OpenEdit[]): Draft {
  return edits.toSorted(byContent).reduce((sum, edit) => openOne(scene, sum, edit), draft)
}

/** The draft in which these edits are isolated and open, the one after the other. Total. */
export function locking(scene: Scene, draft: Draft, { isolations, opens, again }: LocksInOrder): Draft {
  const isolated = isolating(scene, draft, isolations)
  return opens.length === 0 ? isolated : isolating(scene, opening(scene, isolated, opens), again)
}

/** The end and the directions of an edit as of one that isolates them. */
export function asIsolation({ id, end, directions }: OpenEdit): IsolateEdit {
  return { kind: 'isolate', id, end, directions, dns: 'none' }
}

function openOne(scene: Scene, draft: Draft, edit: OpenEdit): Draft {
  const index = evaluate(scene, draft.policies)
  const workload = edit.end.kind === 'workload' ? scene.workloads.get(edit.end.id) : undefined
  return locksOf(scene, index, edit).reduce((sum, lock) => {
    const policy = sum.policies.find(({ id }) => id === lock.policy.id)
    if (policy === undefined || !mayChange(scene, sum, policy)) return sum
    const way = workload === undefined ? (edit.way ?? 'drop') : wayFor(scene, policy, workload, edit.way)
    if (way === 'delete') return withoutPolicy(sum, policy.id, [edit.id])
    const selectors = workload && way === 'narrow' ? without(scene, policy, workload) : []
    return withSelectors(sum, { policy, directions: lock.directions }, selectors, edit.id)
  }, draft)
}

/** The policies that isolate an end, with the directions that are to be open again, in cluster order. Total. */
export function locksOf(scene: Scene, index: PolicyIndex, { end, directions }: OpenEdit): readonly Lock[] {
  const found = new Map<PolicyId, Set<Direction>>()
  for (const member of membersOf(scene, index, end))
    for (const direction of inOrder(directions))
      for (const { id } of isolatingPolicies(index, direction, member))
        found.set(id, (found.get(id) ?? new Set()).add(direction))
  return index.cluster.policies.flatMap((policy) => {
    const own = found.get(policy.id)
    return own === undefined ? [] : [{ policy, directions: inOrder(own) }]
  })
}

/** The least that opens the workload and changes nothing for others, pods to come among them, unless another way is asked for. */
function wayFor(
  scene: Scene,
  policy: NetworkPolicy,
  workload: Workload,
  asked: OpenWay | undefined,
): OpenWay {
  const way = asked ?? (isForAlone(scene, policy, workload) ? 'drop' : 'narrow')
  return way === 'narrow' && without(scene, policy, workload).length === 0 ? 'drop' : way
}

function isForAlone(scene: Scene, policy: NetworkPolicy, workload: Workload): boolean {
  const others = othersOf(scene, policy, workload)
  const { alsoSelects } = selectorFor(workload, [workload, ...others])
  return policy.podSelector.requirements.length > 0 && others.length === alsoSelects.length
}

function othersOf({ selectable, options }: Scene, policy: NetworkPolicy, { id, namespace }: Workload) {
  const siblings = selectable.get(namespace) ?? []
  return siblings.filter((it) => it.id !== id && policySelects(policy, it, options))
}

/** Selectors that together pick what the policy's picks, but not the workload: one for each label that it takes to tell it. */
function without(scene: Scene, policy: NetworkPolicy, workload: Workload): readonly LabelSelector[] {
  const { selector } = selectorFor(workload, [workload, ...othersOf(scene, policy, workload)])
  const parts: LabelSelector[] = []
  let rest: LabelSelector | null = policy.podSelector
  for (const requirement of selector.requirements) {
    const part: LabelSelector | null = rest && narrowed(rest, negated(requirement))
    if (part !== null) parts.push(part)
    rest = rest && narrowed(rest, requirement)
  }
  return parts
}

/** The policy with these selectors for the directions of the lock, and its own for the rest; none: no pods at all. */
function withSelectors(
  draft: Draft,
  { policy, directions }: Lock,
  selectors: readonly LabelSelector[],
  edit: EditId,
): Draft {
  const left = policy.policyTypes.filter((it) => !directions.includes(it))
  const [first, ...more] = left.length === 0 ? selectors : [policy.podSelector, ...selectors]
  if (first === undefined) return withoutPolicy(draft, policy.id, [edit])
  const kept = { ...(left.length === 0 ? policy : keeping(policy, left)), podSelector: first }
  const name = left.length === 0 ? policy.name : `${policy.name}-${directions.join('-')}`
  return more.reduce(
    (sum, podSelector) => {
      const fresh = newPolicy(sum, policy.namespace, name, podSelector, directions)
      const part = keeping(policy, directions)
      const rules = { ingress: part.ingress.map(afresh), egress: part.egress.map(afresh) }
      return withPolicy(sum, { ...fresh, ...rules }, [edit])
    },
    withPolicy(draft, kept, [edit]),
  )
}

/** The policy's part for some directions. */
function keeping(policy: NetworkPolicy, directions: readonly Direction[]): NetworkPolicy {
  const rules = (direction: Direction) => (directions.includes(direction) ? policy[direction] : [])
  return { ...policy, policyTypes: directions, ingress: rules('ingress'), egress: rules('egress') }
}

/** The same rule in another policy, which stands in no text yet. */
function afresh({ peers, ports }: Rule): Rule {
  const unplaced = <Part>(part: Part) => ({ ...part, place: null })
  return {
    peers: peers === 'any' ? 'any' : [unplaced(peers[0]), ...peers.slice(1).map(unplaced)],
    ports: ports === 'any' ? 'any' : [unplaced(ports[0]), ...ports.slice(1).map(unplaced)],
    place: null,
  }
}

function byContent(a: OpenEdit, b: OpenEdit): number {
  const key = ({ end, directions, way }: OpenEdit) =>
    JSON.stringify([end.kind === 'workload', endKey(end), directions.toSorted(), way])
  return key(a) < key(b) ? -1 : 1
}
