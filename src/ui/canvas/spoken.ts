/** What is on the canvas in words: the accessible names of cards, namespaces and edges, and the labels that stand on edges. */
import type { CardNode, ExternalNode, FlowEdge, FrameNode, Gate } from '../../model/graphView'
import { nodeName } from '../editEnd'
import { connectionWords, endpointName } from '../words'
import { isGhost } from './ghosts'
import type { Level } from './levels'

/** What stands on the edge: a sign for its kind, so that colour is never alone, then the ports; from afar the count of a bundle instead. */
export function edgeLabel(edge: FlowEdge, level: Level): string {
  // Unrestricted is everything: the thin line says it, and such lines are many.
  if (edge.kind === 'open' && edge.change === 'same' && edge.label === 'all') return ''
  if (isGhost(edge)) return ''
  const several = edge.pairs > 1 ? ` ×${edge.pairs}` : ''
  if (level === 'far') return `${edgeSign(edge)}${several.trim()}`.trim()
  return `${edgeSign(edge)}${edge.label}${several}`
}

function edgeSign(edge: FlowEdge): string {
  if (edge.change === 'added') return '+ '
  if (edge.change === 'removed') return '− '
  return edge.kind === 'half' ? '! ' : ''
}

/** `web to db: allowed on TCP 5432`. */
export function edgeName(edge: FlowEdge): string {
  const ends = `${nodeName(edge.from)} to ${nodeName(edge.to)}`
  if (isGhost(edge)) return `${ends}: being worked out`
  const ports = connectionWords(edge.connections)
  const change = edge.change === 'same' ? '' : `, ${edge.change} by your edits`
  const several = edge.pairs > 1 ? `, ${edge.pairs} flows` : ''
  return `${ends}: ${kindWords(edge)} on ${ports}${several}${change}`
}

function kindWords({ kind, blockedBy, from, to, change }: FlowEdge): string {
  if (change === 'removed') return 'was allowed'
  if (kind === 'half')
    return blockedBy === 'egress'
      ? `half-open, egress of ${nodeName(from)} blocks`
      : `half-open, ingress of ${nodeName(to)} blocks`
  if (kind === 'open') return 'unrestricted'
  return kind === 'mixed' ? 'flows of several kinds' : 'allowed'
}

/** `web in shop: isolated for ingress`. */
export function cardName({ id, namespace, ingress, egress, hostNetwork }: CardNode): string {
  return `${endpointName(id)} in ${namespace}: ${hostNetwork ? 'on the host network' : isolationWords(ingress, egress)}`
}

/** `not isolated`, `isolated for ingress`, `isolated for ingress and egress`. */
function isolationWords(ingress: Gate, egress: Gate): string {
  const isIsolated = (gate: Gate) => gate === 'closed' || gate === 'wide'
  const closed = [isIsolated(ingress) ? 'ingress' : '', isIsolated(egress) ? 'egress' : ''].filter(Boolean)
  return closed.length === 0 ? 'not isolated' : `isolated for ${closed.join(' and ')}`
}

/** `namespace shop: 3 workloads, 3 isolated for ingress, 0 for egress`. */
export function frameName({ namespace, workloadCount, isolatedIngress, isolatedEgress }: FrameNode): string {
  const noun = workloadCount === 1 ? 'workload' : 'workloads'
  return `namespace ${namespace}: ${workloadCount} ${noun}, ${isolatedIngress} isolated for ingress, ${isolatedEgress} for egress`
}

export function externalName({ label }: ExternalNode): string {
  return `${label}, outside the cluster`
}
