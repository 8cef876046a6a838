import type { Direction, OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { everyPod, namespaceNamed } from './selectors'
import type { Parameter, PolicyParts } from './template'

/** Of which pods the policy is; most templates ask for it. */
export const podsParameter: Parameter = {
  name: 'pods',
  type: 'labels',
  label: 'Pods',
  hint: 'Labels such as app=web. Empty means all pods of the namespace, those that come later too.',
  value: '',
  isRequired: false,
}

/** A policy with rules in one direction. Total. */
export function oneWay(
  direction: Direction,
  podSelector: LabelSelector,
  rules: readonly Rule[],
): PolicyParts {
  return { podSelector, policyTypes: [direction], ingress: [], egress: [], [direction]: rules }
}

export function ruleFor(peers: OneOrMore<Peer>, ports: OneOrMore<PortMatch> | 'any'): Rule {
  return { peers, ports, place: null }
}

export function podsOf(namespace: string, podSelector: LabelSelector): Peer {
  const namespaces = { requirements: [namespaceNamed(namespace)] }
  return { kind: 'pods', podSelector, namespaces, place: null }
}

export function ownPods(podSelector: LabelSelector = everyPod): Peer {
  return { kind: 'pods', podSelector, namespaces: 'own', place: null }
}

export function addresses(cidr: string, except: readonly string[] = []): Peer {
  return { kind: 'ipBlock', cidr, except, place: null }
}
