import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyChange } from '../model/edit'
import { fileId, policyId } from '../model/ids'
import type { Direction, NetworkPolicy, OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import type { Json } from '../model/shared'
import type { ManifestFile } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { meaningOf, readsAs } from './amendCheck'
import { amendPolicies } from './amendDocument'
import { applyChanges } from './applyChanges'
import { read } from './read'

const word = fc.constantFrom('web', 'api', 'db', 'on', '1', 'true', 'v1.2')
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom('app', 'tier', 'y'),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key: fc.constantFrom('canary', 'env'),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
)
const selector: fc.Arbitrary<LabelSelector> = fc
  .uniqueArray(requirement, { maxLength: 2, selector: ({ key }) => key })
  .map((requirements) => ({ requirements }))
const peer: fc.Arbitrary<Peer> = fc.oneof(
  fc.record({
    kind: fc.constant('pods' as const),
    podSelector: selector,
    namespaces: fc.oneof(fc.constant('own' as const), selector),
    place: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('ipBlock' as const),
    cidr: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16'),
    except: fc.subarray(['10.1.2.0/24', '10.1.3.0/24']),
    place: fc.constant(null),
  }),
)
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const)
const port: fc.Arbitrary<PortMatch> = fc.oneof(
  fc.tuple(protocol, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 2 })).map(
    ([p, first, more]): PortMatch => ({
      kind: 'range',
      protocol: p,
      first,
      last: first + more,
      place: null,
    }),
  ),
  fc.constant<PortMatch>({ kind: 'range', protocol: 'UDP', first: 1, last: 65535, place: null }),
  fc.constant<PortMatch>({ kind: 'named', protocol: 'TCP', name: 'http', place: null }),
)
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<OneOrMore<T> | 'any'> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant('any' as const) },
    {
      weight: 3,
      arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }).map((list) => list as unknown as OneOrMore<T>),
    },
  )
const rule: fc.Arbitrary<Rule> = fc.record({ peers: some(peer), ports: some(port), place: fc.constant(null) })
const content = fc.record({
  podSelector: selector,
  policyTypes: fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress']),
  ingress: fc.array(rule, { maxLength: 3 }),
  egress: fc.array(rule, { maxLength: 2 }),
})
type Content = typeof content extends fc.Arbitrary<infer T> ? T : never

/** Chooses layouts: the same seed makes the same choices. */
type Choose = (options: number) => number

function chooser(seed: number): Choose {
  let state = seed >>> 0
  return (options) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * options)
  }
}

// The test's own writer of objects and of YAML: the code under test must not write its own input.
function objectOf(
  name: string,
  { podSelector, policyTypes, ingress, egress }: Content,
  choose: Choose,
): Json {
  const rules = (list: readonly Rule[], peers: 'from' | 'to') =>
    list.map((it) => ({
      ...(it.peers === 'any' ? (choose(3) === 0 ? { [peers]: [] } : {}) : { [peers]: it.peers.map(peerOf) }),
      ...(it.ports === 'any' ? {} : { ports: it.ports.map(portOf) }),
    }))
  const types = policyTypes.map((it) => (it === 'ingress' ? 'Ingress' : 'Egress'))
  const implied = policyTypes.includes('ingress') && policyTypes.includes('egress') === egress.length > 0
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(choose(2) === 0 ? { labels: { team: 'x' } } : {}) },
    spec: {
      podSelector: selectorOf(podSelector),
      ...(implied && choose(2) === 0 ? {} : { policyTypes: types }),
      ...(ingress.length > 0 || choose(3) === 0 ? { ingress: rules(ingress, 'from') } : {}),
      ...(egress.length > 0 || choose(3) === 0 ? { egress: rules(egress, 'to') } : {}),
    },
  }
}

function selectorOf({ requirements }: LabelSelector): Json {
  const isLabel = (it: Requirement) => it.operator === 'In' && it.values.length === 1
  const labels = requirements
    .filter(isLabel)
    .map((it) => [it.key, 'values' in it ? (it.values[0] ?? '') : ''])
  const rest = requirements.filter((it) => !isLabel(it)).map((it): Json => ({ ...it }))
  return {
    ...(labels.length > 0 ? { matchLabels: Object.fromEntries(labels) as Json } : {}),
    ...(rest.length > 0 ? { matchExpressions: rest } : {}),
  }
}

function peerOf(it: Peer): Json {
  if (it.kind === 'ipBlock') return { ipBlock: { cidr: it.cidr, except: it.except } }
  return {
    ...(it.namespaces === 'own' ? {} : { namespaceSelector: selectorOf(it.namespaces) }),
    podSelector: selectorOf(it.podSelector),
  }
}

