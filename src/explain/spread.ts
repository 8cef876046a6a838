import type { PolicyIndex } from '../engine/compile'
import { type Hop, type HopDirection, type Hops, reachFrom } from '../engine/hops'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Spread, SpreadHop } from '../model/outlook'
import { equals } from '../sets/connections'
import { connectionWords, endpointWords } from './words'

/** More of one layer nobody reads; the count says how many there are. */
const shownHops = 100

/**
 * How far somebody gets who has taken an endpoint (`out`), or from how far somebody gets to it (`in`), hop by hop, on declared ports.
 * Total; costs `reachFrom`.
 */
export function spreadOf(index: PolicyIndex, position: number, direction: HopDirection): Spread {
  const hops = reachFrom(index, position, direction)
  return {
    headline: headlineOf(index, hops),
    layers: hops.layers.map((layer) => ({
      count: layer.length,
      hops: layer.slice(0, shownHops).flatMap((hop) => hopOf(index, hop, direction)),
    })),
  }
}

function hopOf({ endpoints }: PolicyIndex, hop: Hop, direction: HopDirection): readonly SpreadHop[] {
  const [endpoint, via] = [endpoints[hop.endpoint], endpoints[hop.via]]
  if (endpoint === undefined || via === undefined) return []
  const [from, to] = direction === 'out' ? [via, endpoint] : [endpoint, via]
  return [{ endpoint: endpoint.id, from: from.id, to: to.id, connections: hop.connections }]
}

function headlineOf(index: PolicyIndex, hops: Hops): string {
  const start = index.endpoints[hops.start]
  if (start === undefined) return ''
  const parts = [...workloadWords(index, hops), ...outsideWords(index, hops)]
  if (parts.length === 0) return nothingWords(start, hops.direction)
  const all = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`
  if (hops.direction === 'in') return `${capital(nameOf(start))} can be reached from ${all}.`
  return start.kind === 'external'
    ? `From ${nameOf(start)}: ${all}.`
    : `If ${nameOf(start)} is taken over: ${all}.`
}

function nothingWords(start: Endpoint, direction: HopDirection): string {
  if (direction === 'in') return `Nothing can reach ${nameOf(start)}.`
  return start.kind === 'external'
    ? `${capital(nameOf(start))} can reach nothing.`
    : `If ${nameOf(start)} is taken over, it ends there: it can reach nothing else.`
}

function nameOf(endpoint: Endpoint): string {
  return endpoint.kind === 'external' && endpoint.isRest ? 'the internet' : endpointWords(endpoint)
}

function capital(words: string): string {
  return words.startsWith('the ') ? `T${words.slice(1)}` : words
}

/** `3 workloads in one step`, `7 in two`, `9 in five`: the first two layers and the last. */
function workloadWords({ endpoints }: PolicyIndex, { start, layers }: Hops): readonly string[] {
  const isWorkload = (position: number) => endpoints[position]?.kind === 'workload'
  const others = endpoints.reduce((sum, _, at) => sum + (at !== start && isWorkload(at) ? 1 : 0), 0)
  let count = 0
  const grown = layers.flatMap((layer, i) => {
    const more = layer.filter(({ endpoint }) => isWorkload(endpoint)).length
    count += more
    return more === 0 ? [] : { steps: i + 1, count }
  })
  return [...new Set([grown[0], grown[1], grown.at(-1)])].flatMap((it, i) => {
    if (it === undefined) return []
    const isEvery = it.count === others && others > 2
    const noun = i > 0 ? '' : it.count === 1 && !isEvery ? ' workload' : ' workloads'
    const howMany = isEvery ? `all ${others}` : `${it.count}`
    return `${howMany}${noun} in ${stepWords(it.steps)}${i === 0 ? (it.steps === 1 ? ' step' : ' steps') : ''}`
  })
}

function outsideWords(index: PolicyIndex, { start, direction, layers }: Hops): readonly string[] {
  // Who starts outside has gained nothing there.
  if (index.endpoints[start]?.kind === 'external') return []
  const isOutside = ({ endpoint }: Hop) => index.endpoints[endpoint]?.kind === 'external'
  const steps = layers.findIndex((layer) => layer.some(isOutside)) + 1
  const outside = layers.flatMap((layer) => layer.filter(isOutside))
  const [first] = outside
  if (first === undefined) return []
  const blocks = index.endpoints.filter(({ kind }) => kind === 'external').length
  const isEverything = outside.length === blocks
  const who = isEverything ? 'all of the internet' : 'some addresses outside'
  const isAlike = outside.every(({ connections }) => equals(connections, first.connections))
  // What comes in from outside does so on the first of many steps; how far that is says more.
  const ports = isAlike && (direction === 'out' || steps === 1) ? onPorts(first.connections) : ''
  return [`${who}${ports}${steps === 1 ? '' : ` in ${stepWords(steps)} steps`}`]
}

function onPorts(connections: ConnectionSet): string {
  return ` on ${connectionWords(connections)}`
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function stepWords(steps: number): string {
  return numbers[steps - 1] ?? `${steps}`
}
