/** Where reader and engine together answer otherwise than the naive twin, and where `judge` says otherwise than `reach`. */
import type { PolicyIndex } from '../engine/compile'
import { judge } from '../engine/judge'
import { isIsolated, reach, side } from '../engine/reach'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, Protocol } from '../model/policy'
import type { SideVerdict } from '../model/verdict'
import { equals, unionAll } from '../sets/connections'
import type { ArbitraryScenario } from './arbitraries'
import { sampleAddresses } from './arbitraryAddresses'
import { portNumbers } from './arbitraryPolicies'
import { manifestFile } from './build'
import { refusals } from './judged'
import { type NaiveEnd, naiveIsIsolated, naiveSide } from './naive'
import { type NaiveCluster, type NaivePod, naiveCluster } from './naivePods'
import { evaluate, hasPort, positionOfAddress } from './scenario'

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']
const directions: readonly Direction[] = ['ingress', 'egress']

/** Every number that a range of ports can begin or end at, with its neighbours. */
const probes = [...new Set(portNumbers.flatMap((port) => [port - 1, port, port + 1]))]
  .filter((port) => port >= 1 && port <= 65535)
  .flatMap((port) => protocols.map((protocol) => ({ protocol, port })))

/** An end of the twin, and where the engine has it. */
interface Met {
  readonly end: NaiveEnd
  readonly name: string
  readonly position: number
}

/** Reads the objects as the JSON that a user would paste, and as plain objects: a line for each different answer. */
export function twinDifferences({ objects, options }: ArbitraryScenario): readonly string[] {
  const text = objects.map((object) => JSON.stringify(object)).join('\n---\n')
  const { reading, index } = evaluate([manifestFile('scenario.json', text)], options)
  const twin = naiveCluster(objects, options)
  const pods = twin.pods.map((pod): Met => {
    const name = `${pod.namespace}/${pod.name}`
    return { end: pod, name, position: positionOfPod(index, pod, name) }
  })
  const outside = sampleAddresses.map((address): Met => {
    return { end: address, name: address, position: positionOfAddress(index, address) ?? Number.NaN }
  })

  const ends = [...pods, ...outside]
  const pairs = ends.flatMap((from) => ends.map((to) => [from, to] as const))
  const judgedPairs = pairs.filter(([{ end: from }, { end: to }]) => isPod(from) || isPod(to))
  return [
    ...refusals(reading),
    ...unmet(index, pods),
    ...ends.flatMap((end) => isolationDifferences(index, twin, end)),
    ...judgedPairs.flatMap(([from, to]) => pairDifferences(index, twin, from, to)),
    ...positionsOf(judgedPairs).flatMap(([from, to]) => evidenceDifferences(index, from, to)),
  ]
}

/** Several pods or addresses may be one endpoint. */
function positionsOf(pairs: readonly (readonly [Met, Met])[]): readonly (readonly [number, number])[] {
  const met = new Map(
    pairs.map(([{ position: from }, { position: to }]) => [`${from} ${to}`, [from, to] as const]),
  )
  return [...met.values()]
}

function isPod(end: NaiveEnd): end is NaivePod {
  return typeof end !== 'string'
}

/** The endpoint that a pod belongs to: its owner's, and of several for one owner the one that names it. */
function positionOfPod(index: PolicyIndex, pod: NaivePod, name: string): number {
  const found = index.endpoints
    .flatMap((endpoint, position) => (isShownAs(endpoint, pod) ? [{ endpoint, position }] : []))
    .filter(({ endpoint }, _, all) => all.length === 1 || isNamed(endpoint, pod))
  const [first, ...others] = found
  if (first === undefined || others.length > 0)
    throw new Error(`${found.length} endpoints may be that of ${name}`)
  return first.position
}

function isShownAs(endpoint: Endpoint, { namespace, shownAs }: NaivePod): boolean {
  return (
    endpoint.kind === 'workload' &&
    endpoint.namespace === namespace &&
    endpoint.workloadKind === shownAs.kind &&
    endpoint.name === shownAs.name
  )
}

function isNamed(endpoint: Endpoint, pod: NaivePod): boolean {
  return endpoint.kind === 'workload' && (endpoint.podNames ?? []).includes(pod.name)
}

/** Endpoints of the engine that no pod of the twin belongs to. */
function unmet({ endpoints }: PolicyIndex, pods: readonly Met[]): readonly string[] {
  return endpoints
    .filter(({ kind }, position) => kind === 'workload' && !pods.some((pod) => pod.position === position))
    .map(({ id }) => `${id} has no pods`)
}

function isolationDifferences(
  index: PolicyIndex,
  twin: NaiveCluster,
  { end, name, position }: Met,
): readonly string[] {
  return directions.flatMap((direction) => {
    const expected = naiveIsIsolated(twin, direction, end)
    return isIsolated(index, direction, position) === expected
      ? []
      : [`${name} should ${expected ? '' : 'not '}be isolated for ${direction}`]
  })
}

function pairDifferences(index: PolicyIndex, twin: NaiveCluster, from: Met, to: Met): readonly string[] {
  const both = reach(index, from.position, to.position)
  const egress = side(index, 'egress', from.position, to.position)
  const ingress = side(index, 'ingress', to.position, from.position)
  const sends = naiveSide(twin, 'egress', from.end, to.end)
  const admits = naiveSide(twin, 'ingress', to.end, from.end)
  return probes.flatMap(({ protocol, port }) => {
    const isSent = sends(protocol, port)
    const isAdmitted = admits(protocol, port)
    const answer = (what: string, connections: ConnectionSet | null, expected: boolean) => {
      if ((connections === null || hasPort(connections, protocol, port)) === expected) return []
      const verdict = expected ? 'allowed' : 'blocked'
      return [`${from.name} -> ${to.name} ${protocol} ${port} (${what}) should be ${verdict}`]
    }
    return [
      ...answer('egress', egress, isSent),
      ...answer('ingress', ingress, isAdmitted),
      ...answer('both', both, isSent && isAdmitted),
    ]
  })
}

/** `judge` must say what `reach` and `side` say, and its grants must add up to it. */
function evidenceDifferences(index: PolicyIndex, from: number, to: number): readonly string[] {
  const [sender, receiver] = [index.endpoints[from], index.endpoints[to]]
  const verdict = sender && receiver ? judge(index, sender.id, receiver.id) : null
  if (verdict === null) return [`no verdict on ${sender?.id} -> ${receiver?.id}`]
  const isProved =
    equals(verdict.connections, reach(index, from, to)) &&
    isSide(verdict.egress, side(index, 'egress', from, to)) &&
    isSide(verdict.ingress, side(index, 'ingress', to, from))
  return isProved ? [] : [`${verdict.from} -> ${verdict.to} is judged otherwise than reached`]
}

function isSide(verdict: SideVerdict, expected: ConnectionSet | null): boolean {
  if (verdict.kind === 'notIsolated') return expected === null
  const granted = unionAll(verdict.grants.map(({ connections }) => connections))
  return expected !== null && equals(verdict.connections, expected) && equals(granted, expected)
}
