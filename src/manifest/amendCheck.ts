import type { NetworkPolicy, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { PolicyAmendment } from './amendDocument'
import { decodeDocument } from './decode'
import type { PolicyFact } from './facts'
import { parseDocument } from './parse'

/** Whether one document, read again, says what the amendments want of it. Never throws. */
export function readsAs(text: string, amendments: readonly PolicyAmendment[]): boolean {
  const outcome = parseDocument(text)
  if (outcome.kind === 'failed') return false
  const facts = decodeDocument(outcome.document).facts.filter((fact) => fact.kind === 'policy')
  return amendments.every(({ was, want }) => {
    const found = facts.findLast(
      ({ name, namespace }) => name === was.name && (namespace ?? was.namespace) === was.namespace,
    )
    if (want === null) return found === undefined
    return found !== undefined && meaningOf(found) === meaningOf(want)
  })
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
