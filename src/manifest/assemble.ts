import type { Cluster, Namespace, Service } from '../model/cluster'
import { policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { Diagnostic, ManifestFile, Place } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import type {
  ControllerFact,
  Fact,
  InNamespace,
  NamespaceFact,
  PodFact,
  PolicyFact,
  ServiceFact,
} from './facts'
import { nameLabel } from './facts'
import { ownedPods } from './owners'
import { workloadsOf } from './workloads'

export interface Assembled {
  readonly cluster: Cluster
  readonly diagnostics: readonly Diagnostic[]
  readonly finishedPods: number
}

type Named = Exclude<Fact, { readonly kind: 'skipped' }>
type Namespaced = Exclude<Named, NamespaceFact>

/**
 * The cluster that the facts of all documents make up: the default namespace filled in, of two objects with one name
 * the later (SEMANTICS 11), implied namespaces added, pods given to their owners. Total; O(n log n).
 */
export function assemble(
  facts: readonly Fact[],
  files: readonly ManifestFile[],
  options: ScenarioOptions,
): Assembled {
  const named = facts.filter((fact) => fact.kind !== 'skipped')
  const { kept, diagnostics } = withoutDuplicates(named, files, options)
  const policies: NetworkPolicy[] = []
  const services: Service[] = []
  const controllers: InNamespace<ControllerFact>[] = []
  const pods: InNamespace<PodFact>[] = []
  const namespaces: NamespaceFact[] = []
  for (const fact of kept) {
    if (fact.kind === 'namespace') namespaces.push(fact)
    else if (fact.kind === 'policy') policies.push(policyIn(fact, options))
    else if (fact.kind === 'service') services.push(serviceIn(fact, options))
    else if (fact.kind === 'controller')
      controllers.push({ ...fact, namespace: fact.namespace ?? options.defaultNamespace })
    else pods.push({ ...fact, namespace: fact.namespace ?? options.defaultNamespace })
  }
  policies.sort(byName)
  const workloads = workloadsOf(ownedPods(controllers, pods), policies, options).sort(
    (a, b) => byName(a, b) || compare(a.workloadKind, b.workloadKind) || compare(a.variant, b.variant),
  )
  services.sort(byName)
  return {
    cluster: {
      namespaces: namespacesOf(namespaces, [...workloads, ...services, ...policies]),
      workloads,
      services,
      policies,
    },
    diagnostics: [...diagnostics, ...defaultedNamespaces(named, options)],
    finishedPods: pods.filter(({ isFinished }) => isFinished).length,
  }
}

function policyIn({ kind: _, ...fact }: PolicyFact, { defaultNamespace }: ScenarioOptions): NetworkPolicy {
  const namespace = fact.namespace ?? defaultNamespace
  return { ...fact, id: policyId(namespace, fact.name), namespace }
}

function serviceIn({ kind: _, ...fact }: ServiceFact, { defaultNamespace }: ScenarioOptions): Service {
  return { ...fact, namespace: fact.namespace ?? defaultNamespace }
}

/** Every namespace that is listed or has an object in it, each with its forced name label (SEMANTICS 10). */
function namespacesOf(
  listed: readonly NamespaceFact[],
  objects: readonly { readonly namespace: string }[],
): Namespace[] {
  const all = new Map<string, Namespace>()
  for (const { name, labels, place } of listed) {
    all.set(name, { name, labels: { ...labels, [nameLabel]: name }, place })
  }
  for (const { namespace: name } of objects) {
    if (!all.has(name)) all.set(name, { name, labels: { [nameLabel]: name }, place: null })
  }
  return [...all.values()].sort((a, b) => compare(a.name, b.name))
}

function withoutDuplicates(
  facts: readonly Named[],
  files: readonly ManifestFile[],
  options: ScenarioOptions,
): { readonly kept: readonly Named[]; readonly diagnostics: readonly Diagnostic[] } {
  const kept = new Map<string, Named>()
  const diagnostics: Diagnostic[] = []
  for (const fact of facts) {
    const key = identityOf(fact, options)
    const earlier = kept.get(key)
    kept.set(key, fact)
    if (!earlier) continue
    diagnostics.push({
      severity: 'warning',
      code: 'duplicate-object',
      message: `${titleOf(fact, options)} is defined twice; this one counts, not the one ${whereIs(earlier.place, fact.place, files)}.`,
      fix: 'Remove or rename one of the two.',
      place: fact.place,
    })
  }
  return { kept: [...kept.values()], diagnostics }
}

function identityOf(fact: Named, options: ScenarioOptions): string {
  return fact.kind === 'namespace'
    ? `/Namespace/${fact.name}`
    : `${namespaceOf(fact, options)}/${kindOf(fact)}/${fact.name}`
}

function titleOf(fact: Named, options: ScenarioOptions): string {
  return fact.kind === 'namespace'
    ? `Namespace ${fact.name}`
    : `${kindOf(fact)} ${namespaceOf(fact, options)}/${fact.name}`
}

function namespaceOf(fact: Namespaced, { defaultNamespace }: ScenarioOptions): string {
  return fact.namespace ?? defaultNamespace
}

function kindOf(fact: Namespaced): string {
  if (fact.kind === 'controller') return fact.workloadKind
  return { pod: 'Pod', service: 'Service', policy: 'NetworkPolicy' }[fact.kind]
}

function whereIs(place: Place, seenFrom: Place, files: readonly ManifestFile[]): string {
  if (place.file === seenFrom.file) return `in line ${place.line}`
  return `in ${files.find(({ id }) => id === place.file)?.name ?? 'another file'}, line ${place.line}`
}

/** One line for each file with objects that name no namespace (SEMANTICS 1). */
function defaultedNamespaces(
  facts: readonly Named[],
  { defaultNamespace }: ScenarioOptions,
): readonly Diagnostic[] {
  const byFile = new Map<string, Namespaced[]>()
  for (const fact of facts) {
    if (fact.kind === 'namespace' || fact.namespace !== null) continue
    const sameFile = byFile.get(fact.place.file)
    if (sameFile) sameFile.push(fact)
    else byFile.set(fact.place.file, [fact])
  }
  return [...byFile.values()].map((defaulted) => {
    const [first] = defaulted
    const who =
      first && defaulted.length === 1
        ? `${kindOf(first)} ${first.name} names no namespace and is`
        : `${defaulted.length} objects of this file, beginning here, name no namespace and are`
    return {
      severity: 'info',
      code: 'default-namespace',
      message: `${who} read as in "${defaultNamespace}".`,
      fix: 'Add `namespace:` below `metadata:` if they belong elsewhere.',
      place: first?.place ?? null,
    }
  })
}

function byName(
  a: { readonly namespace: string; readonly name: string },
  b: { readonly namespace: string; readonly name: string },
): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name)
}

/** By UTF-16 units: the same order everywhere, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
