import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edit, EditEnd } from '../model/edit'
import { editId, workloadId } from '../model/ids'
import { plainLook } from '../model/look'
import type { Json, SharedScenario } from '../model/shared'
import { defaultOptions } from '../model/workspace'
import { deflate, toBase64Url } from './bytes'
import { decodeLink, encodeLink } from './link'

const sample: SharedScenario = {
  title: 'Three-tier shop',
  files: [
    {
      name: 'shop.yaml',
      objects: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web', namespace: 'shop' },
          spec: {
            selector: { matchLabels: { app: 'web' } },
            template: {
              metadata: { labels: { app: 'web', k: 'v', '~x': 'y' } },
              spec: { containers: [{ ports: [{ containerPort: 8080, name: 'http' }] }] },
            },
          },
        },
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'web', namespace: 'shop' },
          spec: {
            podSelector: {},
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
          },
        },
        { kind: 'Pod', metadata: { name: 'without a version' } },
        { apiVersion: 'extensions/v1beta1', kind: 'Deployment', spec: null },
      ],
    },
  ],
  edits: [
    {
      kind: 'allow',
      id: editId('e1'),
      from: { kind: 'workload', id: workloadId('shop', 'Deployment', 'web') },
      to: { kind: 'cidr', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
      connections: {
        TCP: [
          { first: 80, last: 90 },
          { first: 443, last: 443 },
        ],
        UDP: [],
        SCTP: [{ first: 1, last: 65535 }],
      },
    },
    {
      kind: 'isolate',
      id: editId('e2'),
      end: { kind: 'namespace', name: 'shop' },
      directions: ['egress', 'ingress'],
      dns: 'cluster',
    },
  ],
  options: {
    ipBlockMatchesPods: 'never',
    hostNetworkPods: 'ordinary',
    defaultNamespace: 'team-a',
    onlyNewPolicies: false,
  },
  positions: { 'shop/Deployment/web': { x: -12.5, y: 40 } },
}

/** Links that were once given out: they must open for ever. Never change one; add one for each version. */
const pinned = {
  v1: '#v1.jZLBbtswDIZfJfjPTGK3SZHqOOyyw4ocehN0UGxm9mJbnqU4CQz12QeqRruiOxSCCRP8yY-kNCFA4bkamJeh5mHhK9eDcITSGuKsbrZtQBNOUPjOfeNuLXcBhBZqQgeFCx9AuEClBESCl9BVzCjG9v0si5GEOL0mNx-DhBeBjPLzcoXCLelTsQJKT-iT_QO1y3YZJXgVQo9oookxxrnNJw4XN5z2rqmL2xc6LaGmSHiG0vjR_RrYexhCnWjHZH-L7gCFPFuls94hvmJn6N6VH1B1qNw5LOxi5MHXrhOaherOTSMpFgp8DdxJzK_H_MDB5qDPe_ZzkjEETvdiQWDRXmSM9bt6nQbU_zZJ4uTJyR9gSOtdRo8ZbTb38hnShnROD9vt_dYYQxq1VL8DoZsfA9egXOhOhqv7b40rTj9tKCr2e1d6KHQ88gBC5Xx4236KuKGsOzvINZR8tOcmPNmWfW8LhkJg2y6trKaX2v8bR-llfrfa0iYzMf4F',
  empty: '#v1.q1ZKU7KKjq0FAA',
}

describe('links that were given out', () => {
  it('open as what was shared', async () => {
    expect(await decodeLink(pinned.v1)).toEqual({ ok: true, scenario: sample, look: plainLook })
    expect(await decodeLink(pinned.empty)).toEqual({
      ok: true,
      scenario: { title: '', files: [], edits: [], options: defaultOptions, positions: {} },
      look: plainLook,
    })
  })

  it('open with what a chat tool takes for a part of them', async () => {
    expect(await decodeLink(`${pinned.v1}).`)).toMatchObject({ ok: true })
  })
})

