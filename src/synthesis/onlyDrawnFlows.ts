import type { PolicyIndex } from '../engine/compile'
import { reachOfClasses } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { AddressRange, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, FlowChange, OnlyEdit } from '../model/edit'
import { isEmpty, noConnections, subtract, union } from '../sets/connections'
import { noneId } from '../sets/connectionTable'
import { addTo, groupBy } from '../sets/groupBy'
import { type Claim, pairConnections } from './claims'
import { isAlone, membersOf } from './ends'
import { workloadSelector } from './peers'
import type { Scene } from './scene'

/** What is drawn from one endpoint to another, by position. */
export type Drawn = (from: number, to: number) => ConnectionSet

/**
 * What the claims allow, pair by pair: the drawn flows, and DNS where it is kept. With `alikeToo` those count as drawn as well that
 * every selector of a drawn workload selects, and the addresses of its node: no rule for it can leave them out. Total; linear in the
 * claims and the members of their ends.
 */
export function drawnFlows(
  scene: Scene,
  index: PolicyIndex,
  claims: readonly Claim[],
  alikeToo: boolean,
): Drawn {
  const members = (end: EditEnd) => [
    ...membersOf(scene, index, end),
    ...(alikeToo ? alikePositions(scene, index, end) : []),
  ]
  const bySender = new Map<number, { readonly to: ReadonlySet<number>; readonly connections: Drawn }[]>()
  for (const claim of claims.filter(({ kind }) => kind === 'allow')) {
    const flow = { to: new Set(members(claim.to)), connections: pairConnections(scene, index, claim) }
    for (const sender of new Set(members(claim.from))) addTo(bySender, sender, flow)
  }
  return (from, to) => {
    let sum = noConnections
    for (const flow of bySender.get(from) ?? [])
      if (flow.to.has(to)) sum = union(sum, flow.connections(from, to))
    return sum
  }
}

function alikePositions(scene: Scene, index: PolicyIndex, end: EditEnd): readonly number[] {
  const workload = end.kind === 'workload' ? scene.workloads.get(end.id) : undefined
  if (workload === undefined) return []
  if (isOutsidePolicies(workload, scene.options)) {
    const isNode = ({ first, last }: AddressRange) => first === last && workload.hostIps.includes(first)
    return index.endpoints.flatMap((it, position) =>
      it.kind === 'external' && it.ranges.every(isNode) ? [position] : [],
    )
  }
  const { selector, alsoSelects } = workloadSelector(scene, workload)
  // Who carries no label at all is selected like pods to come that carry none.
  const toCome = index.peers
    .podsIn(workload.namespace, selector)
    .filter((position) => isToCome(scene, index.endpoints[position]))
  return [...alsoSelects.flatMap(({ id }) => index.positionOf.get(id) ?? []), ...toCome]
}

function isToCome({ futurePods }: Scene, endpoint: Endpoint | undefined): boolean {
  return endpoint !== undefined && futurePods.has(endpoint.id)
}

/** Flows that stay with an end in the namespaces although nobody drew them. */
export interface Undrawn {
  /** Between endpoints that the manifests have. */
  readonly flows: readonly FlowChange[]
  /** Whether pods to come have any. */
  readonly isOpenToCome: boolean
}

/**
 * The flows with an end in the namespaces of an edit that are allowed and not drawn, by evaluation. Host network pods that stay
 * outside policies belong to no namespace here. In the order of the endpoints. Total; costs the classes of the namespaces' pods times
 * all, and the flows that are allowed them.
 */
export function undrawnFlows(
  scene: Scene,
  index: PolicyIndex,
  { namespaces }: Pick<OnlyEdit, 'namespaces'>,
  drawn: Drawn,
): Undrawn {
  const found: { readonly from: number; readonly to: number; readonly connections: ConnectionSet }[] = []
  for (const { senders, receivers, reached } of allowedClasses(scene, index, namespaces))
    for (const from of senders)
      for (const to of receivers) {
        if (from === to && isAlone(index, from)) continue
        const connections = subtract(reached, drawn(from, to))
        if (!isEmpty(connections)) found.push({ from, to, connections })
      }
  const isFuture = (position: number) => isToCome(scene, index.endpoints[position])
  const isListed = ({ from, to }: { readonly from: number; readonly to: number }) =>
    !isFuture(from) && !isFuture(to)
  const listed = found.filter(isListed).toSorted((a, b) => a.from - b.from || a.to - b.to)
  return {
    flows: listed.flatMap(({ from, to, connections }) => {
      const [sender, receiver] = [index.endpoints[from], index.endpoints[to]]
      return sender === undefined || receiver === undefined
        ? []
        : { from: sender.id, to: receiver.id, connections }
    }),
    isOpenToCome: listed.length < found.length,
  }
}

interface AllowedClasses {
  readonly senders: readonly number[]
  readonly receivers: readonly number[]
  /** The same for every pair of them. */
  readonly reached: ConnectionSet
}

/** Endpoints of two classes that may exchange anything, with one of them among the namespaces' pods; each pair once. */
function* allowedClasses(
  scene: Scene,
  index: PolicyIndex,
  namespaces: readonly string[],
): Generator<AllowedClasses> {
  const { of } = index.classes
  const classOf = (position: number) => of[position] ?? -1
  const own = new Set(namespaces.flatMap((name) => membersOf(scene, index, { kind: 'namespace', name })))
  const others = [...index.endpoints.keys()].filter((position) => !own.has(position))
  const [ownClasses, otherClasses] = [groupBy(own, classOf), groupBy(others, classOf)]
  const allowed = (
    [from, senders]: readonly [number, readonly number[]],
    [to, receivers]: readonly [number, readonly number[]],
  ): readonly AllowedClasses[] => {
    const id = reachOfClasses(index, from, to)
    return id === noneId ? [] : [{ senders, receivers, reached: index.connections.setOf(id) }]
  }
  for (const subject of ownClasses) {
    for (const peer of ownClasses) yield* allowed(subject, peer)
    for (const peer of otherClasses) {
      yield* allowed(subject, peer)
      yield* allowed(peer, subject)
    }
  }
}
