import { formatConnections } from '../sets/connections'
import type { Flow } from './connectivity'
import type { ListedPeer } from './peers'

interface Drawing {
  /** Peers that have a flow, by namespace; addresses under null. */
  readonly groups: ReadonlyMap<string | null, readonly ListedPeer[]>
  readonly flows: readonly Flow[]
}

/** A Graphviz digraph, namespaces as clusters. */
export function* dotLines(flows: Iterable<Flow>): Generator<string> {
  const drawing = drawingOf(flows)
  yield 'digraph connectivity {'
  yield '  node [shape=box]'
  for (const [namespace, peers] of drawing.groups) {
    if (namespace !== null) {
      yield `  subgraph ${quoted(`cluster_${namespace}`)} {`
      yield `    label=${quoted(namespace)}`
    }
    for (const peer of peers) yield `    ${quoted(peer.label)} [label=${quoted(titleOf(peer))}]`
    if (namespace !== null) yield '  }'
  }
  for (const { from, to, connections } of drawing.flows)
    yield `  ${quoted(from.label)} -> ${quoted(to.label)} [label=${quoted(formatConnections(connections))}]`
  yield '}'
}

/** A Mermaid flowchart, namespaces as subgraphs. */
export function* mermaidLines(flows: Iterable<Flow>): Generator<string> {
  const drawing = drawingOf(flows)
  const ids = new Map(
    [...drawing.groups.values()].flat().map((peer, i) => [peer.label, `p${i + 1}`] as const),
  )
  yield 'flowchart LR'
  let group = 0
  for (const [namespace, peers] of drawing.groups) {
    if (namespace !== null) yield `  subgraph n${++group}["${mermaidText(namespace)}"]`
    for (const peer of peers) yield `    ${ids.get(peer.label)}["${mermaidText(titleOf(peer))}"]`
    if (namespace !== null) yield '  end'
  }
  for (const { from, to, connections } of drawing.flows)
    yield `  ${ids.get(from.label)} -->|"${mermaidText(formatConnections(connections))}"| ${ids.get(to.label)}`
}

function drawingOf(flows: Iterable<Flow>): Drawing {
  const drawn = [...flows].filter(({ from, to }) => from !== to)
  const peers = new Map(
    drawn.flatMap(({ from, to }) => [from, to]).map((peer) => [peer.label, peer] as const),
  )
  const groups = new Map<string | null, ListedPeer[]>()
  for (const label of [...peers.keys()].sort()) {
    const peer = peers.get(label)
    if (peer === undefined) continue
    const namespace = peer.kind === 'pods' ? peer.namespace : null
    const group = groups.get(namespace)
    if (group) group.push(peer)
    else groups.set(namespace, [peer])
  }
  return { groups, flows: drawn }
}

/** The label without the namespace that stands around it. */
function titleOf(peer: ListedPeer): string {
  return peer.kind === 'pods' ? peer.label.slice(peer.namespace.length + 1) : peer.label
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** Mermaid has no escapes in texts but its own entity codes. */
function mermaidText(text: string): string {
  return text.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`)
}
