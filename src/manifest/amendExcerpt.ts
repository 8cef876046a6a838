import { baselineId, type PolicyChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { FileId } from '../model/text'
import { readsAs } from './amendCheck'
import { isSamePath, type PolicyAmendment, policyHits } from './amendDocument'
import { amendOne } from './amendFile'
import { type PolicyLookup, standing } from './amendLocate'
import { column } from './amendSurgery'
import { writePolicy } from './writePolicy'

/** A policy's own text before and after a change, as one document without its separator; empty where there is none. */
export interface Excerpt {
  /** Null for a policy that stands in no file yet. */
  readonly file: FileId | null
  readonly before: string
  readonly after: string
}

/** What one change does to the text of its policy. Total; linear in the document that it stands in. */
export function changeExcerpt(
  lookup: PolicyLookup,
  baselinePolicies: readonly NetworkPolicy[],
  change: PolicyChange,
): Excerpt {
  const id = baselineId(change)
  const was = baselinePolicies.find((policy) => policy.id === id)
  const at = was === undefined || change.kind === 'create' ? null : standing(lookup, was)
  if (change.kind === 'delete')
    return { file: at?.file ?? null, before: was === undefined ? '' : policyText(lookup, was), after: '' }
  if (at === null || was === undefined) {
    const { policy } = change
    const convention = lookup.conventions(baselinePolicies)(policy)
    return { file: null, before: '', after: writePolicy(policy, convention) }
  }
  const amendment: PolicyAmendment = { path: at.path, was, want: change.policy }
  const amended = amendOne(at.text, [amendment])
  return { file: at.file, before: policyText(lookup, was), after: excerpt(amended, amendment, change.policy) }
}

/** The text of a policy as it stands, with its comments; written anew where it cannot stand alone. Total. */
export function policyText(lookup: PolicyLookup, policy: NetworkPolicy): string {
  const at = standing(lookup, policy)
  if (at === null) return writePolicy(policy)
  return excerpt(at.text, { path: at.path, was: policy, want: policy }, policy)
}

function excerpt(text: string, { path }: PolicyAmendment, says: NetworkPolicy): string {
  const own = path.length === 0 ? withoutSeparator(text) : itemText(text, path)
  // An item of a List may be an alias of another one.
  return path.length === 0 || readsAs(own, [{ path: [], was: says, want: says }]) ? own : writePolicy(says)
}

function itemText(text: string, path: readonly number[]): string {
  const node = policyHits(text).find((hit) => isSamePath(hit.path, path))?.node
  if (node === undefined) return ''
  const inset = ' '.repeat(column(text, node.from))
  const lines = text.slice(node.from, node.to).split('\n')
  return `${lines.map((line) => (line.startsWith(inset) ? line.slice(inset.length) : line)).join('\n')}\n`
}

function withoutSeparator(text: string): string {
  const body = text.replace(/^\uFEFF?---[ \t]*(?:\r?\n|$)/, '').replace(/^(?:[ \t]*\r?\n)+/, '')
  return `${body.trimEnd()}\n`
}
