import type { PolicyChange } from '../model/edit'
import { type EditId, type PolicyId, policyId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { groupBy } from '../sets/groupBy'
import { rememberedOf } from '../sets/remembered'
import { inPlace } from './inPlace'

/** The policies so far, and for each that differs from the baseline the edits that wanted it. */
export interface Draft {
  /** By namespace, then name. */
  readonly policies: readonly NetworkPolicy[]
  readonly editsOf: ReadonlyMap<PolicyId, ReadonlySet<EditId>>
  /** By the id of a renamed policy the one that it has in the baseline. */
  readonly formerIds: ReadonlyMap<PolicyId, PolicyId>
  readonly deleted: ReadonlySet<PolicyId>
}

const longestName = 253

/** Nothing changed yet. */
export function unchanged(policies: readonly NetworkPolicy[]): Draft {
  return { policies, editsOf: new Map(), formerIds: new Map(), deleted: new Set() }
}

/** The policies of a namespace, in the order of the draft. Constant once a list was asked about. */
export function policiesIn(
  { policies }: Pick<Draft, 'policies'>,
  namespace: string,
): readonly NetworkPolicy[] {
  return namespacesOf(policies).get(namespace) ?? []
}

type ByNamespace = ReadonlyMap<string, readonly NetworkPolicy[]>
const knownNamespaces = new WeakMap<readonly NetworkPolicy[], ByNamespace>()

function namespacesOf(policies: readonly NetworkPolicy[]): ByNamespace {
  const known = knownNamespaces.get(policies) ?? groupBy(policies, ({ namespace }) => namespace)
  knownNamespaces.set(policies, known)
  return known
}

/** Puts a policy in the place of the one with its id, or where its name belongs. Total; linear in the policies. */
export function withPolicy(draft: Draft, policy: NetworkPolicy, edits: Iterable<EditId>): Draft {
  const own = policiesIn(draft, policy.namespace)
  const former = own.find(({ id }) => id === policy.id)
  const withIt = (list: readonly NetworkPolicy[]) =>
    former === undefined
      ? list.toSpliced(placeIn(list, policy, own), 0, policy)
      : list.with(list.indexOf(former), policy)
  const policies = withIt(draft.policies)
  const namespaces = new Map(namespacesOf(draft.policies)).set(policy.namespace, withIt(own))
  knownNamespaces.set(policies, namespaces)
  const editsOf = new Map(draft.editsOf)
  editsOf.set(policy.id, new Set([...(editsOf.get(policy.id) ?? []), ...edits]))
  return { ...draft, policies, editsOf }
}

/** Where a new policy belongs: by its neighbours in the namespace where it has `own` ones, for comparing names takes longest. */
function placeIn(
  policies: readonly NetworkPolicy[],
  policy: NetworkPolicy,
  own: readonly NetworkPolicy[],
): number {
  const [next, last] = [own.find((other) => isBefore(policy, other)), own.at(-1)]
  if (next !== undefined) return policies.indexOf(next)
  if (last !== undefined) return policies.indexOf(last) + 1
  const position = policies.findIndex((other) => isBefore(policy, other))
  return position === -1 ? policies.length : position
}

/** Takes a policy away. Total; linear in the policies. */
export function withoutPolicy(draft: Draft, policy: PolicyId, edits: Iterable<EditId>): Draft {
  // The text knows it by the name that it had.
  const former = draft.formerIds.get(policy) ?? policy
  const editsOf = new Map(draft.editsOf)
  editsOf.set(former, new Set([...(editsOf.get(policy) ?? []), ...edits]))
  return {
    ...draft,
    policies: draft.policies.filter(({ id }) => id !== policy),
    editsOf,
    deleted: new Set([...draft.deleted, former]),
  }
}

/** A policy without rules and with a name that is free. Total. */
export function newPolicy(
  draft: Draft,
  namespace: string,
  wantedName: string,
  podSelector: LabelSelector,
  policyTypes: readonly Direction[],
): NetworkPolicy {
  const name = freeName(draft, namespace, wantedName)
  return {
    id: policyId(namespace, name),
    namespace,
    name,
    podSelector,
    policyTypes,
    ingress: [],
    egress: [],
    place: null,
  }
}

/** In the order of the documentation, ingress first. */
export function inOrder(directions: Iterable<Direction>): readonly Direction[] {
  const wanted = new Set(directions)
  return (['ingress', 'egress'] as const).filter((direction) => wanted.has(direction))
}

/** True for a policy that synthesis made: it stands in no text yet, so it can still take any shape. */
export function isNew(draft: Draft, { id, place }: NetworkPolicy): boolean {
  return place === null && draft.editsOf.has(id)
}

/** What the draft changes, in its own order and deletions last; a policy that came back to what it was is no change. Total. */
export function changesOf(baseline: readonly NetworkPolicy[], draft: Draft): readonly PolicyChange[] {
  const before = byId(baseline)
  const editsOf = (id: PolicyId) => [...(draft.editsOf.get(id) ?? [])]
  const changed = draft.policies.flatMap((policy): readonly PolicyChange[] => {
    const former = formerId(draft, policy)
    const was = before.get(former)
    if (was === policy) return []
    const edits = editsOf(policy.id)
    if (was === undefined) return [{ kind: 'create', policy, edits }]
    return [{ kind: 'replace', policy, edits, ...(former === policy.id ? {} : { renamedFrom: former }) }]
  })
  const deleted = baseline.filter(({ id }) => draft.deleted.has(id))
  return [...changed, ...deleted.map(({ id }): PolicyChange => ({ kind: 'delete', id, edits: editsOf(id) }))]
}

/** The draft with the baseline's own object for every policy that says again what it said, and others where they stand in its text. */
export function settled(baseline: readonly NetworkPolicy[], draft: Draft): Draft {
  const before = byId(baseline)
  const policies = draft.policies.map((policy) => {
    const was = before.get(formerId(draft, policy))
    if (was === undefined || was === policy) return policy
    return saysTheSame(was, policy) ? was : inPlace(was, policy)
  })
  return policies.every((policy, i) => policy === baseline[i]) && policies.length === baseline.length
    ? { ...draft, policies: baseline }
    : { ...draft, policies }
}

const byId = rememberedOf(
  (policies: readonly NetworkPolicy[]) => new Map(policies.map((policy) => [policy.id, policy])),
)

function formerId({ formerIds }: Draft, { id }: NetworkPolicy): PolicyId {
  return formerIds.get(id) ?? id
}

function saysTheSame(a: NetworkPolicy, b: NetworkPolicy): boolean {
  const text = (policy: NetworkPolicy) =>
    JSON.stringify(policy, (key, value: unknown) => (key === 'place' ? undefined : value))
  return text(a) === text(b)
}

function freeName(draft: Draft, namespace: string, wanted: string): string {
  // A name that a policy loses by an edit is not given to another one: the text would not know which is which.
  const own = policiesIn(draft, namespace).map(({ id }) => id)
  const taken = new Set([...own, ...draft.formerIds.values(), ...draft.deleted])
  const base = asName(wanted)
  for (let number = 2, name = base; ; number++) {
    if (!taken.has(policyId(namespace, name))) return name
    name = `${base.slice(0, longestName - 5).replace(/[.-]+$/, '')}-${number}`
  }
}

// Workload names are DNS names already; variants such as `version=canary` are not.
function asName(text: string): string {
  const letters = text.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')
  // Between two dots, a letter or digit stands at both ends.
  const name = letters.replaceAll(/-*\.[.-]*/g, '.')
  return name.slice(0, longestName).replaceAll(/^[.-]+|[.-]+$/g, '') || 'policy'
}

function isBefore(a: NetworkPolicy, b: NetworkPolicy): boolean {
  return a.namespace < b.namespace || (a.namespace === b.namespace && a.name < b.name)
}
