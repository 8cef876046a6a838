/** What is on the canvas in words: the accessible names of cards, namespaces and edges, and the labels that stand on edges. */
import type { CardNode, ExternalNode, FlowEdge, FrameNode, Gate } from '../../model/graphView'
import { nodeName } from '../editEnd'
import { isIsolated } from '../gates'
import { connectionWords, counted, endpointName, flowKindWords } from '../words'
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
  return `${ends}: ${flowKindWords(edge, nodeName(edge.from), nodeName(edge.to))} on ${ports}${several}${change}`
}

/** `web in shop: isolated for ingress`. */
export function cardName({ id, namespace, ingress, egress, hostNetwork }: CardNode): string {
  return `${endpointName(id)} in ${namespace}: ${hostNetwork ? 'on the host network' : isolationWords(ingress, egress)}`
}

/** `not isolated`, `isolated for ingress`, `isolated for ingress and egress`. */
function isolationWords(ingress: Gate, egress: Gate): string {
  const closed = [isIsolated(ingress) ? 'ingress' : '', isIsolated(egress) ? 'egress' : ''].filter(Boolean)
  return closed.length === 0 ? 'not isolated' : `isolated for ${closed.join(' and ')}`
}

/** `namespace shop: 3 workloads, 3 isolated for ingress, 0 for egress`. */
export function frameName({ namespace, workloadCount, isolatedIngress, isolatedEgress }: FrameNode): string {
  return `namespace ${namespace}: ${counted(workloadCount, 'workload')}, ${isolatedIngress} isolated for ingress, ${isolatedEgress} for egress`
}

export function externalName({ label }: ExternalNode): string {
  return `${label}, outside the cluster`
}

/** The second line of a card: what tells it from others of its name, or its kind with how many replicas. */
export function cardDetail({ variant, workloadKind, replicas, hostNetwork }: CardNode): string {
  if (variant !== '') return variant
  const count = workloadKind === 'Pod' ? '' : ` ×${replicas}`
  return `${workloadKind}${count}${hostNetwork ? ' · host network' : ''}`
}

/** `8080 http · 53 UDP`. */
export function cardPorts({ ports }: CardNode): string {
  return ports
    .map(({ port, protocol, name }) =>
      [port, protocol === 'TCP' ? '' : protocol, name].filter(Boolean).join(' '),
    )
    .join(' · ')
}

/** `10.0.0.0–10.255.255.255 +2`. */
export function externalDetail({ ranges, isRest }: ExternalNode): string {
  const [first] = ranges
  if (isRest || !first) return 'other addresses'
  return `${first.first}–${first.last}${ranges.length > 1 ? ` +${ranges.length - 1}` : ''}`
}
