import type { Endpoint, Workload } from '../model/cluster'
import type { ScenarioOptions } from '../model/workspace'
import type { BitRange } from '../sets/bitSet'
import { createPartition, type Partition } from '../sets/partition'
import type { Mentions } from './mentions'
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
  const partition = createPartition(workloads.length)
  for (const positions of listsOf(workloads, mentions, regionsOf))
    partition.split((visit) => {
      for (const position of positions) visit(position)
    })

  const { seen, unseen } = byNamespace(workloads, options)
  const numbering = createNumbering(endpoints.length, partition)
  const inNamespace = new Map<string, BitRange>()
  for (const [namespace, positions] of seen) {
    const first = numbering.count()
    for (const position of positions) numbering.add(position)
    inNamespace.set(namespace, { first, end: numbering.count() })
  }
  const podEnd = numbering.count()
  for (const position of unseen) numbering.add(position)
  const externalStart = numbering.count()
  for (let position = workloads.length; position < endpoints.length; position++) numbering.addAlone(position)
  return {
    count: numbering.count(),
    of: numbering.of,
    first: Int32Array.from(numbering.first),
    pods: { first: 0, end: podEnd },
    externals: { first: externalStart, end: numbering.count() },
    inNamespace,
  }
}

/** Every list of positions that something in use tells apart from the rest; namespaces and host network apart. */
function listsOf(
  workloads: readonly Workload[],
  mentions: Mentions,
  regionsOf: (workload: Workload) => readonly number[],
): Iterable<readonly number[]> {
  const lists = new Map<string, number[]>()
  const list = (name: string, position: number) => {
    const positions = lists.get(name)
    if (positions === undefined) lists.set(name, [position])
    else positions.push(position)
  }
  const labels = createLabelLists(mentions)
  for (const [position, workload] of workloads.entries()) {
    labels.add(position, workload.labels)
    const profile = portProfile(workload.ports, mentions.ports)
    if (profile !== '') list(`ports ${profile}`, position)
    for (const region of regionsOf(workload)) list(`region ${region}`, position)
  }
  return [...labels.lists(), ...lists.values()]
}

/** For each mentioned key the positions that have it, and for each mentioned value those that have that. */
function createLabelLists({ values }: Mentions) {
  const byKey = new Map(
    [...values].map(([key, listed]) => {
      const byValue = new Map([...listed].map((value): [string, number[]] => [value, []]))
      return [key, { any: [] as number[], byValue }] as const
    }),
  )
  return {
    add: (position: number, labels: Workload['labels']) => {
      for (const key of Object.keys(labels)) {
        const lists = byKey.get(key)
        if (lists === undefined) continue
        lists.any.push(position)
        lists.byValue.get(labels[key] ?? '')?.push(position)
      }
    },
    lists: () => [...byKey.values()].flatMap(({ any, byValue }) => [any, ...byValue.values()]),
  }
}

function byNamespace(workloads: readonly Workload[], options: ScenarioOptions) {
  const seen = new Map<string, number[]>()
  const unseen: number[] = []
  for (const [position, workload] of workloads.entries()) {
    if (isOutsidePolicies(workload, options)) {
      unseen.push(position)
      continue
    }
    const positions = seen.get(workload.namespace)
    if (positions === undefined) seen.set(workload.namespace, [position])
    else positions.push(position)
  }
  return { seen, unseen }
}

/** Gives classes their numbers in the order in which they are met; `count` starts a new run, so that namespaces never share one. */
function createNumbering(size: number, { blockOf }: Partition) {
  const of = new Int32Array(size)
  const first: number[] = []
  const known = new Map<number, number>()
  let run = 0
  const next = (position: number) => first.push(position) - 1
  return {
    of,
    first,
    count: () => {
      run = first.length
      return run
    },
    add: (position: number) => {
      const block = blockOf[position] ?? 0
      const before = known.get(block) ?? -1
      const number = before >= run ? before : next(position)
      known.set(block, number)
      of[position] = number
    },
    addAlone: (position: number) => {
      of[position] = next(position)
    },
  }
}
