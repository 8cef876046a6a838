import { csvField } from '../export/csvField'
import type { ConnectionSet, PortRange } from '../model/connections'
import { formatConnections, isAll } from '../sets/connections'
import type { Flow } from './connectivity'
import { dotLines, mermaidLines } from './graphFormats'
import type { ListedPeer } from './peers'

/** Lines without their ends. Formatters take flows one by one, so a list may be longer than memory. */
export type Formatter = (flows: Iterable<Flow>) => Iterable<string>

export const formatters = {
  txt: txtLines,
  jsonl: jsonLines,
  json: jsonDocument,
  csv: csvLines,
  md: markdownLines,
  dot: dotLines,
  mermaid: mermaidLines,
} as const satisfies Readonly<Record<string, Formatter>>

/** An end of a flow as JSON. `variant` only where an owner has several templates at work. */
export type JsonPeer =
  | {
      readonly namespace: string
      readonly kind: string
      readonly name: string
      readonly variant?: string
    }
  | { readonly cidrRange: string }

export type JsonConnections = 'All' | Readonly<Record<string, string>>

export function jsonPeer(peer: ListedPeer): JsonPeer {
  if (peer.kind === 'addresses') return { cidrRange: `${peer.first}-${peer.last}` }
  const { namespace, workloadKind: kind, name, variant } = peer
  return { namespace, kind, name, ...(variant === '' ? {} : { variant }) }
}

/** `"All"`, or for each protocol its ports: `{"TCP": "80,443-445"}`. No protocols for the empty set. */
export function jsonConnections(connections: ConnectionSet): JsonConnections {
  if (isAll(connections)) return 'All'
  const protocols = (['TCP', 'UDP', 'SCTP'] as const).filter((protocol) => connections[protocol].length > 0)
  return Object.fromEntries(
    protocols.map((protocol) => [protocol, connections[protocol].map(rangeText).join()]),
  )
}

/** A cell of a Markdown table; brackets make no links there. */
export function markdownCell(text: string): string {
  return text.replace(/[\\|[\]<>*_~`]/g, (character) => `\\${character}`)
}

function* txtLines(flows: Iterable<Flow>): Generator<string> {
  for (const { from, to, connections } of betweenPeers(flows))
    yield `${from.label} => ${to.label} : ${formatConnections(connections)}`
}

function* jsonLines(flows: Iterable<Flow>): Generator<string> {
  for (const flow of flows) yield JSON.stringify(jsonFlow(flow))
}

function* jsonDocument(flows: Iterable<Flow>): Generator<string> {
  let before: string | null = null
  yield '['
  for (const flow of flows) {
    if (before !== null) yield `${before},`
    before = `  ${JSON.stringify(jsonFlow(flow))}`
  }
  if (before !== null) yield before
  yield ']'
}

function* csvLines(flows: Iterable<Flow>): Generator<string> {
  yield 'from,to,connections'
  for (const { from, to, connections } of betweenPeers(flows))
    yield [from.label, to.label, formatConnections(connections)].map(csvField).join()
}

function* markdownLines(flows: Iterable<Flow>): Generator<string> {
  yield '| from | to | connections |'
  yield '|---|---|---|'
  for (const { from, to, connections } of betweenPeers(flows))
    yield `| ${[from.label, to.label, formatConnections(connections)].map(markdownCell).join(' | ')} |`
}

export function jsonFlow({ from, to, connections }: Flow) {
  return { from: jsonPeer(from), to: jsonPeer(to), connections: jsonConnections(connections) }
}

/** Without what a workload's pods send each other, which lists of connectivity never have. */
function* betweenPeers(flows: Iterable<Flow>): Generator<Flow> {
  for (const flow of flows) if (flow.from !== flow.to) yield flow
}

function rangeText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`
}
