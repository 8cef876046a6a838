/** Flows become edges between nodes of the picture: cards, frames and external blocks. */
import type { ConnectionSet } from '../model/connections'
import type { FlowEdge, NodeId } from '../model/graphView'
import { shortLabel, union } from '../sets/connections'
import type { PairFlow } from './pairFlows'

/** An edge before it gets its label. */
export type Bundle = Omit<FlowEdge, 'label'>

/** Flows between the same two nodes, of one kind, change and blocking side. */
export interface FlowGroup {
  readonly from: NodeId
  readonly to: NodeId
  /** One of them; what it carries and between which endpoints is its own. */
  readonly sample: PairFlow
  readonly connections: ConnectionSet
  readonly pairs: number
}

export interface FlowGroups {
  readonly groups: readonly FlowGroup[]
  /** Flows inside a collapsed frame: they have no edge. */
  readonly inside: number
}

/**
 * Groups flows by the nodes that they are drawn between, with the union of what they carry. `nodeOf` says where each endpoint is
 * drawn: its own node, or its frame when that is collapsed; flows of those that are drawn nowhere are left out. Total, O(flows).
 */
export function groupFlows(flows: readonly PairFlow[], nodeOf: readonly (NodeId | null)[]): FlowGroups {
  const nodes = [...new Set(nodeOf)]
  const numbers = new Map(nodes.map((node, number) => [node, number]))
  const numberOf = nodeOf.map((node) => (node === null ? nowhere : (numbers.get(node) ?? nowhere)))
  const groups = new Map<number, { sample: PairFlow; connections: ConnectionSet; pairs: number }>()
  let inside = 0
  for (const flow of flows) {
    const [from = nowhere, to = nowhere] = [numberOf[flow.from], numberOf[flow.to]]
    if (from === nowhere || to === nowhere) continue
    if (from === to) {
      inside++
      continue
    }
    const key = (from * nodes.length + to) * kinds + kindNumber(flow)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { sample: flow, connections: flow.connections, pairs: 1 })
    else {
      group.pairs++
      if (group.connections !== flow.connections)
        group.connections = union(group.connections, flow.connections)
    }
  }
  return {
    groups: [...groups.values()].map(({ sample, connections, pairs }) => {
      return { from: nodeOf[sample.from] ?? '', to: nodeOf[sample.to] ?? '', sample, connections, pairs }
    }),
    inside,
  }
}

const nowhere = -1
const kinds = 27

/** A number for the kind, change and blocking side of a flow: flows that have it in common are of one sort. */
export function kindNumber({ kind, change, blockedBy }: PairFlow): number {
  const kindDigit = kind === 'rules' ? 0 : kind === 'open' ? 1 : 2
  const changeDigit = change === 'same' ? 0 : change === 'added' ? 1 : 2
  const sideDigit = blockedBy === null ? 0 : blockedBy === 'egress' ? 1 : 2
  return (kindDigit * 3 + changeDigit) * 3 + sideDigit
}

/** A group as an edge. Its id comes from its ends, kind, blocking side and change: the same through all edits of other flows. */
export function bundleOf({ from, to, sample, connections, pairs }: FlowGroup): Bundle {
  const { kind, change, blockedBy } = sample
  return { id: bundleId(from, to, sample), from, to, kind, change, connections, pairs, blockedBy }
}

/** The same bundle between other nodes. */
export function moveBundle(bundle: Bundle, from: NodeId, to: NodeId): Bundle {
  const { kind, change, connections, pairs, blockedBy } = bundle
  return { id: bundleId(from, to, bundle), from, to, kind, change, connections, pairs, blockedBy }
}

/** From its ends, kind, blocking side and change. */
export function bundleId(
  from: NodeId,
  to: NodeId,
  { kind, blockedBy, change }: Pick<Bundle, 'kind' | 'blockedBy' | 'change'>,
) {
  const by = blockedBy === null ? '' : ` ${blockedBy}`
  return `${from} > ${to} ${kind}${by}${change === 'same' ? '' : ` ${change}`}`
}

/** Bundles with the same ends, kind, change and blocking side become one. Total. */
export function mergeBundles(bundles: readonly Bundle[]): readonly Bundle[] {
  const seen = new Map<string, Bundle>()
  for (const bundle of bundles) {
    const before = seen.get(bundle.id)
    if (before === undefined) seen.set(bundle.id, bundle)
    else {
      const connections = union(before.connections, bundle.connections)
      seen.set(bundle.id, { ...before, connections, pairs: before.pairs + bundle.pairs })
    }
  }
  return [...seen.values()]
}

/** The edges in the order of their ids, so that equal pictures are equal values. */
export function edgesOf(bundles: readonly Bundle[]): readonly FlowEdge[] {
  return bundles
    .map((bundle) => ({ ...bundle, label: shortLabel(bundle.connections) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
