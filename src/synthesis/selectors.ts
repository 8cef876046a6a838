import { meets } from '../engine/selects'
import type { NamespaceScope, Peer } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import { blockWithin } from './blocks'

export const everyPod: LabelSelector = { requirements: [] }

const nameKey = 'kubernetes.io/metadata.name'

/** Exactly the namespace of that name: the label that every namespace carries (SEMANTICS 10). */
export function namespaceNamed(name: string): Requirement {
  return { key: nameKey, operator: 'In', values: [name] }
}

/** The requirement that exactly the other label maps meet (SEMANTICS 7). Total. */
export function negated(requirement: Requirement): Requirement {
  switch (requirement.operator) {
    case 'In':
      return { ...requirement, operator: 'NotIn' }
    case 'NotIn':
      return { ...requirement, operator: 'In' }
    case 'Exists':
      return { ...requirement, operator: 'DoesNotExist' }
    case 'DoesNotExist':
      return { ...requirement, operator: 'Exists' }
  }
}

/**
 * The selector of what meets both, in as few requirements as it needs: `app In (a, b)` without `a` is `app In (b)`.
 * Null when nothing can meet both. The same object when it already implies the requirement. Total.
 */
export function narrowed(selector: LabelSelector, requirement: Requirement): LabelSelector | null {
  const { requirements } = selector
  const position = requirements.findIndex(({ key, operator }) => key === requirement.key && operator === 'In')
  const listed = requirements[position]
  if (listed?.operator === 'In') {
    const values = listed.values.filter((value) => meets(requirement, value))
    if (values.length === listed.values.length) return selector
    return values.length === 0 ? null : { requirements: requirements.with(position, { ...listed, values }) }
  }
  const others = requirements.filter(({ key }) => key === requirement.key)
  if (others.some((other) => isContrary(other, requirement))) return null
  if (others.some((other) => sameRequirement(other, requirement))) return selector
  return { requirements: withRequirement(requirements, requirement) }
}

/** Two lists of values that a key must not have are one. */
function withRequirement(requirements: readonly Requirement[], added: Requirement): readonly Requirement[] {
  const position = requirements.findIndex(({ key, operator }) => key === added.key && operator === 'NotIn')
  const listed = requirements[position]
  if (added.operator !== 'NotIn' || listed?.operator !== 'NotIn') return [...requirements, added]
  const values = [...new Set([...listed.values, ...added.values])]
  return requirements.with(position, { ...listed, values })
}

/** One text for selectors that say the same requirements in another order. */
export function selectorKey({ requirements }: LabelSelector): string {
  return JSON.stringify(requirements.map(requirementKey).toSorted())
}

// Peers never change, and most are asked about again and again.
const peerKeys = new WeakMap<Peer, string>()

/** One text for peers that say the same; places do not count. */
export function peerKey(peer: Peer): string {
  const known = peerKeys.get(peer)
  if (known !== undefined) return known
  const key =
    peer.kind === 'ipBlock'
      ? JSON.stringify(['ipBlock', peer.cidr, peer.except.toSorted()])
      : JSON.stringify([scopeKey(peer.namespaces), selectorKey(peer.podSelector)])
  peerKeys.set(peer, key)
  return key
}

/**
 * Whether one peer stands for all that another does of a policy in `namespace`, by what they say alone: fewer requirements of the
 * same kind, or a CIDR around the other. False when in doubt. Total.
 */
export function isImplied(peer: Peer, by: Peer, namespace: string): boolean {
  if (peerKey(peer) === peerKey(by)) return true
  if (peer.kind === 'ipBlock' || by.kind === 'ipBlock')
    return (
      peer.kind === 'ipBlock' &&
      by.kind === 'ipBlock' &&
      by.except.length === 0 &&
      blockWithin(peer, by.cidr).includes(peer)
    )
  const scope = ({ namespaces }: typeof peer) =>
    namespaces === 'own' ? { requirements: [namespaceNamed(namespace)] } : namespaces
  return hasAll(scope(by), scope(peer)) && hasAll(by.podSelector, peer.podSelector)
}

/** Whether the second selector has all requirements of the first, so that it selects no more. */
function hasAll(wide: LabelSelector, narrow: LabelSelector): boolean {
  return wide.requirements.every((it) => narrow.requirements.some((other) => isMetBy(it, other)))
}

/** Whether what meets the other requirement meets this one, by the values that they list. */
function isMetBy(requirement: Requirement, other: Requirement): boolean {
  if (sameRequirement(requirement, other)) return true
  if (requirement.key !== other.key || !('values' in requirement) || !('values' in other)) return false
  if (requirement.operator !== other.operator) return false
  const [few, many] = requirement.operator === 'In' ? [other, requirement] : [requirement, other]
  return few.values.every((value) => many.values.includes(value))
}

function scopeKey(scope: NamespaceScope): string {
  return scope === 'own' ? '' : selectorKey(scope)
}

function requirementKey(requirement: Requirement): string {
  const values = 'values' in requirement ? requirement.values.toSorted() : []
  return JSON.stringify([requirement.key, requirement.operator, values])
}

function sameRequirement(a: Requirement, b: Requirement): boolean {
  return requirementKey(a) === requirementKey(b)
}

function isContrary(a: Requirement, b: Requirement): boolean {
  const needsKey = (it: Requirement) => it.operator === 'In' || it.operator === 'Exists'
  if (a.operator === 'DoesNotExist') return needsKey(b)
  if (b.operator === 'DoesNotExist') return needsKey(a)
  return b.operator === 'In' && !b.values.some((value) => meets(a, value))
}
