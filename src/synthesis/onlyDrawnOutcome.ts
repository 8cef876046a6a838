import type { PolicyIndex } from '../engine/compile'
import { isOutsidePolicies } from '../engine/selects'
import type { EditOutcome, FlowChange, OnlyEdit, PolicyEdit } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { Claim } from './claims'
import type { Draft } from './draft'
import { listFlows } from './notes'
import { spelledOut } from './onlyDrawn'
import { drawnFlows, type Undrawn, undrawnFlows } from './onlyDrawnFlows'
import { rightPart } from './onlyDrawnRules'
import { holds, laterPods, type Result } from './reachOutcome'
import { evaluate, type Scene } from './scene'
import { listNames } from './subjects'

/**
 * What became of an edit of policies as such when only what is drawn stays: what a template allows beyond that goes again, and so may
 * a policy that was given a name. `start` is the draft with the edits of policies alone. Total; linear in the policies.
 */
export function takenBack(
  start: Draft,
  policies: readonly NetworkPolicy[],
  edit: PolicyEdit,
  outcome: EditOutcome,
): EditOutcome {
  if (outcome.status !== 'holds' || (edit.kind !== 'template' && edit.kind !== 'renamePolicy')) return outcome
  const own = start.policies.filter(({ id }) => start.editsOf.get(id)?.has(edit.id))
  const left = policies.filter((policy) => own.some(({ id }) => id === policy.id))
  if (left.length < own.length)
    return {
      ...outcome,
      status: 'contradicted',
      message: 'Nothing of it is drawn: its policy is deleted again.',
    }
  const isLess =
    edit.kind === 'template' && left.some((policy) => !own.includes(policy) && fewer(own, policy))
  return isLess
    ? {
        ...outcome,
        status: 'contradicted',
        message: 'What it allows beyond what is drawn is taken away again.',
      }
    : outcome
}

/** Whether a policy has lost a rule, or a part of one, since. */
function fewer(own: readonly NetworkPolicy[], { id, ingress, egress }: NetworkPolicy): boolean {
  const was = own.find((policy) => policy.id === id)
  return (
    was !== undefined && [...was.ingress, ...was.egress].some((it) => ![...ingress, ...egress].includes(it))
  )
}

/**
 * The flows of a draft that no edit drew and that stay nevertheless, of all edits that ask for only what is drawn; between the
 * endpoints of `asPasted`, which is the draft without pods to come. Total; that one is compiled only where there are any.
 */
export function keptUndrawn(
  scene: Scene,
  edits: readonly OnlyEdit[],
  claims: readonly Claim[],
  after: PolicyIndex,
  asPasted: () => PolicyIndex,
): readonly FlowChange[] {
  const namespaces = [...new Set(edits.flatMap((edit) => edit.namespaces))]
  const keptIn = (index: PolicyIndex) =>
    undrawnFlows(scene, index, { namespaces }, drawnFlows(scene, index, claims, false)).flows
  return edits.length === 0 || keptIn(after).length === 0 ? [] : keptIn(asPasted())
}

/** What became of one edit, by re-evaluation: it holds when nothing stays that nobody drew. Total. */
export function onlyOutcome(
  scene: Scene,
  { before, after, contributed, undone }: Result,
  claims: readonly Claim[],
  edit: OnlyEdit,
): EditOutcome {
  const parts = spelledOut(scene.cluster, scene.options, edit)
  const isolates = (index: typeof after) => parts.every((part) => holds(scene, index, part))
  const undrawnIn = (index: typeof after) =>
    undrawnFlows(scene, index, edit, drawnFlows(scene, index, claims, false))
  const kept = undrawnIn(after)
  const hosts = hostNote(scene, edit)
  const outcome = (status: EditOutcome['status'], ...sentences: readonly string[]): EditOutcome => ({
    edit: edit.id,
    status,
    message: [...sentences, ...hosts].join(' '),
  })
  if (!isolates(after)) {
    if (undone.has(edit.id)) return outcome('contradicted', 'A later edit takes a part of it back.')
    return outcome('impossible', `Policies cannot close ${edit.namespaces.join(', ')} in this way.`)
  }
  if (kept.flows.length > 0) return outcome('impossible', keptNote(scene, edit, claims, kept))
  const toCome = kept.isOpenToCome ? [laterPods] : []
  if (contributed.has(edit.id) || !isolates(before) || undrawnIn(before).flows.length > 0)
    return outcome('holds', ...toCome)
  return outcome('already', 'Only what is drawn is allowed already; no change is needed.', ...toCome)
}

function keptNote(scene: Scene, edit: OnlyEdit, claims: readonly Claim[], { flows }: Undrawn): string {
  const stay =
    flows.length === 1 ? 'One flow stays that nobody drew' : `${flows.length} flows stay that nobody drew`
  const wide = scene.options.onlyNewPolicies ? wideNames(scene, edit, claims) : ''
  const why =
    wide === ''
      ? 'Labels and addresses do not tell them apart from what is drawn.'
      : `More than what is drawn is allowed by ${wide}, and this scenario only adds new policies.`
  return `${stay}: ${listFlows(flows)}. ${why}`
}

const mostNamed = 3

/** The policies of the user that would have to change. */
function wideNames(scene: Scene, { namespaces }: OnlyEdit, claims: readonly Claim[]): string {
  const { policies } = scene.cluster
  const index = evaluate(scene, policies)
  const measure = { scene, index, drawn: drawnFlows(scene, index, claims, true) }
  const wide = policies.filter(
    (policy) => namespaces.includes(policy.namespace) && rightPart(measure, policy) !== policy,
  )
  const names = wide.slice(0, mostNamed).map(({ id }) => id)
  const more = wide.length > mostNamed ? ` and ${wide.length - mostNamed} more` : ''
  const noun = wide.length === 1 ? 'policy' : 'policies'
  return wide.length === 0 ? '' : `${noun} ${names.join(' and ')}${more}`
}

function hostNote(scene: Scene, { namespaces }: OnlyEdit): readonly string[] {
  const hosts = scene.cluster.workloads.filter(
    (it) => namespaces.includes(it.namespace) && isOutsidePolicies(it, scene.options),
  )
  if (hosts.length === 0) return []
  const [use, their, them] = hosts.length === 1 ? ['uses', 'its node', 'it'] : ['use', 'their nodes', 'them']
  return [`${listNames(hosts)} ${use} the network of ${their}, so no policy applies to ${them}.`]
}