const end: fc.Arbitrary<EditEnd> = fc.oneof(
  fc
    .string({ minLength: 1 })
    .map((name): EditEnd => ({ kind: 'workload', id: workloadId('a', 'Pod', name) })),
  fc.string({ minLength: 1 }).map((name): EditEnd => ({ kind: 'namespace', name })),
  fc.constant<EditEnd>({ kind: 'allPods' }),
  fc.constant<EditEnd>({ kind: 'outside' }),
  fc.record({ kind: fc.constant('cidr' as const), cidr: fc.string(), except: fc.array(fc.string()) }),
)
// Ports far enough apart to be canonical.
const ranges = fc
  .uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 4 })
  .map((tens) => tens.sort((a, b) => a - b).map((ten) => ({ first: ten * 100 + 1, last: ten * 100 + 98 })))
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('allow' as const, 'block' as const),
    id: fc.uuid().map(editId),
    from: end,
    to: end,
    connections: fc.record({ TCP: ranges, UDP: ranges, SCTP: ranges }),
  }),
  fc.record({
    kind: fc.constant('isolate' as const),
    id: fc.uuid().map(editId),
    end,
    directions: fc.constantFrom(
      ['ingress' as const],
      ['egress' as const],
      ['ingress' as const, 'egress' as const],
    ),
    dns: fc.constantFrom('none' as const, 'cluster' as const, 'clusterAndNodeLocal' as const),
  }),
)
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('kind', 'apiVersion', 'a', 'k', '~', '~a', 'spec', '__proto__', 'j2', 'constructor'),
)
const { object } = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, 'Pod', 'v1', 'apps/v1', 'Deployment'),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 4 })
    .map(
      (pairs): Json =>
        Object.fromEntries(pairs.filter(([it, value]) => !(it === 'apiVersion' && value === null))),
    ),
}))
const scenario: fc.Arbitrary<SharedScenario> = fc.record({
  title: fc.string(),
  files: fc.array(fc.record({ name: fc.string(), objects: fc.array(object, { maxLength: 3 }) }), {
    maxLength: 3,
  }),
  edits: fc.array(edit, { maxLength: 3 }),
  options: fc.record({
    ipBlockMatchesPods: fc.constantFrom('knownIp' as const, 'never' as const),
    hostNetworkPods: fc.constantFrom('outsidePolicies' as const, 'ordinary' as const),
    defaultNamespace: fc.constantFrom('default', 'a', 'team-1'),
    onlyNewPolicies: fc.boolean(),
  }),
  positions: fc.dictionary(
    fc.string(),
    fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.constantFrom(0, 1.5) }),
  ),
})

describe('encodeLink and decodeLink', () => {
  it('give back what was shared', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (shared) => {
        const link = await encodeLink(shared)
        expect(link).toMatch(/^#v1\.[A-Za-z0-9_-]+$/)
        expect(await decodeLink(link)).toEqual({ ok: true, scenario: shared, look: plainLook })
      }),
      { numRuns: 200, seed: 11 },
    )
  })

  it('hold large scenarios, beyond what one call takes as arguments', async () => {
    const objects = Array.from(
      { length: 20_000 },
      (_, i): Json => ({ kind: 'Pod', metadata: { name: `p${i * 7919}` } }),
    )
    const shared = { ...sample, files: [{ name: 'a', objects }] }
    expect(await decodeLink(await encodeLink(shared))).toEqual({
      ok: true,
      scenario: shared,
      look: plainLook,
    })
  })
})

/** A link with whatever JSON text. */
const linkOf = async (json: string) => `#v1.${toBase64Url(await deflate(json))}`
const opened = async (value: unknown) => {
  const result = await decodeLink(await linkOf(JSON.stringify(value)))
  return result.ok ? result.scenario : result.message
}

