import { amendBlock } from './amendBlock'
import { amendFlow } from './amendFlow'
import { applySplice, column, ownLine, type Plan, type Splice, type Surgery } from './amendSurgery'
import { type MapNode, parseTree, type SeqNode, type YamlNode, type YamlPair } from './amendTree'
import { docsStyle, type YamlStyle } from './writeYaml'

/**
 * The text of one document with a plan carried out. Null when surgery is impossible (an alias in the way, an
 * unusual layout); the caller then writes more than it had to. Never throws; linear in the document.
 */
export function amendText(text: string, plan: (root: YamlNode) => Plan): string | null {
  const root = parseTree(text)
  if (root === null) return null
  const surgery = surgeryOn(text, root)
  const splice = surgery.amend(root, plan(root))
  return splice === null ? null : applySplice(text, splice)
}

function surgeryOn(text: string, root: YamlNode): Surgery {
  const json = root.kind === 'map' && root.flow && text[root.pairs[0]?.from ?? -1] === '"'
  const unit = json ? ' '.repeat(column(text, root.pairs[0]?.from ?? 0)) : ''
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const surgery: Surgery = {
    text,
    eol,
    style: styleOf(text, root),
    json,
    unit: /[\r\n]/.test(text.slice(root.from, root.to)) ? unit : '',
    pad: /\{( ?)[^\s{}]/.exec(text)?.[1] ?? '',
    amend: (node, plan) => amendNode(surgery, node, plan),
  }
  return surgery
}

function amendNode(surgery: Surgery, node: YamlNode, plan: Plan): Splice | null {
  if (plan.kind === 'keep') return { from: node.from, to: node.from, text: '' }
  if (plan.kind === 'put' || (node.kind !== 'map' && node.kind !== 'seq')) return null
  if ((plan.kind === 'map') !== (node.kind === 'map')) return null
  return node.flow ? amendFlow(surgery, node, plan) : amendBlock(surgery, node, plan)
}

/** The layout that the document's own block collections show first, else the documentation's. */
function styleOf(text: string, root: YamlNode): YamlStyle {
  const pairs = blockPairs(root).filter(({ value }) => startsLine(text, value))
  const insets = (kind: 'map' | 'seq') =>
    pairs
      .filter(({ value }) => value.kind === kind)
      .map(({ from, value }) => column(text, value.from) - column(text, from))
  const step = insets('map').find((by) => by > 0)
  const dash = insets('seq').find((by) => by >= 0)
  return { step: step ?? docsStyle.step, dash: dash ?? docsStyle.dash }
}

/** All entries of block mappings, in the order of the text. */
function blockPairs(node: YamlNode): readonly YamlPair[] {
  if (node.kind === 'seq') return node.items.flatMap(({ value }) => blockPairs(value))
  if (node.kind !== 'map' || node.flow) return []
  return node.pairs.flatMap((pair) => [pair, ...blockPairs(pair.value)])
}

function startsLine(text: string, node: YamlNode): node is MapNode | SeqNode {
  return (node.kind === 'map' || node.kind === 'seq') && !node.flow && ownLine(text, node.from)
}
