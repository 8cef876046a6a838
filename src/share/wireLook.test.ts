import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EndpointId } from '../model/ids'
import { externalId, policyId, workloadId } from '../model/ids'
import { type Look, noFilters, plainLook } from '../model/look'
import { nothingSelected, type Selection } from '../model/selection'
import type { Json, SharedScenario } from '../model/shared'
import { defaultOptions } from '../model/workspace'
import { deflate, toBase64Url } from './bytes'
import { decodeLink, encodeLink } from './link'
import { readLook, writeLook } from './wireLook'

const seed = 20261121

const web = workloadId('shop', 'Deployment', 'web')
const db = workloadId('shop', 'StatefulSet', 'db')
const tcp5432 = { TCP: [{ first: 5432, last: 5432 }], UDP: [], SCTP: [] }
const scenario: SharedScenario = {
  title: '',
  files: [{ name: 'a.yaml', objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } }] }],
  edits: [],
  options: defaultOptions,
  positions: {},
}
const full: Look = {
  mode: 'matrix',
  show: 'difference',
  filters: {
    namespaces: ['shop', 'ops'],
    selector: 'app in (web, api),!canary',
    ports: 'TCP 443, UDP 53',
    kinds: ['half', 'changed'],
    text: 'we',
  },
  selection: { kind: 'pair', from: web, to: db, connections: tcp5432 },
  collapsed: { shop: true, ops: false },
  showOpen: true,
  showUndeclaredPorts: true,
  pathEnds: { from: externalId('rest'), to: db },
}

// Given out once. Never change one; add one for each new field.
const pinned =
  '#v1.dY_BaoQwFEV_JT2rFh6VVmeTbecDhGlXkkXUyAxVE8ZYEfHfS5xuu3mLy-Xc8zY6dFVhX1c79MjGN5rStwgDemNEs7iafTdG-EnRgH4TJjSpNaIrpqsPCD5MGKFHY0NQt1E9L64WZcPtRZ4aO9r7ihDQfH6UqihyUV_nUp1y5Bi-NgjxmERoErpDDnx2dqH36-DGmCWhv_QSbXTd3F9czNoaqapTkb9LOiYZP947_IxUD0MjeDR-RljShp_jdGtddndT_Ads9v0X'

it('a link with every part of a look that was given out opens as what was shared', async () => {
  expect(await decodeLink(pinned)).toEqual({ ok: true, scenario, look: full })
})

const name = fc.constantFrom('shop', 'ops', '__proto__', 'constructor', 'a-1')
const id = fc.constantFrom(web, db, externalId('rest'), externalId('10.0.0.0/8'))
const port = fc.integer({ min: 1, max: 65535 })
const connections = port.map((at) => ({ TCP: [{ first: at, last: at }], UDP: [], SCTP: [] }))
const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant(nothingSelected),
  id.map((it) => ({ kind: 'endpoint' as const, id: it })),
  fc
    .uniqueArray(id, { minLength: 2, maxLength: 4 })
    .map((ids) => ({ kind: 'several' as const, ids: ids as readonly EndpointId[] })),
  name.map((it) => ({ kind: 'namespace' as const, name: it })),
  name.map((it) => ({ kind: 'policy' as const, id: policyId('shop', it) })),
  fc.record({
    kind: fc.constant('pair' as const),
    from: id,
    to: id,
    connections: fc.option(connections, { nil: null }),
  }),
  fc.string({ minLength: 1 }).map((edge) => ({ kind: 'aggregate' as const, edge })),
)
const look: fc.Arbitrary<Look> = fc.record({
  mode: fc.constantFrom('graph' as const, 'matrix' as const),
  show: fc.constantFrom('baseline' as const, 'draft' as const, 'difference' as const),
  filters: fc.record({
    namespaces: fc.uniqueArray(name),
    selector: fc.string({ maxLength: 1000 }),
    ports: fc.string({ maxLength: 1000 }),
    kinds: fc.uniqueArray(fc.constantFrom('rules', 'open', 'half', 'outside', 'changed')),
    text: fc.string({ maxLength: 1000 }),
  }),
  selection,
  collapsed: fc.dictionary(name, fc.boolean()).map((it) => ({ ...it })),
  showOpen: fc.boolean(),
  showUndeclaredPorts: fc.boolean(),
  pathEnds: fc.option(fc.record({ from: id, to: id }), { nil: null }),
})

describe('writeLook and readLook', () => {
  it('give back every look', () => {
    fc.assert(
      fc.property(look, (it) => {
        const wire = JSON.parse(JSON.stringify(writeLook(it))) as Json
        expect(readLook(wire)).toEqual(it)
      }),
      { seed, numRuns: 1000 },
    )
  })

  it('need nothing for the plain look, so that links without one stay as they were', async () => {
    expect(writeLook(plainLook)).toBeNull()
    expect(await encodeLink(scenario, plainLook)).toBe(await encodeLink(scenario))
  })

  it('make a look of anything, which can be written and read again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readLook(value as Json)
        expect(readLook(writeLook(read))).toEqual(read)
      }),
      { seed, numRuns: 1000 },
    )
  })
})

describe('a damaged look', () => {
  it.each<[string, Json]>([
    ['of no known show', { s: 'z' }],
    ['that is a list', [1, 2]],
    ['with a number for a name', { n: [7, null, ''] }],
    ['with kinds of flows that there are not', { k: 'zq' }],
    ['that selects one of several', { c: ['s', web] }],
    ['that selects half a pair', { c: ['f', web] }],
    ['that selects in a way of the future', { c: ['z', web] }],
    ['with a text that nobody writes', { l: 'a'.repeat(1001) }],
    ['with half a path', { w: [web] }],
    ['with inherited fields', { toString: 1 }],
  ])('%s is the plain look', (_what, value) => {
    expect(readLook(value)).toEqual(plainLook)
  })

  it('loses the broken part alone', () => {
    expect(readLook({ ...(writeLook(full) as object), k: 7, c: 'x' } as Json)).toEqual({
      ...full,
      filters: { ...full.filters, kinds: [] },
      selection: nothingSelected,
    })
  })

  it('leaves the scenario as it is', async () => {
    for (const v of [7, null, 'x', [[]], { n: {}, c: [[]], f: [1], w: {} }]) {
      const json = JSON.stringify({ f: [['a.yaml', { k: 'Pod', m: { n: 'web' } }]], v })
      const link = `#v1.${toBase64Url(await deflate(json))}`
      expect(await decodeLink(link)).toEqual({ ok: true, scenario, look: plainLook })
    }
  })

  it('has bounds', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `n${i}`)
    const read = readLook({ n: many, f: [many, []], c: ['s', ...many] })
    expect(read.filters.namespaces).toHaveLength(2000)
    expect(Object.keys(read.collapsed)).toHaveLength(2000)
    expect(read.selection.kind === 'several' && read.selection.ids.length).toBe(500)
    expect(readLook({ n: [] })).toEqual({ ...plainLook, filters: noFilters })
  })
})
