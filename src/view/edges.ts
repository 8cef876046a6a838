/** Flows become edges between nodes of the picture: cards, frames and external blocks. */
import type { ConnectionSet } from '../model/connections'
import type { FlowEdge, NodeId } from '../model/graphView'
import { shortLabel, union } from '../sets/connections'
import type { ViewFlow } from './viewFlows'

/** An edge before it gets its id and label. */
export type Bundle = Omit<FlowEdge, 'id' | 'label'>

/**
 * `nodeOf` says where each endpoint is drawn: its own node, or its frame when that is collapsed. One bundle per two nodes, kind, change and blocking side, with the union of what its flows carry. Flows inside a collapsed frame
 * have no edge; `inside` counts them. Total, O(flows).
 */
export function bundleFlows(
  flows: readonly ViewFlow[],
  nodeOf: readonly NodeId[],
): { readonly bundles: readonly Bundle[]; readonly inside: number } {
  let inside = 0
  const seen = new Map<string, Bundle>()
  for (const { from, to, kind, change, blockedBy, connections } of flows) {
    const [a, b] = [nodeOf[from], nodeOf[to]]
    if (a === undefined || b === undefined) continue
    if (a === b) inside++
    else addBundle(seen, { from: a, to: b, kind, change, blockedBy, connections, pairs: 1 })
  }
  return { bundles: [...seen.values()], inside }
}

/** Bundles with the same ends, kind, change and blocking side become one. Total. */
export function mergeBundles(bundles: readonly Bundle[]): readonly Bundle[] {
  const seen = new Map<string, Bundle>()
  for (const bundle of bundles) addBundle(seen, bundle)
  return [...seen.values()]
}

function addBundle(seen: Map<string, Bundle>, bundle: Bundle): void {
  const key = edgeId(bundle)
  const before = seen.get(key)
  seen.set(key, before === undefined ? bundle : joinBundles(before, bundle))
}

function joinBundles(a: Bundle, b: Bundle): Bundle {
  return { ...a, connections: unionOf(a.connections, b.connections), pairs: a.pairs + b.pairs }
}

// The same set object comes by many times.
function unionOf(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return a === b ? a : union(a, b)
}

/** The edges in the order of their ids, so that equal pictures are equal values. */
export function edgesOf(bundles: readonly Bundle[]): readonly FlowEdge[] {
  return bundles
    .map((bundle) => ({ id: edgeId(bundle), ...bundle, label: shortLabel(bundle.connections) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** From its ends, kind, blocking side and change: the same through all edits of other flows. */
export function edgeId({ from, to, kind, change, blockedBy }: Bundle): string {
  const by = blockedBy === null ? '' : ` ${blockedBy}`
  return `${from} > ${to} ${kind}${by}${change === 'same' ? '' : ` ${change}`}`
}
