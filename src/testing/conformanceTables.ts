/**
 * Cases with checks, tables, or steps with probes: questions about single connections with a yes or a no.
 *
 * `checks` are one question each; a `matrix` has a row for each sender and a column for each receiver: `.` allowed, `X` blocked,
 * `~` not judged. Pods are `namespace/name`, those of a workload `<workload>-0` and so on. A pod and itself are never judged.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load } from 'js-yaml'
import type { PolicyIndex } from '../engine/compile'
import { reach, side } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import type { Direction, Protocol } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { allConnections } from '../sets/connections'
import { manifestFile } from './build'
import { type Judged, refusals } from './judged'
import { evaluate, hasPort, positionOfAddress } from './scenario'

interface CaseFile {
  readonly name?: string
  readonly why?: string
  readonly note?: string
  readonly upstream?: unknown
  readonly disputed?: string
  readonly columns?: readonly string[]
  readonly checks?: readonly Check[]
  readonly tables?: readonly Table[]
  readonly variants?: readonly { readonly variant: string; readonly steps: readonly Step[] }[]
}

interface Check {
  readonly src: string
  readonly dst: string
  readonly protocol: Protocol
  readonly port: number
  readonly allowed: boolean
  /** The check's own manifests, where the case has several. */
  readonly manifests?: string
}

interface Table {
  readonly protocol: Protocol
  readonly port: number
  /** Only what the receiver admits, or only what the sender may send; both by default. */
  readonly direction?: Direction | 'combined'
  readonly matrix: Readonly<Record<string, string>>
}

interface Step {
  readonly manifests: string
  readonly probes: readonly Table[]
}

interface Question extends Omit<Check, 'manifests'> {
  readonly direction: Direction | 'combined'
}

const knownFields = ['name', 'why', 'note', 'upstream', 'disputed', 'columns', 'checks', 'tables', 'variants']

/** Asks our reader and engine every question of the case in `folder`. Throws for a case that it cannot read whole. */
export function judgeTables(folder: string): Judged {
  const file = load(readFileSync(join(folder, 'case.yaml'), 'utf8')) as CaseFile
  const unknown = Object.keys(file).filter((field) => !knownFields.includes(field))
  if (unknown.length > 0) throw new Error(`${folder}: fields that are not read: ${unknown.join()}`)

  const results = [...questionsOf(file)].map(([manifests, questions]) =>
    ask(`${basename(folder)}/${manifests}`, readFileSync(join(folder, manifests), 'utf8'), questions),
  )
  return {
    points: results.reduce((sum, { points }) => sum + points, 0),
    differences: results.flatMap(({ differences }) => differences),
    leftOut: 0,
  }
}

/** The questions of a case by the file of manifests that they are about. */
function questionsOf(file: CaseFile): ReadonlyMap<string, readonly Question[]> {
  const questions = new Map<string, Question[]>()
  const add = (manifests: string, more: readonly Question[]) =>
    questions.set(manifests, [...(questions.get(manifests) ?? []), ...more])
  for (const { manifests = 'manifests.yaml', ...check } of file.checks ?? [])
    add(manifests, [{ ...check, direction: 'combined' }])
  for (const table of file.tables ?? []) add('manifests.yaml', questionsIn(table, file.columns))
  for (const { steps } of file.variants ?? []) {
    for (const { manifests, probes } of steps)
      add(
        manifests,
        probes.flatMap((probe) => questionsIn(probe)),
      )
  }
  return questions
}

/** The questions of a table, but for a pod and itself. */
export function questionsIn(
  { matrix, protocol, port, direction = 'combined' }: Table,
  columns: readonly string[] = Object.keys(matrix),
): readonly Question[] {
  return Object.entries(matrix).flatMap(([src, marks]) => {
    if (marks.length !== columns.length) throw new Error(`row ${src} has ${marks.length} marks`)
    return columns.flatMap((dst, i) => {
      const mark = marks[i]
      if (mark === '~' || src === dst) return []
      return [{ src, dst, protocol, port, direction, allowed: mark === '.' }]
    })
  })
}

/** Asks our reader and engine `questions` about manifests; `name` is how differences call them. */
export function ask(
  name: string,
  manifests: string,
  questions: readonly Question[],
): Omit<Judged, 'leftOut'> {
  const { reading, index } = evaluate([manifestFile(name, manifests)], defaultOptions)
  const differences = questions.flatMap(({ src, dst, protocol, port, direction, allowed }) => {
    const connections = connectionsIn(index, direction, positionOf(index, src), positionOf(index, dst))
    if (hasPort(connections, protocol, port) === allowed) return []
    const [expected, got] = allowed ? ['allowed', 'blocked'] : ['blocked', 'allowed']
    const pair = `${src} -> ${dst} ${protocol} ${port} (${direction})`
    return [`${name}: ${pair} should be ${expected} and is ${got}`]
  })
  return { points: questions.length, differences: [...refusals(reading), ...differences] }
}

function connectionsIn(
  index: PolicyIndex,
  direction: Direction | 'combined',
  from: number,
  to: number,
): ConnectionSet {
  if (direction === 'combined') return reach(index, from, to)
  const [subject, peer] = direction === 'egress' ? [from, to] : [to, from]
  return side(index, direction, subject, peer) ?? allConnections
}

function positionOf(index: PolicyIndex, name: string): number {
  const position = name.includes('/') ? positionOfPod(index, name) : positionOfAddress(index, name)
  if (position === undefined) throw new Error(`no endpoint for ${name}`)
  return position
}

function positionOfPod(index: PolicyIndex, name: string): number | undefined {
  const called = (wanted: string) =>
    index.endpoints.flatMap((it, position) =>
      it.kind === 'workload' && `${it.namespace}/${it.name}` === wanted ? position : [],
    )
  const exact = called(name)
  const found = exact.length > 0 ? exact : called(name.replace(/-[0-9]+$/, ''))
  return found.length === 1 ? found[0] : undefined
}
