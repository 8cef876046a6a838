import type { PolicyChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { FileId, ManifestFile } from '../model/text'
import { type PolicyAmendment, type PolicyHit, policyHits } from './amendDocument'
import { splitDocuments } from './split'

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
 * Where the policies of the changes stand. A replaced policy is looked up by its place; a deleted one everywhere,
 * because an earlier document of the same name would come back to life. Total; parses only documents that can hold
 * one of the policies.
 */
export function locateChanges(
  files: readonly ManifestFile[],
  baselinePolicies: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
): LocatedChanges {
  const deletes = changes.some(({ kind }) => kind === 'delete')
  const unnamed = deletes ? defaultNamespace(files, baselinePolicies) : ''
  const baseline = new Map(baselinePolicies.map((policy) => [policy.id, policy]))
  const amendments: LocatedAmendment[] = []
  const created: NetworkPolicy[] = []
  for (const change of changes) {
    const was = baseline.get(change.kind === 'delete' ? change.id : change.policy.id)
    if (change.kind === 'delete') {
      if (was !== undefined)
        for (const at of everywhere(files, was, unnamed)) amendments.push({ ...at, was, want: null })
      continue
    }
    const at = change.kind === 'replace' && was !== undefined ? standing(files, was) : null
    if (at === null || was === undefined) created.push(change.policy)
    else amendments.push({ ...at, was, want: change.policy })
  }
  return { amendments, created }
}

type Location = Pick<LocatedAmendment, 'file' | 'document' | 'path'>

/** The document and the path in it that a policy stands at; null when it stands nowhere. */
function standing(
  files: readonly ManifestFile[],
  policy: NetworkPolicy,
): (Location & { hit: PolicyHit }) | null {
  const { place } = policy
  const file = files.find(({ id }) => id === place?.file)
  if (place === null || file === undefined) return null
  const part = splitDocuments(file.text)[place.document]
  if (part === undefined) return null
  const hits = policyHits(part.text).filter(({ name }) => name === policy.name)
  const hit = hits.find(({ node }) => encloses(node, place.from - part.from)) ?? hits.at(-1)
  return hit === undefined ? null : { file: file.id, document: place.document, path: hit.path, hit }
}

function encloses(node: PolicyHit['node'], offset: number): boolean {
  return node.from <= offset && offset < node.to
}

function everywhere(files: readonly ManifestFile[], policy: NetworkPolicy, unnamed: string): Location[] {
  return files.flatMap((file) => {
    if (!canHold(file.text, policy)) return []
    return splitDocuments(file.text).flatMap(({ text }, document) =>
      hitsOf(text, policy, unnamed).map(({ path }) => ({ file: file.id, document, path })),
    )
  })
}

function hitsOf(text: string, policy: NetworkPolicy, unnamed: string): PolicyHit[] {
  if (!canHold(text, policy)) return []
  return policyHits(text).filter(
    ({ name, namespace }) => name === policy.name && (namespace ?? unnamed) === policy.namespace,
  )
}

function canHold(text: string, { name }: NetworkPolicy): boolean {
  return text.includes('NetworkPolicy') && text.includes(name)
}

/** The namespace of objects that name none, learned from a policy whose text names none. */
function defaultNamespace(files: readonly ManifestFile[], policies: readonly NetworkPolicy[]): string {
  const unnamed = policies.find((policy) => standing(files, policy)?.hit.namespace === null)
  return unnamed?.namespace ?? 'default'
}
