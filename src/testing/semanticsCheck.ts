import { expect } from 'vitest'
import type { PolicyIndex } from '../engine/compile'
import { judge } from '../engine/judge'
import { isIsolated, reach } from '../engine/reach'
import { servicesOf, targetConnections } from '../engine/servicePorts'
import type { Cluster, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Diagnostic } from '../model/text'
import type { Verdict } from '../model/verdict'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { formatConnections, unionAll } from '../sets/connections'
import { fixture, manifestFile } from './build'
import { type Evaluated, evaluate, positionOfAddress } from './scenario'

/** A rule by its number and words, the manifests, what must come of them, and other options. */
export type RuleRow = readonly [
  rule: string,
  yaml: string,
  expected: string,
  options?: Partial<ScenarioOptions>,
]

/**
 * Asserts what a scenario comes to, from its text to its verdicts, a line each:
 *
 *     web -> db: TCP 80                the whole of what may flow, `all` or `none`; `reach` and `judge` must agree
 *     web: ingress egress              the directions in which it is isolated, or `open`
 *     service front -> web: TCP 8080   where a Service leads
 *     notes web -> db: hostNetwork     what the verdict rests on
 *     workloads: ns/Kind/name(1)       all of them, in order, with their pods
 *     policies: ns/name                all of them, in order
 *     blocks: rest                     all blocks outside the cluster
 *     left out: 1 finished, Secret 2   pods without traffic and kinds that are not read
 *     error bad-port at 0 => Use       severity, code, the text it marks and a part of what to do
 *
 * Every diagnostic, of the reader and of `warningsAbout`, must have its line, but the one about objects without a namespace where no line names it. Ends are as in
 * `checkReachability`.
 */
export function checkRule(
  [, yaml, expected, options = {}]: RuleRow,
  warningsAbout: (cluster: Cluster, options: ScenarioOptions) => readonly Diagnostic[] = () => [],
): void {
  const text = fixture(yaml)
  const lines = expected
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) throw new Error('Nothing is expected.')
  const all = { ...defaultOptions, ...options }
  const scenario = evaluate([manifestFile('rule.yaml', text)], all)
  const diagnostics = [
    ...scenario.reading.diagnostics,
    ...warningsAbout(scenario.reading.cluster, all),
  ].filter(({ code }) => code !== 'default-namespace' || expected.includes(code))
  const found = diagnostics.map((it) => diagnosticText(it, text))
  const isDiagnostic = (line: string) => /^(error|warning|info) /.test(line)
  const answers = lines.map((line) =>
    isDiagnostic(line)
      ? found.find((it) => isSaid(it, line)) === undefined
        ? `no ${line}`
        : line
      : answerTo(line, scenario),
  )
  const unexpected = found.filter((it) => !lines.some((line) => isSaid(it, line)))
  expect([...answers, ...unexpected]).toEqual(lines)
}

/** Whether a line names a diagnostic and a part of its fix. */
function isSaid(found: string, line: string): boolean {
  const [what = '', fix = ''] = line.split(' => ')
  const [foundWhat = '', foundFix = ''] = found.split(' => ')
  return what === foundWhat && foundFix.includes(fix)
}

function diagnosticText({ severity, code, message, fix, place }: Diagnostic, text: string): string {
  if (place === null || message === '' || !fix)
    throw new Error(`${code} has no place or does not say what to do.`)
  const before = text.slice(0, place.from).split('\n')
  const document = before.filter((line) => line === '---').length
  expect(place, code).toMatchObject({
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    document,
  })
  const [marked = ''] = text.slice(place.from, place.to).split('\n')
  return `${severity} ${code} at ${marked} => ${fix}`
}

type Answer = (scenario: Evaluated, ...names: readonly string[]) => string

/** What a line may ask, and what it would have to say. */
const questions: readonly (readonly [RegExp, Answer])[] = [
  [
    /^workloads: /,
    ({ reading }) => reading.cluster.workloads.map(({ id, replicas }) => `${id}(${replicas})`).join(' '),
  ],
  [/^policies: /, ({ reading }) => reading.cluster.policies.map(({ id }) => id).join(' ') || 'none'],
  [
    /^blocks: /,
    ({ index }) =>
      index.endpoints
        .flatMap(({ kind, id }) => (kind === 'external' ? id.slice('outside/'.length) : []))
        .join(' '),
  ],
  [/^left out: /, leftOut],
  [/^service (\S+) -> (\S+): /, serviceTarget],
  [
    /^notes (\S+) -> (\S+): /,
    (scenario, from, to) =>
      verdictOf(scenario, from, to)
        .notes.map(({ kind }) => kind)
        .join(' ') || 'none',
  ],
  [/^(\S+) -> (\S+): /, flow],
  [/^(\S+): /, isolation],
]

