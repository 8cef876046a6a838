/**
 * Rendered manifests of real applications, with the flows that another evaluator found in them: no truth, a baseline that
 * ours must not leave unnoticed. Its model, bridged here alone: hostNetwork pods are ordinary pods; pods are listed one
 * by one as `namespace/name-0` and so on, of each workload two at most; a pod and itself never; addresses are IPv4.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Protocol } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { connectionsOf, formatConnections, unionAll } from '../sets/connections'
import { manifestFile } from './build'
import { compareLists, ipv4Ranges, type Line, type ListedPeer, linesOf, parsePeer } from './conformanceLists'
import { type Judged, refusals } from './judged'
import { evaluate } from './scenario'

const options: ScenarioOptions = { ...defaultOptions, hostNetworkPods: 'ordinary' }

interface OracleFlow {
  readonly src: string
  readonly dst: string
  readonly protocol: Protocol
  readonly portRange: string
}

interface CaseFacts {
  readonly kinds: { readonly NetworkPolicy: number }
}

/** Compares all flows in `folder` with the baseline, and the number of its policies with those that were read. */
export function judgeRealworld(folder: string): Judged {
  const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')
  const { reading, index } = evaluate([manifestFile('manifests.yaml', textOf('manifests.yaml'))], options)
  const { kinds } = JSON.parse(textOf('SOURCE.json')) as CaseFacts
  const policies = reading.cluster.policies.length
  const miscounts =
    policies === kinds.NetworkPolicy
      ? []
      : [`${basename(folder)}: ${kinds.NetworkPolicy} policies should be read, ${policies} are`]
  const flows = textOf('oracle.jsonl')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OracleFlow)
  const { points, differences } = compareLists(basename(folder), baselineLines(flows), linesOf(index, podsOf))
  return { points, differences: [...refusals(reading), ...miscounts, ...differences], leftOut: 0 }
}

function baselineLines(flows: readonly OracleFlow[]): readonly Line[] {
  const pairs = new Map<string, { src: string; dst: string; parts: ConnectionSet[] }>()
  for (const { src, dst, protocol, portRange } of flows) {
    const [first, last = first] = portRange.split('-').map(Number)
    if (first === undefined || last === undefined) throw new Error(`not a range of ports: ${portRange}`)
    const pair = pairs.get(`${src} ${dst}`) ?? { src, dst, parts: [] }
    pair.parts.push(connectionsOf(protocol, first, last))
    pairs.set(`${src} ${dst}`, pair)
  }
  return [...pairs.values()].map(({ src, dst, parts }) => ({
    from: parsePeer(src.replace(/^external:/, '')),
    to: parsePeer(dst.replace(/^external:/, '')),
    says: formatConnections(unionAll(parts)),
  }))
}

function podsOf(endpoint: Endpoint): readonly ListedPeer[] {
  if (endpoint.kind === 'external') return ipv4Ranges(endpoint)
  const { namespace, name, replicas } = endpoint
  return replicas > 1 ? [`${namespace}/${name}-0`, `${namespace}/${name}-1`] : [`${namespace}/${name}-0`]
}
