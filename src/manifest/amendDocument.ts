import type { NetworkPolicy } from '../model/policy'
import { policyPlan, wholeSpecPlan } from './amendPolicy'
import type { Plan, SeqEntry } from './amendSurgery'
import { amendText } from './amendText'
import { fieldOf, parseTree, resolved, textOf, type YamlNode } from './amendTree'
import { noComments } from './writeYaml'

/** A NetworkPolicy's object in a document: the positions to follow through `items` of Lists, none for the document itself. */
export interface PolicyHit {
  readonly path: readonly number[]
  readonly node: YamlNode
  readonly name: string
  /** Null where the text leaves it out. */
  readonly namespace: string | null
}

/** What shall become of one policy in a document. */
export interface PolicyAmendment {
  readonly path: readonly number[]
  readonly was: NetworkPolicy
  /** Null removes it; a document that is the policy itself is removed by the caller. */
  readonly want: NetworkPolicy | null
}

/** All NetworkPolicies of the core API in one document, also those in a List; none when it cannot be parsed. Never throws. */
export function policyHits(text: string): readonly PolicyHit[] {
  return hitsIn(parseTree(text), [], undefined)
}

function hitsIn(
  node: YamlNode | null,
  path: readonly number[],
  impliedKind: string | undefined,
): PolicyHit[] {
  const kind = textOf(node, 'kind') ?? impliedKind
  const items = listItems(node)
  if (items !== null) {
    const itemKind = kind === 'NetworkPolicyList' ? 'NetworkPolicy' : undefined
    return items.flatMap((item, i) => hitsIn(resolved(item), [...path, i], itemKind))
  }
  const apiVersion = textOf(node, 'apiVersion')
  const isCore = apiVersion === undefined || apiVersion.startsWith('networking.k8s.io/')
  if (node === null || kind !== 'NetworkPolicy' || !isCore) return []
  const metadata = fieldOf(node, 'metadata')
  const name = textOf(metadata, 'name') ?? ''
  return [{ path, node, name, namespace: textOf(metadata, 'namespace') ?? null }]
}

/** The items of a List; null for any other node. Total. */
export function listItems(node: YamlNode | null): readonly YamlNode[] | null {
  if (!textOf(node, 'kind')?.endsWith('List')) return null
  const items = resolved(fieldOf(node, 'items'))
  return items?.kind === 'seq' ? items.items.map((item) => item.value) : null
}

/**
 * The text of one document with its policies amended where they stand. `surgical`: part by part; else their whole
 * `spec` is written anew. Null when the text does not allow it. Never throws.
 */
export function amendPolicies(
  text: string,
  amendments: readonly PolicyAmendment[],
  how: 'surgical' | 'wholeSpec',
): string | null {
  return amendText(text, (root) => planAt(root, [], amendments, how))
}

const keep: Plan = { kind: 'keep' }

function planAt(
  node: YamlNode,
  path: readonly number[],
  amendments: readonly PolicyAmendment[],
  how: 'surgical' | 'wholeSpec',
): Plan {
  const here = amendments.filter((it) => path.every((position, i) => it.path[i] === position))
  const own = here.find((it) => it.path.length === path.length)
  if (own?.want)
    return how === 'surgical' ? policyPlan(node, own.was, own.want) : wholeSpecPlan(own.was, own.want)
  const items = listItems(node)
  if (here.length === 0 || items === null) return keep
  const stays = items.flatMap((item, old): SeqEntry[] => {
    const inner = [...path, old]
    if (here.some((it) => it.want === null && isSamePath(it.path, inner))) return []
    return [{ old, plan: planAt(item, inner, here, how), comment: null }]
  })
  const plan: Plan =
    stays.length === 0 ? { kind: 'put', value: [], comments: noComments } : { kind: 'seq', items: stays }
  return { kind: 'map', changes: [{ key: 'items', plan }], order: [] }
}

export function isSamePath(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((position, i) => position === b[i])
}
