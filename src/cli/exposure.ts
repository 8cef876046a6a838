import type { PolicyIndex } from '../engine/compile'
import { exposure, type SideExposure } from '../engine/exposure'
import { type HopDirection, reachFrom } from '../engine/hops'
import { outlook } from '../explain/outlook'
import type { Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { ExposureLine } from '../model/outlook'
import { jsonConnections, jsonPeer } from './formats'
import { workloadPeer } from './peers'

/** Lines without their ends, for each of these endpoints in turn: how far a break-in goes, who gets there, and what it is exposed to. */
export type ExposureFormatter = (index: PolicyIndex, ids: readonly EndpointId[]) => Iterable<string>

export const exposureFormatters = { txt: txtLines, jsonl: jsonLines } as const satisfies Readonly<
  Record<string, ExposureFormatter>
>

/** Every workload of a cluster, in its order. */
export function workloadIds({ cluster }: PolicyIndex): readonly EndpointId[] {
  return cluster.workloads.map(({ id }) => id)
}

function* txtLines(index: PolicyIndex, ids: readonly EndpointId[]): Generator<string> {
  for (const [i, id] of ids.entries()) {
    const endpoint = index.endpoints[index.positionOf.get(id) ?? -1]
    const found = outlook(index, id)
    if (endpoint === undefined || found === null) continue
    if (i > 0) yield ''
    yield endpoint.kind === 'external' ? rangesOf(endpoint).join(',') : workloadPeer(endpoint).label
    yield `  ${found.onward.headline}`
    yield `  ${found.inward.headline}`
    yield* (found.exposure?.ingress ?? []).map((line) => `  in   ${lineText(line)}`)
    yield* (found.exposure?.egress ?? []).map((line) => `  out  ${lineText(line)}`)
  }
}

function lineText({ danger, sentence }: ExposureLine): string {
  const words = sentence.map((part) => part.text).join('')
  return `${(danger === 'none' ? 'blocked' : danger).padEnd(8)} ${words}`
}

function* jsonLines(index: PolicyIndex, ids: readonly EndpointId[]): Generator<string> {
  for (const id of ids) {
    const position = index.positionOf.get(id) ?? -1
    const endpoint = index.endpoints[position]
    if (endpoint === undefined) continue
    const exposed = exposure(index, position)
    yield JSON.stringify({
      endpoint: jsonEnd(endpoint),
      reaches: jsonLayers(index, position, 'out'),
      reachedBy: jsonLayers(index, position, 'in'),
      ...(exposed && {
        ingress: jsonSide(exposed.ingress),
        egress: jsonSide(exposed.egress),
        entrances: exposed.entrances.map(({ service, connections }) => ({
          service: service.name,
          type: service.type,
          connections: jsonConnections(connections),
        })),
      }),
    })
  }
}

function jsonLayers(index: PolicyIndex, position: number, direction: HopDirection) {
  return reachFrom(index, position, direction).layers.map((layer) =>
    layer.flatMap(({ endpoint, via, connections }) => {
      const [end, near] = [index.endpoints[endpoint], index.endpoints[via]]
      if (end === undefined || near === undefined) return []
      return { endpoint: jsonEnd(end), via: jsonEnd(near), connections: jsonConnections(connections) }
    }),
  )
}

function jsonSide({ isIsolated, outside, future }: SideExposure) {
  return {
    isolated: isIsolated,
    outside: outside.map(({ ranges, connections }) => ({
      cidrRanges: ranges.map(({ first, last }) => `${first}-${last}`),
      connections: jsonConnections(connections),
    })),
    futurePods: future.map(({ podSelector, namespaces, connections, names, isFree, held }) => ({
      podSelector: { matchExpressions: podSelector.requirements },
      namespaceSelector: { matchExpressions: namespaces.requirements },
      connections: jsonConnections(connections),
      portNames: names.map(({ protocol, name }) => `${protocol} ${name}`),
      free: isFree,
      held: held.map((it) => ({ namespace: it.namespace, connections: jsonConnections(it.connections) })),
    })),
  }
}

function jsonEnd(endpoint: Endpoint) {
  return endpoint.kind === 'external' ? { cidrRanges: rangesOf(endpoint) } : jsonPeer(workloadPeer(endpoint))
}

function rangesOf({ ranges }: Extract<Endpoint, { readonly kind: 'external' }>): readonly string[] {
  return ranges.map(({ first, last }) => `${first}-${last}`)
}