function portOf(it: PortMatch): Json {
  if (it.kind === 'named') return { port: it.name, protocol: it.protocol }
  if (it.last === 65535) return { protocol: it.protocol }
  return { port: it.first, protocol: it.protocol, ...(it.last > it.first ? { endPort: it.last } : {}) }
}

const quoted = (text: string, choose: Choose): string =>
  /^(?:on|y|1|true)$/.test(text) || choose(4) === 0 ? JSON.stringify(text) : text

function flow(value: Json, choose: Choose): string {
  if (typeof value === 'string') return quoted(value, choose)
  if (typeof value !== 'object' || value === null) return String(value)
  const space = choose(2) === 0 ? ' ' : ''
  const comma = choose(2) === 0 ? ', ' : ','
  if (Array.isArray(value))
    return `[${space}${value.map((it: Json) => flow(it, choose)).join(comma)}${space}]`
  const pairs = Object.entries(value).map(
    ([key, it]) => `${quoted(key, choose)}: ${flow(it as Json, choose)}`,
  )
  return `{${space}${pairs.join(comma)}${space}}`
}

/** Lines of YAML in a mixture of layouts, with comments and blank lines where they are allowed. */
function lines(value: Json, choose: Choose, indents: readonly [number, number]): string[] {
  if (typeof value !== 'object' || value === null) return [flow(value, choose)]
  if (Object.keys(value).length === 0 || choose(8) === 0) return [flow(value, choose)]
  const remark = () => (choose(6) === 0 ? '  # remark' : '')
  const above = () => (choose(8) === 0 ? ['# above'] : choose(10) === 0 ? [''] : [])
  if (Array.isArray(value))
    return value.flatMap((it: Json) => {
      const [first = '', ...rest] = lines(it, choose, indents)
      return [...above(), `- ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))]
    })
  return Object.entries(value).flatMap(([key, it]) => {
    const inner = lines(it as Json, choose, indents)
    const head = `${quoted(key, choose)}:`
    const nested = typeof it === 'object' && it !== null && (inner.length > 1 || /^- /.test(inner[0] ?? ''))
    const isBlock = nested || (typeof it === 'object' && it !== null && !/^[[{]/.test(inner[0] ?? ''))
    if (!isBlock) return [`${head} ${inner[0] ?? ''}${remark()}`]
    const by = ' '.repeat(Array.isArray(it) ? indents[1] : indents[0])
    return [head + remark(), ...inner.map((line) => (line === '' ? '' : by + line))]
  })
}

function documentOf(value: Json, choose: Choose): string {
  const layout = choose(8)
  if (layout === 0) return `${JSON.stringify(value, null, 2)}\n`
  if (layout === 1) return `${JSON.stringify(value)}\n`
  const body = lines(value, choose, [2 + 2 * choose(2), 2 * choose(2)])
  // The first line of a document must not be an item's remark alone; a flow document is one line.
  return `${body.join('\n')}\n`
}

const bystanders = [
  '# only a comment\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  x: |\n    - y\n',
  '{{ broken\n',
]

/** A file with the policies `p0`, `p1`, … and other documents between them; sometimes they are the items of one List. */
function fileOf(contents: readonly Content[], seed: number): { file: ManifestFile; kept: readonly string[] } {
  const choose = chooser(seed)
  const objects = contents.map((it, i) => objectOf(`p${i}`, it, choose))
  const listed = choose(4) === 0
  const kept: string[] = []
  const parts = (listed ? [{ apiVersion: 'v1', kind: 'List', items: objects } as Json] : objects).flatMap(
    (it) => {
      const other = bystanders[choose(6)]
      if (other !== undefined) kept.push(other)
      return other === undefined ? [documentOf(it, choose)] : [documentOf(it, choose), other]
    },
  )
  const text = parts.join('---\n')
  const end = choose(4) === 0 ? text.trimEnd() : text
  const crlf = choose(4) === 0 ? end.replaceAll('\n', '\r\n') : end
  const file = { id: fileId('f1'), name: 'a.yaml', text: crlf }
  return { file, kept: crlf === text ? kept : [] }
}

/** Of an old list: some items kept (places and all), in their order or turned round, with new ones between them. */
const amendedList = <T>(
  list: readonly T[],
  fresh: readonly T[],
  choose: Choose,
  inner: (it: T) => T,
): T[] => {
  const stay = list.filter(() => choose(3) > 0).map((it) => (choose(3) === 0 ? inner(it) : it))
  const all = fresh.reduce((out, it) => out.toSpliced(choose(out.length + 1), 0, it), stay)
  return choose(6) === 0 ? all.toReversed() : all
}

function amendedSome<T>(
  was: OneOrMore<T> | 'any',
  fresh: OneOrMore<T> | 'any',
  choose: Choose,
): OneOrMore<T> | 'any' {
  if (choose(3) === 0) return was
  if (was === 'any' || choose(5) === 0) return fresh
  const [first, ...rest] = amendedList(was, fresh === 'any' ? [] : fresh.slice(0, 1), choose, (it) => it)
  return first === undefined ? 'any' : [first, ...rest]
}

function amendedPolicy(was: NetworkPolicy, fresh: Content, choose: Choose): NetworkPolicy {
  const rules = (direction: Direction) => {
    const spare = fresh[direction]
    return amendedList(was[direction], spare.slice(0, choose(3)), choose, (it) => ({
      ...it,
      peers: amendedSome(it.peers, spare.at(-1)?.peers ?? 'any', choose),
      ports: amendedSome(it.ports, spare.at(-1)?.ports ?? 'any', choose),
    }))
  }
  return {
    ...was,
    podSelector: choose(4) === 0 ? fresh.podSelector : was.podSelector,
    policyTypes: choose(3) === 0 ? fresh.policyTypes : was.policyTypes,
    ingress: rules('ingress'),
    egress: rules('egress'),
  }
}

const empty: Content = {
  podSelector: { requirements: [] },
  policyTypes: ['ingress'],
  ingress: [],
  egress: [],
}
const seed = fc.integer({ min: 0, max: 2 ** 31 })
const runs = { numRuns: 200, seed: 7 }

describe('applyChanges', () => {
  it('gives text that reads as the draft, whatever the layout, and leaves other documents alone', () => {
    fc.assert(
      fc.property(
        fc.array(content, { minLength: 1, maxLength: 3 }),
        fc.array(content, { minLength: 3, maxLength: 3 }),
        seed,
        (contents, fresh, layout) => {
          const { file, kept } = fileOf(contents, layout)
          const before = read([file], defaultOptions).cluster.policies
          expect(before.map(({ id }) => id)).toEqual(contents.map((_, i) => policyId('default', `p${i}`)))
          const choose = chooser(layout + 1)
          const changes = before.flatMap((policy, i): PolicyChange[] => {
            const what = choose(4)
            if (what === 0) return []
            if (what === 1) return [{ kind: 'delete', id: policy.id, edits: [] }]
            return [{ kind: 'replace', policy: amendedPolicy(policy, fresh[i] ?? empty, choose), edits: [] }]
          })
          const replaced = new Map(
            changes.flatMap((it) => (it.kind === 'replace' ? [[it.policy.id, it.policy]] : [])),
          )
          const gone = new Set(changes.flatMap((it) => (it.kind === 'delete' ? [it.id] : [])))
          const wanted = before.filter(({ id }) => !gone.has(id)).map((it) => replaced.get(it.id) ?? it)

          const after = applyChanges([file], before, changes)
          expect(after).toHaveLength(1)
          const text = after[0]?.text ?? ''
          const got = read(after, defaultOptions).cluster.policies
          expect(got.map((it) => [it.id, meaningOf(it)])).toEqual(wanted.map((it) => [it.id, meaningOf(it)]))
          for (const other of kept) expect(text).toContain(other.trimEnd())
          if (changes.length === 0) expect(text).toBe(file.text)
        },
      ),
      runs,
    )
  })

  it('never needs more than surgery for what people and tools write', () => {
    fc.assert(
      fc.property(content, content, seed, (was, fresh, layout) => {
        const text = documentOf(objectOf('p', was, chooser(layout)), chooser(layout + 1))
        const [policy] = read([{ id: fileId('f1'), name: 'a.yaml', text }], defaultOptions).cluster.policies
        if (policy === undefined) throw new Error('the test wrote no policy')
        const amendment = { path: [], was: policy, want: amendedPolicy(policy, fresh, chooser(layout + 2)) }
        const amended = amendPolicies(text, [amendment], 'surgical')
        expect(amended).not.toBeNull()
        expect(readsAs(amended ?? '', [amendment])).toBe(true)
      }),
      runs,
    )
  })

  it('keeps every line of a block document when rules are only added', () => {
    fc.assert(
      fc.property(content, rule, seed, (was, added, layout) => {
        const { file } = fileOf([was], layout)
        const [policy] = read([file], defaultOptions).cluster.policies
        if (policy === undefined || was.ingress.length === 0) return
        const grown = { ...policy, ingress: [...policy.ingress, added] }
        const [after] = applyChanges([file], [policy], [{ kind: 'replace', policy: grown, edits: [] }])
        const left = after?.text.split(/\r?\n/) ?? []
        const isFlow =
          /ingress"?: *\[/.test(file.text) || /spec"?: *\{/.test(file.text) || /^\{/.test(file.text)
        if (isFlow) return
        for (const line of file.text.split(/\r?\n/)) {
          const at = left.indexOf(line)
          expect(at, line).toBeGreaterThanOrEqual(0)
          left.splice(0, at + 1)
        }
      }),
      runs,
    )
  })
})
