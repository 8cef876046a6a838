import type { Endpoint, Workload } from '../model/cluster'
import type { ScenarioOptions } from '../model/workspace'
import type { BitRange } from '../sets/bitSet'
import { addTo } from '../sets/groupBy'
import { createPartition, type Partition } from '../sets/partition'
import { type Carriers, carriersOf } from './labelIndex'
import type { LabelMentions, Mentions } from './mentions'
import { portProfile } from './namedPorts'
import { isOutsidePolicies } from './selects'

/**
 * Endpoints that nothing in use can tell apart, as one number: pods of one namespace with the same answers to every selector, port
 * name and ipBlock. Everything after this costs classes, not pods. Pods come first, those of a namespace side by side; then host
 * network pods that stay outside policies; then the external blocks, each by itself.
 */
export interface Classes {
  readonly count: number
  /** For each endpoint its class. */
  readonly of: Int32Array
  /** For each class the position of its first endpoint. */
  readonly first: Int32Array
  /** The classes of the pods that selectors see. */
  readonly pods: BitRange
  readonly externals: BitRange
  /** The classes of each namespace that has pods. */
  readonly inNamespace: ReadonlyMap<string, BitRange>
}

/**
 * Sorts endpoints, workloads first, into classes. `regionsOf` gives the regions of a workload's known addresses where ipBlocks count
 * for pods. Total; linear in the labels that `mentions` has.
 */
export function classify(
  endpoints: readonly Endpoint[],
  workloads: readonly Workload[],
  mentions: Mentions,
  options: ScenarioOptions,
  regionsOf: (workload: Workload) => readonly number[],
): Classes {
  const groups = byNamespace(workloads, options)
  const partition = createPartition(workloads.length)
  for (const [namespace, positions] of groups.seen)
    splitByLabels(partition, workloads, positions, mentions.of(namespace), mentions.hasKey)
  splitByPortsAndRegions(partition, workloads, mentions, regionsOf)
  return numbered(endpoints, workloads, groups, partition.blockOf)
}

/** Every endpoint a class by itself: what policies that come later ask for then parts no class. Total; linear. */
export function classifyApart(
  endpoints: readonly Endpoint[],
  workloads: readonly Workload[],
  options: ScenarioOptions,
): Classes {
  const alone = Int32Array.from(workloads.keys())
  return numbered(endpoints, workloads, byNamespace(workloads, options), alone)
}

function numbered(
  endpoints: readonly Endpoint[],
  workloads: readonly Workload[],
  { seen, unseen }: ReturnType<typeof byNamespace>,
  blockOf: Readonly<Int32Array>,
): Classes {
  const numbering = createNumbering(endpoints.length, blockOf)
  const inNamespace = new Map<string, BitRange>()
  for (const [namespace, positions] of seen) inNamespace.set(namespace, numbering.add(positions))
  const pods = { first: 0, end: numbering.first.length }
  numbering.add(unseen)
  const externals = numbering.addEachAlone({ first: workloads.length, end: endpoints.length })
  return {
    count: numbering.first.length,
    of: numbering.of,
    first: Int32Array.from(numbering.first),
    pods,
    externals,
    inNamespace,
  }
}

function byNamespace(workloads: readonly Workload[], options: ScenarioOptions) {
  const seen = new Map<string, number[]>()
  const unseen: number[] = []
  for (const [position, workload] of workloads.entries()) {
    if (isOutsidePolicies(workload, options)) unseen.push(position)
    else addTo(seen, workload.namespace, position)
  }
  return { seen, unseen }
}

/** Tells the pods of one namespace apart by the labels that selectors ask for there. */
function splitByLabels(
  partition: Partition,
  workloads: readonly Workload[],
  positions: readonly number[],
  asked: readonly LabelMentions[],
  hasKey: (key: string) => boolean,
): void {
  if (asked.length === 0 || positions.length < 2) return
  const carriers = carriersOf(positions, (position) => workloads[position]?.labels ?? {}, hasKey)
  for (const mentions of asked) {
    for (const [key, values] of mentions) {
      const { any, byValue } = carriers.get(key) ?? nobody
      splitBy(partition, any)
      for (const value of values) splitBy(partition, byValue.get(value) ?? [])
    }
  }
}

const nobody: Carriers = { any: [], byValue: new Map() }

function splitByPortsAndRegions(
  partition: Partition,
  workloads: readonly Workload[],
  { ports }: Mentions,
  regionsOf: (workload: Workload) => readonly number[],
): void {
  const byProfile = new Map<string, number[]>()
  const byRegion = new Map<number, number[]>()
  for (const [position, workload] of workloads.entries()) {
    const profile = portProfile(workload.ports, ports)
    if (profile !== '') addTo(byProfile, profile, position)
    for (const region of regionsOf(workload)) addTo(byRegion, region, position)
  }
  for (const positions of byProfile.values()) splitBy(partition, positions)
  for (const positions of byRegion.values()) splitBy(partition, positions)
}

function splitBy(partition: Partition, positions: readonly number[]): void {
  partition.split((visit) => {
    for (const position of positions) visit(position)
  })
}

/** Gives classes their numbers in the order in which they are met; positions that are added apart never share one. */
function createNumbering(size: number, blockOf: Readonly<Int32Array>) {
  const of = new Int32Array(size)
  const first: number[] = []
  return {
    of,
    first,
    add: (positions: readonly number[]): BitRange => {
      const start = first.length
      const known = new Map<number, number>()
      for (const position of positions) {
        const block = blockOf[position] ?? 0
        const number = known.get(block) ?? first.push(position) - 1
        known.set(block, number)
        of[position] = number
      }
      return { first: start, end: first.length }
    },
    addEachAlone: ({ first: start, end }: BitRange): BitRange => {
      const before = first.length
      for (let position = start; position < end; position++) of[position] = first.push(position) - 1
      return { first: before, end: first.length }
    },
  }
}
