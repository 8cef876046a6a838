import type { Cluster } from '../model/cluster'
import type { EditOutcome, PolicyEdit } from '../model/edit'
import { type EditId, type PolicyId, policyId, policyOf } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { type Draft, unchanged, withoutPolicy, withPolicy } from './draft'
import { staysAsItIs } from './onlyNew'
import { usingTemplates } from './useTemplate'

type EditOf<Kind extends PolicyEdit['kind']> = Extract<PolicyEdit, { readonly kind: Kind }>

/** What the edits of policies as such come to. */
export interface PolicyEditing {
  readonly draft: Draft
  /** For the edits that are settled by themselves; the others hold. */
  readonly outcomes: ReadonlyMap<EditId, Pick<EditOutcome, 'status' | 'message'>>
}

/**
 * The draft with policies deleted, their rules taken out, templates used and policies renamed, in this order, whatever the order of
 * the edits; of two names for one policy the later counts. A deleted policy's name is not given to another. Total; linear in the
 * policies for each edit.
 */
export function editingPolicies(
  cluster: Cluster,
  options: ScenarioOptions,
  edits: readonly PolicyEdit[],
): PolicyEditing {
  const outcomes = new Map<EditId, Pick<EditOutcome, 'status' | 'message'>>()
  const known = new Map(cluster.policies.map((policy) => [policy.id, policy]))
  const found = edits.filter((edit) => {
    if (edit.kind === 'template') return true
    const trouble = troubleOf(known, edit)
    if (trouble !== null) outcomes.set(edit.id, { status: 'unknownEnd', message: trouble })
    else if (options.onlyNewPolicies)
      outcomes.set(edit.id, { status: 'impossible', message: staysAsItIs(edit.policy) })
    return trouble === null && !options.onlyNewPolicies
  })
  const deleted = found.filter((edit) => edit.kind === 'deletePolicy')
  const isDeleted = ({ policy }: { readonly policy: PolicyId }) =>
    deleted.some((edit) => edit.policy === policy)
  const disabled = found.filter((edit) => edit.kind === 'disableRule')
  const renamed = found.filter((edit) => edit.kind === 'renamePolicy')
  for (const { id } of disabled.filter(isDeleted))
    outcomes.set(id, { status: 'holds', message: 'Another edit deletes the whole policy.' })
  for (const { id } of renamed.filter(isDeleted))
    outcomes.set(id, { status: 'contradicted', message: 'Another edit deletes this policy.' })

  const without = deleted.reduce(
    (sum, { id, policy }) => withoutPolicy(sum, policy, [id]),
    unchanged(cluster.policies),
  )
  const fewer = takeOutRules(
    without,
    known,
    disabled.filter((edit) => !isDeleted(edit)),
  )
  const templated = usingTemplates(
    { cluster, options },
    fewer,
    found.filter((edit) => edit.kind === 'template'),
    outcomes,
  )
  const draft = renamePolicies(
    templated,
    renamed.filter((edit) => !isDeleted(edit)),
    outcomes,
  )
  return { draft, outcomes }
}

function troubleOf(
  known: ReadonlyMap<PolicyId, NetworkPolicy>,
  edit: Exclude<PolicyEdit, EditOf<'template'>>,
): string | null {
  const policy = known.get(edit.policy)
  if (policy === undefined) return `Policy ${edit.policy} is not in the manifests.`
  return edit.kind === 'disableRule' && policy[edit.direction][edit.position] === undefined
    ? `Policy ${edit.policy} has no ${edit.direction} rule ${edit.position + 1} any more.`
    : null
}

/** Positions count in the policy as pasted, so all rules of one policy go at once. */
function takeOutRules(
  draft: Draft,
  known: ReadonlyMap<PolicyId, NetworkPolicy>,
  edits: readonly EditOf<'disableRule'>[],
): Draft {
  return [...new Set(edits.map(({ policy }) => policy))].reduce((sum, id) => {
    const was = known.get(id)
    if (was === undefined) return sum
    const own = edits.filter(({ policy }) => policy === id)
    const left = (direction: 'ingress' | 'egress') =>
      was[direction].filter(
        (_, at) => !own.some((edit) => edit.direction === direction && edit.position === at),
      )
    const policy = { ...was, ingress: left('ingress'), egress: left('egress') }
    return withPolicy(
      sum,
      policy,
      own.map((edit) => edit.id),
    )
  }, draft)
}

const policyName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

function renamePolicies(
  draft: Draft,
  edits: readonly EditOf<'renamePolicy'>[],
  outcomes: Map<EditId, Pick<EditOutcome, 'status' | 'message'>>,
): Draft {
  const last = new Map(edits.map((edit) => [edit.policy, edit]))
  for (const { id, policy } of edits)
    if (last.get(policy)?.id !== id)
      outcomes.set(id, { status: 'contradicted', message: 'A later edit gives it another name.' })
  let wanted = [...last.values()].filter((edit) => {
    const { policy, name, id } = edit
    const isSame = policyOf(policy).name === name
    if (isSame) outcomes.set(id, { status: 'already', message: 'It has this name already.' })
    else if (!policyName.test(name))
      outcomes.set(id, {
        status: 'impossible',
        message: `"${name}" is no name for a policy: lower-case letters, digits, dashes and dots, a letter or digit at both ends.`,
      })
    return !outcomes.has(id)
  })
  // A name that is refused stays in use, which may refuse another one.
  for (let before = -1; before !== wanted.length; ) {
    before = wanted.length
    wanted = wanted.filter((edit, i) => {
      const isTaken = idsAfter(draft, wanted, i).has(newIdOf(edit))
      if (isTaken)
        outcomes.set(edit.id, { status: 'impossible', message: `There is a policy ${edit.name} already.` })
      return !isTaken
    })
  }
  return wanted.length === 0 ? draft : renamedDraft(draft, wanted)
}

/** The ids that the other policies have once the other renamings are done; of two for one name the earlier gets it. */
function idsAfter(
  { policies, deleted }: Draft,
  edits: readonly EditOf<'renamePolicy'>[],
  except: number,
): ReadonlySet<PolicyId> {
  const moved = new Set(edits.map(({ policy }) => policy))
  const stays = policies.flatMap(({ id }) => (moved.has(id) ? [] : id))
  return new Set([...stays, ...deleted, ...edits.slice(0, except).map(newIdOf)])
}

function newIdOf({ policy, name }: EditOf<'renamePolicy'>): PolicyId {
  return policyId(policyOf(policy).namespace, name)
}

function renamedDraft(draft: Draft, edits: readonly EditOf<'renamePolicy'>[]): Draft {
  const byOld = new Map(edits.map((edit) => [edit.policy, edit]))
  const editsOf = new Map<PolicyId, ReadonlySet<EditId>>()
  for (const [id, own] of draft.editsOf) if (!byOld.has(id)) editsOf.set(id, own)
  const rest: Draft = {
    ...draft,
    policies: draft.policies.filter(({ id }) => !byOld.has(id)),
    editsOf,
    formerIds: new Map([
      ...draft.formerIds,
      ...edits.map((edit): [PolicyId, PolicyId] => [newIdOf(edit), edit.policy]),
    ]),
  }
  return draft.policies.reduce((sum, policy) => {
    const edit = byOld.get(policy.id)
    if (edit === undefined) return sum
    const own = [...(draft.editsOf.get(policy.id) ?? []), edit.id]
    return withPolicy(sum, { ...policy, id: newIdOf(edit), name: edit.name }, own)
  }, rest)
}
