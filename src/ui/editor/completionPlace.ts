import type { EditorState } from '@codemirror/state'
import {
  fieldText,
  keyOf,
  nodesAround,
  objectAround,
  stepOf,
  treeUpTo,
  type YamlNode,
  type YamlPath,
} from './yamlPath'

/** Where something is about to be written. */
export interface CompletionPlace {
  readonly kind: string
  /** Down to the mapping or list that it goes into, or to the key that it is the value of. */
  readonly path: YamlPath
  readonly at: 'key' | 'value'
  /** Where the word begins. */
  readonly from: number
  /** Keys that the mapping has already. */
  readonly present: readonly string[]
  /** Of a requirement in `matchExpressions`: its `key`. */
  readonly requirementKey: string
}

/**
 * What the cursor is about to write, by CodeMirror's YAML tree: a line that has only begun is understood by the lines above and its
 * indentation, for the tree cannot know yet what it is going to be; everything else by the nodes around it. Null in comments.
 */
export function completionPlace(state: EditorState, position: number): CompletionPlace | null {
  const tree = treeUpTo(state, position)
  const line = state.doc.lineAt(position)
  const before = line.text.slice(0, position - line.from)
  const word = /[\w./][\w./-]*$/.exec(before)?.[0] ?? ''
  const from = position - word.length
  if (/(?:^|\s)#/.test(before)) return null
  const lead = /^( *)((?:- +)*)$/.exec(before.slice(0, before.length - word.length))
  if (lead !== null && !isInFlow(tree.resolveInner(line.from, 1)))
    return beginning(state, line.from, (lead[1] ?? '').length, (lead[2] ?? '').split('-').length - 1, from)
  const around = nodesAround(
    tree.resolveInner(word === '' ? line.from + before.trimEnd().length : position, -1),
  )
  return within(state, around, from)
}

function isInFlow(node: YamlNode): boolean {
  return nodesAround(node).some(({ name }) => name.startsWith('Flow'))
}

/** A line of which nothing is there but indentation, dashes and a first word. */
function beginning(
  state: EditorState,
  lineFrom: number,
  column: number,
  dashes: number,
  from: number,
): CompletionPlace {
  const above = lineAbove(state, state.doc.lineAt(lineFrom).number)
  const around = above === null ? [] : nodesAround(endOf(state, above))
  const parents = around.filter((node) => isParent(state, node, column, dashes > 0))
  const sibling = around.find((node) => node.name === 'Pair' && columnOf(state, node) === column)
  const steps = parents.flatMap((node) => stepOf(state, node) ?? [])
  const path = [...steps.toReversed(), ...Array.from({ length: dashes }, () => 0)]
  const rest = parents.flatMap((node) => (node.parent ? [node, node.parent] : [node]))
  const nodes = [...rest, ...around.filter(({ name }) => name === 'Document')]
  return {
    ...whole(state, nodes, path),
    at: 'key',
    from,
    present: dashes > 0 ? [] : keysBeside(state, sibling),
  }
}

/** The end of the line above that says something; null at the beginning of a document. */
function lineAbove(state: EditorState, number: number): number | null {
  for (let above = number - 1; above > 0; above -= 1) {
    const { text, from } = state.doc.line(above)
    if (/^---(?:\s|$)/.test(text)) return null
    if (!/^\s*(?:#.*)?$/.test(text)) return from + text.trimEnd().length
  }
  return null
}

/** The innermost node that ends there. */
function endOf(state: EditorState, position: number): YamlNode {
  return treeUpTo(state, position).resolveInner(position, -1)
}

/** A list may stand at the column of the key that it belongs to. */
function isParent(state: EditorState, node: YamlNode, column: number, isItem: boolean): boolean {
  if (node.name === 'Item') return columnOf(state, node.prevSibling ?? node) < column
  if (node.name !== 'Pair') return false
  const at = columnOf(state, node)
  if (at < column) return true
  const value = node.lastChild
  return isItem && at === column && (value?.name === 'BlockSequence' || value?.name === ':')
}

function columnOf(state: EditorState, { from }: YamlNode): number {
  return from - state.doc.lineAt(from).from
}

function keysBeside(state: EditorState, pair: YamlNode | undefined): readonly string[] {
  return pair?.parent?.getChildren('Pair').map((it) => keyOf(state, it)) ?? []
}

/** A place in a line that says more, or between brackets. */
function within(state: EditorState, around: readonly YamlNode[], from: number): CompletionPlace {
  const [innermost, ...outer] = around
  const keyAt = around.findIndex(({ name }) => name === 'Key')
  const pairAt = around.findIndex(({ name }) => name === 'Pair')
  const isKey = keyAt >= 0 && keyAt + 1 === pairAt
  const isInMapping =
    innermost !== undefined && /^[{,]$/.test(innermost.name) && outer[0]?.name === 'FlowMapping'
  const nodes = isKey ? around.slice(pairAt + 1) : around
  const steps = nodes.flatMap((node) => stepOf(state, node) ?? [])
  const path = steps.toReversed()
  // The first key below another is taken for its value until its colon is written.
  const pair = around[pairAt]
  const isBelow =
    !isKey && pair !== undefined && state.doc.lineAt(pair.from).number < state.doc.lineAt(from).number
  const isItem = innermost !== undefined && /^[[,]$/.test(innermost.name) && outer[0]?.name === 'FlowSequence'
  const mapping = nodes.find(({ name }) => name === 'FlowMapping' || name === 'BlockMapping')
  const hasKeys = isKey || isInMapping
  return {
    ...whole(state, nodes, isItem ? [...path, 0] : path),
    at: hasKeys || isBelow ? 'key' : 'value',
    from,
    present: hasKeys ? (mapping?.getChildren('Pair').map((it) => keyOf(state, it)) ?? []) : [],
  }
}

function whole(
  state: EditorState,
  nodes: readonly YamlNode[],
  path: YamlPath,
): Pick<CompletionPlace, 'kind' | 'path' | 'requirementKey'> {
  const object = objectAround(state, nodes, path)
  const mappings = nodes.filter(({ name }) => name === 'BlockMapping' || name === 'FlowMapping')
  const requirementKey = mappings.map((it) => fieldText(state, it, 'key')).find((it) => it !== '') ?? ''
  return { kind: object.kind, path: object.path, requirementKey }
}
