import type { NetworkPolicy, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { PolicyAmendment } from './amendDocument'
import { decodeDocument } from './decode'
import type { Fact, PolicyFact } from './facts'
import { parseDocument } from './parse'

/** Whether one document, read again, says what the amendments want of it. Never throws. */
export function readsAs(text: string, amendments: readonly PolicyAmendment[]): boolean {
  const facts = factsOf(text)?.filter((fact) => fact.kind === 'policy')
  if (facts === undefined) return false
  return amendments.every((amendment) => {
    const found = facts.findLast((fact) => isNamed(amendment.want ?? amendment.was, fact))
    if (amendment.want === null) return found === undefined
    return found !== undefined && meaningOf(found) === meaningOf(amendment.want)
  })
}

/**
 * Whether a document says of everything else what it said before the amendments: an alias or a merge key elsewhere may
 * borrow the text that they change. Never throws.
 */
export function keepsOthers(before: string, after: string, amendments: readonly PolicyAmendment[]): boolean {
  const others = (text: string) =>
    factsOf(text)?.filter((fact) => fact.kind !== 'policy' || !amendments.some((it) => isAbout(it, fact)))
  const withoutPlaces = (key: string, value: unknown) => (key === 'place' ? undefined : value)
  return JSON.stringify(others(before), withoutPlaces) === JSON.stringify(others(after), withoutPlaces)
}

/** What one document says; undefined when it cannot be read. Never throws. */
export function factsOf(text: string): readonly Fact[] | undefined {
  const outcome = parseDocument(text)
  return outcome.kind === 'failed' ? undefined : decodeDocument(outcome.document).facts
}

function isAbout({ was, want }: PolicyAmendment, fact: PolicyFact): boolean {
  return isNamed(was, fact) || (want !== null && isNamed(want, fact))
}

function isNamed(policy: NetworkPolicy, { name, namespace }: PolicyFact): boolean {
  return name === policy.name && (namespace ?? policy.namespace) === policy.namespace
}

type Said = Pick<PolicyFact & NetworkPolicy, 'podSelector' | 'policyTypes' | 'ingress' | 'egress'>

/** The same text for policies that differ in places, and in the order where order means nothing, alone. */
export function meaningOf({ podSelector, policyTypes, ingress, egress }: Said): string {
  const rules = [ingress, egress].map((list) => list.map(ruleMeaning))
  return JSON.stringify([selectorMeaning(podSelector), [...policyTypes].sort(), rules])
}

function ruleMeaning({ peers, ports }: Rule): unknown {
  const from =
    peers === 'any'
      ? peers
      : peers.map((peer) =>
          peer.kind === 'ipBlock'
            ? [peer.cidr, peer.except]
            : [
                selectorMeaning(peer.podSelector),
                peer.namespaces === 'own' ? 'own' : selectorMeaning(peer.namespaces),
              ],
        )
  const on =
    ports === 'any'
      ? ports
      : ports.map((port) =>
          port.kind === 'named' ? [port.protocol, port.name] : [port.protocol, port.first, port.last],
        )
  return [from, on]
}

function selectorMeaning({ requirements }: LabelSelector): readonly string[] {
  return requirements
    .map((it) => JSON.stringify([it.key, it.operator, 'values' in it ? it.values : []]))
    .sort()
}
