import type { PolicyIndex } from '../engine/compile'
import { type IdleRule, type RuleGrants, ruleGrants } from '../engine/ruleGrants'
import type { Sentence } from '../model/explanation'
import type { PolicyId } from '../model/ids'
import type { DirectionFacts, PolicyFacts, RuleFacts } from '../model/inspection'
import type { Direction, NetworkPolicy, Rule, RuleRef } from '../model/policy'
import { nobodySelected, noPeerSentences } from './nobody'
import { code, lineWords, listParts, policyPart, text } from './parts'
import { peersOfRule } from './peersOfRule'
import { selectorSentence } from './selectorSentence'
import { someEndpoints } from './someEndpoints'
import { listWords } from './words'

const mostCovering = 3

/** A rule of a policy in words, as the comment above it in YAML that we write. */
type RuleWords = (
  direction: Direction,
  podSelector: NetworkPolicy['podSelector'],
  rule: Rule,
  peersAs?: string,
) => string

/**
 * What a policy does in the cluster: whom it selects, in which directions it isolates them, and for each of its rules how many flows it
 * grants, how many hang on it, and if none does, why. Null for a policy that the index does not have. Restates `ruleGrants` and decides
 * nothing; costs what that costs, and where nobody is selected the labels of the pods that could be.
 */
export function policyFacts(index: PolicyIndex, id: PolicyId, wordsOf: RuleWords): PolicyFacts | null {
  const policy = index.cluster.policies.find((it) => it.id === id)
  const grants = ruleGrants(index, id)
  if (policy === undefined || grants === null) return null
  const selected = index.peers.podsIn(policy.namespace, policy.podSelector)
  return {
    policy: id,
    place: policy.place,
    selector: selectorSentence(policy),
    selected: someEndpoints(index, selected),
    missing: selected.length === 0 ? nobodySelected(index, policy) : null,
    directions: (['ingress', 'egress'] as const).map((it) => directionFacts(policy, it)),
    rules: grants.flatMap((it) => ruleFacts(index, policy, it, wordsOf)),
  }
}

function directionFacts(policy: NetworkPolicy, direction: Direction): DirectionFacts {
  const isIsolating = policy.policyTypes.includes(direction)
  return { direction, isIsolating, sentence: directionSentence(policy, direction, isIsolating) }
}

const typeName: Record<Direction, string> = { ingress: 'Ingress', egress: 'Egress' }

function directionSentence(policy: NetworkPolicy, direction: Direction, isIsolating: boolean): Sentence {
  const rules = policy[direction]
  if (!isIsolating) {
    if (rules.length === 0) return [text(`Says nothing of ${direction}.`)]
    const inert =
      rules.length === 1
        ? `1 ${direction} rule does nothing`
        : `${rules.length} ${direction} rules do nothing`
    return [
      text(`Does not isolate for ${direction}, and its ${inert}: `),
      code(typeName[direction]),
      text(' is not among its '),
      code('policyTypes'),
      text('.'),
    ]
  }
  const passes = direction === 'ingress' ? 'comes in' : 'goes out'
  if (rules.length === 0)
    return [text(`Isolates for ${direction}, and has no rule: by itself nothing ${passes}.`)]
  if (rules.some(({ peers, ports }) => peers === 'any' && ports === 'any'))
    return [text(`Isolates for ${direction}, and has a rule by which everything ${passes}.`)]
  return [text(`Isolates for ${direction}: only what rules allow ${passes}.`)]
}

function ruleFacts(
  index: PolicyIndex,
  policy: NetworkPolicy,
  { direction, position, flows, needed, idle }: RuleGrants,
  wordsOf: RuleWords,
): readonly RuleFacts[] {
  const rule = policy[direction][position]
  if (rule === undefined) return []
  const why = idle === null ? [] : idleSentences({ index, policy, direction, rule, flows }, idle)
  const peerCount = rule.peers === 'any' ? 0 : rule.peers.length
  const peersAs = peerCount > 1 ? ['any of these'] : []
  const words = wordsOf(direction, policy.podSelector, rule, ...peersAs)
  const peers = peersOfRule(index, policy, rule)
  return [{ direction, position, words, peers, peerCount, place: rule.place, flows, needed, idle: why }]
}

interface IdleQuestion {
  readonly index: PolicyIndex
  readonly policy: NetworkPolicy
  readonly direction: Direction
  readonly rule: Rule
  readonly flows: number
}

function idleSentences(question: IdleQuestion, idle: IdleRule): readonly Sentence[] {
  const { index, policy, direction, rule, flows } = question
  switch (idle.kind) {
    case 'inert':
      return [
        [code(typeName[direction]), text(' is not among the '), code('policyTypes'), text(' of the policy.')],
      ]
    case 'noSubject':
      return [[text('The policy selects no pod.')]]
    case 'noPeer':
      return noPeerSentences(index, policy, rule)
    case 'noPort':
      return [[text(`${noPortWords(direction, rule)}`)]]
    case 'itself':
      return [[text('It only lets a pod reach itself, which a pod always can.')]]
    case 'covered':
      return [[text('All that it opens is open by '), ...rulesParts(index, idle.by), text(' too.')]]
    case 'otherSide':
      return [otherSideSentence(question, idle.by, flows)]
  }
}

function noPortWords(direction: Direction, { ports }: Rule): string {
  const names = ports === 'any' ? [] : ports.flatMap((it) => (it.kind === 'named' ? `"${it.name}"` : []))
  const whose = direction === 'ingress' ? 'No pod that the policy selects' : 'Nobody whom its peers mean'
  return `${whose} has a port named ${listWords([...new Set(names)], 'or')}.`
}

function otherSideSentence(
  { index, direction }: IdleQuestion,
  by: readonly RuleRef[],
  flows: number,
): Sentence {
  const blocking = direction === 'ingress' ? 'the egress side of its peers' : 'the ingress side of its peers'
  if (by.length === 0 || flows === 0)
    return [text(`Half-open: it lets its side through, and ${blocking} blocks all of it.`)]
  return [
    text(`What it alone opens, ${blocking} blocks; the rest is open by `),
    ...rulesParts(index, by),
    text(' too.'),
  ]
}

/** `allow-web, ingress rule 2 (line 40), and 3 more`. */
function rulesParts({ cluster }: PolicyIndex, rules: readonly RuleRef[]): Sentence {
  const shown = rules.slice(0, mostCovering).flatMap(({ policy: id, direction, position }): Sentence[] => {
    const policy = cluster.policies.find((it) => it.id === id)
    const place = policy?.[direction][position]?.place ?? null
    if (policy === undefined) return []
    return [[policyPart(policy, place), text(`, ${direction} rule ${position + 1}${lineWords(place)}`)]]
  })
  const left = rules.length - shown.length
  return listParts(left > 0 ? [...shown, [text(`${left} more`)]] : shown)
}