/** The line as it would have to read. */
function answerTo(line: string, scenario: Evaluated): string {
  for (const [pattern, answer] of questions) {
    const match = pattern.exec(line)
    if (match !== null) return match[0] + answer(scenario, ...match.slice(1))
  }
  throw new Error(`Not a line that can be expected: ${line}`)
}

function leftOut({ reading }: Evaluated): string {
  const finished = reading.finishedPods === 0 ? [] : [`${reading.finishedPods} finished`]
  return [...finished, ...reading.skipped.map(({ kind, count }) => `${kind} ${count}`)].join(', ')
}

function serviceTarget({ reading, index }: Evaluated, name = '', end = ''): string {
  const workload = index.endpoints[positionOf(index, end)] as Workload
  const services = servicesOf(reading.cluster.services, workload).filter((it) => it.name === name)
  const targets = services.flatMap(({ ports }) => ports.map((port) => targetConnections(port, workload)))
  return services.length === 0 ? 'nowhere' : connectionText(unionAll(targets))
}

function flow(scenario: Evaluated, from = '', to = ''): string {
  const { index } = scenario
  const reached = reach(index, positionOf(index, from), positionOf(index, to))
  expect(verdictOf(scenario, from, to).connections, `judge ${from} -> ${to}`).toEqual(reached)
  return connectionText(reached)
}

function isolation({ index }: Evaluated, end = ''): string {
  const position = positionOf(index, end)
  return (['ingress', 'egress'] as const).filter((it) => isIsolated(index, it, position)).join(' ') || 'open'
}

function verdictOf({ index }: Evaluated, from = '', to = ''): Verdict {
  const [sender, receiver] = [from, to].map((end) => index.endpoints[positionOf(index, end)]?.id)
  const verdict = sender === undefined || receiver === undefined ? null : judge(index, sender, receiver)
  if (verdict === null) throw new Error(`There is no verdict on ${from} -> ${to}.`)
  return verdict
}

function connectionText(connections: ConnectionSet): string {
  const words: Readonly<Record<string, string>> = { 'All Connections': 'all', 'No Connections': 'none' }
  const text = formatConnections(connections)
  return words[text] ?? text
}

/** Of a workload by name in the default namespace, `namespace/name` or id, or of the block outside that holds an address. */
function positionOf(index: PolicyIndex, end: string): number {
  const full = end.includes('/') ? end : `default/${end}`
  const found = index.endpoints.flatMap((it, position) =>
    it.id === end || (it.kind === 'workload' && `${it.namespace}/${it.name}` === full) ? position : [],
  )
  const [position = /^[0-9.]+$|:/.test(end) ? positionOfAddress(index, end) : undefined, ...others] = found
  if (position === undefined || others.length > 0)
    throw new Error(`${found.length} endpoints are called ${end}.`)
  return position
}

/** Pods by name or `namespace/name`, labelled `app: <name>`, with whatever else stands behind a space: `web spec: {…}`. */
export function pods(...lines: readonly string[]): string {
  return lines
    .map((line) => {
      const [, namespace, name = '', rest = ''] = /^(?:([^/\s]+)\/)?(\S+)\s*(.*)$/s.exec(line) ?? []
      const place = namespace === undefined ? '' : `namespace: ${namespace}, `
      return `kind: Pod\nmetadata: {name: ${name}, ${place}labels: {app: ${name}}}\n${rest}\n---\n`
    })
    .join('')
}

/** A policy for the pods labelled `app: <name>` of the default namespace, or of `namespace/name`; `*` is every pod. */
export function policy(whom: string, spec = ''): string {
  const [, namespace, name = ''] = /^(?:([^/]+)\/)?(.+)$/.exec(whom) ?? []
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`
  const selector = name === '*' ? '{}' : `{matchLabels: {app: ${name}}}`
  const policyName = name === '*' ? 'every' : name
  return `kind: NetworkPolicy\nmetadata: {name: for-${policyName}${place}}\nspec: {podSelector: ${selector}${spec === '' ? '' : `, ${spec}`}}\n---\n`
}
