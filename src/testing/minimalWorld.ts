/** Where the exhaustive search works: the cluster with pods that may come, seen side by side as sets of small connections. */
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated, side } from '../engine/reach'
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, ReachEdit } from '../model/edit'
import { policyId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, PortMatch, Protocol, Rule } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { positiveSelectors } from './minimalSelectors'
import { clusterOf, ipBlock, policy, rule, workload } from './smallClusters'

export const directions = ['ingress', 'egress'] as const

/** Position of a direction in `directions`. */
export type DirectionNumber = 0 | 1

/** Listed in the manifests or outside; to come without labels, or with some. */
export type Standing = 'listed' | 'bare' | 'labelled'

/** Ports that nothing in the case tells apart. */
export interface Atom {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

/** What policies say of one namespace after another, as bits of atoms. */
export interface Sides {
  readonly isIsolated: (direction: DirectionNumber, subject: number) => boolean
  /** What rules grant; nothing where the subject is not isolated. */
  readonly granted: (direction: DirectionNumber, subject: number, peer: number) => number
}

export interface World {
  readonly index: PolicyIndex
  readonly endpoints: readonly Endpoint[]
  readonly atoms: readonly Atom[]
  readonly everyAtom: number
  readonly maskOf: (connections: ConnectionSet) => number
  /** The endpoints that an end asks for, and, with `alsoLabelled`, whatever else it may mean. */
  readonly membersOf: (end: EditEnd, alsoLabelled: boolean) => readonly number[]
  /** The members of an end, and pods to come that go with the one workload that it is by labels that single it out. */
  readonly likeOf: (end: EditEnd) => readonly number[]
  readonly isAlone: (position: number) => boolean
  /** Whether policies of a listed namespace can select it. */
  readonly isGoverned: (position: number) => boolean
  readonly standingOf: (position: number) => Standing
  readonly sidesOf: (policies: readonly NetworkPolicy[]) => Sides
}

const comingNamespace = 'elsewhere'
const largestMask = 30

/**
 * Null when the case tells too many ports apart. Each namespace gets a pod without labels, one for each label in
 * use, one for a new value of each, and a copy of each workload, one more whose ports have moved where policies name ports; so does
 * a namespace to come. What is exact among all of them stays exact when they come.
 */
export function worldOf(
  cluster: Cluster,
  edits: readonly ReachEdit[],
  alsoUsed: readonly NetworkPolicy[],
): World | null {
  const isCutting = edits.some(({ kind }) => kind === 'block')
  const strangers = [...strangersOf(cluster), ...(isCutting ? variantsOf(cluster) : [])]
  const names = [...new Set([...cluster.namespaces.map(({ name }) => name), comingNamespace])]
  const known = new Map(cluster.namespaces.map((namespace) => [namespace.name, namespace]))
  const full: Cluster = {
    ...cluster,
    namespaces: names.flatMap((name) => known.get(name) ?? clusterOf({ [name]: '' }, [], []).namespaces),
    workloads: [...cluster.workloads, ...strangers],
  }
  const atoms = atomsOf(edits, [...cluster.policies, ...alsoUsed], full.workloads)
  if (atoms.length > largestMask) return null
  const cutBy = [...cluster.policies, ...alsoUsed, cutting(edits)]
  const indexOf = (policies: readonly NetworkPolicy[]) =>
    compile({ ...full, policies }, defaultOptions, cutBy)
  const index = indexOf(cluster.policies)
  const listed = cluster.workloads.length
  const { endpoints } = index
  const maskOf = masks(atoms)
  const standingOf = (position: number): Standing => {
    const endpoint = endpoints[position]
    if (position < listed || endpoint?.kind !== 'workload') return 'listed'
    return Object.keys(endpoint.labels).length === 0 ? 'bare' : 'labelled'
  }
  return {
    index,
    endpoints,
    atoms,
    everyAtom: 2 ** atoms.length - 1,
    maskOf,
    membersOf: (end, alsoLabelled) =>
      [...endpoints.keys()].filter(
        (position) => isMember(index, end, position) && (alsoLabelled || standingOf(position) !== 'labelled'),
      ),
    likeOf: (end) => [
      ...new Set([
        ...[...endpoints.keys()].filter((position) => isMember(index, end, position)),
        ...likeMembers(cluster, index, end),
      ]),
    ],
    isAlone: (position) => {
      const endpoint = endpoints[position]
      return endpoint?.kind === 'workload' && endpoint.replicas <= 1
    },
    isGoverned: (position) => {
      const endpoint = endpoints[position]
      return endpoint?.kind === 'workload' && known.has(endpoint.namespace)
    },
    standingOf,
    sidesOf: (policies) => {
      const evaluated = indexOf(policies)
      const rowsOf = (direction: Direction) =>
        endpoints.map((_, subject) =>
          Uint32Array.from(endpoints, (_, peer) => {
            const connections = side(evaluated, direction, subject, peer)
            return connections === null ? 0 : maskOf(connections)
          }),
        )
      const rows = [rowsOf('ingress'), rowsOf('egress')] as const
      return {
        isIsolated: (direction, subject) => isIsolated(evaluated, directions[direction], subject),
        granted: (direction, subject, peer) => rows[direction][subject]?.[peer] ?? 0,
      }
    },
  }
}

/** The addresses that an edit or its parts name, as peers; `alsoRest`: those that it excepts, and all others. */
export function blocksOf(edits: readonly ReachEdit[], alsoRest: boolean): readonly Peer[] {
  const ends = edits.flatMap((edit) => (edit.kind === 'isolate' ? [] : [edit.from, edit.to]))
  const cidrs = ends.filter((end) => end.kind === 'cidr')
  const every = ['0.0.0.0/0', '::/0']
  const rest = alsoRest
    ? cidrs.flatMap(({ cidr, except }) => [
        ...except.map((it) => ipBlock(it)),
        ...every.filter((it) => it.includes(':') === cidr.includes(':')).map((it) => ipBlock(it, cidr)),
      ])
    : []
  const blocks = cidrs.map(({ cidr, except }) => ipBlock(cidr, ...except))
  return [...blocks, ...every.map((it) => ipBlock(it)), ...rest]
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

/** Whom selectors of up to two labels cannot help selecting that single out the workload that an end is. */
function likeMembers({ workloads }: Cluster, index: PolicyIndex, end: EditEnd): readonly number[] {
  const meant = end.kind === 'workload' ? workloads.find(({ id }) => id === end.id) : undefined
  const position = meant === undefined ? undefined : index.positionOf.get(meant.id)
  if (meant === undefined || position === undefined) return []
  const groups = positiveSelectors({ workloads })
    .filter(({ requirements }) => requirements.some(({ operator }) => operator === 'In'))
    .map((it) => index.peers.podsIn(meant.namespace, it))
  const own = groups.filter(
    (members) =>
      members.includes(position) && members.every((it) => it === position || it >= workloads.length),
  )
  return [...new Set(own.flat())]
}

function strangersOf({ namespaces, workloads, policies }: Cluster): readonly Workload[] {
  const asked = policies.flatMap(labelsAsked)
  const worn = workloads.flatMap(({ labels }) => Object.entries(labels))
  const words = new Set([...worn, ...asked].flatMap(([key, value]) => [`${key}=${value}`, `${key}=new`]))
  const inNamespace = (namespace: string) =>
    ['', ...words].map((labels, i) => workload(`${namespace}/to-come-${i}`, labels, '', { replicas: 2 }))
  const copyOf = (it: Workload, namespace: string, prefix: string): Workload => {
    const name = `${prefix}-${it.namespace}-${it.name}`
    return { ...it, namespace, name, id: workloadId(namespace, 'Deployment', name) }
  }
  const copies = workloads.flatMap((it) =>
    [it.namespace, comingNamespace].map((namespace) => copyOf(it, namespace, 'copy-of')),
  )
  const moved = policies.some(namesPorts)
    ? workloads.map((it) => ({
        ...copyOf(it, it.namespace, 'moved'),
        ports: it.ports.map((port) => ({ ...port, port: port.port + 1000 })),
      }))
    : []
  const bare = [...namespaces.map(({ name }) => name), comingNamespace].flatMap(inNamespace)
  return [...bare, ...copies, ...moved]
}

/** Pods that differ from a workload in one label: they have another value, lack it, or have one more. */
function variantsOf({ workloads }: Cluster): readonly Workload[] {
  const keys = new Set(workloads.flatMap(({ labels }) => Object.keys(labels)))
  const variants = workloads.flatMap((it) =>
    [...keys].flatMap((key) => {
      const { [key]: own, ...others } = it.labels
      const changed = [{ ...others, [key]: 'new' }, ...(own === undefined ? [] : [others])]
      return changed.map((labels, i): Workload => {
        const name = `variant-${i}-of-${it.name}-in-${key}`
        return { ...it, name, id: workloadId(it.namespace, 'Deployment', name), labels, replicas: 2 }
      })
    }),
  )
  const distinct = new Map(variants.map((it) => [JSON.stringify([it.namespace, it.labels]), it]))
  return [...distinct.values()]
}

function namesPorts({ ingress, egress }: NetworkPolicy): boolean {
  return [...ingress, ...egress].some(
    ({ ports }) => ports !== 'any' && ports.some(({ kind }) => kind === 'named'),
  )
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
    egress: [rule(blocksOf(edits, true))],
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
