import type { PolicyIndex } from '../engine/compile'
import { sentBy } from '../engine/hiddenClients'
import { judge } from '../engine/judge'
import { side } from '../engine/reach'
import type { ServicesByWorkload } from '../engine/servicePorts'
import type { ContainerPort, Endpoint, Service } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Sentence } from '../model/explanation'
import type { Direction } from '../model/policy'
import { labelValue } from '../model/selector'
import { connectionsOf, intersect, isEmpty, noConnections, union, unionAll } from '../sets/connections'
import { policyPart, text } from './parts'
import { endpointWords, listWords } from './words'

/** Why the manifests suggest that a flow is needed, the strongest reason first; the last one is for names alone. */
export const reasons = [
  'granted',
  'entrance',
  'ingressController',
  'monitoring',
  'service',
  'closedServer',
] as const

export type Reason = (typeof reasons)[number]

export interface Need {
  readonly reason: Reason
  readonly connections: ConnectionSet
}

/** What a workload is asked for, by Services and by its ports' names. */
export interface Demand {
  /** Where Services send to it. */
  readonly served: ConnectionSet
  /** Where Services bring it traffic from outside. */
  readonly entered: ConnectionSet
  readonly metrics: ConnectionSet
}

/** What a sender does for others, by its name; `plain` for most. */
export type Role = 'plain' | 'ingressController' | 'monitoring'

/** What the manifests say about who asks an endpoint for what. Total. */
export function demandOf(endpoint: Endpoint | undefined, services: ServicesByWorkload): Demand {
  if (endpoint?.kind !== 'workload') return noDemand
  const own = services.get(endpoint.id) ?? []
  const entrances = own.filter(isEntrance)
  return {
    served: sentBy(own, endpoint),
    entered: sentBy(entrances, endpoint),
    metrics: unionAll(
      endpoint.ports.filter(isForMetrics).map(({ protocol, port }) => connectionsOf(protocol, port)),
    ),
  }
}

/** By the names that such workloads usually have. */
export function roleOf(endpoint: Endpoint | undefined): Role {
  if (endpoint?.kind !== 'workload') return 'plain'
  const { name, namespace, labels } = endpoint
  const said = ['app.kubernetes.io/name', 'app.kubernetes.io/component', 'app', 'k8s-app'].map((key) =>
    labelValue(labels, key),
  )
  const words = [name, namespace, ...said].join(' ')
  if (/\b(ingress-nginx|nginx-ingress|ingress-controller|traefik|contour|haproxy-ingress)\b/.test(words))
    return 'ingressController'
  return /\b(prometheus|vmagent|grafana-agent|otel-collector)\b/.test([name, ...said].join(' '))
    ? 'monitoring'
    : 'plain'
}

/**
 * What of a flow that stops somebody likely needs, by the strongest reason alone; null when nothing suggests it. `named` is what
 * rules that name the other end still grant on one of the sides. Total.
 */
export function needOf(
  removed: ConnectionSet,
  named: ConnectionSet,
  from: { readonly endpoint: Endpoint | undefined; readonly role: Role },
  to: { readonly endpoint: Endpoint | undefined; readonly demand: Demand },
): Need | null {
  const { served, entered, metrics } = to.demand
  const namespace = from.endpoint?.kind === 'workload' ? from.endpoint.namespace : null
  const isNeighbour = to.endpoint?.kind === 'workload' && to.endpoint.namespace === namespace
  const asked: Record<Reason, ConnectionSet> = {
    granted: named,
    entrance: namespace === null ? entered : noConnections,
    ingressController: from.role === 'ingressController' ? served : noConnections,
    monitoring: from.role === 'monitoring' ? metrics : noConnections,
    service: isNeighbour ? served : noConnections,
    closedServer: noConnections,
  }
  for (const reason of reasons) {
    if (isEmpty(asked[reason])) continue
    const connections = intersect(removed, asked[reason])
    if (!isEmpty(connections)) return { reason, connections }
  }
  return null
}

/** What rules of either end that name the other grant. `naming` is an index without its wide rules. Total. */
export function namedBy(naming: PolicyIndex, from: number, to: number): ConnectionSet {
  const egress = side(naming, 'egress', from, to) ?? noConnections
  const ingress = side(naming, 'ingress', to, from) ?? noConnections
  return union(egress, ingress)
}

/** The reason as a sentence about one pair that it holds for. Total. */
export function needSentence(
  naming: PolicyIndex,
  services: ServicesByWorkload,
  { reason, connections }: Need,
  from: Endpoint,
  to: Endpoint,
): Sentence {
  const [sender, receiver] = [endpointWords(from), endpointWords(to)]
  const behind = to.kind === 'workload' ? (services.get(to.id) ?? []) : []
  switch (reason) {
    case 'granted':
      return grantSentence(naming, connections, from, to)
    case 'entrance': {
      const names = behind.filter(isEntrance).map(({ name, type }) => `${type} ${name}`)
      return [text(`Service ${listWords(names)} brings ${receiver} traffic from outside.`)]
    }
    case 'ingressController':
      return [text(`${sender} looks like an ingress controller, and ${receiver} has a Service.`)]
    case 'monitoring':
      return [text(`${sender} looks like it collects metrics, and ${receiver} serves them here.`)]
    case 'closedServer':
      return [text(`${receiver} does not let them in: keeping DNS open is about what pods send.`)]
    case 'service': {
      const names = behind.filter((it) => isServedBy(it, to, connections)).map(({ name }) => name)
      return [text(`Service ${listWords(names)} offers it to the namespace.`)]
    }
  }
}

function grantSentence(
  naming: PolicyIndex,
  connections: ConnectionSet,
  from: Endpoint,
  to: Endpoint,
): Sentence {
  const verdict = judge(naming, from.id, to.id)
  for (const direction of ['ingress', 'egress'] as const satisfies readonly Direction[]) {
    const half = verdict?.[direction]
    if (half?.kind !== 'isolated') continue
    const grant = half.grants.find((it) => !isEmpty(intersect(it.connections, connections)))
    const policy = naming.cluster.policies.find(({ id }) => id === grant?.rule.policy)
    if (policy === undefined) continue
    const verb = direction === 'ingress' ? ' lets it in' : ' lets it out'
    return [text('Policy '), policyPart(policy), text(`${verb}, on one side alone.`)]
  }
  return [text('A policy allows it on one side.')]
}

function isServedBy(service: Service, to: Endpoint, connections: ConnectionSet): boolean {
  return to.kind === 'workload' && !isEmpty(intersect(sentBy([service], to), connections))
}

function isEntrance({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort'
}

function isForMetrics({ name }: ContainerPort): boolean {
  return name !== null && /metrics|prom/.test(name)
}

const noDemand: Demand = { served: noConnections, entered: noConnections, metrics: noConnections }
