/** Small clusters as plain Kubernetes objects, made to trip: pods in `arbitraryPods`, policies in `arbitraryPolicies`. */
import fc from 'fast-check'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { dealer } from './arbitraryAddresses'
import { podMakers } from './arbitraryPods'
import { policy } from './arbitraryPolicies'
import { namespaceLabels, namespaceNames } from './arbitrarySelectors'
import type { PlainNamespace, PlainObject, PlainPolicy } from './kubernetes'

/** Everything that reader, engine and twin are told. */
export interface ArbitraryScenario {
  readonly objects: readonly PlainObject[]
  readonly options: ScenarioOptions
}

/** Some are declared, seldom twice; n4 exists only when declared. */
const namespaces: fc.Arbitrary<readonly PlainNamespace[]> = fc.array(
  fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Namespace' as const),
    metadata: fc.record({ name: fc.constantFrom(...namespaceNames), labels: namespaceLabels }),
  }),
  { maxLength: 4 },
)

/** Now and then one of them once more under another name, which must change nothing. */
const policies: fc.Arbitrary<readonly PlainPolicy[]> = fc
  .tuple(fc.array(policy, { maxLength: 6 }), fc.nat({ max: 23 }))
  .map(([list, copied]) => {
    const twice = copied === 0 ? [] : list.slice(copied - 1, copied)
    return [...list, ...twice.map((it) => ({ ...it, metadata: { ...it.metadata, name: 'copy' } }))]
  })

/** Not read: another group's policy of the same name, and kinds that say nothing about traffic. */
const strangers: readonly PlainObject[] = [
  {
    apiVersion: 'projectcalico.example/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'p1', namespace: 'n1' },
    spec: { selector: 'all()', types: ['Ingress', 'Egress'] },
  },
  { apiVersion: 'stuff.example/v1', kind: 'Pod', metadata: { name: 'pod-0', namespace: 'n1' } },
]

/** As documents of their own, in a list, in a list in a list, or those of one kind in a list of that kind. */
const wrapping = fc.constantFrom('documents', 'documents', 'list', 'nested', 'typed')

export const scenarios: fc.Arbitrary<ArbitraryScenario> = fc
  .record({
    podObjects: podMakers,
    policies,
    namespaces,
    strangers: fc.subarray([...strangers]),
    wrapping,
    ipBlockMatchesPods: fc.constantFrom('knownIp' as const, 'knownIp' as const, 'never' as const),
    hostNetworkPods: fc.constantFrom('outsidePolicies' as const, 'ordinary' as const),
    defaultNamespace: fc.constantFrom(defaultOptions.defaultNamespace, 'n1', 'n2'),
  })
  .map(({ podObjects, wrapping: how, ...parts }) => {
    const { ipBlockMatchesPods, hostNetworkPods, defaultNamespace } = parts
    const others = [...podObjects(dealer()), ...parts.strangers, ...parts.namespaces]
    return {
      objects: wrapped(others, parts.policies, how),
      options: { ...defaultOptions, ipBlockMatchesPods, hostNetworkPods, defaultNamespace },
    }
  })

function wrapped(
  others: readonly PlainObject[],
  policyObjects: readonly PlainPolicy[],
  how: string,
): readonly PlainObject[] {
  const list = (items: readonly PlainObject[]) => ({ apiVersion: 'v1', kind: 'List' as const, items })
  const objects = [...others, ...policyObjects]
  if (how === 'list') return [list(objects)]
  if (how === 'nested')
    return [...objects.slice(0, 1), list([...objects.slice(1, 2), list(objects.slice(2))])]
  if (how === 'documents') return objects
  const items = policyObjects.map(({ metadata, spec }) => ({ metadata, spec }))
  return [...others, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicyList', items }]
}
