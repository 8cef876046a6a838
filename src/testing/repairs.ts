/** Undoing what a near miss names, so that a law can see whether the rule grants then. */
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { Requirement } from '../model/selector'
import type { Difference, NearMiss, Verdict } from '../model/verdict'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress, parseCidr } from '../sets/addresses'
import { addresses } from './smallClusterArbitraries'

/** One side of a judged pair, and the connections that are asked for. */
export interface JudgedSide {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly verdict: Verdict
  readonly ends: Readonly<Record<'subject' | 'peer', Endpoint>>
  readonly direction: Direction
  readonly asked: ConnectionSet
}

/** Where labels are repaired: in the selector, or at the pod or namespace. */
export type Where = 'rule' | 'pods'

type LabelDifference = Extract<Difference, { readonly kind: 'label' }>
type Scenario = Pick<JudgedSide, 'cluster' | 'options'>
export type Repair = (scenario: Scenario) => Scenario

/** Undoes exactly one difference, in the policy or at the pods and namespaces; null where that place cannot undo it. */
export function repairOf(
  it: JudgedSide,
  { rule: ref, peer }: NearMiss,
  difference: Difference,
  where: Where,
): Repair | null {
  const { ends, asked, direction } = it
  const policy = it.cluster.policies.find((other) => other.id === ref.policy)
  const rule = policy?.[direction][ref.position]
  if (policy === undefined || rule === undefined) throw new Error('no such rule')
  const matched = peer === null || rule.peers === 'any' ? undefined : rule.peers[peer]
  const changeRule = (change: (old: Rule) => Rule) =>
    inPolicy(policy, (old) => ({
      ...old,
      [direction]: old[direction].map((other, i) => (i === ref.position ? change(other) : other)),
    }))
  const changePeer = (change: (old: Peer) => Peer) =>
    changeRule((old) => ({
      ...old,
      peers:
        old.peers === 'any'
          ? 'any'
          : (old.peers.map((other, i) => (i === peer ? change(other) : other)) as unknown as Rule['peers']),
    }))
  const destination = direction === 'egress' ? ends.peer : ends.subject

  switch (difference.kind) {
    case 'label':
      if (where === 'pods') return relabelled(it, difference)
      return difference.of === 'subject'
        ? inPolicy(policy, withoutSubjectLabel(difference.requirement))
        : changePeer((old) => withoutPeerLabel(old, difference))
    case 'policyTypes':
      return inPolicy(policy, (old) => ({ ...old, policyTypes: ['ingress', 'egress'] }))
    case 'otherNamespace':
      return changePeer((old) => ({
        ...old,
        namespaces: {
          requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [difference.actual] }],
        },
      }))
    case 'hostNetwork':
      return inWorkload(ends.peer, (old) => ({ ...old, hostNetwork: false }))
    case 'selectorOnAddress':
    case 'otherAddress': {
      const address = firstAddress(ends.peer, it.options)
      const cidr = `${address}/${address.includes(':') ? 128 : 32}`
      return changePeer((old) => ({ kind: 'ipBlock', cidr, except: [], place: old.place }))
    }
    case 'except':
      return changePeer((old) =>
        old.kind === 'ipBlock'
          ? { ...old, except: old.except.filter((cidr) => !difference.cidrs.includes(cidr)) }
          : old,
      )
    case 'addressUnknown':
    case 'addressIgnored': {
      if (matched?.kind !== 'ipBlock') throw new Error('no ipBlock')
      const inside = addresses.find(
        (it) => isIn(it, matched.cidr) && !matched.except.some((out) => isIn(it, out)),
      )
      if (inside === undefined) return null
      const known = inWorkload(ends.peer, (old) => ({ ...old, ips: [...old.ips, inside] }))
      return (old) => ({ ...known(old), options: { ...old.options, ipBlockMatchesPods: 'knownIp' } })
    }
    case 'otherPort':
    case 'otherProtocol':
    case 'portNameToAddress':
      return changeRule((old) => ({ ...old, ports: portsFor(asked) }))
    case 'portName': {
      const [{ name, protocol }] = difference.names
      const port = asked[protocol][0]?.first ?? 0
      return inWorkload(destination, (old) => ({ ...old, ports: [...old.ports, { name, protocol, port }] }))
    }
  }
}

