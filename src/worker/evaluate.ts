import type { compile, PolicyIndex } from '../engine/compile'
import { createCompiler } from '../engine/compiler'
import { clusterWarnings } from '../explain/clusterWarnings'
import { createLookup, type PolicyLookup } from '../manifest/amendLocate'
import { type Reading, type ReadMemo, read, withDiagnostics } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import type { Synthesis } from '../model/edit'
import { synthesise } from '../synthesis/synthesise'
import type { Analysis, Progress, Scenario } from './protocol'

/** Everything that follows from one scenario, each step computed when it is first asked for and kept until the scenario changes. */
export interface Evaluated {
  readonly scenario: Scenario
  readonly reading: Reading
  /** Of the reading's cluster and its drafts. */
  readonly compiled: typeof compile
  /** Where policies stand in the files. */
  readonly lookup: PolicyLookup
  readonly synthesis: Synthesis
  readonly draftCluster: Cluster
  readonly baseline: PolicyIndex
  readonly draft: PolicyIndex
  readonly timings: Omit<Analysis['timings'], 'view'>
}

interface Surroundings {
  readonly last: Evaluated | null
  readonly memo: ReadMemo
  readonly clock: () => number
  readonly onProgress: (progress: Progress) => void
}

/** Reads, synthesises and compiles. What `last` has of the same text is taken over. Total. */
export function evaluateScenario(
  scenario: Scenario,
  { last, memo, clock, onProgress }: Surroundings,
): Evaluated {
  const { edits, options } = scenario
  const start = clock()
  const isKnown = last !== null && readsTheSame(last.scenario, scenario)
  const reading = isKnown ? last.reading : readScenario(scenario, memo, onProgress)
  const readAt = clock()
  const { cluster } = reading
  onProgress({ phase: 'synthesise' })
  const lookup = isKnown ? last.lookup : createLookup(scenario.files)
  const compiled = isKnown ? last.compiled : createCompiler()
  const synthesis = synthesise(cluster, edits, options, compiled)
  const synthesisedAt = clock()
  onProgress({ phase: 'evaluate' })
  const draftCluster = { ...cluster, policies: synthesis.policies }
  const baseline = compiled(cluster, options, synthesis.policies)
  const draft = synthesis.changes.length === 0 ? baseline : compiled(draftCluster, options, cluster.policies)
  const timings = {
    read: readAt - start,
    synthesise: synthesisedAt - readAt,
    evaluate: clock() - synthesisedAt,
  }
  return { scenario, reading, compiled, lookup, synthesis, draftCluster, baseline, draft, timings }
}

function readScenario(
  { files, options }: Scenario,
  memo: ReadMemo,
  onProgress: (progress: Progress) => void,
): Reading {
  const reading = read(files, options, memo, (done, of) => onProgress({ phase: 'read', done, of }))
  return withDiagnostics(reading, clusterWarnings(reading.cluster, options), files)
}

/** Whether only edits differ. By value: each scenario comes from the other thread as a copy. */
function readsTheSame(a: Scenario, b: Scenario): boolean {
  return (
    a.files.length === b.files.length &&
    a.files.every((file, i) => file.id === b.files[i]?.id && file.text === b.files[i]?.text) &&
    JSON.stringify(a.options) === JSON.stringify(b.options)
  )
}
