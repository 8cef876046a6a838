import type { Completion } from '@codemirror/autocomplete'
import type { LabelUse, Vocabulary } from '../../model/vocabulary'
import { counted } from '../words'
import type { CompletionPlace } from './completionPlace'
import { type PolicyField, policyFieldAt } from './policyFields'
import type { YamlPath } from './yamlPath'

/**
 * What can be written at a place: fields of a NetworkPolicy, labels, namespaces and ports that the cluster has, and the few words that
 * Kubernetes knows. Most used first. Empty where nothing is known, such as in other kinds. Total; linear in the vocabulary.
 */
export function completionsAt(place: CompletionPlace, words: Vocabulary): readonly Completion[] {
  const { kind, path, at } = place
  const pods: Uses = { labels: words.podLabels, noun: 'pod' }
  if (endsWith(path, 'metadata', 'namespace') && at === 'value') return namespaceNames(words)
  if (kind === 'Service')
    return endsWith(path.slice(0, 2), 'spec', 'selector') ? ranked(labelsAt(place, pods, 2)) : []
  if (kind !== '' && kind !== 'NetworkPolicy') return []
  const uses = path.includes('namespaceSelector')
    ? { labels: words.namespaceLabels, noun: 'namespace' }
    : pods
  const chosen = inSelector(place, uses) ?? valuesOfField(place, words)
  if (chosen !== null) return ranked(chosen)
  return at === 'key' ? fields(policyFieldAt(path), place.present) : []
}

/** Labels, and what carries them. */
interface Uses {
  readonly labels: readonly LabelUse[]
  readonly noun: string
}

function endsWith(path: YamlPath, ...steps: YamlPath): boolean {
  return steps.every((step, i) => path[path.length - steps.length + i] === step)
}

/** Null where the field takes anything, or fields of its own. */
function valuesOfField({ path, at, kind }: CompletionPlace, words: Vocabulary): readonly Completion[] | null {
  const field = path.findLast((it) => typeof it === 'string')
  if (at === 'key' && typeof path.at(-1) !== 'number') return null
  if ((field === 'port' || field === 'endPort') && path.includes('ports')) return ports(words, field)
  return knownValues(field, kind)?.map((label) => ({ label, type: 'constant' })) ?? null
}

function knownValues(field: string | undefined, kind: string): readonly string[] | null {
  if (field === 'policyTypes') return ['Ingress', 'Egress']
  if (field === 'protocol') return ['TCP', 'UDP', 'SCTP']
  if (field === 'apiVersion') return ['networking.k8s.io/v1']
  return field === 'kind' && kind === '' ? ['NetworkPolicy'] : null
}

/** Null outside of selectors, and where a field of the selector itself is to be written. */
function inSelector(place: CompletionPlace, uses: Uses): readonly Completion[] | null {
  const { path, at, requirementKey } = place
  const from = 1 + path.findLastIndex((it) => it === 'podSelector' || it === 'namespaceSelector')
  if (from === 0) return null
  if (path[from] === 'matchLabels') return labelsAt(place, uses, from + 1)
  if (path[from] !== 'matchExpressions') return null
  const field = path[from + 2]
  if (field === 'key' && at === 'value') return uses.labels.map(keyCompletion('value'))
  if (field === 'operator' && at === 'value')
    return ['In', 'NotIn', 'Exists', 'DoesNotExist'].map((label) => ({ label, type: 'constant' }))
  return field === 'values' ? values(uses, requirementKey) : null
}

/** `from`: where the path goes on behind the mapping of labels. */
function labelsAt(place: CompletionPlace, uses: Uses, from: number): readonly Completion[] {
  const key = place.path[from]
  if (typeof key === 'string') return place.at === 'value' ? values(uses, key) : []
  if (place.at !== 'key') return []
  return uses.labels.filter((it) => !place.present.includes(it.key)).map(keyCompletion('key'))
}

function keyCompletion(at: 'key' | 'value') {
  return ({ key, values: own }: LabelUse): Completion => ({
    label: key,
    type: 'property',
    detail: own.length === 1 ? `${own[0]?.value}` : `${own.length} values`,
    apply: at === 'key' ? `${key}: ` : key,
  })
}

/** The values of the key at hand; of a key that nobody has, those of all. */
function values({ labels, noun }: Uses, key: string): readonly Completion[] {
  const own = labels.find((it) => it.key === key)
  const offered = own ? own.values : labels.flatMap((it) => it.values)
  const distinct = new Map(offered.map((it) => [it.value, it]))
  return [...distinct.values()].map(({ value, count }) => ({
    label: value,
    type: 'text',
    detail: counted(count, noun),
    apply: quoted(value),
  }))
}

/** What YAML would take for no string. */
function quoted(value: string): string {
  const isOther = /^(?:|[-+.\d].*|y|n|yes|no|on|off|true|false|null|~)$/i.test(value)
  return isOther ? JSON.stringify(value) : value
}

function namespaceNames({ namespaces }: Vocabulary): readonly Completion[] {
  return ranked(
    namespaces.map(({ name, pods }) => ({
      label: name,
      type: 'text',
      detail: counted(pods, 'pod'),
    })),
  )
}

/** Names before numbers: a name holds when the number changes. */
function ports(words: Vocabulary, field: string): readonly Completion[] {
  const named = field === 'port' ? words.ports.filter(({ name }) => name !== null) : []
  const offers = [
    ...named.map((it) => ({
      label: `${it.name}`,
      detail: `${it.protocol} ${it.port}, ${counted(it.pods, 'pod')}`,
    })),
    ...words.ports.map((it) => ({
      label: `${it.port}`,
      detail: `${it.protocol}, ${counted(it.pods, 'pod')}`,
    })),
  ]
  const distinct = new Map(offers.toReversed().map((it) => [it.label, it]))
  return ranked([...distinct.values()].toReversed().map((it) => ({ ...it, type: 'constant' })))
}

function fields(field: PolicyField | null, present: readonly string[]): readonly Completion[] {
  // A list is begun with a dash; until then it has no fields.
  const offered = Object.entries(field?.fields ?? {}).filter(([name]) => !present.includes(name))
  return ranked(
    offered.map(([name, { about, fields: inner, items }]) => ({
      label: name,
      type: 'property',
      ...(about === '' ? {} : { detail: about }),
      apply: inner || items ? `${name}:` : `${name}: `,
    })),
  )
}

/** CodeMirror sorts by the alphabet what matches equally well. */
function ranked(completions: readonly Completion[]): readonly Completion[] {
  return completions.map((it, position) => ({ ...it, boost: Math.max(-99, 99 - position) }))
}
