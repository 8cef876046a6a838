import type { NetworkPolicy, Protocol, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { AskedPorts } from './namedPorts'
import type { NamespaceIndex } from './namespaceIndex'

/** The label keys that podSelectors ask for, with the values that they list. */
export type LabelMentions = ReadonlyMap<string, ReadonlySet<string>>

/** All that policies ask of pods. Pods that answer all of it alike are alike to these policies, whatever else they carry. */
export interface Mentions {
  /** Whether any podSelector asks for a label key. */
  readonly hasKey: (key: string) => boolean
  /** What the podSelectors ask for that can select pods of a namespace: its own policies', and peers' whose namespaceSelector selects it. */
  readonly of: (namespace: string) => readonly LabelMentions[]
  readonly ports: AskedPorts
}

/** Gathers what the podSelectors and the named ports of policies mention, inert rules included. Total; linear in the policies. */
export function mentionsOf(policies: readonly NetworkPolicy[], namespaces: NamespaceIndex): Mentions {
  const gathering = createGathering(namespaces)
  for (const policy of policies) {
    gathering.add(gathering.own(policy.namespace), policy.podSelector)
    for (const rule of policy.ingress) addRule(gathering, policy.namespace, rule)
    for (const rule of policy.egress) addRule(gathering, policy.namespace, rule)
  }
  const { keys, ports, ownMentions, reaching } = gathering
  return {
    hasKey: (key) => keys.has(key),
    of: (namespace) => [ownMentions.get(namespace) ?? [], reaching.get(namespace) ?? []].flat(),
    ports,
  }
}

type Gathering = ReturnType<typeof createGathering>
type Gathered = Map<string, Set<string>>

function createGathering(namespaces: NamespaceIndex) {
  const keys = new Set<string>()
  const ownMentions = new Map<string, Gathered>()
  // A namespaceSelector's answer is one object however often it is asked, so that it is the key.
  const bySelected = new Map<readonly string[], Gathered>()
  const reaching = new Map<string, Gathered[]>()
  return {
    keys,
    ports: new Map<string, Set<Protocol>>(),
    ownMentions,
    reaching,
    own: (namespace: string) => entryOf(ownMentions, namespace, () => new Map()),
    selected: (namespaceSelector: LabelSelector) => {
      const names = namespaces.matching(namespaceSelector)
      return entryOf(bySelected, names, () => {
        const mentions: Gathered = new Map()
        for (const name of names) entryOf(reaching, name, () => []).push(mentions)
        return mentions
      })
    },
    add: (mentions: Gathered, { requirements }: LabelSelector) => {
      for (const requirement of requirements) {
        keys.add(requirement.key)
        const listed = entryOf(mentions, requirement.key, () => new Set<string>())
        if ('values' in requirement) for (const value of requirement.values) listed.add(value)
      }
    },
  }
}

function addRule(gathering: Gathering, namespace: string, rule: Rule): void {
  if (rule.peers !== 'any') {
    for (const peer of rule.peers) {
      if (peer.kind !== 'pods' || peer.podSelector.requirements.length === 0) continue
      const { namespaces, podSelector } = peer
      gathering.add(
        namespaces === 'own' ? gathering.own(namespace) : gathering.selected(namespaces),
        podSelector,
      )
    }
  }
  if (rule.ports !== 'any')
    for (const port of rule.ports)
      if (port.kind === 'named')
        entryOf(gathering.ports, port.name, () => new Set<Protocol>()).add(port.protocol)
}

function entryOf<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key)
  if (known !== undefined) return known
  const made = make()
  values.set(key, made)
  return made
}
