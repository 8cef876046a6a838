import type { PolicyIndex } from '../src/engine/compile'
import { createCompiler } from '../src/engine/compiler'
import { reachId } from '../src/engine/reach'
import type { Endpoint } from '../src/model/cluster'
import type { Edit, Synthesis } from '../src/model/edit'
import type { EditId } from '../src/model/ids'
import { connectionsOf } from '../src/sets/connections'
import { noneId } from '../src/sets/connectionTable'
import { synthesise } from '../src/synthesis/synthesise'
import { type Random, randomFrom } from './clusters/random'
import { benchOptions, readInput } from './readInput'
import type { Column, Sample } from './row'
import { threadClock } from './threadClock'

export const synthesisColumns: readonly Column[] = [
  { key: 'workloads', title: 'workloads', unit: '' },
  { key: 'policies', title: 'policies', unit: '' },
  { key: 'first', title: 'the first', unit: 'ms' },
  { key: 'median', title: 'median', unit: 'ms' },
  { key: 'slow', title: 'p95', unit: 'ms' },
]

/** What is asked at once, and how often something else of this sort is asked. */
interface Asking {
  readonly times: number
  readonly edits: (index: PolicyIndex, random: Random) => readonly Edit[]
}

const askings: Readonly<Record<string, Asking>> = {
  'one-edge': { times: 40, edits: (index, random) => [edge('allow', 0, blockedPair(index, random))] },
  '50-edges': {
    times: 10,
    edits: (index, random) =>
      Array.from({ length: 50 }, (_, i) => edge('allow', i, blockedPair(index, random))),
  },
  'lock-namespace': {
    times: 20,
    edits: (index, random) => [locked(random.pick(index.cluster.namespaces).name)],
  },
  block: { times: 20, edits: (index, random) => [edge('block', 0, allowedPair(index, random))] },
}

/**
 * Edits to policy changes with their proof, of a cluster that is evaluated already, as the screen asks for them: each list of edits
 * once, one list after the other. `the first` is before the code is warm. The checksum counts the flows that change, those among
 * them that nobody asked for, and the edits that hold.
 */
export function measureSynthesis(name: string, bytes: Uint8Array): Sample {
  const { cluster } = readInput(name, bytes)
  const compiled = createCompiler()
  const { times, edits } = askingOf(name)
  const [index, random] = [compiled(cluster, benchOptions), randomFrom(7)]
  const lists = Array.from({ length: times }, () => edits(index, random))
  const clock = threadClock()
  let checksum = 0
  const spent = lists.map((list) => {
    const start = clock.now()
    const synthesis = synthesise(cluster, list, benchOptions, compiled)
    const end = clock.now()
    checksum += countOf(synthesis)
    return end - start
  })
  const sorted = spent.slice(1).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  const figures = {
    workloads: cluster.workloads.length,
    policies: cluster.policies.length,
    first: spent[0] ?? 0,
    median: at(0.5),
    slow: at(0.95),
  }
  return { figures, checksum }
}

/** `synthesis-one-edge-s10k` asks as `one-edge` does. */
function askingOf(name: string): Asking {
  const [, asking] = Object.entries(askings).find(([key]) => name.startsWith(`synthesis-${key}-`)) ?? []
  if (asking === undefined) throw new Error(`Nothing is asked in ${name}.`)
  return asking
}

function countOf({ impact, outcomes }: Synthesis): number {
  const flows = Object.values(impact).reduce((sum, list) => sum + list.length, 0)
  return flows + outcomes.filter(({ status }) => status === 'holds').length
}

type Pair = readonly [from: Endpoint, to: Endpoint]

function edge(kind: 'allow' | 'block', number: number, [from, to]: Pair): Edit {
  return {
    kind,
    id: `e${number}` as EditId,
    from: { kind: 'workload', id: from.id },
    to: { kind: 'workload', id: to.id },
    connections: connectionsOf('TCP', 8080),
  }
}

function locked(name: string): Edit {
  return {
    kind: 'isolate',
    id: 'e0' as EditId,
    end: { kind: 'namespace', name },
    directions: ['ingress', 'egress'],
    dns: 'cluster',
  }
}

function blockedPair(index: PolicyIndex, random: Random): Pair {
  return pairWhere(index, random, (from, to) => reachId(index, from, to) === noneId)
}

function allowedPair(index: PolicyIndex, random: Random): Pair {
  return pairWhere(index, random, (from, to) => reachId(index, from, to) !== noneId)
}

function pairWhere(
  { cluster: { workloads } }: PolicyIndex,
  random: Random,
  isWanted: (from: number, to: number) => boolean,
): Pair {
  for (;;) {
    const [from, to] = [random.below(workloads.length), random.below(workloads.length)]
    if (from !== to && isWanted(from, to)) return [workloads[from] as Endpoint, workloads[to] as Endpoint]
  }
}