describe('a link that cannot be opened', () => {
  it.each([
    ['nothing', '', 'not a Drawbridge link'],
    ['the hash of another page', '#section-2', 'not a Drawbridge link'],
    ['an editor of diagrams', '#pako:eNpVjstqw0AMRX9FaNVC', 'not a Drawbridge link'],
    ['a later version', '#v2.abc', 'another version of Drawbridge'],
    ['no payload', '#v1.', 'incomplete or damaged'],
    ['foreign characters', '#v1.ab+/==', 'incomplete or damaged'],
    ['bytes that were never deflated', '#v1.AAAA____zzzz', 'incomplete or damaged'],
  ])('says so: %s', async (_what, hash, words) => {
    const result = await decodeLink(hash)
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(words) })
  })

  it('says that a part is missing, wherever it was cut', async () => {
    for (let length = 5; length < pinned.v1.length; length += 7) {
      const result = await decodeLink(pinned.v1.slice(0, length))
      expect(result).toMatchObject({ ok: false, message: expect.stringContaining('incomplete or damaged') })
    }
  })

  it('stops inflating at 5 MB', async () => {
    const result = await decodeLink(await linkOf(`"${'a'.repeat(30_000_000)}"`))
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('more than 5 MB') })
  })

  it.each([
    ['no JSON', '{"f":', 'damaged'],
    ['nesting without end', '['.repeat(200_000), 'damaged'],
    ['JSON of something else', '{"nodes":[]}', 'no Drawbridge scenario'],
    ['a list', '[]', 'no Drawbridge scenario'],
    ['null', 'null', 'no Drawbridge scenario'],
  ])('says so for what it inflates to: %s', async (_what, json, words) => {
    const result = await decodeLink(await linkOf(json))
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(words) })
  })

  it('never rejects, whatever the hash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((it) => `#v1.${it}`),
          fc.stringMatching(/^#v1\.[\w-]{0,60}$/),
        ),
        async (hash) => {
          expect(typeof (await decodeLink(hash)).ok).toBe('boolean')
        },
      ),
      { numRuns: 300, seed: 5 },
    )
  })
})

describe('a link whose fields are not what they should be', () => {
  const rest = { title: '', files: [], edits: [], options: defaultOptions, positions: {} }

  it.each([
    ['a title that is no text', { f: [], t: 5 }, rest],
    ['files that are none', { f: [5, null, { name: 'x' }] }, rest],
    [
      'objects that are none',
      { f: [['a', 5, 'x', null, [], { k: 'Pod', a: 'v1' }]] },
      { ...rest, files: [{ name: 'a', objects: [{ kind: 'Pod', apiVersion: 'v1' }] }] },
    ],
    [
      'options that nobody knows',
      {
        f: [],
        o: {
          ipBlockMatchesPods: 'maybe',
          hostNetworkPods: {},
          defaultNamespace: '../x',
          onlyNewPolicies: 1,
          theme: 1,
        },
      },
      rest,
    ],
    [
      'positions that are none',
      { f: [], p: { a: [1], b: ['x', 2], c: [1e9, 0], d: [1, 2], e: null } },
      { ...rest, positions: { d: { x: 1, y: 2 } } },
    ],
    ['further fields', { f: [], z: 1, title: 'x' }, rest],
  ])('opens without them: %s', async (_what, value, expected) => {
    expect(await opened(value)).toEqual(expected)
  })

  const good = ['a', 'e1', '*', 'o', [[80, 80]]]
  it.each([
    ['an unknown kind', ['x', 'e1', '*', 'o', []]],
    ['no id', ['a', 5, '*', 'o', []]],
    ['the id of another edit', good],
    ['an end that is none', ['a', 'e2', 'x', 'o', []]],
    ['a workload without a name', ['a', 'e2', 'w', 'o', []]],
    ['a CIDR that is no text', ['a', 'e2', [5], 'o', []]],
    ['an odd number of ports', ['a', 'e2', '*', 'o', [[80]]]],
    ['a port that is none', ['a', 'e2', '*', 'o', [[0, 70000]]]],
    ['ports that overlap', ['a', 'e2', '*', 'o', [[80, 90, 90, 95]]]],
    ['ports that should be one range', ['a', 'e2', '*', 'o', [[80, 90, 91, 95]]]],
    ['unknown directions', ['i', 'e2', '*', 'xy', 1]],
    ['no directions', ['i', 'e2', '*', '', 1]],
    ['no list', 'e2'],
  ])('drops an edit with %s, and keeps the others', async (_what, bad) => {
    expect(await opened({ f: [], e: [good, bad] })).toMatchObject({ edits: [{ kind: 'allow', id: 'e1' }] })
  })

  it('takes __proto__ for a name like any other', async () => {
    const json =
      '{"f":[["a",{"k":"Pod","__proto__":{"polluted":1},"m":{"__proto__":"x"}}]],"p":{"__proto__":[1,2]},"__proto__":{"t":"x"}}'
    const result = await decodeLink(await linkOf(json))
    expect(result.ok && JSON.stringify(result.scenario)).toContain('"polluted":1')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(result.ok && result.scenario.title).toBe('')
  })
})
