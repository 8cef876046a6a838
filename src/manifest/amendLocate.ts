import { baselineId, type PolicyChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { FileId, ManifestFile } from '../model/text'
import { isSamePath, type PolicyAmendment, type PolicyHit, policyHits } from './amendDocument'
import { type Convention, conventions } from './convention'
import { type DocumentPart, splitDocuments } from './split'

/** The documents of all files and the policies in them, each looked at once and only when asked for. */
export interface PolicyLookup {
  readonly files: readonly ManifestFile[]
  readonly parts: (file: ManifestFile) => readonly DocumentPart[]
  readonly hits: (part: DocumentPart) => readonly PolicyHit[]
  /** What new policies carry, by the policies that there are. */
  readonly conventions: (policies: readonly NetworkPolicy[]) => (policy: NetworkPolicy) => Convention
}

export function createLookup(files: readonly ManifestFile[]): PolicyLookup {
  return {
    files,
    parts: remembered(({ text }: ManifestFile) => splitDocuments(text)),
    hits: remembered(({ text }: DocumentPart) => policyHits(text)),
    conventions: remembered((policies: readonly NetworkPolicy[]) => conventions(files, policies)),
  }
}

/** The same function, which answers a second time what it answered first. `null` and `undefined` are worked out again. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

/** An amendment with the document that it concerns. */
export interface LocatedAmendment extends PolicyAmendment {
  readonly file: FileId
  /** 0-based position of the document in its file. */
  readonly document: number
}

export interface LocatedChanges {
  readonly amendments: readonly LocatedAmendment[]
  /** New policies, and replaced ones that stand nowhere in the text: the last one of a name wins. */
  readonly created: readonly NetworkPolicy[]
}

/**
 * Where the policies of the changes stand. A replaced policy is looked up by its place; a deleted or renamed one everywhere,
 * because an earlier document of the same name would come back to life. Total; parses only documents that can hold
 * one of the policies.
 */
export function locateChanges(
  lookup: PolicyLookup,
  baselinePolicies: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
): LocatedChanges {
  const deletes = changes.some((change) => change.kind === 'delete' || isRenaming(change))
  const unnamed = deletes ? defaultNamespace(lookup, baselinePolicies) : ''
  const baseline = new Map(baselinePolicies.map((policy) => [policy.id, policy]))
  const located = changes.map((change) => locate(lookup, unnamed, baseline.get(baselineId(change)), change))
  return {
    amendments: located.flatMap(({ amendments }) => amendments),
    created: located.flatMap(({ created }) => created),
  }
}

function locate(
  lookup: PolicyLookup,
  unnamed: string,
  was: NetworkPolicy | undefined,
  change: PolicyChange,
): LocatedChanges {
  const removals = (from: NetworkPolicy, stays: Location | null): LocatedAmendment[] =>
    everywhere(lookup, from, unnamed)
      .filter((at) => stays === null || !isSamePlace(stays, at))
      .map((at) => ({ ...at, was: from, want: null }))
  if (change.kind === 'delete')
    return { amendments: was === undefined ? [] : removals(was, null), created: [] }
  const at = change.kind === 'replace' && was !== undefined ? standing(lookup, was) : null
  if (at === null || was === undefined) return { amendments: [], created: [change.policy] }
  const { file, document, path } = at
  const amendment: LocatedAmendment = { file, document, path, was, want: change.policy }
  // A renamed policy no longer covers an earlier document of its former name.
  const covered = isRenaming(change) ? removals(was, at) : []
  return { amendments: [amendment, ...covered], created: [] }
}

function isRenaming(change: PolicyChange): boolean {
  return change.kind === 'replace' && change.renamedFrom !== undefined
}

type Location = Pick<LocatedAmendment, 'file' | 'document' | 'path'>

interface Standing extends Location {
  /** Of the document. */
  readonly text: string
  readonly namespace: string | null
}

/** The document and the path in it that a policy stands at; null when it stands nowhere. */
export function standing(lookup: PolicyLookup, policy: NetworkPolicy): Standing | null {
  const { place } = policy
  const file = lookup.files.find(({ id }) => id === place?.file)
  if (place === null || file === undefined) return null
  const part = lookup.parts(file)[place.document]
  if (part === undefined) return null
  const hits = lookup.hits(part).filter(({ name }) => name === policy.name)
  const hit = hits.find(({ node }) => encloses(node, place.from - part.from)) ?? hits.at(-1)
  return hit === undefined
    ? null
    : { file: file.id, document: place.document, path: hit.path, text: part.text, namespace: hit.namespace }
}

function isSamePlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.document === b.document && isSamePath(a.path, b.path)
}

function encloses(node: PolicyHit['node'], offset: number): boolean {
  return node.from <= offset && offset < node.to
}

function everywhere(lookup: PolicyLookup, policy: NetworkPolicy, unnamed: string): Location[] {
  return lookup.files.flatMap((file) => {
    if (!canHold(file.text, policy)) return []
    return lookup.parts(file).flatMap((part, document) => {
      if (!canHold(part.text, policy)) return []
      const own = lookup
        .hits(part)
        .filter(({ name, namespace }) => name === policy.name && (namespace ?? unnamed) === policy.namespace)
      return own.map(({ path }) => ({ file: file.id, document, path }))
    })
  })
}

function canHold(text: string, { name }: NetworkPolicy): boolean {
  return text.includes('NetworkPolicy') && text.includes(name)
}

/** The namespace of objects that name none, learned from a policy whose text names none. */
function defaultNamespace(lookup: PolicyLookup, policies: readonly NetworkPolicy[]): string {
  const unnamed = policies.find((policy) => standing(lookup, policy)?.namespace === null)
  return unnamed?.namespace ?? 'default'
}
