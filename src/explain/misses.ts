import type { Sentence, SideExplanation } from '../model/explanation'
import type { Direction, NetworkPolicy, Rule, RuleRef } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { Difference, NearMiss } from '../model/verdict'
import { connectionsOf, includes, intersect, isEmpty, union } from '../sets/connections'
import { code, lineWords, listParts, peerParts, policyPart, text } from './parts'
import { endsOf, type Question } from './question'
import { connectionWords, listWords, portWords, selectorWords } from './words'

const mostMisses = 3
const mostFarMisses = 2

const dns = union(connectionsOf('UDP', 53), connectionsOf('TCP', 53))

type LabelDifference = Extract<Difference, { readonly kind: 'label' }>

/**
 * The rules that come nearest to opening what a side lacks, and what keeps each from it. Those with one difference, or else the
 * nearest with more; the rest is a number. Rules for names alone come last: everybody has one, and it was meant for nothing else.
 * Rules that open a part of what is in question are told elsewhere. Total.
 */
export function missesOf(
  question: Question,
  direction: Direction,
): Pick<SideExplanation, 'nearMisses' | 'moreMisses'> {
  const found = untold(question, direction)
  const misses = [...found.filter((it) => !isForNames(it)), ...found.filter(isForNames)]
  const near = misses.filter(({ differences }) => differences.length === 1)
  const isNear = misses[0]?.differences.length === 1
  const shown = isNear ? near.slice(0, mostMisses) : misses.slice(0, mostFarMisses)
  const left = misses.filter((miss) => !shown.includes(miss) && !isOfAnotherPolicy(miss)).length
  return {
    nearMisses: shown.flatMap((miss) => missSentence(question, direction, miss)),
    moreMisses:
      left === 0
        ? ''
        : `${left} ${shown.length > 0 ? 'more ' : ''}${left === 1 ? 'rule is' : 'rules are'} for others.`,
  }
}

function untold({ verdict, asked, nearMisses }: Question, direction: Direction): readonly NearMiss[] {
  const side = verdict[direction]
  const opening = side.kind === 'notIsolated' ? [] : side.grants
  const told = new Set(
    opening
      .filter(({ connections }) => !isEmpty(intersect(connections, asked)))
      .map(({ rule }) => keyOf(rule)),
  )
  return nearMisses[direction].filter(({ rule }) => !told.has(keyOf(rule)))
}

function keyOf({ policy, position }: RuleRef): string {
  return `${policy} ${position}`
}

/** It opens the ports of DNS only, and these are not in question. */
function isForNames({ differences }: NearMiss): boolean {
  return differences.some((it) => it.kind === 'otherPort' && includes(dns, it.granted))
}

/** The difference is in the policy itself, not in the rule: it is none of those that close the side. */
function isOfAnotherPolicy({ differences }: NearMiss): boolean {
  return differences.some((it) => it.kind === 'policyTypes' || (it.kind === 'label' && it.of === 'subject'))
}

function missSentence(question: Question, direction: Direction, miss: NearMiss): readonly Sentence[] {
  const policy = question.policies.get(miss.rule.policy)
  const rule = policy?.[direction][miss.rule.position]
  if (policy === undefined || rule === undefined) return []
  const [difference] = miss.differences
  if (isOfAnotherPolicy(miss)) return [policySentence(question, direction, policy, rule, difference)]

  const peer = miss.peer === null || rule.peers === 'any' ? undefined : rule.peers[miss.peer]
  const ports = miss.differences.find(isAboutPorts)
  const isAboutPeer = miss.differences.some((it) => !isAboutPorts(it))
  const place = (isAboutPeer ? peer?.place : undefined) ?? rule.place ?? policy.place
  const reasons = reasonsAgainst(question, direction, miss)
  return [
    [
      policyPart(policy, place),
      text(`, ${direction} rule ${miss.rule.position + 1}${lineWords(place)}, opens it`),
      ...(peer !== undefined && isAboutPeer
        ? [text(direction === 'egress' ? ' to ' : ' for '), ...peerParts(peer), ...ownWords(miss)]
        : []),
      ...(ports === undefined
        ? []
        : [text(`${isAboutPeer ? ' on ' : ' for '}${grantedWords(question, rule, ports)}`)]),
      ...(reasons.length === 0 ? [] : [text('; '), ...listParts(reasons)]),
      text('.'),
    ],
  ]
}

