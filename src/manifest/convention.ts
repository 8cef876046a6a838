import type { NetworkPolicy } from '../model/policy'
import type { Labels } from '../model/selector'
import type { ManifestFile } from '../model/text'
import { column } from './amendSurgery'
import { parseDocument } from './parse'
import { isRecord } from './snapshotShape'
import { namingKeys } from './writeComment'

/** What a new policy carries beside its name and namespace. */
export interface PolicyMetadata {
  readonly labels: Labels
  readonly annotations: Labels
}

export const bareMetadata: PolicyMetadata = { labels: {}, annotations: {} }

/** How the policies of one namespace are labelled: what each new one carries. */
type Convention = (policy: NetworkPolicy) => PolicyMetadata

/**
 * The labels and annotations that new policies carry because the user's own do. A convention is a key that every policy of the
 * namespace has, when there are at least two of them and the values are, on all of them, the name of the workload that
 * each policy selects; or each policy's own name; or one and the same text. The new policy's value is made likewise; where it selects no workload by
 * name, a key that says one is left out. Keys that tools write for themselves are no convention, above all
 * `app.kubernetes.io/managed-by`: it would claim that somebody else made the policy. Total; linear in the texts of the namespace's policies.
 */
export function conventions(
  files: readonly ManifestFile[],
  policies: readonly NetworkPolicy[],
): (policy: NetworkPolicy) => PolicyMetadata {
  const known = new Map<string, Convention>()
  return (policy) => {
    const { namespace } = policy
    const convention = known.get(namespace) ?? conventionOf(files, policies, namespace)
    known.set(namespace, convention)
    return convention(policy)
  }
}

interface Example {
  readonly policy: NetworkPolicy
  readonly metadata: PolicyMetadata
}

function conventionOf(
  files: readonly ManifestFile[],
  policies: readonly NetworkPolicy[],
  namespace: string,
): Convention {
  const own = policies.filter((policy) => policy.namespace === namespace)
  if (own.length < 2) return () => bareMetadata
  const texts = new Map(files.map(({ id, text }) => [id, text]))
  const examples = own.map((policy): Example => ({ policy, metadata: metadataOf(texts, policy) }))
  const [labels, annotations] = [sharedKeys(examples, 'labels'), sharedKeys(examples, 'annotations')]
  return (policy) => ({ labels: labels(policy), annotations: annotations(policy) })
}

function sharedKeys(
  examples: readonly Example[],
  part: keyof PolicyMetadata,
): (policy: NetworkPolicy) => Labels {
  const [first] = examples
  const keys = Object.keys(first?.metadata[part] ?? {}).filter((key) => !isOfTools(key))
  const rules = keys.flatMap((key) => {
    const values = examples.map(({ policy, metadata }) => ({ policy, value: ownValue(metadata[part], key) }))
    const rule = valueRule(values)
    return rule === null ? [] : [{ key, rule }]
  })
  return (policy) =>
    Object.fromEntries(
      rules.flatMap(({ key, rule }) => {
        const value = rule(policy)
        return value === null ? [] : [[key, value]]
      }),
    )
}

type ValueRule = (policy: NetworkPolicy) => string | null

function valueRule(
  values: readonly { readonly policy: NetworkPolicy; readonly value: string | null }[],
): ValueRule | null {
  const says = (rule: ValueRule) =>
    values.every(({ policy, value }) => value !== null && value === rule(policy))
  const common = values[0]?.value ?? null
  const rules: readonly ValueRule[] = [selectedName, ({ name }) => name, () => common]
  return rules.find(says) ?? null
}

/** The workload that a policy selects by name; null when it selects by something else. */
function selectedName({ podSelector }: NetworkPolicy): string | null {
  const named = podSelector.requirements.find((it) => it.operator === 'In' && namingKeys.has(it.key))
  return named !== undefined && 'values' in named && named.values.length === 1
    ? (named.values[0] ?? null)
    : null
}

/** Labels and annotations as a policy's text has them; none where it cannot be read alone. */
function metadataOf(texts: ReadonlyMap<string, string>, { place }: NetworkPolicy): PolicyMetadata {
  const text = place === null ? undefined : texts.get(place.file)
  if (place === null || text === undefined) return bareMetadata
  const outcome = parseDocument(' '.repeat(column(text, place.from)) + text.slice(place.from, place.to))
  const value = outcome.kind === 'parsed' ? outcome.document.value : null
  const metadata = isRecord(value) ? value['metadata'] : null
  if (!isRecord(metadata)) return bareMetadata
  return { labels: textsIn(metadata['labels']), annotations: textsIn(metadata['annotations']) }
}

function textsIn(value: unknown): Labels {
  const entries = isRecord(value) ? Object.entries(value) : []
  return Object.fromEntries(entries.flatMap(([key, it]) => (typeof it === 'string' ? [[key, it]] : [])))
}

function ownValue(labels: Labels, key: string): string | null {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null
}

/** Written by what installs or keeps an object, about that object alone. */
function isOfTools(key: string): boolean {
  const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : ''
  return toolKeys.has(key) || toolPrefixes.some((it) => prefix === it || prefix.endsWith(`.${it}`))
}

const toolKeys: ReadonlySet<string> = new Set([
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/version',
  'chart',
  'heritage',
])
const toolPrefixes = [
  'argoproj.io',
  'cattle.io',
  'config.k8s.io',
  'fluxcd.io',
  'helm.sh',
  'kubectl.kubernetes.io',
  'olm.operatorframework.io',
]
