import type { NetworkPolicy, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { type NamedPortKey, namedPortKey } from './namedPorts'

/** All that policies ask of pods. Pods that answer all of it alike are alike to these policies, whatever else they carry. */
export interface Mentions {
  /** The label keys that podSelectors ask for, with the values that they list. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
  readonly ports: ReadonlySet<NamedPortKey>
}

/** Gathers what the podSelectors and the named ports of policies mention, inert rules included. Total; linear in the policies. */
export function mentionsOf(policies: readonly NetworkPolicy[]): Mentions {
  const values = new Map<string, Set<string>>()
  const ports = new Set<NamedPortKey>()
  for (const policy of policies) {
    mention(values, policy.podSelector)
    for (const rule of policy.ingress) mentionRule(values, ports, rule)
    for (const rule of policy.egress) mentionRule(values, ports, rule)
  }
  return { values, ports }
}

function mentionRule(values: Map<string, Set<string>>, ports: Set<NamedPortKey>, rule: Rule): void {
  if (rule.peers !== 'any')
    for (const peer of rule.peers) if (peer.kind === 'pods') mention(values, peer.podSelector)
  if (rule.ports !== 'any')
    for (const port of rule.ports) if (port.kind === 'named') ports.add(namedPortKey(port))
}

function mention(values: Map<string, Set<string>>, { requirements }: LabelSelector): void {
  for (const requirement of requirements) {
    const listed = values.get(requirement.key) ?? new Set<string>()
    values.set(requirement.key, listed)
    if ('values' in requirement) for (const value of requirement.values) listed.add(value)
  }
}
