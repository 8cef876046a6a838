import type { PolicyIndex } from '../engine/compile'
import { type Hops, reachFrom } from '../engine/hops'
import { judge } from '../engine/judge'
import type { EndpointId } from '../model/ids'
import type { Path, PathGap, PathStep } from '../model/path'
import type { SideVerdict } from '../model/verdict'
import { isEmpty } from '../sets/connections'
import { endpointWords, listWords } from './words'

/** More of them nobody reads, and each costs two verdicts. */
const mostGaps = 5
const triedGaps = 200

/**
 * A shortest path from one endpoint to another: whoever is reached on a port that is declared counts as taken and may go on, as in
 * `reachFrom`. Where there is none, how far each end gets, and the flows that stop it. Null for an id that the index does not have, and
 * for two ends that are one. Total; costs `reachFrom` once, and twice where there is no path.
 */
export function pathBetween(index: PolicyIndex, from: EndpointId, to: EndpointId): Path | null {
  const [start, goal] = [index.positionOf.get(from), index.positionOf.get(to)]
  if (start === undefined || goal === undefined || start === goal) return null
  const onward = reachFrom(index, start, 'out')
  const steps = stepsTo(index, onward, goal)
  const ends = { from, to }
  if (steps.length > 0) {
    const chain = [from, ...steps.map((step) => step.to)]
    return { ...ends, headline: pathWords(index, chain), steps, chain, gaps: [] }
  }
  const inward = reachFrom(index, goal, 'in')
  return {
    ...ends,
    headline: noPathWords(index, onward, inward),
    steps,
    chain: [],
    gaps: gapsBetween(index, onward, inward),
  }
}

/** Back from the goal, neighbour by neighbour; empty where the goal is in no layer. */
function stepsTo({ endpoints }: PolicyIndex, { start, layers }: Hops, goal: number): readonly PathStep[] {
  const steps: PathStep[] = []
  let at = goal
  for (const layer of layers.toReversed()) {
    const hop = layer.find(({ endpoint }) => endpoint === at)
    const [from, to] = [endpoints[hop?.via ?? -1], endpoints[at]]
    if (hop === undefined || from === undefined || to === undefined) continue
    steps.unshift({ from: from.id, to: to.id, connections: hop.connections })
    at = hop.via
  }
  return at === start ? steps : []
}

function nameOf(index: PolicyIndex, position: number): string {
  const endpoint = index.endpoints[position]
  return endpoint === undefined ? '' : endpointWords(endpoint)
}

function pathWords(index: PolicyIndex, chain: readonly EndpointId[]): string {
  const names = chain.map((id) => nameOf(index, index.positionOf.get(id) ?? -1))
  const between = names.slice(1, -1)
  const [from, to] = [names[0], names.at(-1)]
  if (between.length === 0) return `${capital(from)} reaches ${to} in one step.`
  return `${capital(from)} gets to ${to} in ${between.length + 1} steps, over ${listWords(between)}.`
}

function noPathWords(index: PolicyIndex, onward: Hops, inward: Hops): string {
  const [from, to] = [nameOf(index, onward.start), nameOf(index, inward.start)]
  const reached = namesIn(index, onward)
  const reaching = namesIn(index, inward)
  const far = reached === null ? `${capital(from)} can reach nothing` : `From ${from} it goes to ${reached}`
  const near = reaching === null ? `nothing can reach ${to}` : `${to} can be reached from ${reaching} only`
  return `${capital(from)} does not get to ${to}. ${far}, and ${near}.`
}

/** `api and cache`, `api and 12 others`; null for nobody. */
function namesIn(index: PolicyIndex, { layers }: Hops): string | null {
  const all = layers.flat()
  if (all.length === 0) return null
  const names = all.slice(0, all.length > 3 ? 2 : 3).map(({ endpoint }) => nameOf(index, endpoint))
  return listWords(all.length > 3 ? [...names, `${all.length - 2} others`] : names)
}

function capital(words = ''): string {
  return words.startsWith('everything') ? `E${words.slice(1)}` : words
}

/**
 * From what is reached to the goal, and from the start to what reaches the goal: where one side's rules allow the flow and the other
 * side blocks it, somebody has meant it to be there. Else the direct flow.
 */
function gapsBetween(index: PolicyIndex, onward: Hops, inward: Hops): readonly PathGap[] {
  const { start } = onward
  const goal = inward.start
  const onwards = goneOnFrom(index, onward).map((at): readonly [number, number] => [at, goal])
  const inwards = goneOnFrom(index, inward).map((at): readonly [number, number] => [start, at])
  const direct = [start, goal] as const
  const judged = [direct, ...onwards, ...inwards]
    .slice(0, triedGaps)
    .flatMap((pair) => gapOf(index, pair) ?? [])
  const half = judged.filter(({ isHalf }) => isHalf).slice(0, mostGaps)
  return (half.length > 0 ? half : judged.slice(0, 1)).map(({ gap }) => gap)
}

/** Nobody goes on through addresses outside. */
function goneOnFrom({ endpoints }: PolicyIndex, { layers }: Hops): readonly number[] {
  return layers.flatMap((layer) =>
    layer.flatMap(({ endpoint }) => (endpoints[endpoint]?.kind === 'workload' ? endpoint : [])),
  )
}

function gapOf(
  index: PolicyIndex,
  [from, to]: readonly [number, number],
): { readonly gap: PathGap; readonly isHalf: boolean } | null {
  const [sender, receiver] = [index.endpoints[from], index.endpoints[to]]
  const verdict = sender && receiver ? judge(index, sender.id, receiver.id) : null
  if (!sender || !receiver || verdict === null) return null
  const isBlocked = (side: SideVerdict) => side.kind === 'isolated' && isEmpty(side.connections)
  const isGranted = (side: SideVerdict) => side.kind === 'isolated' && !isEmpty(side.connections)
  const sides = [
    ...(isBlocked(verdict.egress) ? [`egress of ${endpointWords(sender)}`] : []),
    ...(isBlocked(verdict.ingress) ? [`ingress of ${endpointWords(receiver)}`] : []),
  ]
  const words =
    sides.length === 0
      ? 'no port that counts'
      : `${listWords(sides)} ${sides.length > 1 ? 'block' : 'blocks'}`
  return {
    gap: { from: sender.id, to: receiver.id, words },
    isHalf: sides.length === 1 && (isGranted(verdict.egress) || isGranted(verdict.ingress)),
  }
}
