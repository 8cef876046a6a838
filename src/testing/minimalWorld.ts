/** Where the exhaustive search works: the cluster with pods that may come, seen side by side as sets of small connections. */
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated, side } from '../engine/reach'
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, ReachEdit } from '../model/edit'
import { policyId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, PortMatch, Protocol, Rule } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { clusterOf, ipBlock, policy, rule, workload } from './smallClusters'

export const directions = ['ingress', 'egress'] as const

/** Ports that nothing in the case tells apart. */
export interface Atom {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

/** What policies say of one namespace after another, as bits of atoms. */
export interface Sides {
  readonly isIsolated: (direction: Direction, subject: number) => boolean
  /** What rules grant; nothing where the subject is not isolated. */
  readonly granted: (direction: Direction, subject: number, peer: number) => number
}

export interface World {
  readonly index: PolicyIndex
  readonly endpoints: readonly Endpoint[]
  readonly atoms: readonly Atom[]
  readonly everyAtom: number
  readonly maskOf: (connections: ConnectionSet) => number
  /** The endpoints that an end asks for, and, with `alsoLabelled`, whatever else it may mean. */
  readonly membersOf: (end: EditEnd, alsoLabelled: boolean) => readonly number[]
  readonly isAlone: (position: number) => boolean
  readonly sidesOf: (policies: readonly NetworkPolicy[]) => Sides
}

const comingNamespace = 'elsewhere'
const largestMask = 30

/**
 * Null when the case tells too many ports apart. Each namespace gets a pod without labels, one for each label in
 * use, one for a new value of each, and a copy of each workload; so does a namespace to come. What is exact among all of them stays exact when they come.
 */
export function worldOf(
  cluster: Cluster,
  edits: readonly ReachEdit[],
  alsoUsed: readonly NetworkPolicy[],
): World | null {
  const strangers = strangersOf(cluster)
  const names = [...new Set([...cluster.namespaces.map(({ name }) => name), comingNamespace])]
  const known = new Map(cluster.namespaces.map((namespace) => [namespace.name, namespace]))
  const full: Cluster = {
    ...cluster,
    namespaces: names.flatMap((name) => known.get(name) ?? clusterOf({ [name]: '' }, [], []).namespaces),
    workloads: [...cluster.workloads, ...strangers],
  }
  const atoms = atomsOf(edits, [...cluster.policies, ...alsoUsed], cluster.workloads)
  if (atoms.length > largestMask) return null
  const cutBy = [...cluster.policies, ...alsoUsed, cutting(edits)]
  const indexOf = (policies: readonly NetworkPolicy[]) =>
    compile({ ...full, policies }, defaultOptions, cutBy)
  const index = indexOf(cluster.policies)
  const listed = cluster.workloads.length
  const { endpoints } = index
  const maskOf = masks(atoms)
  const isBare = (endpoint: Endpoint) =>
    endpoint.kind === 'workload' && Object.keys(endpoint.labels).length === 0
  return {
    index,
    endpoints,
    atoms,
    everyAtom: 2 ** atoms.length - 1,
    maskOf,
    membersOf: (end, alsoLabelled) =>
      [...endpoints.entries()].flatMap(([position, endpoint]) =>
        isMember(index, end, position) &&
        (alsoLabelled || position < listed || endpoint.kind === 'external' || isBare(endpoint))
          ? [position]
          : [],
      ),
    isAlone: (position) => {
      const endpoint = endpoints[position]
      return endpoint?.kind === 'workload' && endpoint.replicas <= 1
    },
    sidesOf: (policies) => {
      const evaluated = indexOf(policies)
      const rowsOf = (direction: Direction) =>
        endpoints.map((_, subject) =>
          Uint32Array.from(endpoints, (_, peer) => {
            const connections = side(evaluated, direction, subject, peer)
            return connections === null ? 0 : maskOf(connections)
          }),
        )
      const rows = { ingress: rowsOf('ingress'), egress: rowsOf('egress') }
      return {
        isIsolated: (direction, subject) => isIsolated(evaluated, direction, subject),
        granted: (direction, subject, peer) => rows[direction][subject]?.[peer] ?? 0,
      }
    },
  }
}

/** The addresses that an edit or its parts name, as peers. */
export function blocksOf(edits: readonly ReachEdit[]): readonly Peer[] {
  const ends = edits.flatMap((edit) => (edit.kind === 'isolate' ? [] : [edit.from, edit.to]))
  const blocks = ends.flatMap((end) => (end.kind === 'cidr' ? [ipBlock(end.cidr, ...end.except)] : []))
  return [...blocks, ipBlock('0.0.0.0/0'), ipBlock('::/0')]
}

function isMember(index: PolicyIndex, end: EditEnd, position: number): boolean {
  const endpoint = index.endpoints[position]
  if (endpoint === undefined) return false
  switch (end.kind) {
    case 'workload':
      return endpoint.id === end.id
    case 'namespace':
      return endpoint.kind === 'workload' && endpoint.namespace === end.name
    case 'allPods':
      return endpoint.kind === 'workload'
    case 'outside':
      return endpoint.kind === 'external'
    case 'cidr': {
      const block = ipBlock(end.cidr, ...end.except)
      return endpoint.kind === 'external' && index.peers.standsFor(block, '', position)
    }
  }
}

function strangersOf({ namespaces, workloads, policies }: Cluster): readonly Workload[] {
  const asked = policies.flatMap(labelsAsked)
  const worn = workloads.flatMap(({ labels }) => Object.entries(labels))
  const words = new Set([...worn, ...asked].flatMap(([key, value]) => [`${key}=${value}`, `${key}=new`]))
  const inNamespace = (namespace: string) =>
    ['', ...words].map((labels, i) => workload(`${namespace}/to-come-${i}`, labels, '', { replicas: 2 }))
  const copies = workloads.flatMap((it) =>
    [it.namespace, comingNamespace].map((namespace): Workload => {
      const name = `copy-of-${it.namespace}-${it.name}`
      return { ...it, namespace, name, id: workloadId(namespace, 'Deployment', name) }
    }),
  )
  return [...namespaces.flatMap(({ name }) => inNamespace(name)), ...inNamespace(comingNamespace), ...copies]
}

/** The labels that a policy asks of pods. */
function labelsAsked({
  podSelector,
  ingress,
  egress,
}: NetworkPolicy): readonly (readonly [string, string])[] {
  const peers = [...ingress, ...egress].flatMap((it): readonly Peer[] => (it.peers === 'any' ? [] : it.peers))
  const selectors = peers.flatMap((it) => (it.kind === 'pods' ? [it.podSelector] : []))
  return [podSelector, ...selectors]
    .flatMap(({ requirements }) => requirements)
    .flatMap((it) => ('values' in it ? it.values.map((value) => [it.key, value] as const) : []))
}

function cutting(edits: readonly ReachEdit[]): NetworkPolicy {
  const made = policy(`${comingNamespace}/cut`, 'no=one', {
    types: ['egress'],
    egress: [rule(blocksOf(edits))],
  })
  return { ...made, id: policyId(comingNamespace, 'cut') }
}

function atomsOf(
  edits: readonly ReachEdit[],
  policies: readonly NetworkPolicy[],
  workloads: readonly Workload[],
): readonly Atom[] {
  const edges: Record<Protocol, Set<number>> = { TCP: new Set(), UDP: new Set(), SCTP: new Set() }
  const cut = ({ protocol, first, last }: Atom) => edges[protocol].add(first).add(last + 1)
  for (const edit of edits)
    if (edit.kind !== 'isolate')
      for (const protocol of ['TCP', 'UDP', 'SCTP'] as const)
        for (const range of edit.connections[protocol]) cut({ protocol, ...range })
  const rules = policies.flatMap(({ ingress, egress }): readonly Rule[] => [...ingress, ...egress])
  const ports = rules.flatMap((it): readonly PortMatch[] => (it.ports === 'any' ? [] : it.ports))
  for (const port of ports) if (port.kind === 'range') cut(port)
  if (ports.some(({ kind }) => kind === 'named'))
    for (const { port, protocol } of workloads.flatMap((it) => it.ports))
      cut({ protocol, first: port, last: port })
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => {
    const starts = [...edges[protocol].add(1)].filter((port) => port <= 65535).toSorted((a, b) => a - b)
    return starts.map((first, i): Atom => ({ protocol, first, last: (starts[i + 1] ?? 65536) - 1 }))
  })
}

function masks(atoms: readonly Atom[]): (connections: ConnectionSet) => number {
  const known = new WeakMap<ConnectionSet, number>()
  return (connections) => {
    const before = known.get(connections)
    if (before !== undefined) return before
    let mask = 0
    for (const [i, { protocol, first }] of atoms.entries())
      if (connections[protocol].some((range) => range.first <= first && first <= range.last)) mask |= 1 << i
    known.set(connections, mask)
    return mask
  }
}
