/**
 * Input that np-guard refuses: what the API server refuses too must be an error on the line of the fault, take nothing else with
 * it, and be the only error; what only np-guard refuses must be read whole.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load } from 'js-yaml'
import { read } from '../manifest/read'
import { defaultOptions } from '../model/workspace'
import { filesIn } from './conformanceLists'
import type { Judged } from './judged'

interface CaseFile {
  /** `file:line` of each fault. */
  readonly refused: readonly string[]
  /** What is read all the same. */
  readonly policies: number
  readonly workloads: number
}

/** Reads the manifests in `folder`: a point for each fault, and for each kind of object that must be left. */
export function judgeInvalid(folder: string): Judged {
  const expected = load(readFileSync(join(folder, 'case.yaml'), 'utf8')) as CaseFile
  const { cluster, diagnostics } = read(filesIn(join(folder, 'manifests')), defaultOptions)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const refused = errors.map(({ place }) => (place ? `${place.file}:${place.line}` : 'nowhere'))
  const checks = [
    ['refused', expected.refused.join(', '), refused.join(', ')],
    ['policies', expected.policies, cluster.policies.length],
    ['workloads', expected.workloads, cluster.workloads.length],
  ] as const
  const differences = checks.flatMap(([what, want, got]) =>
    want === got ? [] : [`${basename(folder)}: ${what} should be "${want}" and is "${got}"`],
  )
  return { points: expected.refused.length + 2, differences, leftOut: 0 }
}
