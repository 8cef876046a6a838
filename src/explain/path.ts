import type { PolicyIndex } from '../engine/compile'
import { type Hops, reachFrom } from '../engine/hops'
import { judge } from '../engine/judge'
import { declaredConnections, servicesByWorkload } from '../engine/servicePorts'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Path, PathGap, PathStep } from '../model/path'
import type { SideVerdict } from '../model/verdict'
import { allConnections, intersect, isEmpty } from '../sets/connections'
import { connectionWords, endpointWords, listWords } from './words'

/** More of them nobody reads. */
const mostGaps = 5
/** So many nearest to each end are held against each other for gaps: each pair costs a verdict. */
const nearest = 40

/**
 * A shortest path from one endpoint to another: whoever is reached on a port that is declared counts as taken and may go on, as in
 * `reachFrom`. Where there is none, how far each end gets, and the flows that stop it. Null for an id that the index does not have, and
 * for two ends that are one. Total; costs `reachFrom` once; where there is no path, twice and up to
 * 1,700 verdicts.
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
 * Between whatever is reached and whatever reaches the goal: where one side's rules allow a flow and the other side blocks it, somebody
 * has meant it to be there. Else the direct flow.
 */
function gapsBetween(index: PolicyIndex, onward: Hops, inward: Hops): readonly PathGap[] {
  const [reached, reaching] = [nearestOf(index, onward), nearestOf(index, inward)]
  const declared = declaredBy(index)
  const judged = reached.flatMap((from) =>
    reaching.flatMap((to) => gapOf(index, [from, to], declared(to)) ?? []),
  )
  const half = judged.filter(({ isHalf }) => isHalf).slice(0, mostGaps)
  return (half.length > 0 ? half : judged.slice(0, 1)).map(({ gap }) => gap)
}

/** The end itself, then who is near; nobody goes on through addresses outside. */
function nearestOf({ endpoints }: PolicyIndex, { start, layers }: Hops): readonly number[] {
  const others = layers.flatMap((layer) => layer.map(({ endpoint }) => endpoint))
  return [start, ...others.filter((at) => endpoints[at]?.kind === 'workload').slice(0, nearest)]
}

interface JudgedGap {
  readonly gap: PathGap
  /** One side's rules allow it. */
  readonly isHalf: boolean
}

function gapOf(
  index: PolicyIndex,
  [from, to]: readonly [number, number],
  declared: ConnectionSet,
): JudgedGap | null {
  const [sender, receiver] = [index.endpoints[from], index.endpoints[to]]
  const verdict = sender && receiver ? judge(index, sender.id, receiver.id) : null
  if (!sender || !receiver || verdict === null) return null
  const leaves = countedOf(verdict.egress, declared)
  const enters = countedOf(verdict.ingress, declared)
  const [egress, ingress] = [`egress of ${endpointWords(sender)}`, `ingress of ${endpointWords(receiver)}`]
  const gap = (words: string, isHalf: boolean) => ({
    gap: { from: sender.id, to: receiver.id, words },
    isHalf,
  })
  if (isEmpty(leaves) && isEmpty(enters)) return gap(`${egress} and ${ingress} block`, false)
  if (isEmpty(leaves))
    return gap(`${egress} blocks ${connectionWords(enters)}`, verdict.ingress.kind === 'isolated')
  if (isEmpty(enters))
    return gap(`${ingress} blocks ${connectionWords(leaves)}`, verdict.egress.kind === 'isolated')
  return gap(`${egress} allows ${connectionWords(leaves)}, ${ingress} ${connectionWords(enters)}`, true)
}

/** What one side lets through of the ports that count. */
function countedOf(side: SideVerdict, declared: ConnectionSet): ConnectionSet {
  return side.kind === 'isolated' ? intersect(side.connections, declared) : declared
}

/** The ports that an endpoint declares, by its containers or by a Service; all where it declares none. */
function declaredBy({ endpoints, cluster }: PolicyIndex): (position: number) => ConnectionSet {
  const services = servicesByWorkload(cluster)
  return (position) => {
    const endpoint = endpoints[position]
    if (endpoint?.kind !== 'workload') return allConnections
    const declared = declaredConnections(endpoint, services.get(endpoint.id) ?? [])
    return isEmpty(declared) ? allConnections : declared
  }
}
