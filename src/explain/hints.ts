import type { Sentence } from '../model/explanation'
import type { Direction, NetworkPolicy, Peer } from '../model/policy'
import type { Requirement } from '../model/selector'
import type { Difference, NearMiss } from '../model/verdict'
import { code, lineWords, policyPart, text } from './parts'
import { endsOf, type Question } from './question'
import { requirementWords } from './words'

const nameLabel = 'kubernetes.io/metadata.name'

/**
 * What was likely meant where a rule almost opens a side, and where to change it: a misspelt label, a label that a namespace lacks,
 * a podSelector that needs a namespaceSelector beside it, a port name that is not there, another protocol, a missing policy type.
 * The nearest for each side; none where the rule looks as if it simply meant others. Text, for only its writer knows. Total.
 */
export function hintsOf(question: Question): readonly Sentence[] {
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    for (const miss of question.nearMisses[direction]) {
      if (miss.differences.length > 1) break
      const hint = hintOf(question, direction, miss)
      if (hint !== null) return [hint]
    }
    return []
  })
}

function hintOf(
  question: Question,
  direction: Direction,
  { rule: ref, peer: at, differences }: NearMiss,
): Sentence | null {
  const policy = question.policies.get(ref.policy)
  const rule = policy?.[direction][ref.position]
  if (policy === undefined || rule === undefined) return null
  const peer = at === null || rule.peers === 'any' ? null : (rule.peers[at] ?? null)
  const [difference] = differences
  switch (difference.kind) {
    case 'label':
      return labelHint(question, direction, policy, peer, difference)
    case 'policyTypes':
      return [
        text('Likely forgotten: add '),
        code(direction === 'egress' ? 'Egress' : 'Ingress'),
        text(' to the policyTypes of '),
        ...where(policy, policy.place),
      ]
    case 'otherNamespace':
      return peer?.kind === 'pods' && peer.podSelector.requirements.length > 0
        ? [
            text(
              'A podSelector alone means its own namespace. To mean this one, put a namespaceSelector with ',
            ),
            code(`${nameLabel}: ${difference.actual}`),
            text(' beside it, in the same item, in '),
            ...where(policy, peer.place),
          ]
        : null
    case 'portName': {
      const [called] = difference.called
      return called === undefined
        ? [text('Write the port as a number in '), ...where(policy, rule.place)]
        : [
            text(`Likely a slip: name the port `),
            code(called),
            text(', or write it as a number, in '),
            ...where(policy, rule.place),
          ]
    }
    case 'portNameToAddress':
      return [text('Write the port as a number in '), ...where(policy, rule.place)]
    case 'otherProtocol': {
      const protocols = (['UDP', 'TCP', 'SCTP'] as const).filter((it) => question.asked[it].length > 0)
      return protocols.length === 1
        ? [
            text('Likely forgotten: the port with '),
            code(`protocol: ${protocols[0]}`),
            text(' in '),
            ...where(policy, rule.place),
          ]
        : null
    }
    default:
      return null
  }
}

function labelHint(
  question: Question,
  direction: Direction,
  policy: NetworkPolicy,
  peer: Peer | null,
  { of, requirement, actual, meant }: Extract<Difference, { readonly kind: 'label' }>,
): Sentence | null {
  const place = of === 'subject' ? policy.place : (peer?.place ?? policy.place)
  const wanted = code(requirementWords(requirement))
  if (meant !== null)
    return [
      text('Likely a slip: '),
      wanted,
      text(' should be '),
      code(`${meant.key}: ${meant.value}`),
      text(' in '),
      ...where(policy, place),
    ]
  const { peer: other } = endsOf(question, direction)
  if (of !== 'namespace' || actual !== null || other.kind === 'external') return null
  if (!isWanting(question, requirement)) return null
  const { namespace } = other
  const isListed = question.index.cluster.namespaces.some(
    ({ name, place: at }) => name === namespace && at !== null,
  )
  if (!isListed)
    return [
      text(`Namespace ${namespace} is not in the manifests, so its labels are not known. If it has `),
      wanted,
      text(', add it.'),
    ]
  return [
    text(`Label namespace ${namespace} with `),
    wanted,
    text(', or select it by '),
    code(`${nameLabel}: ${namespace}`),
    text(' in '),
    ...where(policy, place),
  ]
}

/** A label to give to a namespace; none that says the name of another one, for that one is meant then. */
function isWanting({ index }: Question, requirement: Requirement): boolean {
  if (requirement.operator !== 'In') return requirement.operator === 'Exists'
  return !index.cluster.namespaces.some(({ name }) => requirement.values.includes(name))
}

function where(policy: NetworkPolicy, place: NetworkPolicy['place']): Sentence {
  return [policyPart(policy, place), text(`${lineWords(place)}.`)]
}
