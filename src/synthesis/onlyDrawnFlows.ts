import type { PolicyIndex } from '../engine/compile'
import { reachOfClasses, sideRow } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { AddressRange, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, FlowChange, OnlyEdit } from '../model/edit'
import type { Direction } from '../model/policy'
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
 * every selector of a drawn workload selects, and the addresses of its node: no rule for it can leave them out. Total; linear in the claims and the members of their
 * ends.
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
 * outside policies belong to no namespace here. In the order of the endpoints. Total; costs what the policies allow the pods of the namespaces.
 */
export function undrawnFlows(
  scene: Scene,
  index: PolicyIndex,
  { namespaces }: Pick<OnlyEdit, 'namespaces'>,
  drawn: Drawn,
): Undrawn {
  const flows: FlowChange[] = []
  let isOpenToCome = false
  const pairs = [...allowedPairs(scene, index, namespaces)].toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  for (const [from, to] of pairs) {
    const [sender, receiver] = [index.endpoints[from], index.endpoints[to]]
    if (sender === undefined || receiver === undefined || (from === to && isAlone(index, from))) continue
    const { of } = index.classes
    const reached = index.connections.setOf(reachOfClasses(index, of[from] ?? -1, of[to] ?? -1))
    const connections = isEmpty(reached) ? reached : subtract(reached, drawn(from, to))
    if (isEmpty(connections)) continue
    if (isToCome(scene, sender) || isToCome(scene, receiver)) isOpenToCome = true
    else flows.push({ from: sender.id, to: receiver.id, connections })
  }
  return { flows, isOpenToCome }
}

/** Pairs that a side of one of the namespaces' pods lets through; each once. */
function* allowedPairs(
  scene: Scene,
  index: PolicyIndex,
  namespaces: readonly string[],
): Generator<readonly [from: number, to: number]> {
  const { of } = index.classes
  const classOf = (position: number) => of[position] ?? -1
  const inClass = groupBy(index.endpoints.keys(), classOf)
  const own = new Set(namespaces.flatMap((name) => membersOf(scene, index, { kind: 'namespace', name })))
  const peersOf = (direction: Direction, subjectClass: number): readonly number[] => {
    const row = sideRow(index, direction, subjectClass)
    const allowed = [...inClass].flatMap(([peerClass, peers]) =>
      row === null || row[peerClass] !== noneId ? peers : [],
    )
    return direction === 'egress' ? allowed : allowed.filter((peer) => !own.has(peer))
  }
  for (const direction of ['egress', 'ingress'] as const)
    for (const [subjectClass, subjects] of groupBy(own, classOf)) {
      const peers = peersOf(direction, subjectClass)
      for (const subject of subjects)
        for (const peer of peers) yield direction === 'egress' ? [subject, peer] : [peer, subject]
    }
}
