/** Flows become edges between nodes of the picture: cards, frames and external blocks. */
import type { FlowEdge, NodeId } from '../model/graphView'
import { shortLabel, union } from '../sets/connections'
import type { PairFlow } from './pairFlows'

/** An edge before it gets its id and its label: flows between the same two nodes, of one kind, change and blocking side. */
export type Bundle = Omit<FlowEdge, 'id' | 'label'>

export interface GroupedFlows {
  readonly bundles: readonly Bundle[]
  /** Flows inside a collapsed frame: they have no edge. */
  readonly inside: number
}

/**
 * Groups flows by the nodes that they are drawn between, with the union of what they carry. `nodeOf` says where each endpoint is
 * drawn: its own node, or its frame when that is collapsed; flows of those that are drawn nowhere are left out. Total, O(flows).
 */
export function groupFlows(flows: readonly PairFlow[], nodeOf: readonly (NodeId | null)[]): GroupedFlows {
  const numbers = new Map<NodeId, number>()
  const numberOf = nodeOf.map((node) => (node === null ? nowhere : numberIn(numbers, node)))
  // By sender, so that the keys stay small: a map is several times as fast with small whole numbers.
  const rows: Map<number, Group>[] = []
  let inside = 0
  for (const flow of flows) {
    const [from = nowhere, to = nowhere] = [numberOf[flow.from], numberOf[flow.to]]
    if (from === nowhere || to === nowhere) continue
    if (from === to) {
      inside++
      continue
    }
    const row = rows[from] ?? new Map<number, Group>()
    rows[from] = row
    const key = to * sorts + kindNumber(flow)
    const group = row.get(key)
    if (group === undefined) {
      const { kind, change, blockedBy, connections } = flow
      const [fromNode, toNode] = [nodeOf[flow.from] ?? '', nodeOf[flow.to] ?? '']
      row.set(key, { from: fromNode, to: toNode, kind, change, blockedBy, connections, pairs: 1 })
    } else {
      group.pairs++
      group.connections = union(group.connections, flow.connections)
    }
  }
  return { bundles: rows.flatMap((row) => [...row.values()]), inside }
}

/** A bundle that is still being filled. */
type Group = { -readonly [K in keyof Bundle]: Bundle[K] }

const nowhere = -1

/** The number of a node: a new one when it has none yet. */
export function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}

/** How many numbers `kindNumber` has. */
export const sorts = 27

/** A number for the kind, change and blocking side of a flow: flows that have it in common are of one sort. */
export function kindNumber({
  kind,
  change,
  blockedBy,
}: Pick<Bundle, 'kind' | 'change' | 'blockedBy'>): number {
  const kindDigit = kind === 'rules' ? 0 : kind === 'open' ? 1 : 2
  const changeDigit = change === 'same' ? 0 : change === 'added' ? 1 : 2
  const sideDigit = blockedBy === null ? 0 : blockedBy === 'egress' ? 1 : 2
  return (kindDigit * 3 + changeDigit) * 3 + sideDigit
}

/** The same bundle between other nodes; itself when they are the same. */
export function moveBundle(bundle: Bundle, from: NodeId, to: NodeId): Bundle {
  return from === bundle.from && to === bundle.to ? bundle : { ...bundle, from, to }
}

/** From its ends, kind, blocking side and change: the same through all edits of other flows. */
export function bundleId({ from, to, kind, blockedBy, change }: Bundle): string {
  const by = blockedBy === null ? '' : ` ${blockedBy}`
  return `${from} > ${to} ${kind}${by}${change === 'same' ? '' : ` ${change}`}`
}

/** Bundles with the same ends, kind, change and blocking side become one, in the order of the first of each. Total, linear. */
export function mergeBundles(bundles: readonly Bundle[]): readonly Bundle[] {
  const numbers = new Map<NodeId, number>()
  const rows: Map<number, number>[] = []
  const merged: Bundle[] = []
  for (const bundle of bundles) {
    const from = numberIn(numbers, bundle.from)
    const row = rows[from] ?? new Map<number, number>()
    rows[from] = row
    const place = numberIn(numbers, bundle.to) * sorts + kindNumber(bundle)
    const known = row.get(place)
    const before = known === undefined ? undefined : merged[known]
    if (known === undefined || before === undefined) row.set(place, merged.push(bundle) - 1)
    else {
      const connections = union(before.connections, bundle.connections)
      merged[known] = { ...before, connections, pairs: before.pairs + bundle.pairs }
    }
  }
  return merged
}

/** The edges in the order of their ids, so that equal pictures are equal values. */
export function edgesOf(bundles: readonly Bundle[]): readonly FlowEdge[] {
  return bundles
    .map((bundle) => ({ id: bundleId(bundle), ...bundle, label: shortLabel(bundle.connections) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