function withoutPeerLabel(peer: Peer, { of, requirement }: LabelDifference): Peer {
  const field = of === 'peer' ? 'podSelector' : 'namespaces'
  const selector = peer.kind === 'pods' ? peer[field] : 'own'
  return selector === 'own'
    ? peer
    : { ...peer, [field]: { requirements: without(selector.requirements, requirement) } }
}

function relabelled({ ends, cluster }: JudgedSide, { of, requirement }: LabelDifference): Repair | null {
  // Another label may take the policies away from a pod that is both ends.
  if (ends.subject.id === ends.peer.id) return null
  const end = of === 'subject' ? ends.subject : ends.peer
  if (end.kind !== 'workload') throw new Error('labels of an address')
  const relabel = (labels: Workload['labels']) => {
    const { [requirement.key]: _, ...others } = labels
    if (requirement.operator === 'In') return { ...others, [requirement.key]: requirement.values[0] ?? '' }
    return requirement.operator === 'Exists' ? { ...others, [requirement.key]: '' } : others
  }
  if (of !== 'namespace') return inWorkload(end, (old) => ({ ...old, labels: relabel(old.labels) }))
  if (!cluster.namespaces.some(({ name }) => name === end.namespace)) return null
  return ({ cluster: old, options }) => ({
    options,
    cluster: {
      ...old,
      namespaces: old.namespaces.map((it) =>
        it.name === end.namespace ? { ...it, labels: relabel(it.labels) } : it,
      ),
    },
  })
}

/** Changes one policy. */
export function inPolicy({ id }: NetworkPolicy, change: (old: NetworkPolicy) => NetworkPolicy): Repair {
  return ({ cluster, options }) => ({
    options,
    cluster: { ...cluster, policies: cluster.policies.map((it) => (it.id === id ? change(it) : it)) },
  })
}

function inWorkload({ id }: Endpoint, change: (old: Workload) => Workload): Repair {
  return ({ cluster, options }) => ({
    options,
    cluster: { ...cluster, workloads: cluster.workloads.map((it) => (it.id === id ? change(it) : it)) },
  })
}

/** Drops a requirement from a policy's podSelector. */
export function withoutSubjectLabel(requirement: Requirement) {
  return (old: NetworkPolicy): NetworkPolicy => ({
    ...old,
    podSelector: { requirements: without(old.podSelector.requirements, requirement) },
  })
}

function without(requirements: readonly Requirement[], one: Requirement): readonly Requirement[] {
  const text = JSON.stringify(one)
  return requirements.filter((it) => JSON.stringify(it) !== text)
}

function firstAddress(end: Endpoint, { hostNetworkPods }: ScenarioOptions): string {
  if (end.kind === 'external') return end.ranges[0]?.first ?? ''
  const isOutside = end.hostNetwork && hostNetworkPods === 'outsidePolicies'
  return [...end.ips, ...(isOutside ? end.hostIps : [])][0] ?? ''
}

function isIn(text: string, cidr: string): boolean {
  const [address, block] = [parseAddress(text), parseCidr(cidr)?.interval]
  return (
    address !== null &&
    block?.version === address.version &&
    block.first <= address.value &&
    address.value <= block.last
  )
}

function portsFor(asked: ConnectionSet): Rule['ports'] {
  const ports = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
    asked[protocol].map(
      ({ first, last }): PortMatch => ({ kind: 'range', protocol, first, last, place: null }),
    ),
  )
  return ports as unknown as Rule['ports']
}