/** A policy that would open it, if it applied to this pod and in this direction. */
function policySentence(
  question: Question,
  direction: Direction,
  policy: NetworkPolicy,
  { place }: Rule,
  difference: Difference,
): Sentence {
  const { subjectName } = endsOf(question, direction)
  if (difference.kind !== 'label') {
    const type = direction === 'egress' ? 'Egress' : 'Ingress'
    return [
      policyPart(policy, place),
      text(`${lineWords(place)} would open it, but its policyTypes leave out ${type}.`),
    ]
  }
  return [
    policyPart(policy),
    text(`${lineWords(policy.place)} would open it, but applies to pods with `),
    code(selectorWords(policy.podSelector)),
    text(` only; ${subjectName} has `),
    ...labelParts(difference),
    text('.'),
  ]
}

function isAboutPorts({ kind }: Difference): boolean {
  return (
    kind === 'otherPort' || kind === 'otherProtocol' || kind === 'portName' || kind === 'portNameToAddress'
  )
}

function ownWords({ differences }: NearMiss): Sentence {
  const own = differences.find((it) => it.kind === 'otherNamespace')
  if (own === undefined) return []
  // Once is enough: `on TCP 80 only` follows.
  const only = differences.some(({ kind }) => kind === 'otherPort') ? '' : ' only'
  return [text(` of its own namespace, ${own.wanted},${only}`)]
}

function grantedWords({ asked }: Question, rule: Rule, difference: Difference): string {
  if (difference.kind !== 'otherPort' && difference.kind !== 'otherProtocol') return portWords(rule.ports)
  const granted = isEmpty(difference.granted) ? portWords(rule.ports) : connectionWords(difference.granted)
  if (difference.kind === 'otherPort') return `${granted} only`
  const protocols = (['UDP', 'TCP', 'SCTP'] as const).filter((it) => asked[it].length > 0)
  return `${granted} only, not for ${listWords(protocols, 'or')}`
}

/** What the ends have instead; the labels of one end side by side. */
function reasonsAgainst(
  question: Question,
  direction: Direction,
  { differences }: NearMiss,
): readonly Sentence[] {
  const { peer, peerName } = endsOf(question, direction)
  const labels = (of: LabelDifference['of']) =>
    differences.filter((it): it is LabelDifference => it.kind === 'label' && it.of === of)
  const namespace = peer.kind === 'workload' ? peer.namespace : ''
  const [ofPeer, ofNamespace] = [labels('peer'), labels('namespace')]
  const isByName = ofNamespace.some(({ requirement }) => requirement.key === 'kubernetes.io/metadata.name')
  return [
    ...(isByName || differences.some(({ kind }) => kind === 'otherNamespace')
      ? [[text(`${peerName} is in namespace ${namespace}`)]]
      : hasWords(`namespace ${namespace}`, ofNamespace)),
    ...hasWords(peerName, ofPeer),
    ...differences.flatMap((it) => otherReason(question, direction, it)),
  ]
}

function hasWords(name: string, differences: readonly LabelDifference[]): readonly Sentence[] {
  if (differences.length === 0) return []
  return [[text(`${name} has `), ...listParts(differences.map(labelParts))]]
}

/** What the labels say to a requirement that they do not meet. */
function labelParts({ requirement: { key }, actual, meant }: LabelDifference): Sentence {
  if (actual !== null) return [code(selectorWords(oneLabel(key, actual)))]
  const instead =
    meant === null ? [] : [text(', but '), code(selectorWords(oneLabel(meant.key, meant.value)))]
  return [text('no label '), code(key), ...instead]
}

function oneLabel(key: string, value: string): LabelSelector {
  return { requirements: [{ key, operator: 'In', values: [value] }] }
}

function otherReason(question: Question, direction: Direction, difference: Difference): readonly Sentence[] {
  const words = reasonWords(question, direction, difference)
  return words === null ? [] : [[text(words)]]
}

/** Null for what is said otherwise: labels and namespaces above, ports with the rule. */
function reasonWords(question: Question, direction: Direction, difference: Difference): string | null {
  const { peer, peerName } = endsOf(question, direction)
  switch (difference.kind) {
    case 'hostNetwork':
      return `${peerName} is on the host network, where no selector finds it`
    case 'selectorOnAddress':
      return 'selectors find pods, never addresses outside'
    case 'otherAddress':
      return peer.kind === 'workload'
        ? `${peerName} has ${listWords([...peer.ips, ...peer.hostIps])}`
        : `${peerName} is not in it`
    case 'except':
      return `${listWords(difference.cidrs)} is left out of it`
    case 'addressUnknown':
      return `the manifests do not say the address of ${peerName}`
    case 'addressIgnored':
      return "by this scenario's options an ipBlock never means pods"
    case 'portName': {
      const called = difference.called.map((it) => `"${it}"`)
      const instead = called.length === 0 ? '' : `, this one is ${listWords(called, 'or')}`
      return `${question.names.to} has no port of that name${instead}`
    }
    case 'portNameToAddress':
      return 'only pods give names to ports'
    default:
      return null
  }
}
