import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { Cluster } from '../model/cluster'
import type { Edit, EditEnd, OpenEdit, Synthesis } from '../model/edit'
import { type EndpointId, editId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { synthesise } from './synthesise'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 200)
const bothWays = ['ingress', 'egress'] as const
const directions = fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], bothWays)

interface Case {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edit: OpenEdit
}

function cases(isWide: boolean): fc.Arbitrary<Case> {
  return fc.tuple(clusters, scenarioOptions, directions).chain(([cluster, options, wanted]) => {
    const workloads = cluster.workloads.map(({ id }): EditEnd => ({ kind: 'workload', id }))
    const wide = [
      ...cluster.namespaces.map(({ name }): EditEnd => ({ kind: 'namespace', name })),
      { kind: 'allPods' } as const,
    ]
    return fc.constantFrom(...(isWide ? [...workloads, ...wide] : workloads)).map(
      (end): Case => ({
        cluster,
        options,
        edit: { kind: 'open', id: editId('open'), end, directions: wanted },
      }),
    )
  })
}

/** The law for every case whose end is isolated; fails when hardly any was. */
function forAll(isWide: boolean, law: (it: Case, result: Synthesis) => void): void {
  let met = 0
  fc.assert(
    fc.property(cases(isWide), (it) => {
      const result = synthesise(it.cluster, [it.edit], it.options)
      if (result.outcomes[0]?.status === 'already') return
      met += 1
      law(it, result)
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 10)
}

/** `id direction` of all that is isolated. */
function isolated({ cluster, options }: Case, policies: Cluster['policies']): ReadonlySet<string> {
  const index: PolicyIndex = compile({ ...cluster, policies }, options)
  return new Set(
    index.endpoints.flatMap(({ id }, position) =>
      bothWays
        .filter((direction) => isIsolated(index, direction, position))
        .map((direction) => `${id} ${direction}`),
    ),
  )
}

function isMeant({ cluster, options, edit: { end, directions: wanted } }: Case, key: string): boolean {
  return cluster.workloads.some(
    (it) =>
      wanted.some((direction) => key === `${it.id} ${direction}`) &&
      !isOutsidePolicies(it, options) &&
      (end.kind === 'allPods' ||
        (end.kind === 'namespace' && end.name === it.namespace) ||
        (end.kind === 'workload' && end.id === it.id)),
  )
}

it('what is opened is isolated no more, and nobody else’s isolation changes but of those that labels cannot tell apart', () => {
  forAll(true, (it, { policies, outcomes, labelOffers }) => {
    expect(outcomes[0]?.status).toBe('holds')
    const [before, after] = [isolated(it, it.cluster.policies), isolated(it, policies)]
    const alike = new Set<EndpointId>(labelOffers.flatMap(({ others }) => others))
    const mayOpen = (key: string) => isMeant(it, key) || [...alike].some((id) => key.startsWith(`${id} `))
    expect([...after].filter((key) => isMeant(it, key))).toEqual([])
    expect([...before].filter((key) => !after.has(key) && !mayOpen(key))).toEqual([])
    expect([...after].filter((key) => !before.has(key))).toEqual([])
  })
})

it('where labels tell a workload apart, opening it brings no other flow along', () => {
  let told = 0
  forAll(false, (_, { impact, labelOffers }) => {
    if (labelOffers.length > 0) return
    told += 1
    expect([impact.collateralAdded, impact.collateralRemoved, impact.removed]).toEqual([[], [], []])
  })
  expect(told).toBeGreaterThan(numRuns / 20)
})

it('to isolate and open again is no change at all', () => {
  fc.assert(
    fc.property(cases(true), ({ cluster, options, edit }) => {
      const lock: Edit = {
        kind: 'isolate',
        id: editId('lock'),
        end: edit.end,
        directions: edit.directions,
        dns: 'none',
      }
      const alone = synthesise(cluster, [edit], options)
      const both = synthesise(cluster, [lock, edit], options)
      expect(both.changes).toEqual(alone.changes)
      if (alone.outcomes[0]?.status === 'already') expect(both.changes).toEqual([])
    }),
    { seed, numRuns },
  )
})

it('a workload of a namespace that is locked before is opened, and the others stay locked', () => {
  forAll(false, (it) => {
    const { cluster, options, edit } = it
    const namespace =
      cluster.workloads.find(({ id }) => edit.end.kind === 'workload' && id === edit.end.id)?.namespace ?? ''
    const end: EditEnd = { kind: 'namespace', name: namespace }
    const lock: Edit = { kind: 'isolate', id: editId('lock'), end, directions: bothWays, dns: 'none' }
    const { policies, labelOffers } = synthesise(cluster, [lock, edit], options)
    const locked = isolated(it, synthesise(cluster, [lock], options).policies)
    const after = isolated(it, policies)
    const alike = new Set<EndpointId>(labelOffers.flatMap(({ others }) => others))
    expect([...after].filter((key) => isMeant(it, key))).toEqual([])
    const lost = [...locked].filter((key) => !after.has(key) && !isMeant(it, key))
    expect(lost.filter((key) => ![...alike].some((id) => key.startsWith(`${id} `)))).toEqual([])
  })
})

it('asked for again on what came of it, it changes nothing', () => {
  forAll(true, ({ cluster, options, edit }, { policies }) => {
    const again = synthesise({ ...cluster, policies }, [edit], options)
    expect([again.changes, again.outcomes[0]?.status]).toEqual([[], 'already'])
  })
})
