import type { PolicyIndex } from '../engine/compile'
import { meantLabel } from '../engine/meantLabel'
import { isIsolated, side } from '../engine/reach'
import { meets, policySelects } from '../engine/selects'
import { servicesOf, targetConnections } from '../engine/servicePorts'
import { letsEverythingThrough } from '../engine/wideRules'
import type { Service, ServicePort, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Sentence } from '../model/explanation'
import type { Gate } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import type { GateFacts, GatePeers, SelectingPolicy, ServiceFacts, Standing } from '../model/inspection'
import type { Direction, NetworkPolicy } from '../model/policy'
import { labelValue } from '../model/selector'
import { equals, isEmpty, union } from '../sets/connections'
import { code, text } from './parts'
import { matchSentence } from './selectorSentence'
import { connectionWords, requirementWords } from './words'

const mostNamespaces = 50

/**
 * What stands around one workload: the policies that select it and by which labels, those that miss it by a slip, the Services that lead
 * to it, and what each of its two sides lets through by itself. Null for what is no workload of the index. Total; linear in the
 * policies and Services of its namespace and in the endpoints.
 */
export function standing(index: PolicyIndex, id: EndpointId): Standing | null {
  const position = index.positionOf.get(id)
  const workload = index.endpoints[position ?? -1]
  if (position === undefined || workload?.kind !== 'workload') return null
  const here = index.cluster.policies.filter(({ namespace }) => namespace === workload.namespace)
  return {
    endpoint: id,
    policies: here.flatMap((policy) => selecting(index, policy, workload)),
    almost: here.flatMap((policy) => almostSelecting(index, policy, workload)),
    services: servicesOf(index.cluster.services, workload).map((it) => serviceFacts(it, workload)),
    gates: {
      ingress: gateFacts(index, 'ingress', position),
      egress: gateFacts(index, 'egress', position),
    },
  }
}

function selecting(
  { options }: PolicyIndex,
  policy: NetworkPolicy,
  workload: Workload,
): readonly SelectingPolicy[] {
  if (!policySelects(policy, workload, options)) return []
  const { id, place, policyTypes } = policy
  const rules = policyTypes.reduce((sum, direction) => sum + policy[direction].length, 0)
  return [{ policy: id, place, directions: policyTypes, rules, why: matchSentence(policy, workload.labels) }]
}

function almostSelecting(
  index: PolicyIndex,
  { id, podSelector }: NetworkPolicy,
  { labels, namespace }: Workload,
): Standing['almost'] {
  const unmet = podSelector.requirements.filter((it) => !meets(it, labelValue(labels, it.key)))
  const [only, ...others] = unmet
  if (only === undefined || others.length > 0) return []
  const meant = meantLabel(index, 'subject', only, labels, namespace)
  if (meant === null) return []
  const why: Sentence = [
    text('Likely a slip: it wants '),
    code(requirementWords(only)),
    text(', and this one has '),
    code(`${meant.key}: ${meant.value}`),
    text('.'),
  ]
  return [{ policy: id, why }]
}

function serviceFacts({ name, type, ports, place }: Service, workload: Workload): ServiceFacts {
  return { name, type, place, ports: ports.map((port) => servicePortWords(port, workload)) }
}

/** `80 → TCP 8080 (http)` (SEMANTICS 20). */
function servicePortWords(service: ServicePort, workload: Workload): string {
  const { port, targetPort } = service
  const target = targetConnections(service, workload)
  if (isEmpty(target)) return `${port} → nowhere: no port is named "${targetPort}"`
  return `${port} → ${connectionWords(target)}${typeof targetPort === 'string' ? ` (${targetPort})` : ''}`
}

interface Tally {
  workloads: number
  of: number
  connections: ConnectionSet | null
  isForEach: boolean
}

function gateFacts(index: PolicyIndex, direction: Direction, subject: number): GateFacts {
  const namespaces = new Map<string, Tally>()
  const outside = { let: 0, of: 0 }
  for (const [peer, endpoint] of index.endpoints.entries()) {
    if (peer === subject) continue
    const allowed = side(index, direction, subject, peer)
    const isLet = allowed === null || !isEmpty(allowed)
    if (endpoint.kind === 'external') {
      outside.of++
      if (isLet) outside.let++
      continue
    }
    const tally = namespaces.get(endpoint.namespace) ?? {
      workloads: 0,
      of: 0,
      connections: null,
      isForEach: true,
    }
    namespaces.set(endpoint.namespace, tally)
    tally.of++
    if (!isLet) continue
    tally.workloads++
    if (allowed === null) continue
    tally.isForEach &&= tally.connections === null || equals(tally.connections, allowed)
    tally.connections = tally.connections === null ? allowed : union(tally.connections, allowed)
  }
  const tallies = [...namespaces.values()]
  return {
    gate: gateOf(index, direction, subject),
    workloads: tallies.reduce((sum, it) => sum + it.workloads, 0),
    of: tallies.reduce((sum, it) => sum + it.of, 0),
    outside: outside.let === 0 ? 'none' : outside.let === outside.of ? 'all' : 'some',
    namespaces: peersOf(namespaces),
  }
}

function gateOf(index: PolicyIndex, direction: Direction, subject: number): Gate {
  if (!index.peers.isPod(subject)) return 'outsidePolicies'
  if (!isIsolated(index, direction, subject)) return 'open'
  return letsEverythingThrough(index, direction, subject) ? 'wide' : 'closed'
}

/** None where nothing is held back: then it is everybody. */
function peersOf(namespaces: ReadonlyMap<string, Tally>): readonly GatePeers[] {
  return [...namespaces]
    .flatMap(([namespace, { workloads, of, connections, isForEach }]) =>
      connections === null ? [] : { namespace, workloads, of, connections, isForEach },
    )
    .toSorted((a, b) => b.workloads - a.workloads || (a.namespace < b.namespace ? -1 : 1))
    .slice(0, mostNamespaces)
}
