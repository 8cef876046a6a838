import fc from 'fast-check'
import { dump } from 'js-yaml'
import { expect, it } from 'vitest'
import type { Cluster, Workload } from '../model/cluster'
import type { Json } from '../model/shared'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { addLabel } from './addLabel'
import { read } from './read'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 300)
const label = { key: 'app.kubernetes.io/component', value: 'true' }

const labels = fc.option(
  fc.dictionary(fc.constantFrom('app', 'tier', 'x/y'), fc.constantFrom('a', 'no', '1', ''), { maxKeys: 3 }),
  {
    nil: null,
  },
)
const kinds = fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'ReplicaSet')
const groups: Readonly<Record<string, string>> = { Pod: 'v1', Job: 'batch/v1', CronJob: 'batch/v1' }

interface Asked {
  readonly kind: string
  readonly labels: Readonly<Record<string, string>> | null
  readonly hasMore: boolean
}

/** The test's own writer: the code under test must not write its own input. */
function objectOf({ kind, labels: own, hasMore }: Asked, i: number): Json {
  const more: Json = hasMore ? { annotations: { note: 'a # b: {c}' } } : {}
  const pods: Json = {
    metadata: { ...more, ...(own === null ? {} : { labels: { ...own } }) },
    spec: { containers: [{ name: 'main' }] },
  }
  const head = { apiVersion: groups[kind] ?? 'apps/v1', kind }
  if (kind === 'Pod')
    return {
      ...head,
      metadata: { name: `w${i}`, ...more, ...(own === null ? {} : { labels: { ...own } }) },
      spec: {},
    }
  const spec: Json = { selector: { matchLabels: { ...own } }, template: pods }
  const whole: Json = kind === 'CronJob' ? { jobTemplate: { spec: { template: pods } } } : spec
  return { ...head, metadata: { name: `w${i}`, labels: { app: 'another' } }, spec: whole }
}

type Layout = (value: Json) => string

const blockLayout = fc
  .record({
    indent: fc.constantFrom(2, 3, 4),
    flowLevel: fc.constantFrom(-1, -1, 1, 2, 3, 4, 5, 6),
    noArrayIndent: fc.boolean(),
  })
  .map(
    (options): Layout =>
      (value) =>
        dump(value, options),
  )
const jsonLayout = fc.constantFrom<string | number>('', 2, 4, '\t').map(
  (unit): Layout =>
    (value) =>
      `${JSON.stringify(value, null, unit)}\n`,
)

/** Comments behind keys that begin a block, and above them. */
function commented(text: string, seeded: number): string {
  return text
    .split('\n')
    .flatMap((line, i) => {
      const at = (seeded + i) % 4
      const pad = /^ */.exec(line)?.[0] ?? ''
      if (!/^ *[\w/."]+:$/.test(line)) return [line]
      return at === 0 ? [`${line} # words`] : at === 1 ? [`${pad}# words: above`, line] : [line]
    })
    .join('\n')
}

const texts = fc
  .record({
    asked: fc.array(fc.record({ kind: kinds, labels, hasMore: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    }),
    layout: fc.oneof({ weight: 4, arbitrary: blockLayout }, { weight: 1, arbitrary: jsonLayout }),
    isList: fc.boolean(),
    isCrlf: fc.boolean(),
    comments: fc.nat(3),
  })
  .map(({ asked, layout, isList, isCrlf, comments }) => {
    const objects = asked.map(objectOf)
    const documents = isList ? [{ apiVersion: 'v1', kind: 'List', items: objects }] : objects
    const text = documents.map((it) => commented(layout(it), comments)).join('---\n')
    return isCrlf ? text.replaceAll('\n', '\r\n') : text
  })

const withoutPlaces = (workloads: readonly Workload[]) => workloads.map(({ place: _, ...rest }) => rest)

it('a label that is added is one insertion, after which the cluster is the same but for that label', () => {
  let added = 0
  fc.assert(
    fc.property(texts, fc.nat(2), (text, which) => {
      const files = [manifestFile('a.yaml', text)]
      const { cluster, diagnostics } = read(files, defaultOptions)
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      const workload = cluster.workloads[which % cluster.workloads.length]
      if (workload === undefined) return
      const after = addLabel(files, defaultOptions, workload, label)?.[0]?.text ?? ''
      const kept = text.length - commonPrefix(text, after)
      expect(after.endsWith(text.slice(text.length - kept))).toBe(true)
      expect(clusterOf(after)).toEqual(withLabel(cluster, workload))
      added += 1
    }),
    { seed, numRuns },
  )
  expect(added).toBe(numRuns)
})

function commonPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}

function clusterOf(text: string) {
  return withoutPlaces(read([manifestFile('a.yaml', text)], defaultOptions).cluster.workloads)
}

function withLabel({ workloads }: Cluster, { id }: Workload) {
  return withoutPlaces(
    workloads.map((it) =>
      it.id === id ? { ...it, labels: { ...it.labels, [label.key]: label.value } } : it,
    ),
  )
}
