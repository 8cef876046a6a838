import type { PolicyIndex } from '../engine/compile'
import { isIsolated, reach, side } from '../engine/reach'
import type { EditOutcome, ReachEdit } from '../model/edit'
import type { EditId } from '../model/ids'
import { includes } from '../sets/connections'
import { hasFlows } from './block'
import { hopelessBlock, nodeNote, whyNotBlocked } from './blockReasons'
import { closesServer, endName, isAlone, isPods, membersOf } from './ends'
import { hostNetworkName, whyNotFound } from './hostNetwork'
import type { IsolateEdit } from './isolate'
import { endsOf, keptDns, type Scene } from './scene'

/** What became of the edits as a whole. */
export interface Result {
  readonly before: PolicyIndex
  readonly after: PolicyIndex
  /** Edits that a policy change was made for. */
  readonly contributed: ReadonlySet<EditId>
  readonly undone: ReadonlyMap<EditId, EditId>
  /** Sentences that belong to an edit: who else it concerns, what comes along. */
  readonly notes: ReadonlyMap<EditId, readonly string[]>
}

/** What is said of a block that does not hold for pods to come. */
export const laterPods = 'Pods that are added later are not covered.'

/** Why addresses can neither be isolated nor opened. */
export const noPodsToIsolate = 'Policies isolate pods; addresses outside the cluster have none.'

/** Whether an edit is true of the policies, by evaluating them; future pods count. Total; a question per pair of members. */
export function holds(scene: Scene, index: PolicyIndex, edit: ReachEdit): boolean {
  switch (edit.kind) {
    case 'block':
      return !hasFlows(scene, index, { ...edit, exceptions: [] }, true)
    case 'allow': {
      const receivers = membersOf(scene, index, edit.to)
      return membersOf(scene, index, edit.from).every((sender) =>
        receivers.every(
          (receiver) =>
            (sender === receiver && isAlone(index, sender)) ||
            includes(reach(index, sender, receiver), edit.connections),
        ),
      )
    }
    case 'isolate':
      return isIsolatedWithDns(scene, index, edit)
  }
}

function isIsolatedWithDns(scene: Scene, index: PolicyIndex, edit: IsolateEdit): boolean {
  const servers = keptDns(scene.dns, edit).flatMap(({ end, connections }) => {
    const isClosed = closesServer(scene, edit, end)
    return membersOf(scene, index, end).map((server) => ({ server, connections, isClosed }))
  })
  const asks = (member: number) =>
    servers.every(({ server, connections, isClosed }) => {
      if (server === member) return true
      const open = isClosed ? reach(index, member, server) : side(index, 'egress', member, server)
      return open === null || includes(open, connections)
    })
  return membersOf(scene, index, edit.end)
    .filter((member) => isInListedNamespace(scene, index, member))
    .every(
      (member) => edit.directions.every((direction) => isIsolated(index, direction, member)) && asks(member),
    )
}

/** No policy isolates the pods of a namespace that is not there yet, since it would have to stand in it. */
function isInListedNamespace({ listedNamespaces }: Scene, index: PolicyIndex, member: number): boolean {
  const endpoint = index.endpoints[member]
  return endpoint?.kind === 'workload' && listedNamespaces.has(endpoint.namespace)
}

/** What became of one edit, by re-evaluation. Total. */
export function reachOutcome(scene: Scene, result: Result, edit: ReachEdit): EditOutcome {
  const { before, after, contributed, undone, notes } = result
  const own = (notes.get(edit.id) ?? []).join(' ')
  if (holds(scene, after, edit)) {
    const isOld = !contributed.has(edit.id) && holds(scene, before, edit)
    const already =
      edit.kind === 'isolate' ? 'It is isolated already.' : 'That is so already; no change is needed.'
    const node = edit.kind === 'block' ? nodeNote(scene, edit) : ''
    const message = [isOld ? already : own, futureNote(scene, after, edit), node]
      .filter((it) => it !== '')
      .join(' ')
    return { edit: edit.id, status: isOld ? 'already' : 'holds', message }
  }
  if (undone.has(edit.id)) {
    const verb = edit.kind === 'block' ? 'allows' : 'blocks'
    const message = [`A later edit ${verb} this, or a part of it.`, own].filter((it) => it !== '').join(' ')
    return { edit: edit.id, status: 'contradicted', message }
  }
  const why = edit.kind === 'block' ? whyNotBlocked(scene, after, edit) : whyNot(scene, edit)
  return { edit: edit.id, status: 'impossible', message: `${why} ${own}`.trim() }
}

/** Why an edit cannot be done at all, before anything is tried; null when it can. Total. */
export function hopeless(scene: Scene, edit: ReachEdit): string | null {
  if (!endsOf(edit).some(isPods))
    return edit.kind === 'isolate'
      ? noPodsToIsolate
      : 'Policies govern the traffic of pods, so one end must be pods of the cluster.'
  if (edit.kind === 'block') return hopelessBlock(scene, edit)
  const host = edit.kind === 'isolate' ? hostNetworkName(scene, edit.end) : null
  return host === null ? null : `${host} uses the network of its node, so no policy applies to it.`
}

/** What may hold for the pods and namespaces that are there and not be expressible for those that come. */
function futureNote(scene: Scene, after: PolicyIndex, edit: ReachEdit): string {
  if (edit.kind === 'isolate')
    return edit.end.kind === 'allPods' ? 'Namespaces that are added later are not covered.' : ''
  return edit.kind === 'block' && hasFlows(scene, after, { ...edit, exceptions: [] }) ? laterPods : ''
}

function whyNot(scene: Scene, edit: Exclude<ReachEdit, { readonly kind: 'block' }>): string {
  const host = whyNotFound(scene, endsOf(edit))
  if (host !== null) return host
  if (edit.kind === 'isolate') return `Policies cannot isolate ${endName(scene, edit.end)} in this way.`
  const pair = `${endName(scene, edit.from)} to ${endName(scene, edit.to)}`
  return `No NetworkPolicy rule allows ${pair} as asked.`
}
