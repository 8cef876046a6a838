import type { NetworkPolicy } from '../model/policy'
import type { Labels } from '../model/selector'
import type { ManifestFile } from '../model/text'
import { column } from './amendSurgery'
import { parseDocument } from './parse'
import { isRecord } from './record'
import { namingKeys } from './writeComment'
import { docsStyle, type YamlStyle } from './writeYaml'

/** What a new policy carries beside its name and namespace, and how its text is laid out. */
export interface Convention {
  readonly labels: Labels
  readonly annotations: Labels
  readonly style: YamlStyle
}

export const noConvention: Convention = { labels: {}, annotations: {}, style: docsStyle }

/**
 * The labels and annotations that new policies carry because the user's own do. A convention is a key that every policy of the
 * namespace has, when there are at least two of them and the values are, on all of them, the name of the workload that
 * each policy selects; or each policy's own name; or one and the same text. The new policy's value is made likewise; where it selects no workload by
 * name, a key that says one is left out. Keys that tools write for themselves are no convention, above all
 * `app.kubernetes.io/managed-by`: it would claim that somebody else made the policy. Lists are indented as the namespace's
 * policies show it, where they agree. Total; linear in the texts of the namespace's policies.
 */
export function conventions(
  files: readonly ManifestFile[],
  policies: readonly NetworkPolicy[],
): (policy: NetworkPolicy) => Convention {
  const known = new Map<string, (policy: NetworkPolicy) => Convention>()
  return (policy) => {
    const { namespace } = policy
    const convention = known.get(namespace) ?? conventionOf(files, policies, namespace)
    known.set(namespace, convention)
    return convention(policy)
  }
}

interface Example {
  readonly policy: NetworkPolicy
  /** Its own text, indented as in its file. */
  readonly text: string
}

interface Marks {
  readonly policy: NetworkPolicy
  readonly labels: Labels
  readonly annotations: Labels
}

function conventionOf(
  files: readonly ManifestFile[],
  policies: readonly NetworkPolicy[],
  namespace: string,
): (policy: NetworkPolicy) => Convention {
  const texts = new Map(files.map(({ id, text }) => [id, text]))
  const own = policies.filter((policy) => policy.namespace === namespace)
  const examples = own.map((policy) => ({ policy, text: ownText(texts, policy) }))
  const style = sharedStyle(examples)
  if (!canShare(examples)) return () => ({ ...noConvention, style })
  const marks = examples.map(marksOf)
  const [labels, annotations] = [sharedKeys(marks, 'labels'), sharedKeys(marks, 'annotations')]
  return (policy) => ({ labels: labels(policy), annotations: annotations(policy), style })
}

/** Whether some key of the first one stands in the text of all: most namespaces need not be read for more than that. */
function canShare([first, ...others]: readonly Example[]): boolean {
  if (first === undefined || others.length === 0) return false
  const { labels, annotations } = marksOf(first)
  return Object.keys({ ...labels, ...annotations }).some(
    (key) => !isOfTools(key) && others.every(({ text }) => text.includes(key)),
  )
}

function sharedStyle(examples: readonly Example[]): YamlStyle {
  const styles = examples.flatMap(({ text }) => styleShown(text) ?? [])
  const [first] = styles
  const agree = styles.every(({ step, dash }) => step === first?.step && dash === first.dash)
  return agree && first !== undefined ? first : docsStyle
}

function sharedKeys(
  marks: readonly Marks[],
  part: 'labels' | 'annotations',
): (policy: NetworkPolicy) => Labels {
  const [first] = marks
  const keys = Object.keys(first?.[part] ?? {}).filter((key) => !isOfTools(key))
  const rules = keys.flatMap((key) => {
    const values = marks.map((it) => ({ policy: it.policy, value: ownValue(it[part], key) }))
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

function ownText(texts: ReadonlyMap<string, string>, { place }: NetworkPolicy): string {
  const text = place === null ? undefined : texts.get(place.file)
  if (place === null || text === undefined) return ''
  return ' '.repeat(column(text, place.from)) + text.slice(place.from, place.to)
}

/** What a policy's text has; nothing where it cannot be read alone. */
function marksOf({ policy, text }: Example): Marks {
  const metadata = metadataIn(metadataLines(text)) ?? metadataIn(text) ?? {}
  return { policy, labels: textsIn(metadata['labels']), annotations: textsIn(metadata['annotations']) }
}

/** Where its first block list and the mapping below `spec` begin. */
function styleShown(text: string): YamlStyle | null {
  const list = /^( *)[^\s#-][^\n]*:[ \t]*(?:#.*)?\r?\n(?: *#.*\r?\n)*( *)- /m.exec(text)
  const map = /^( *)spec:[ \t]*(?:#.*)?\r?\n(?: *#.*\r?\n)*( *)[^\s#-]/m.exec(text)
  if (list === null || map === null) return null
  const [dash, step] = [list, map].map(([, outer = '', inner = '']) => inner.length - outer.length)
  return dash === undefined || step === undefined || dash < 0 || step < 1 ? null : { dash, step }
}

/** The lines below `metadata`, which alone are much less to read than the policy; all of it where there are no such lines. */
function metadataLines(text: string): string {
  return /^( *)metadata:[^\n]*\n(?:\1 [^\n]*\n|[ \t\r]*\n)*/m.exec(text)?.[0] ?? text
}

function metadataIn(text: string): Readonly<Record<string, unknown>> | null {
  const outcome = parseDocument(text)
  const value = outcome.kind === 'parsed' ? outcome.document.value : null
  return isRecord(value) && isRecord(value['metadata']) ? value['metadata'] : null
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
