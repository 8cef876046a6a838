import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

/** A node of CodeMirror's YAML tree. */
export type YamlNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/** Keys, and positions in lists, from the object down. */
export type YamlPath = readonly (string | number)[]

/** Milliseconds that somebody who asks about a place far down waits for the tree. */
const patience = 100

/** What stands further below a place than this does not change where its own part ends. */
const further = 10_000

/** The tree, up to a position and a good way further if there is time for it. */
export function treeUpTo(state: EditorState, to: number): ReturnType<typeof syntaxTree> {
  return ensureSyntaxTree(state, Math.min(to + further, state.doc.length), patience) ?? syntaxTree(state)
}

/** A node and all around it, the innermost first. */
export function nodesAround(node: YamlNode): readonly YamlNode[] {
  const around: YamlNode[] = []
  for (let it: YamlNode | null = node; it !== null; it = it.parent) around.push(it)
  return around
}

/** The step that a node is on the way to what it holds; null for nodes that are no step. */
export function stepOf(state: EditorState, node: YamlNode): string | number | null {
  if (node.name === 'Pair') return keyOf(state, node)
  if (node.name !== 'Item') return null
  let position = 0
  for (let it = node.prevSibling; it !== null; it = it.prevSibling) if (it.name === 'Item') position += 1
  return position
}

export function keyOf(state: EditorState, pair: YamlNode): string {
  return textOf(state, pair.getChild('Key'))
}

/** A scalar's text without its quotes; empty for none. */
export function textOf(state: EditorState, node: YamlNode | null): string {
  if (node === null) return ''
  const text = state.sliceDoc(node.from, node.to)
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text
}

/** The pair of a mapping with this key, and what stands in it. */
export function pairIn(state: EditorState, mapping: YamlNode, key: string): YamlNode | null {
  return mapping.getChildren('Pair').find((pair) => keyOf(state, pair) === key) ?? null
}

/** The text of a mapping's field; empty when it is missing or no scalar. */
export function fieldText(state: EditorState, mapping: YamlNode | null, key: string): string {
  const value = mapping && pairIn(state, mapping, key)?.lastChild
  return value && /^(?:Literal|QuotedLiteral)$/.test(value.name) ? textOf(state, value) : ''
}

export function mappingIn(node: YamlNode | null): YamlNode | null {
  return node && (node.getChild('BlockMapping') ?? node.getChild('FlowMapping'))
}

/** An object of Kubernetes around a place, and the path from it; the items of a List are objects of their own. */
export interface ObjectPlace {
  readonly mapping: YamlNode | null
  readonly kind: string
  readonly path: YamlPath
}

/** `around`: the nodes that lead to the place, innermost first. */
export function objectAround(state: EditorState, around: readonly YamlNode[], path: YamlPath): ObjectPlace {
  const document = around.find(({ name }) => name === 'Document') ?? null
  const root = mappingIn(document)
  const kind = fieldText(state, root, 'kind')
  if (path[0] !== 'items' || typeof path[1] !== 'number' || (kind !== '' && !kind.endsWith('List')))
    return { mapping: root, kind, path }
  const items = around.filter(({ name }) => name === 'Item')
  const mapping = mappingIn(items.at(-1) ?? null)
  return { mapping, kind: fieldText(state, mapping, 'kind'), path: path.slice(2) }
}

/** What stands at a position: the path down to it, keys included, with the nodes around it. */
export function placeAt(
  state: EditorState,
  position: number,
): ObjectPlace & { readonly around: readonly YamlNode[] } {
  const tree = treeUpTo(state, position)
  const [before, behind] = ([-1, 1] as const).map((side) => nodesAround(tree.resolveInner(position, side)))
  // At the end of a line the one before is meant, at its beginning the one behind.
  const around = (before?.length ?? 0) > (behind?.length ?? 0) ? (before ?? []) : (behind ?? [])
  const steps = around.flatMap((node) => stepOf(state, node) ?? [])
  return { ...objectAround(state, around, steps.toReversed()), around }
}
