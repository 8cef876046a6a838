/**
 * Cases of np-guard: a folder of manifests, and the list of connections that its analyzer printed for it.
 *
 * Where its model is not ours, this file alone bridges it:
 * - hostNetwork pods are ordinary pods, and an ipBlock never matches a pod: both are options of our scenario.
 * - A peer is an owner, `namespace/name[Kind]`; one pod stands for all. Ours may be several endpoints, which must then agree.
 * - What a workload sends to itself, replicas included, is never listed.
 * - External addresses are IPv4, cut globally and never merged again: both sides are cut along each other's edges, then compared.
 * - `{ingress-controller}` stands for what Ingress and Route objects let in, which no policy says: left out and counted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { Endpoint } from '../model/cluster'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress } from '../sets/addresses'
import { formatConnections, isEmpty } from '../sets/connections'
import { manifestFile } from './build'
import { type Judged, refusals } from './judged'
import { evaluate } from './scenario'

const options: ScenarioOptions = {
  ipBlockMatchesPods: 'never',
  hostNetworkPods: 'ordinary',
  defaultNamespace: 'default',
}

/** A peer of the list: a workload by its text, or a range of IPv4 addresses. */
type Peer = string | AddressRange

interface AddressRange {
  readonly first: bigint
  readonly last: bigint
}

interface Line {
  readonly from: Peer
  readonly to: Peer
  readonly connections: string
}

/** Compares the connections of all pairs in `folder` with np-guard's; pairs that neither lists have none, and are no points. */
export function judgeNpguard(folder: string): Judged {
  const lines = readFileSync(join(folder, 'expected.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const comparable = lines.filter((line) => !line.startsWith('{ingress-controller} '))
  const theirs = comparable.map(parseLine)
  const { reading, index } = evaluate(filesIn(join(folder, 'manifests')), options)
  const ours = ourLines(index)

  const edges = edgesOf([...theirs, ...ours])
  const expected = byPair(theirs, edges)
  const actual = byPair(ours, edges)
  const pairs = new Set([...expected.keys(), ...actual.keys()])
  const differences = [...pairs].flatMap((pair) => {
    const [want = 'nothing', got = 'nothing'] = [textOf(expected.get(pair)), textOf(actual.get(pair))]
    return want === got ? [] : [`${folder}: ${pair} should be ${want} and is ${got}`]
  })
  return {
    points: pairs.size,
    differences: [...refusals(reading), ...differences],
    leftOut: lines.length - comparable.length,
  }
}

function filesIn(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => manifestFile(name, readFileSync(join(folder, name), 'utf8')))
}

function parseLine(line: string): Line {
  const match = /^(\S+) => (\S+) : (.+?)\r?$/.exec(line)
  if (match === null) throw new Error(`not a line of np-guard's list: ${line}`)
  const [, from = '', to = '', connections = ''] = match
  return { from: parsePeer(from), to: parsePeer(to), connections }
}

function parsePeer(text: string): Peer {
  const match = /^([0-9.]+)-([0-9.]+)\[External\]$/.exec(text)
  if (match === null) return text
  const [, first = '', last = ''] = match
  return { first: ipv4(first), last: ipv4(last) }
}

function ipv4(address: string): bigint {
  const parsed = parseAddress(address)
  if (parsed?.version !== 4) throw new Error(`not an IPv4 address: ${address}`)
  return parsed.value
}

function ourLines(index: PolicyIndex): readonly Line[] {
  const { endpoints } = index
  return endpoints.flatMap((sender, from) =>
    endpoints.flatMap((receiver, to) => {
      const connections = reach(index, from, to)
      if (isEmpty(connections)) return []
      const text = formatConnections(connections)
      return peersOf(sender).flatMap((a) =>
        peersOf(receiver).flatMap((b) => (a === b ? [] : [{ from: a, to: b, connections: text }])),
      )
    }),
  )
}

function peersOf(endpoint: Endpoint): readonly Peer[] {
  if (endpoint.kind === 'workload')
    return [`${endpoint.namespace}/${endpoint.name}[${endpoint.workloadKind}]`]
  return endpoint.ranges
    .filter(({ first }) => !first.includes(':'))
    .map(({ first, last }) => ({ first: ipv4(first), last: ipv4(last) }))
}

/** Where a range of any of the lines begins, or ends before, in order. */
function edgesOf(lines: readonly Line[]): readonly bigint[] {
  const ranges = lines.flatMap(({ from, to }) => [from, to]).filter((it) => typeof it !== 'string')
  const edges = new Set(ranges.flatMap(({ first, last }) => [first, last + 1n]))
  return [...edges].sort((a, b) => (a < b ? -1 : 1))
}

/** The connections of each pair of workloads and elementary ranges; several texts where endpoints of one owner disagree. */
function byPair(lines: readonly Line[], edges: readonly bigint[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>()
  for (const { from, to, connections } of lines) {
    for (const a of piecesOf(from, edges)) {
      for (const b of piecesOf(to, edges)) {
        const pair = `${a} => ${b}`
        pairs.set(pair, (pairs.get(pair) ?? new Set()).add(connections))
      }
    }
  }
  return pairs
}

function piecesOf(peer: Peer, edges: readonly bigint[]): readonly string[] {
  if (typeof peer === 'string') return [peer]
  return edges.filter((edge) => peer.first <= edge && edge <= peer.last).map((edge) => `from ${edge}`)
}

function textOf(connections: ReadonlySet<string> | undefined): string | undefined {
  return connections && [...connections].sort().join(' or ')
}
