import type { PolicyIndex } from '../engine/compile'
import { meantLabel } from '../engine/meantLabel'
import { isOutsidePolicies, meets, selects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { Sentence } from '../model/explanation'
import type { NetworkPolicy, Peer, Rule } from '../model/policy'
import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import { rememberedOf } from '../sets/remembered'
import { code, peerParts, text } from './parts'
import { endpointWords, requirementWords, selectorWords } from './words'

const mostPeers = 3

/**
 * Why a policy's podSelector selects nobody: no pods there, pods that no policy applies to, or labels that nobody has, with the pod
 * that comes nearest and the label that was likely meant. Total; linear in the pods of the namespace.
 */
export function nobodySelected(index: PolicyIndex, { namespace, podSelector }: NetworkPolicy): Sentence {
  const there = index.cluster.workloads.filter((it) => it.namespace === namespace)
  if (there.length === 0) return [text(`The manifests show no pods in namespace ${namespace}.`)]
  const exempt = there.find((it) => isOutsidePolicies(it, index.options) && selects(podSelector, it.labels))
  if (exempt !== undefined)
    return [
      text(
        `${endpointWords(exempt)} has the labels, but uses its node's network: policies do not apply to it.`,
      ),
    ]
  return nearestSentence(index, podSelector, there, [
    text(`No pod of namespace ${namespace} has `),
    code(selectorWords(podSelector)),
    text('.'),
  ])
}

/** Why the peers of a rule stand for nobody, one by one. Total; linear in the pods for each of the first peers. */
export function noPeerSentences(
  index: PolicyIndex,
  { namespace }: NetworkPolicy,
  { peers }: Rule,
): readonly Sentence[] {
  if (peers === 'any') return []
  const shown = peers.slice(0, mostPeers).map((peer) => noPeerSentence(index, namespace, peer))
  const left = peers.length - shown.length
  return left === 0 ? shown : [...shown, [text(`Nor do its ${left} other peers stand for anybody.`)]]
}

function noPeerSentence(index: PolicyIndex, namespace: string, peer: Peer): Sentence {
  if (peer.kind === 'ipBlock') return [text(`No address is in ${peer.cidr} and not in what it leaves out.`)]
  const { namespaces, podSelector } = peer
  const known = namespaceLabels(index)
  const meant =
    namespaces === 'own'
      ? new Set([namespace])
      : new Set([...known].flatMap(([name, labels]) => (selects(namespaces, labels) ? name : [])))
  if (namespaces !== 'own' && meant.size === 0) return noNamespaceSentence(index, namespaces, known)
  const there = index.cluster.workloads.filter((it) => meant.has(it.namespace))
  const nobody: Sentence = [text('There are no '), ...podParts(peer), ...ownParts(peer, namespace), text('.')]
  return there.length === 0 ? nobody : nearestSentence(index, podSelector, there, nobody)
}

function podParts(peer: Peer): Sentence {
  const [first, ...rest] = peerParts(peer)
  return first?.text === 'every pod' ? [text('pods'), ...rest] : peerParts(peer)
}

/** A podSelector alone means the policy's own namespace. */
function ownParts(peer: Peer, namespace: string): Sentence {
  return peer.kind === 'pods' && peer.namespaces === 'own' ? [text(` in namespace ${namespace}`)] : []
}

/** Of those that the manifests declare, and those that only hold pods (SEMANTICS 10). */
const namespaceLabels = rememberedOf(({ cluster }: PolicyIndex): ReadonlyMap<string, Labels> => {
  const implied = cluster.workloads.map(
    ({ namespace }) => [namespace, { 'kubernetes.io/metadata.name': namespace }] as const,
  )
  return new Map<string, Labels>([
    ...implied,
    ...cluster.namespaces.map(({ name, labels }) => [name, labels] as const),
  ])
})

function noNamespaceSentence(
  index: PolicyIndex,
  selector: LabelSelector,
  known: ReadonlyMap<string, Labels>,
): Sentence {
  const nobody: Sentence = [
    text('The manifests show no namespace with '),
    code(selectorWords(selector)),
    text('.'),
  ]
  for (const [name, labels] of known) {
    const [unmet, ...others] = unmetOf(selector, labels)
    if (unmet === undefined || others.length > 0) continue
    const meant = meantLabel(index, 'namespace', unmet, labels, name)
    if (meant !== null) return [...nobody, ...slip(unmet, meant, `namespace ${name}`)]
  }
  return nobody
}

interface Near {
  readonly workload: Workload
  readonly unmet: readonly Requirement[]
}

/** Adds whom a selector comes nearest to: one that has a label which was likely meant, else one that lacks one requirement of several. */
function nearestSentence(
  index: PolicyIndex,
  selector: LabelSelector,
  there: readonly Workload[],
  nobody: Sentence,
): Sentence {
  const near = there
    .map((workload): Near => ({ workload, unmet: unmetOf(selector, workload.labels) }))
    .filter(({ unmet }) => unmet.length === 1)
  for (const { workload, unmet } of near) {
    const [only] = unmet
    if (only === undefined) continue
    const meant = meantLabel(index, 'subject', only, workload.labels, workload.namespace)
    if (meant !== null) return [...nobody, ...slip(only, meant, endpointWords(workload))]
  }
  const [first] = near
  if (first === undefined || selector.requirements.length < 2) return nobody
  const met = selector.requirements.filter((it) => !first.unmet.includes(it))
  return [
    ...nobody,
    text(` ${endpointWords(first.workload)} comes nearest: it has `),
    code(selectorWords({ requirements: met })),
    text(', but not '),
    code(selectorWords({ requirements: first.unmet })),
    text('.'),
  ]
}

function unmetOf({ requirements }: LabelSelector, labels: Labels): readonly Requirement[] {
  return requirements.filter((it) => !meets(it, labelValue(labels, it.key)))
}

function slip(
  requirement: Requirement,
  meant: { readonly key: string; readonly value: string },
  who: string,
): Sentence {
  return [
    text(' Likely a slip: '),
    code(requirementWords(requirement)),
    text(' should be '),
    code(`${meant.key}: ${meant.value}`),
    text(`, which ${who} has.`),
  ]
}
