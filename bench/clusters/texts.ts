import { dump } from 'js-yaml'
import { kubectlPod } from './kubectlPod'
import type { ClusterObjects } from './objects'

/** The forms that a cluster comes in. `lean` JSON has of each pod only what the generator made. */
export type TextForm = 'json' | 'json-lean' | 'json-indented' | 'yaml' | 'yaml-multidoc'

/**
 * A cluster's text in pieces, for the largest are longer than a string may be: `kubectl get namespaces,pods,networkpolicies -A` with
 * `-o json`, on one line or indented as kubectl prints it, or `-o yaml`; or one YAML document for each object.
 */
export function* clusterText(cluster: ClusterObjects, form: TextForm): Generator<string> {
  const items = objectsOf(cluster, form === 'json-lean')
  if (form === 'yaml-multidoc') for (const item of items) yield `---\n${yaml(item)}`
  else if (form === 'yaml') yield* yamlList(items)
  else yield* jsonList(items, form === 'json-indented' ? 4 : 0)
}

function* objectsOf({ namespaces, pods, policies }: ClusterObjects, isLean: boolean): Generator<object> {
  yield* namespaces
  for (const [position, pod] of pods.entries()) yield isLean ? pod : kubectlPod(pod, position)
  yield* policies
}

function* yamlList(items: Iterable<object>): Generator<string> {
  yield 'apiVersion: v1\nitems:\n'
  for (const item of items) yield yaml([item])
  yield "kind: List\nmetadata:\n  resourceVersion: ''\n"
}

function yaml(value: object): string {
  return dump(value, { lineWidth: -1, noRefs: true, seqNoIndent: true })
}

function* jsonList(items: Iterable<object>, indent: number): Generator<string> {
  const inItems = (text: string) => (indent === 0 ? text : text.replace(/^/gm, ' '.repeat(2 * indent)))
  const [space, end] = indent === 0 ? ['', ''] : [' '.repeat(indent), '\n']
  const colon = indent === 0 ? ':' : ': '
  yield `{${end}${space}"apiVersion"${colon}"v1",${end}${space}"items"${colon}[${end}`
  let separator = ''
  for (const item of items) {
    yield separator + inItems(JSON.stringify(item, null, indent))
    separator = `,${end}`
  }
  yield `${end}${space}],${end}${space}"kind"${colon}"List",${end}${space}"metadata"${colon}{"resourceVersion"${colon}""}${end}}\n`
}
