import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import { groupBy } from '../sets/groupBy'
import { remembered } from '../sets/remembered'
import { rowKey } from './classPairs'
import { hasSiblings } from './compare'
import type { PolicyIndex } from './compile'
import { sideRow } from './reach'

/** What the workloads of a namespace exchange, in ordered pairs that exchange something. */
export interface NamespaceExchange {
  /** Among themselves; a pod alone and itself are no pair. */
  readonly inside: number
  /** With the workloads of every other namespace that there is any flow with. */
  readonly others: ReadonlyMap<string, FlowCounts>
  /** Positions of those that some address outside can reach, and of those that reach one. */
  readonly exposed: readonly number[]
  readonly leaving: readonly number[]
}

interface FlowCounts {
  readonly incoming: number
  readonly outgoing: number
}

/**
 * All flows of a namespace's workloads, by the namespace of the other end. Total; costs every distinct row of either side, and the
 * classes of the namespace times all classes.
 */
export function namespaceFlows(index: PolicyIndex, namespace: string): NamespaceExchange {
  const parts = partsOf(index)
  const own = [...parts].flatMap(([number, inIt]) => {
    const part = inIt.find((it) => it.namespace === namespace)
    return part === undefined ? [] : { number, part }
  })
  const incoming = exchanged(index, parts, own, 'incoming')
  const outgoing = exchanged(index, parts, own, 'outgoing')
  const names = new Set([...incoming.flows.keys(), ...outgoing.flows.keys()])
  names.delete(namespace)
  const flowsWith = (name: string) => ({
    incoming: incoming.flows.get(name) ?? 0,
    outgoing: outgoing.flows.get(name) ?? 0,
  })
  return {
    inside: outgoing.flows.get(namespace) ?? 0,
    others: new Map([...names].map((name) => [name, flowsWith(name)])),
    exposed: incoming.withOutside,
    leaving: outgoing.withOutside,
  }
}

/** The workloads of one class in one namespace: those on the host network are classed without regard to it. */
interface Part {
  readonly namespace: string
  readonly positions: number[]
  /** Pairs of one with itself that count: of those that have a second pod (SEMANTICS 14). */
  siblings: number
}

function partsOf({ classes, endpoints }: PolicyIndex): ReadonlyMap<number, readonly Part[]> {
  const parts = new Map<number, Part[]>()
  for (const [position, endpoint] of endpoints.entries()) {
    if (endpoint.kind !== 'workload') continue
    const number = classes.of[position] ?? -1
    const inIt = parts.get(number) ?? []
    parts.set(number, inIt)
    const known = inIt.find(({ namespace }) => namespace === endpoint.namespace)
    const part = known ?? { namespace: endpoint.namespace, positions: [], siblings: 0 }
    if (known === undefined) inIt.push(part)
    part.positions.push(position)
    if (hasSiblings(endpoint)) part.siblings++
  }
  return parts
}

interface OwnPart {
  readonly number: number
  readonly part: Part
}

function exchanged(
  index: PolicyIndex,
  parts: ReadonlyMap<number, readonly Part[]>,
  own: readonly OwnPart[],
  direction: keyof FlowCounts,
): { readonly flows: ReadonlyMap<string, number>; readonly withOutside: readonly number[] } {
  const flows = new Map<string, number>()
  const outside = new Set<Part>()
  for (const [{ part }, peer] of meetings(index, own, direction)) {
    const others = parts.get(peer)
    if (others === undefined) outside.add(part)
    for (const other of others ?? [])
      flows.set(other.namespace, (flows.get(other.namespace) ?? 0) + pairsOf(part, other))
  }
  const withOutside = [...outside].flatMap(({ positions }) => positions).sort((a, b) => a - b)
  return { flows, withOutside }
}

function pairsOf(part: Part, other: Part): number {
  const count = part.positions.length
  return part === other ? count * (count - 1) + part.siblings : count * other.positions.length
}

/** Every own part with every class that it exchanges something with. */
function* meetings(
  index: PolicyIndex,
  own: readonly OwnPart[],
  direction: keyof FlowCounts,
): Generator<readonly [OwnPart, number]> {
  const [ownSide, otherSide] =
    direction === 'outgoing' ? (['egress', 'ingress'] as const) : (['ingress', 'egress'] as const)
  const ownRow = remembered(
    (number: number) => rowKey(index, ownSide, number),
    (number) => ({ row: sideRow(index, ownSide, number) }),
  )
  const numbers = Array.from({ length: index.classes.count }, (_, number) => number)
  for (const peers of groupBy(numbers, (number) => rowKey(index, otherSide, number)).values()) {
    const theirs = sideRow(index, otherSide, peers[0] ?? -1)
    for (const one of own) {
      const admitted = allowedIn(theirs, one.number)
      if (admitted === noneId) continue
      const { row } = ownRow(one.number)
      for (const peer of peers)
        if (index.connections.intersect(allowedIn(row, peer), admitted) !== noneId) yield [one, peer]
    }
  }
}

function allowedIn(row: Uint32Array | null, number: number): ConnectionId {
  return row === null ? allId : (row[number] ?? noneId)
}
