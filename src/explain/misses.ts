import { isOutsidePolicies, selects } from '../engine/selects'
import { portsOf } from '../engine/sideIndex'
import type { Workload } from '../model/cluster'
import type { SentencePart } from '../model/explanation'
import type { Direction, NetworkPolicy, Peer, Rule } from '../model/policy'
import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import type { RuleMiss } from '../model/verdict'
import { intersect, isEmpty } from '../sets/connections'
import { lineWords, peerParts, policyPart, type Sentence, text } from './parts'
import { endsOf, type Question } from './question'
import { portWords, requirementWords } from './words'

const mostMisses = 2

/**
 * Why rules that nearly fit do not open one side: the label that is missing, the namespace that was not named, the port name that
 * the destination does not have. At most two, in the order of the rules. Empty when no rule comes near. Total.
 */
export function nearMisses(
  question: Question,
  direction: Direction,
  misses: readonly RuleMiss[],
): readonly Sentence[] {
  const sentences: Sentence[] = []
  for (const { rule: ref, why } of misses) {
    const policy = question.policies.get(ref.policy)
    const rule = policy?.[direction][ref.position]
    if (policy === undefined || rule === undefined || !isAbout(question, rule)) continue
    const reason =
      why === 'namedPort' ? missingName(question, rule) : nearestPeer(question, direction, policy, rule)
    if (reason === null) continue
    const place = rule.place ?? policy.place
    const lead = text(`, ${direction} rule ${ref.position + 1}${lineWords(place)}, opens it `)
    sentences.push([policyPart(policy, place), lead, ...reason])
    if (sentences.length === mostMisses) break
  }
  return sentences
}

/** Rules for other ports than those in question are no near miss. A port name may mean any of them. */
function isAbout({ asked }: Question, rule: Rule): boolean {
  const { plain, named } = portsOf(rule)
  return named.length > 0 || !isEmpty(intersect(plain, asked))
}

function missingName({ names }: Question, { ports }: Rule): Sentence {
  return [text(`for ${portWords(ports)}, and ${names.to} has no port of that name.`)]
}

function nearestPeer(
  question: Question,
  direction: Direction,
  policy: NetworkPolicy,
  { peers }: Rule,
): Sentence | null {
  if (peers === 'any') return null
  for (const peer of peers) {
    const reason = reasonAgainst(question, direction, policy, peer)
    if (reason !== null) return [text(direction === 'egress' ? 'to ' : 'for '), ...peerParts(peer), ...reason]
  }
  return null
}

function reasonAgainst(
  question: Question,
  direction: Direction,
  policy: NetworkPolicy,
  peer: Peer,
): Sentence | null {
  const { peer: other, peerName } = endsOf(question, direction)
  if (other.kind === 'external') return null
  if (peer.kind === 'ipBlock')
    return other.ips.length > 0 ? null : [text(`; the manifests do not say the address of ${peerName}.`)]
  const missing = peer.podSelector.requirements.filter((it) => !meetsOne(it, other.labels))
  const isInScope = scopeHas(question, peer.namespaces, policy, other)
  if (missing.length === 0 && isOutsidePolicies(other, question.index.options))
    return [text(`; ${peerName} is on the host network, where no selector finds it.`)]
  if (missing.length === 0 && !isInScope) {
    const only = peer.namespaces === 'own' ? ` of its own namespace, ${policy.namespace}, only` : ''
    return [text(`${only}; ${peerName} is in namespace ${other.namespace}.`)]
  }
  const [first] = missing
  if (!isInScope || first === undefined || missing.length > 1) return null
  return [text(`; ${peerName} has `), ...labelParts(first, other.labels), text('.')]
}

function meetsOne(requirement: Requirement, labels: Labels): boolean {
  return selects({ requirements: [requirement] }, labels)
}

function scopeHas(
  { index }: Question,
  scope: LabelSelector | 'own',
  policy: NetworkPolicy,
  { namespace }: Workload,
): boolean {
  if (scope === 'own') return namespace === policy.namespace
  const labels = index.cluster.namespaces.find(({ name }) => name === namespace)?.labels
  return selects(scope, labels ?? { 'kubernetes.io/metadata.name': namespace })
}

/** What the labels say to a requirement that they do not meet. */
function labelParts(requirement: Requirement, labels: Labels): readonly SentencePart[] {
  const value = labelValue(labels, requirement.key)
  if (value === undefined) return [text('no label '), { kind: 'code', text: requirement.key }]
  return [{ kind: 'code', text: requirementWords({ key: requirement.key, operator: 'In', values: [value] }) }]
}
