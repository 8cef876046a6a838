import { compile, type PolicyIndex } from '../src/engine/compile'
import { judge } from '../src/engine/judge'
import { reachId } from '../src/engine/reach'
import { explain } from '../src/explain/explain'
import type { Endpoint } from '../src/model/cluster'
import { noneId } from '../src/sets/connectionTable'
import { randomFrom } from './clusters/random'
import { benchOptions, readInput } from './readInput'
import type { Column, Sample } from './row'
import { threadClock } from './threadClock'

export const questionColumns: readonly Column[] = [
  { key: 'workloads', title: 'workloads', unit: '' },
  { key: 'policies', title: 'policies', unit: '' },
  { key: 'pair', title: 'pair', unit: 'µs' },
  { key: 'why', title: 'why', unit: 'µs' },
  { key: 'sentences', title: 'why, in sentences', unit: 'µs' },
]

const asked = 2000
/** Sentences cost more, and are read by people. */
const askedInWords = 200

/**
 * One question after the other about random pairs of a compiled cluster: whether (`reachId`), why (`judge`), and why in words
 * (`explain`). Every kind is asked about all pairs once before it is measured. The checksum counts the pairs that may talk, and the
 * policies and rules that the reasons name.
 */
export function measureQuestions(name: string, bytes: Uint8Array): Sample {
  const { cluster } = readInput(name, bytes)
  const index = compile(cluster, benchOptions)
  const pairs = randomPairs(index)
  const pair = timeEach(pairs, ([from, to]) => (reachId(index, from, to) === noneId ? 0 : 1))
  const why = timeEach(pairs, ([from, to]) => evidenceOf(index, from, to))
  const sentences = timeEach(pairs.slice(0, askedInWords), ([from, to]) =>
    explain(cluster, index, idAt(index, from), idAt(index, to), null) === null ? 0 : 1,
  )
  const { workloads, policies } = cluster
  const figures = {
    workloads: workloads.length,
    policies: policies.length,
    pair: pair.microseconds,
    why: why.microseconds,
    sentences: sentences.microseconds,
  }
  return { figures, checksum: pair.sum + why.sum }
}

type Pair = readonly [from: number, to: number]

function randomPairs({ cluster }: PolicyIndex): readonly Pair[] {
  const random = randomFrom(7)
  const count = cluster.workloads.length
  return Array.from({ length: asked }, (): Pair => [random.below(count), random.below(count)])
}

function evidenceOf(index: PolicyIndex, from: number, to: number): number {
  const verdict = judge(index, idAt(index, from), idAt(index, to))
  if (verdict === null) return 0
  return [verdict.egress, verdict.ingress].reduce(
    (sum, side) =>
      side.kind === 'isolated' ? sum + side.by.length + side.grants.length + side.misses.length : sum,
    0,
  )
}

function idAt({ endpoints }: PolicyIndex, position: number): Endpoint['id'] {
  return (endpoints[position] as Endpoint).id
}

function timeEach(
  pairs: readonly Pair[],
  ask: (pair: Pair) => number,
): { readonly microseconds: number; readonly sum: number } {
  for (const pair of pairs) ask(pair)
  const clock = threadClock()
  const start = clock.now()
  let sum = 0
  for (const pair of pairs) sum += ask(pair)
  return { microseconds: ((clock.now() - start) * 1000) / pairs.length, sum }
}
