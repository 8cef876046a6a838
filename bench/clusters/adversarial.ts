import { ingressPolicy } from './mixedPolicies'
import {
  addressText,
  blockStart,
  type ClusterObjects,
  type NamespaceObject,
  namespaceObject,
  type PeerObject,
  type PodObject,
  type PolicyObject,
  podAddress,
  policyObject,
  type StringMap,
} from './objects'
import { type Random, randomFrom } from './random'

const seed = 42

/** Every pod has labels and a policy of its own, and every peer is a random quarter of the cluster. */
export function denseCluster(count: number): ClusterObjects {
  const random = randomFrom(seed)
  const namespaces = namespacesOf(20)
  const pods: PodObject[] = []
  const policies: PolicyObject[] = []
  for (let i = 0; i < count; i++) {
    const namespace = `ns-${i % namespaces.length}`
    const bits = Array.from({ length: 14 }, (_, bit) => [`b${bit}`, coin(random)] as const)
    pods.push(barePod(namespace, `pod-${i}`, { id: `p${i}`, ...Object.fromEntries(bits) }, pods.length))
    policies.push(densePolicy(namespace, i, random))
  }
  return { namespaces, pods, policies }
}

function densePolicy(namespace: string, position: number, random: Random): PolicyObject {
  const ports = () => [{ protocol: 'TCP', port: 8000 + random.below(40) }]
  return policyObject(namespace, `np-${position}`, {
    podSelector: { matchLabels: { id: `p${position}` } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [quarter(random)], ports: ports() },
      { from: [quarter(random)], ports: ports() },
      { from: [quarter(random)] },
    ],
    egress: [{ to: [quarter(random)], ports: ports() }, { to: [quarter(random)] }],
  })
}

/** The pods of the cluster that have one value of one label and one value of another. */
function quarter(random: Random): PeerObject {
  const half = (from: number): StringMap => ({ [`b${from + random.below(7)}`]: coin(random) })
  return { namespaceSelector: {}, podSelector: { matchLabels: { ...half(0), ...half(7) } } }
}

function coin(random: Random): string {
  return random.chance(0.5) ? '0' : '1'
}

/** Few pods, and `blocks` ranges outside, each with a hole. */
export function rangesCluster(blocks: number): ClusterObjects {
  const random = randomFrom(seed)
  const namespaces = namespacesOf(100)
  const perPolicy = blocks / (namespaces.length * 10)
  const pods: PodObject[] = []
  const policies: PolicyObject[] = []
  for (const { metadata } of namespaces) {
    for (let i = 0; i < 10; i++) pods.push(barePod(metadata.name, `p${i}`, { app: `a${i}` }, pods.length))
    for (let i = 0; i < 10; i++) {
      const to = Array.from({ length: perPolicy }, () => blockWithHole(random))
      policies.push(
        policyObject(metadata.name, `np-${i}`, {
          podSelector: { matchLabels: { app: `a${i}` } },
          policyTypes: ['Egress'],
          egress: [{ to, ports: [{ port: 443 }] }],
        }),
      )
    }
  }
  return { namespaces, pods, policies }
}

function blockWithHole(random: Random): PeerObject {
  const address = random.below(2 ** 32)
  const length = 16 + random.below(13)
  const start = addressText(blockStart(address, length))
  return { ipBlock: { cidr: `${start}/${length}`, except: [`${start}/${length + 3}`] } }
}

/** `pairs` pairs of pods in one namespace; each pod has a policy of its own, which lets in its partner alone. */
export function crowdedNamespace(pairs: number): ClusterObjects {
  const namespace = 'ns-0'
  const pods: PodObject[] = []
  const policies: PolicyObject[] = []
  for (let i = 0; i < pairs; i++) {
    for (const [own, partner] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const labels = { app: `scale-${own}${i}` }
      const from = [{ podSelector: { matchLabels: { app: `scale-${partner}${i}` } } }]
      const podSelector = { matchLabels: labels }
      pods.push(barePod(namespace, `${own}${i}`, labels, pods.length))
      policies.push(policyObject(namespace, `${own}${i}`, ingressPolicy(podSelector, [{ from }])))
    }
  }
  return { namespaces: [namespaceObject(namespace)], pods, policies }
}

function namespacesOf(count: number): readonly NamespaceObject[] {
  return Array.from({ length: count }, (_, i) => namespaceObject(`ns-${i}`))
}

function barePod(namespace: string, name: string, labels: StringMap, position: number): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'c', image: 'i', ports: [] }] },
    status: { phase: 'Running', podIP: podAddress(position) },
  }
}
