import type { PolicyIndex } from '../engine/compile'
import { isOutsidePolicies } from '../engine/selects'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { KeepEdit, KeepOffer, KeepOffers } from '../model/keepable'
import { formatConnections } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { editEndOf } from './editEnd'
import { type KeepInput, type Stop, sendersOf, stops } from './keepFlows'

const mostEdits = 300

/** Senders of one namespace, or from outside, that lose the same towards one receiver. */
interface Bundle {
  readonly receiver: number
  readonly senders: readonly number[]
  /** Null: addresses outside. */
  readonly namespace: string | null
  readonly connections: ConnectionSet
}

/**
 * Edits that keep what stops: what the manifests suggest is needed, and what flows within each namespace. As few as it takes: one for
 * a whole namespace where all its workloads have the same flow, so that pods to come have it too. Total; costs the classes of senders
 * times their receivers.
 */
export function keepOffers(input: KeepInput): KeepOffers {
  const { before } = input
  const all = [...stops(input)]
  const needed = all.filter(({ need }) => need !== null)
  const inside = all.filter(({ senders, receiver }) => {
    const namespace = namespaceAt(before, receiver)
    return namespace !== null && namespace === namespaceAt(before, senders.first)
  })
  return {
    suggested: offer(
      before,
      bundles(before, needed, ({ need, removed }) => need?.connections ?? removed),
    ),
    inside: offer(
      before,
      bundles(before, inside, ({ removed }) => removed),
    ),
  }
}

function bundles(
  index: PolicyIndex,
  list: readonly Stop[],
  connectionsOf: (stop: Stop) => ConnectionSet,
): readonly Bundle[] {
  const groups = groupBy(list, (stop) =>
    JSON.stringify([
      stop.receiver,
      namespaceAt(index, stop.senders.first),
      formatConnections(connectionsOf(stop)),
    ]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return {
      receiver: first.receiver,
      senders: group.flatMap((stop) => sendersOf(index, stop)),
      namespace: namespaceAt(index, first.senders.first),
      connections: connectionsOf(first),
    }
  })
}

function offer(index: PolicyIndex, list: readonly Bundle[]): KeepOffer {
  const whole = list.filter((bundle) => isWhole(index, bundle))
  const perNamespace = [
    ...groupBy(whole, ({ namespace, receiver, connections }) =>
      JSON.stringify([namespace, namespaceAt(index, receiver), formatConnections(connections)]),
    ).values(),
  ]
  const edits = [
    ...perNamespace.flatMap((group) => namespaceEdits(index, group)),
    ...list.filter((bundle) => !whole.includes(bundle)).flatMap((bundle) => singleEdits(index, bundle)),
  ]
  return { edits: edits.slice(0, mostEdits), more: Math.max(0, edits.length - mostEdits) }
}

/** Whether all ordinary pods of the namespace, or all addresses, are among the senders. */
function isWhole(index: PolicyIndex, { namespace, receiver, senders }: Bundle): boolean {
  const others = membersOf(index, namespace).filter((it) => it !== receiver || senders.includes(it))
  const own = new Set(senders)
  return others.length > 1 && others.every((it) => own.has(it))
}

/** One edit where every workload of a namespace gives the same to all of another; else one for each receiver. */
function namespaceEdits(index: PolicyIndex, group: readonly Bundle[]): readonly KeepEdit[] {
  const [first] = group
  if (first === undefined) return []
  const from: EditEnd =
    first.namespace === null ? { kind: 'outside' } : { kind: 'namespace', name: first.namespace }
  const { connections } = first
  const home = namespaceAt(index, first.receiver)
  const receivers = new Set(group.map(({ receiver }) => receiver))
  if (home !== null && receivers.size > 1 && membersOf(index, home).every((it) => receivers.has(it)))
    return [{ kind: 'allow', from, to: { kind: 'namespace', name: home }, connections }]
  return group.flatMap(({ receiver }) => {
    const endpoint = index.endpoints[receiver]
    const to = endpoint === undefined ? null : editEndOf(endpoint)
    return to === null ? [] : { kind: 'allow' as const, from, to, connections }
  })
}

function singleEdits(index: PolicyIndex, { senders, receiver, connections }: Bundle): readonly KeepEdit[] {
  const endOf = (position: number) => {
    const endpoint = index.endpoints[position]
    return endpoint === undefined ? null : editEndOf(endpoint)
  }
  const to = endOf(receiver)
  return senders.flatMap((sender) => {
    const from = endOf(sender)
    return from === null || to === null ? [] : { kind: 'allow' as const, from, to, connections }
  })
}

function membersOf({ endpoints, options }: PolicyIndex, namespace: string | null): readonly number[] {
  return endpoints.flatMap((it, position) => {
    if (it.kind === 'external') return namespace === null ? [position] : []
    return it.namespace === namespace && !isOutsidePolicies(it, options) ? [position] : []
  })
}

function namespaceAt({ endpoints, options }: PolicyIndex, position: number): string | null {
  const endpoint = endpoints[position]
  return endpoint?.kind === 'workload' && !isOutsidePolicies(endpoint, options) ? endpoint.namespace : null
}
