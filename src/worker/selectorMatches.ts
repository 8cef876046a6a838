import type { PolicyIndex } from '../engine/compile'
import { selects } from '../engine/selects'
import { nobodySelected, noPeerSentences } from '../explain/nobody'
import { tornSentence } from '../explain/peersOfRule'
import type { Endpoint } from '../model/cluster'
import type { Sentence } from '../model/explanation'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { SelectorMatches, SelectorPart } from '../model/selectorMatches'
import type { FileId } from '../model/text'

const mostNames = 12
const mostIds = 1000

/** Where the question is asked: an offset in a manifest, and what part of the policy stands there. */
export interface AskedPart {
  readonly file: FileId
  readonly offset: number
  readonly part: SelectorPart
}

/**
 * Whom a part of the policy at a place stands for (SEMANTICS 3, 5, 6, 9, 17), or why it is nobody. Null when no policy that was
 * read stands there, or it has no such part. Total; linear in the endpoints.
 */
export function selectorMatches(
  index: PolicyIndex,
  { file, offset, part }: AskedPart,
): SelectorMatches | null {
  const policy = index.cluster.policies.find(
    ({ place }) => place !== null && place.file === file && place.from <= offset && offset <= place.to,
  )
  if (policy === undefined) return null
  const subjects = index.peers.podsIn(policy.namespace, policy.podSelector).map((it) => index.endpoints[it])
  const frame = { policy: policy.id, subjects: idsOf(subjects) }
  if (part.kind === 'subject') {
    const why = subjects.length === 0 ? nobodySelected(index, policy) : []
    return { ...frame, ...podsOf(subjects), matched: frame.subjects, nobody: wordsOf(why), remark: null }
  }
  const rule = policy[part.direction][part.rule]
  if (rule === undefined) return null
  const answer = part.kind === 'rule' ? ofRule(index, policy, rule) : ofPeer(index, policy, rule, part)
  return answer && { ...frame, ...answer, remark: part.kind === 'rule' ? null : remarkOn(rule, part.peer) }
}

/** Either half of a peer that looks torn in two. */
function remarkOn({ peers }: Rule, position: number): string | null {
  if (peers === 'any') return null
  const [before, peer, after] = [position - 1, position, position + 1].map((it) => peers[it])
  return wordsOf(tornSentence(before, peer) ?? tornSentence(peer, after) ?? [])
}

type Answer = Omit<SelectorMatches, 'policy' | 'subjects' | 'remark'>

function ofRule(index: PolicyIndex, policy: NetworkPolicy, rule: Rule): Answer {
  if (rule.peers === 'any') return { ...podsOf([]), what: 'everything', matched: [], nobody: null }
  const found = standingFor(index, policy, rule.peers)
  const why = found.length === 0 ? noPeerSentences(index, policy, rule).flat() : []
  return { ...podsOf(found), matched: idsOf(found), nobody: wordsOf(why) }
}

function ofPeer(
  index: PolicyIndex,
  policy: NetworkPolicy,
  rule: Rule,
  { kind, peer: position }: Extract<SelectorPart, { readonly peer: number }>,
): Answer | null {
  const peer = rule.peers === 'any' ? undefined : rule.peers[position]
  if (peer === undefined) return null
  if (kind === 'namespaceSelector' && peer.kind === 'pods' && peer.namespaces !== 'own')
    return ofNamespaces(index, policy, rule, peer)
  const found = standingFor(index, policy, [peer])
  const why = found.length === 0 ? noPeerSentences(index, policy, { ...rule, peers: [peer] }).flat() : []
  const what = peer.kind === 'ipBlock' ? 'addresses' : 'pods'
  return { ...podsOf(found), what, matched: idsOf(found), nobody: wordsOf(why) }
}

function ofNamespaces(
  index: PolicyIndex,
  policy: NetworkPolicy,
  rule: Rule,
  peer: Extract<Peer, { readonly kind: 'pods' }>,
): Answer {
  const { namespaces } = peer
  const found = index.cluster.namespaces.filter(
    ({ labels }) => namespaces !== 'own' && selects(namespaces, labels),
  )
  const names = new Set(found.map(({ name }) => name))
  const inside = index.endpoints.filter((it) => it.kind === 'workload' && names.has(it.namespace))
  const why =
    found.length === 0
      ? noPeerSentences(index, policy, { ...rule, peers: [{ ...peer, podSelector: everyPod }] }).flat()
      : []
  return {
    what: 'namespaces',
    count: found.length,
    pods: podsOf(inside).pods,
    names: [...names].slice(0, mostNames),
    matched: idsOf(inside),
    nobody: wordsOf(why),
  }
}

const everyPod: LabelSelector = { requirements: [] }

function standingFor(
  { endpoints, peers }: PolicyIndex,
  { namespace }: NetworkPolicy,
  asked: readonly Peer[],
): readonly Endpoint[] {
  return endpoints.filter((_, position) => asked.some((it) => peers.standsFor(it, namespace, position)))
}

function podsOf(found: readonly (Endpoint | undefined)[]): Pick<Answer, 'what' | 'count' | 'pods' | 'names'> {
  const names = found.flatMap((it) => (it === undefined ? [] : [nameOf(it)]))
  return {
    what: 'pods',
    count: names.length,
    pods: found.reduce((sum, it) => sum + (it?.kind === 'workload' ? it.replicas : 0), 0),
    names: names.slice(0, mostNames),
  }
}

function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') {
    const { namespace, name, variant } = endpoint
    return variant === '' ? `${namespace}/${name}` : `${namespace}/${name} (${variant})`
  }
  if (endpoint.isRest) return 'all other addresses'
  const [range] = endpoint.ranges
  const more = endpoint.ranges.length - 1
  const words = range === undefined ? '' : `${range.first} – ${range.last}`
  return more > 0 ? `${words} and ${more} more` : words
}

function idsOf(found: readonly (Endpoint | undefined)[]) {
  return found.slice(0, mostIds).flatMap((it) => (it === undefined ? [] : [it.id]))
}

function wordsOf(sentence: Sentence): string | null {
  return sentence.length === 0 ? null : sentence.map(({ text }) => text).join('')
}
