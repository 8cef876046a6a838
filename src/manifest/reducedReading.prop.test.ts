import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { constructFromEvents, dump, parseEvents } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { decodeDocument } from './decode'
import { kubectlSchema } from './dialect'
import { parseDocument } from './parse'
import { quickEvents } from './quickEvents'
import { quickValue } from './quickValue'
import { splitDocuments } from './split'

const settings = { seed: 20_261_121, numRuns: 1000 }

/** The YAML documents of the conformance sets and of the examples. */
const documents = ['../testing/conformance', '../examples']
  .map((folder) => join(import.meta.dirname, folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  .flatMap((text) => splitDocuments(text).map((part) => part.text))
  .filter((text) => text.length < 20_000)

/** Field names that are read somewhere, and others that are not. */
const key = fc.constantFrom(
  ...['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'spec', 'template', 'containers'],
  ...['ports', 'containerPort', 'items', 'status', 'podIPs', 'selector', 'hostNetwork', 'ingress'],
  ...[
    'env',
    'volumes',
    'annotations',
    'lables',
    'label',
    'x',
    'y',
    'on',
    '1',
    '1.0',
    'a b',
    'é',
    '__proto__',
  ],
)
const scalar = fc.oneof(
  fc.constantFrom(
    'a',
    'b: c',
    ' x',
    'kind: Pod\nspec: 1\n',
    'two\n\nlines',
    'yes',
    '1',
    '',
    '- a',
    '#',
    "it's",
    '*a',
    '~',
    '🌉',
  ),
  fc.constantFrom<unknown>(0, 80, 70_000, true, null, 1.5, [], {}),
  fc.string({ maxLength: 12 }),
)
const { part } = fc.letrec((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie('part'), { maxKeys: 5 }),
    fc.array(tie('part'), { maxLength: 3 }),
  ),
}))
const kind = fc.constantFrom(
  ...[
    'Pod',
    'Deployment',
    'CronJob',
    'Service',
    'NetworkPolicy',
    'Namespace',
    'ConfigMap',
    'List',
    'PodList',
  ],
)
const labels = fc.dictionary(key, scalar, { maxKeys: 3 })
const podSpec = fc.record(
  {
    containers: fc.array(fc.record({ name: scalar, env: part, ports: part }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    hostNetwork: scalar,
    volumes: part,
  },
  { requiredKeys: [] },
)
const object = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'batch/v1', 'networking.k8s.io/v1'),
    kind,
    metadata: fc.oneof(fc.record({ name: scalar, labels, annotations: part }, { requiredKeys: [] }), part),
    spec: fc.oneof(
      podSpec,
      fc.record({ template: fc.record({ metadata: fc.record({ labels }), spec: podSpec }), selector: part }),
      part,
    ),
    items: fc.oneof(
      fc.array(fc.record({ kind, apiVersion: fc.constant('v1'), metadata: part, spec: podSpec }), {
        maxLength: 2,
      }),
      part,
    ),
    status: part,
    x: part,
  },
  { requiredKeys: [] },
)

/** Objects as different writers of YAML would lay them out, with their fields in any order. */
const written = fc
  .tuple(
    object,
    fc.nat(1000),
    fc.constantFrom(2, 3, 4),
    fc.boolean(),
    fc.constantFrom(-1, 12, 80),
    fc.constantFrom(-1, -1, -1, -1, 4),
  )
  .map(([value, salt, indent, seqNoIndent, lineWidth, flowLevel]) =>
    dump(value, {
      indent,
      seqNoIndent,
      lineWidth,
      flowLevel,
      noRefs: true,
      ...(salt % 3 === 0
        ? { sortKeys: true }
        : salt % 3 === 1
          ? { sortKeys: (a: unknown, b: unknown) => (String(a) < String(b) ? 1 : -1) }
          : {}),
    }),
  )

const fragment = fc.oneof(
  fc.constantFrom(
    '\n',
    '\t',
    ' ',
    '  ',
    '- ',
    ': ',
    ':',
    '{}',
    '[',
    '"',
    "'",
    '\\',
    ' # c',
    '|\n',
    '>-\n',
    '|+',
    '&a ',
    '*a',
  ),
  fc.constantFrom(
    '<<: ',
    '!x ',
    '? ',
    '\r\n',
    '\r',
    '---\n',
    '...\n',
    '\u0000',
    '\uFEFF',
    'é',
    '🌉',
    '\ud800',
    '\u0007',
    '\u0085',
  ),
  fc.constantFrom(
    '~',
    'yes',
    'key: v\n',
    '\n  \n',
    '|2\n',
    '{{ .x }}',
    'kind: Pod\n',
    'kind: ',
    'name',
    'spec:\n  ',
    '%',
    '@',
    ',',
  ),
)
/** Texts with some slices replaced, and with line ends of Windows. */
const damaged = fc
  .tuple(
    fc.oneof(written, fc.constantFrom(...documents)),
    fc.boolean(),
    fc.array(fc.tuple(fc.nat(), fc.nat(4), fragment), { maxLength: 3 }),
  )
  .map(([text, isWindows, cuts]) =>
    cuts.reduce(
      (all, [at, length, by]) => {
        const from = at % (all.length + 1)
        return all.slice(0, from) + by + all.slice(from + length)
      },
      isWindows && text.length % 3 === 0 ? text.replaceAll('\n', '\r\n') : text,
    ),
  )

function fully(source: string): { events: readonly object[]; value: unknown } | null {
  try {
    const events = parseEvents(source, { maxDepth: 100 })
    const values = constructFromEvents(events, { source, schema: kubectlSchema, maxAliases: 100 })
    return { events, value: values[0] }
  } catch {
    return null
  }
}

/** Whether a scalar's value may be sliced from the text is for its reader alone. */
function comparable(events: readonly object[] | undefined): unknown {
  return events?.map((event) => ({ ...event, fast: null }))
}

/** Gives whether the text was read quickly, after comparing it with the full reader's. */
function isReadAlike(text: string): boolean {
  const events = quickEvents(text, 'whole')
  if (events === null) return false
  const quick = quickValue(text, events)
  const full = fully(text)
  // A repeated key is found when the value is made.
  if (quick === null) return false
  expect(comparable(events)).toEqual(comparable(full?.events))
  expect(quick.value).toEqual(full?.value)
  return true
}

/** A tab in the last, empty line changes no meaning, and is for the full reader alone. */
function isReducedAlike(text: string): boolean {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  const reduced = parseDocument(ended, 'object')
  expect(quickEvents(`${ended}\t`, 'whole')).toBeNull()
  const whole = parseDocument(`${ended}\t`)
  expect(reduced.kind).toBe(whole.kind)
  if (reduced.kind === 'failed' || whole.kind === 'failed') {
    expect({ ...reduced }).toEqual({ ...whole })
    return false
  }
  expect(decodeDocument(reduced.document)).toEqual(decodeDocument(whole.document))
  return quickEvents(ended, 'object') !== null
}

describe('quickEvents, beside the full reader', () => {
  it.each([
    ['gives the same events and values, or none', isReadAlike],
    ['gives the same facts and problems when what nothing reads is left out', isReducedAlike],
  ])('%s', (_name, isAlike) => {
    expect(documents.length).toBeGreaterThan(1000)
    expect(documents.filter(isAlike).length).toBeGreaterThan(documents.length / 2)
    let quick = 0
    fc.assert(
      fc.property(damaged, (text) => {
        if (isAlike(text)) quick += 1
      }),
      settings,
    )
    expect(quick).toBeGreaterThan(settings.numRuns / 6)
  })
})
