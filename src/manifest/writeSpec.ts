import type { Direction, NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import type { Json } from '../model/shared'
import type { Convention } from './convention'

/** The model's parts as the API's objects, fields in the order of the Kubernetes documentation. Total; linear. */
export function policyObject(policy: NetworkPolicy, { labels, annotations }: Convention): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: policy.name,
      namespace: policy.namespace,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    spec: specObject(policy),
  }
}

/** A direction without rules is left out: its policy type alone isolates (SEMANTICS 3). */
export function specObject(policy: NetworkPolicy): { readonly [key: string]: Json } {
  const { podSelector, policyTypes, ingress, egress } = policy
  return {
    podSelector: selectorObject(podSelector),
    policyTypes: policyTypes.map(policyTypeName),
    ...(ingress.length > 0 ? { ingress: ingress.map((rule) => ruleObject('ingress', rule)) } : {}),
    ...(egress.length > 0 ? { egress: egress.map((rule) => ruleObject('egress', rule)) } : {}),
  }
}

export function policyTypeName(direction: Direction): string {
  return direction === 'ingress' ? 'Ingress' : 'Egress'
}

/** The field that holds a rule's peers. */
export function peersKey(direction: Direction): 'from' | 'to' {
  return direction === 'ingress' ? 'from' : 'to'
}

export function ruleObject(direction: Direction, { peers, ports }: Rule): Json {
  return {
    ...(peers === 'any' ? {} : { [peersKey(direction)]: peers.map(peerObject) }),
    ...(ports === 'any' ? {} : { ports: ports.map(portObject) }),
  }
}

export function peerObject(peer: Peer): Json {
  if (peer.kind === 'ipBlock')
    return { ipBlock: { cidr: peer.cidr, ...(peer.except.length > 0 ? { except: peer.except } : {}) } }
  if (peer.namespaces === 'own') return { podSelector: selectorObject(peer.podSelector) }
  const namespaceSelector = selectorObject(peer.namespaces)
  if (peer.podSelector.requirements.length === 0) return { namespaceSelector }
  return { namespaceSelector, podSelector: selectorObject(peer.podSelector) }
}

export function portObject(port: PortMatch): Json {
  const { protocol } = port
  if (port.kind === 'named') return { protocol, port: port.name }
  if (port.first <= 1 && port.last >= 65535) return { protocol }
  return { protocol, port: port.first, ...(port.last === port.first ? {} : { endPort: port.last }) }
}

/** The first `In` with one value of each key is a matchLabel; everything else an expression. */
export function selectorObject({ requirements }: LabelSelector): Json {
  const matchLabels: Record<string, Json> = {}
  const matchExpressions: Json[] = []
  for (const requirement of requirements) {
    const value = singleValue(requirement)
    if (value === null || Object.hasOwn(matchLabels, requirement.key))
      matchExpressions.push(expressionObject(requirement))
    else matchLabels[requirement.key] = value
  }
  return {
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels } : {}),
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
  }
}

function singleValue(requirement: Requirement): string | null {
  if (requirement.operator !== 'In' || requirement.values.length !== 1) return null
  return requirement.values[0] ?? null
}

function expressionObject(requirement: Requirement): Json {
  const { key, operator } = requirement
  return 'values' in requirement ? { key, operator, values: requirement.values } : { key, operator }
}
