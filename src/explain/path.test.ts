import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { reachFrom } from '../engine/hops'
import { judge } from '../engine/judge'
import type { Path } from '../model/path'
import { defaultOptions } from '../model/workspace'
import { intersect, isEmpty } from '../sets/connections'
import { cluster } from '../testing/build'
import { lab, payments, shop } from '../testing/scenarioTexts'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { pathBetween } from './path'
import { connectionWords } from './words'

const guides: Readonly<Record<string, string>> = { shop, payments, lab }

/** `production/api` is that workload, `outside` the addresses that no ipBlock names. */
function ask(guide: string, ...names: readonly [from: string, to: string]): Path | null {
  const index = compile(cluster(guides[guide] ?? ''), defaultOptions)
  const [from, to] = names.map((name) =>
    index.endpoints.find((it) =>
      it.kind === 'external' ? it.isRest && name === 'outside' : `${it.namespace}/${it.name}` === name,
    ),
  )
  if (!from || !to) throw new Error(`no ${names.join(' or ')}`)
  return pathBetween(index, from.id, to.id)
}

describe('pathBetween', () => {
  // biome-ignore format: a table
  it.each([
    ['shop', 'outside', 'ingress-nginx/controller', 'Everything outside reaches controller in one step.', 'TCP 443'],
    ['shop', 'outside', 'production/frontend', 'Everything outside gets to frontend in 2 steps, over controller.', 'TCP 443; TCP 80 and 443'],
    ['shop', 'production/api', 'production/database', 'api reaches database in one step.', 'TCP 5432'],
    ['lab', 'netpol-demo/frontend', 'netpol-demo/backend', 'frontend reaches backend in one step.', 'TCP 80'],
  ] as const)('%s: from %s to %s', (guide, from, to, headline, ports) => {
    const path = ask(guide, from, to)
    expect(path?.headline).toBe(headline)
    expect(path?.steps.map(({ connections }) => connectionWords(connections)).join('; ')).toBe(ports)
    expect(path?.gaps).toEqual([])
  })

  // biome-ignore format: a table
  it.each([
    ['shop', 'production/frontend', 'production/database', 'frontend does not get to database.', ['frontend > api: egress of frontend blocks TCP 8080']],
    ['shop', 'ingress-nginx/controller', 'production/database', 'controller does not get to database.', ['frontend > api: egress of frontend blocks TCP 8080']],
    ['payments', 'payments/api', 'payments/postgres', 'api does not get to postgres.', ['api > postgres: egress of api blocks TCP 5432']],
    ['payments', 'marketing/marketing', 'payments/postgres', 'marketing does not get to postgres.', ['marketing > postgres: ingress of postgres blocks TCP 5432']],
  ] as const)('%s: not from %s to %s, and where it stops', (guide, from, to, headline, gaps) => {
    const path = ask(guide, from, to)
    expect(path?.headline).toContain(headline)
    const nameOf = (id: string) => id.split('/').at(-1)
    expect(path?.gaps.map((gap) => `${nameOf(gap.from)} > ${nameOf(gap.to)}: ${gap.words}`)).toEqual(gaps)
    expect([path?.steps, path?.chain]).toEqual([[], []])
  })

  it('says how far both ends get where they do not meet', () => {
    expect(ask('shop', 'production/frontend', 'production/database')?.headline).toBe(
      'frontend does not get to database. From frontend it goes to coredns, controller and everything outside, and database can be reached from api only.',
    )
  })

  it('is null for two ends that are one, and for an end that is not there', () => {
    const index = compile(cluster(shop), defaultOptions)
    const [first] = index.endpoints
    if (!first) throw new Error('no endpoint')
    expect(pathBetween(index, first.id, first.id)).toBeNull()
    expect(pathBetween(index, first.id, `${first.id}x` as typeof first.id)).toBeNull()
  })
})

it('finds a shortest path of flows that are allowed wherever there is one', () => {
  const met = { path: 0, gap: 0, long: 0 }
  fc.assert(
    fc.property(clusters, scenarioOptions, fc.nat(), fc.nat(), (from, options, a, b) => {
      const index = compile(from, options)
      const { endpoints } = index
      const [start, goal] = [a % endpoints.length, b % endpoints.length]
      const [sender, receiver] = [endpoints[start], endpoints[goal]]
      if (!sender || !receiver || start === goal) return
      const path = pathBetween(index, sender.id, receiver.id)
      const { layers } = reachFrom(index, start, 'out')
      const distance = 1 + layers.findIndex((layer) => layer.some(({ endpoint }) => endpoint === goal))
      expect(path?.steps).toHaveLength(distance)
      for (const { from: one, to: other, connections } of path?.steps ?? []) {
        const allowed = judge(index, one, other)?.connections
        expect(isEmpty(connections)).toBe(false)
        expect(allowed && intersect(allowed, connections)).toEqual(connections)
      }
      if (distance > 0) {
        expect(path?.chain).toEqual([sender.id, ...(path?.steps.map(({ to }) => to) ?? [])])
        expect(path?.steps.map(({ from: one }) => one)).toEqual(path?.chain.slice(0, -1))
        expect(path?.chain.at(-1)).toBe(receiver.id)
      }
      for (const gap of path?.gaps ?? []) expect(judge(index, gap.from, gap.to)).not.toBeNull()
      met.path += distance > 0 ? 1 : 0
      met.long += distance > 1 ? 1 : 0
      met.gap += path?.gaps.length ?? 0
    }),
    { seed: 20261121, numRuns: 400 },
  )
  expect(Math.min(met.path, met.long, met.gap)).toBeGreaterThan(5)
})
