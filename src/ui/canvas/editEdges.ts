/** Which edges belong to which edits: pointing at one shows the other. */
import type { Edit, EditEnd, FlowChange } from '../../model/edit'
import type { FlowEdge, NodeId } from '../../model/graphView'
import { type EndpointId, isExternalId, workloadOf } from '../../model/ids'

/**
 * Whether an edge of the draft is there, or crossed out, because of an edit. `flows` is what is known to be its doing, and null or
 * empty where that is not known: then its ends tell. Linear in the flows.
 */
export function belongsTo(edge: FlowEdge, edit: Edit, flows: readonly FlowChange[] | null): boolean {
  if (edge.change === 'same' || edit.off) return false
  if (flows !== null && flows.length > 0)
    return flows.some(({ from, to }) => standsFor(edge.from, from) && standsFor(edge.to, to))
  if (edit.kind === 'isolate' || edit.kind === 'open')
    return (
      edge.change === (edit.kind === 'open' ? 'added' : 'removed') &&
      edit.directions.some((direction) => overlaps(direction === 'ingress' ? edge.to : edge.from, edit.end))
    )
  if (edit.kind === 'only')
    return edit.namespaces.some((name) =>
      [edge.from, edge.to].some((node) => overlaps(node, { kind: 'namespace', name })),
    )
  if (edit.kind !== 'allow' && edit.kind !== 'block') return false
  const change = edit.kind === 'allow' ? 'added' : 'removed'
  return edge.change === change && overlaps(edge.from, edit.from) && overlaps(edge.to, edit.to)
}

/** A card stands for itself, and a frame for the workloads of its namespace. */
function standsFor(node: NodeId, endpoint: EndpointId): boolean {
  return node === endpoint || (node.startsWith('ns:') && node.slice(3) === workloadOf(endpoint)?.namespace)
}

function overlaps(node: NodeId, end: EditEnd): boolean {
  switch (end.kind) {
    case 'workload':
      return standsFor(node, end.id)
    case 'namespace':
      return node === `ns:${end.name}` || node.startsWith(`${end.name}/`)
    case 'allPods':
      return !isExternalId(node)
    case 'cidr':
    case 'outside':
      return isExternalId(node)
  }
}
