import type { EditorState } from '@codemirror/state'
import { fieldText, mappingIn, pairIn, treeUpTo, type YamlNode } from './yamlPath'

/** A YAML document of a file by its object. */
export interface DocumentPart {
  readonly kind: string
  /** `namespace/name`, or the name alone; empty for none. */
  readonly name: string
  /** Where its first line begins, and where its last ends. */
  readonly from: number
  readonly to: number
  readonly lines: number
}

/** The documents of a text that are objects, by CodeMirror's tree. Those behind its end, in very large texts, are left out. */
export function documentsIn(state: EditorState): readonly DocumentPart[] {
  const { topNode } = treeUpTo(state, state.doc.length)
  return topNode.getChildren('Document').flatMap((node) => documentOf(state, node) ?? [])
}

/** The document whose first line begins there; null for any other line. */
export function documentFrom(state: EditorState, lineFrom: number): DocumentPart | null {
  const tree = treeUpTo(state, lineFrom)
  for (let node: YamlNode | null = tree.resolveInner(lineFrom, 1); node !== null; node = node.parent) {
    if (node.name !== 'Document') continue
    const part = documentOf(state, node)
    return part?.from === lineFrom ? part : null
  }
  return null
}

/** Null for one that is no mapping in block style: JSON folds by its braces. */
function documentOf(state: EditorState, node: YamlNode): DocumentPart | null {
  const mapping = node.getChild('BlockMapping')
  const first = mapping?.getChild('Pair')
  if (!mapping || !first) return null
  const metadata = mappingIn(pairIn(state, mapping, 'metadata'))
  const names = [fieldText(state, metadata, 'namespace'), fieldText(state, metadata, 'name')]
  const from = state.doc.lineAt(first.from)
  const to = state.doc.lineAt(lastText(state, from.from, mapping.to))
  return {
    kind: fieldText(state, mapping, 'kind'),
    name: names.filter((it) => it !== '').join('/'),
    from: from.from,
    to: to.to,
    lines: to.number - from.number + 1,
  }
}

function lastText(state: EditorState, from: number, to: number): number {
  return from + state.sliceDoc(from, to).trimEnd().length
}
