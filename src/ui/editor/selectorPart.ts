import type { EditorState } from '@codemirror/state'
import type { Direction } from '../../model/policy'
import type { SelectorPart } from '../../model/selectorMatches'
import { placeAt, type YamlNode, type YamlPath } from './yamlPath'

/** A part of a policy and where its text stands. */
export interface PlacedPart {
  readonly part: SelectorPart
  readonly from: number
  readonly to: number
  /** The policy as a whole, not one part of it. */
  readonly isWhole: boolean
}

/**
 * The part of a NetworkPolicy that a position belongs to: one selector, a peer, a rule, or whom the policy selects, which is meant
 * everywhere else in it. Null in other kinds. Total.
 */
export function selectorPartAt(state: EditorState, position: number): PlacedPart | null {
  const { kind, path, mapping, around } = placeAt(state, position)
  if (kind !== 'NetworkPolicy' || mapping === null) return null
  const part = partOf(path)
  const outer = around.filter((node) => node.name === 'Pair' || node.name === 'Item').toReversed()
  const own = outer.slice(outer.length - path.length)[stepsTo(part, path) - 1]
  const node = own ?? mapping
  return { part, from: textFrom(node), to: node.to, isWhole: own === undefined }
}

function partOf(path: YamlPath): SelectorPart {
  const [spec, direction, rule, peers, peer, selector] = path
  if (spec !== 'spec' || !isDirection(direction) || typeof rule !== 'number') return { kind: 'subject' }
  if ((peers !== 'from' && peers !== 'to') || typeof peer !== 'number')
    return { kind: 'rule', direction, rule }
  const kind = selector === 'podSelector' || selector === 'namespaceSelector' ? selector : 'peer'
  return { kind, direction, rule, peer }
}

function isDirection(step: YamlPath[number] | undefined): step is Direction {
  return step === 'ingress' || step === 'egress'
}

/** How many steps of a path lead to a part; none to a policy as a whole. */
function stepsTo({ kind }: SelectorPart, path: YamlPath): number {
  if (kind === 'subject') return path[1] === 'podSelector' ? 2 : 0
  return { rule: 3, peer: 5, podSelector: 6, namespaceSelector: 6 }[kind]
}

/** An item's text begins behind its dash, and an object's behind its comments. */
function textFrom(node: YamlNode): number {
  const first = node.name === 'Item' ? node.firstChild : node
  return first?.getChild('Pair')?.from ?? first?.from ?? node.from
}
