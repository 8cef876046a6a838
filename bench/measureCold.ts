import { compile, type PolicyIndex } from '../src/engine/compile'
import { allPairs, outsideAddresses } from './allPairs'
import { benchOptions, readInput } from './readInput'
import type { Column, Figures, Sample } from './row'
import { threadClock } from './threadClock'

export const coldColumns: readonly Column[] = [
  { key: 'pods', title: 'pods', unit: '' },
  { key: 'workloads', title: 'workloads', unit: '' },
  { key: 'classes', title: 'classes', unit: '' },
  { key: 'policies', title: 'policies', unit: '' },
  { key: 'parse', title: 'JSON.parse', unit: 'ms' },
  { key: 'readBeyondParse', title: 'read - parse', unit: 'ms' },
  { key: 'compile', title: 'compile', unit: 'ms' },
  { key: 'allPairs', title: 'all pairs', unit: 'ms' },
  { key: 'evaluation', title: 'G1', unit: '' },
  { key: 'fileToAnswer', title: "G1'", unit: '' },
  { key: 'engine', title: 'engine', unit: 'MB' },
]

/** A file to the answer for every pair, phase by phase. The checksum is the number of pairs of pods that may talk. */
export function measureCold(name: string, bytes: Uint8Array): Sample {
  return measure(name, bytes, (_, pairs) => pairs)
}

/** The same for clusters whose pods may only talk to the outside. The checksum is the number of addresses that they may reach. */
export function measureRanges(name: string, bytes: Uint8Array): Sample {
  return measure(name, bytes, outsideAddresses)
}

function measure(
  name: string,
  bytes: Uint8Array,
  checksumOf: (index: PolicyIndex, pairs: number) => number,
): Sample {
  const clock = threadClock()
  const text = new TextDecoder().decode(bytes)
  const start = clock.now()
  JSON.parse(text)
  const parsed = clock.now()
  const { cluster } = readInput(name, bytes)
  const readIn = clock.now()
  const before = liveBytes()
  const compileStart = clock.now()
  const index = compile(cluster, benchOptions)
  const compiled = clock.now()
  const pairs = allPairs(index)
  const finished = clock.now()
  const engine = liveBytes() - before

  const parse = parsed - start
  const readBeyondParse = readIn - parsed - parse
  const compiling = compiled - compileStart
  const pairing = finished - compiled
  const figures: Figures = {
    pods: index.cluster.workloads.reduce((sum, { replicas }) => sum + replicas, 0),
    workloads: cluster.workloads.length,
    classes: index.classes.pods.end - index.classes.pods.first,
    policies: cluster.policies.length,
    parse,
    readBeyondParse,
    compile: compiling,
    allPairs: pairing,
    evaluation: (compiling + pairing) / parse,
    fileToAnswer: (readBeyondParse + compiling + pairing) / parse,
    ...(globalThis.gc === undefined ? {} : { engine: engine / 1e6 }),
  }
  return { figures, checksum: checksumOf(index, pairs) }
}

/** What is alive after a collection, where this process may ask for one. */
function liveBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
