import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated, reach } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { DnsChoice, EditEnd, FlowChange, ReachEdit, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import {
  allConnections,
  connectionsOf,
  includes,
  intersect,
  isEmpty,
  subtract,
  union,
  unionAll,
} from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { synthesise } from './synthesise'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_RUNS'] ?? 200)

const someConnections = fc.constantFrom(
  allConnections,
  connectionsOf('TCP', 2),
  connectionsOf('TCP', 1, 65535),
  union(connectionsOf('TCP', 2, 3), connectionsOf('UDP', 2)),
  connectionsOf('TCP', 3, 9),
)

function workloadEnds(cluster: Cluster): fc.Arbitrary<EditEnd> {
  return fc.constantFrom(...cluster.workloads.map(({ id }): EditEnd => ({ kind: 'workload', id })))
}

function podEnds(cluster: Cluster): fc.Arbitrary<EditEnd> {
  return fc.oneof(
    { weight: 4, arbitrary: workloadEnds(cluster) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>({ kind: 'namespace', name: 'n1' }, { kind: 'allPods' }),
    },
  )
}

function anyEnds(cluster: Cluster): fc.Arbitrary<EditEnd> {
  return fc.oneof(
    { weight: 4, arbitrary: podEnds(cluster) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>(
        { kind: 'outside' },
        { kind: 'cidr', cidr: '10.0.0.0/30', except: [] },
        { kind: 'cidr', cidr: '10.0.0.0/29', except: ['10.0.0.2/31'] },
      ),
    },
  )
}

function edits(cluster: Cluster, kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<readonly ReachEdit[]> {
  const flow = fc
    .tuple(
      fc.constantFrom(...kinds.filter((kind) => kind !== 'isolate')),
      fc.oneof(fc.tuple(podEnds(cluster), anyEnds(cluster)), fc.tuple(anyEnds(cluster), podEnds(cluster))),
      someConnections,
    )
    .map(([kind, [from, to], connections]): ReachEdit => ({ kind, id: editId(''), from, to, connections }))
  const isolate = fc
    .tuple(
      podEnds(cluster),
      fc.constantFrom<Extract<ReachEdit, { kind: 'isolate' }>['directions']>(
        ['ingress'],
        ['egress'],
        ['ingress', 'egress'],
      ),
      fc.constantFrom<DnsChoice>('none', 'cluster', 'clusterAndNodeLocal'),
    )
    .map(([end, directions, dns]): ReachEdit => ({ kind: 'isolate', id: editId(''), end, directions, dns }))
  const one = kinds.includes('isolate')
    ? fc.oneof({ weight: 3, arbitrary: flow }, { weight: 1, arbitrary: isolate })
    : flow
  return fc
    .array(one, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((edit, i) => ({ ...edit, id: editId(`e${i}`) })))
}

interface Case {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edits: readonly ReachEdit[]
}

function cases(kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<Case> {
  return fc
    .tuple(clusters, scenarioOptions)
    .chain(([cluster, options]) =>
      edits(cluster, kinds).map((list): Case => ({ cluster, options, edits: list })),
    )
}

const allKinds = ['allow', 'block', 'isolate'] as const

/** The law for every random case, together with the synthesis; fails when it never met a case that it says anything about. */
function forAll(kinds: readonly ReachEdit['kind'][], law: (it: Case, result: Synthesis) => boolean): void {
  let met = 0
  fc.assert(
    fc.property(cases(kinds), (it) => {
      if (law(it, synthesise(it.cluster, it.edits, it.options))) met++
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 10)
}

/** Both clusters with the same endpoints; the edits' own CIDRs cut them too where the draft uses them. */
function evaluated({ cluster, options }: Case, { policies }: Synthesis): readonly [PolicyIndex, PolicyIndex] {
  return [compile(cluster, options, policies), compile({ ...cluster, policies }, options, cluster.policies)]
}

/** Written again, apart from the code under test: whom an end stands for. Blocks are judged by one address in them. */
function isIn(end: EditEnd, endpoint: Endpoint, options: ScenarioOptions): boolean {
  if (end.kind === 'workload') return endpoint.id === end.id
  if (endpoint.kind === 'external') {
    if (end.kind === 'outside') return true
    if (end.kind !== 'cidr') return false
    return endpoint.ranges.every(({ first, last }) =>
      [first, last].every((address) => {
        const inside = end.cidr === '10.0.0.0/30' ? ['0', '1', '2', '3'] : ['0', '1', '4', '5', '6', '7']
        return inside.includes(address.replace('10.0.0.', ''))
      }),
    )
  }
  if (isOutsidePolicies(endpoint, options)) return false
  return end.kind === 'allPods' || (end.kind === 'namespace' && endpoint.namespace === end.name)
}

function isLonePod(endpoint: Endpoint): boolean {
  return endpoint.kind === 'workload' && endpoint.replicas <= 1
}

function* pairs(index: PolicyIndex) {
  for (const [from, sender] of index.endpoints.entries())
    for (const [to, receiver] of index.endpoints.entries())
      if (from !== to || !isLonePod(sender)) yield { from, to, sender, receiver }
}

function isTrue(edit: ReachEdit, index: PolicyIndex, options: ScenarioOptions): boolean {
  if (edit.kind === 'isolate')
    return index.endpoints.every(
      (endpoint, i) =>
        !isIn(edit.end, endpoint, options) ||
        edit.directions.every((direction) => isIsolated(index, direction, i)),
    )
  return [...pairs(index)].every(({ from, to, sender, receiver }) => {
    if (!isIn(edit.from, sender, options) || !isIn(edit.to, receiver, options)) return true
    const flow = reach(index, from, to)
    return edit.kind === 'allow'
      ? includes(flow, edit.connections)
      : isEmpty(intersect(flow, edit.connections))
  })
}

function flowsBetween(flows: readonly FlowChange[], sender: Endpoint, receiver: Endpoint): ConnectionSet {
  return unionAll(
    flows.flatMap(({ from, to, connections }) =>
      from === sender.id && to === receiver.id ? [connections] : [],
    ),
  )
}

describe('synthesise', () => {
  it('makes every edit true of which it says so', () => {
    forAll(allKinds, (it, result) => {
      const [, after] = evaluated(it, result)
      const held = it.edits.filter((_, i) => ['holds', 'already'].includes(result.outcomes[i]?.status ?? ''))
      for (const edit of held) expect(isTrue(edit, after, it.options)).toBe(true)
      return held.length > 0
    })
  })

  it('says the whole impact, as the engine sees it pair by pair', () => {
    forAll(allKinds, (it, result) => {
      const [before, after] = evaluated(it, result)
      for (const { from, to, sender, receiver } of pairs(before)) {
        const [was, is] = [reach(before, from, to), reach(after, from, to)]
        expect(flowsBetween(result.impact.added, sender, receiver)).toEqual(subtract(is, was))
        expect(flowsBetween(result.impact.removed, sender, receiver)).toEqual(subtract(was, is))
      }
      return result.impact.added.length + result.impact.removed.length > 0
    })
  })

  it('lists as collateral whatever no edit asked for', () => {
    forAll(['allow', 'block'], (it, result) => {
      const [before] = evaluated(it, result)
      for (const { sender, receiver } of pairs(before)) {
        for (const [kind, flows, collateral] of [
          ['allow', result.impact.added, result.impact.collateralAdded],
          ['block', result.impact.removed, result.impact.collateralRemoved],
        ] as const) {
          const asked = unionAll(
            it.edits.flatMap((edit) =>
              edit.kind === kind && isIn(edit.from, sender, it.options) && isIn(edit.to, receiver, it.options)
                ? [edit.connections]
                : [],
            ),
          )
          const unasked = subtract(flowsBetween(flows, sender, receiver), asked)
          expect(includes(flowsBetween(collateral, sender, receiver), unasked)).toBe(true)
        }
      }
      return result.impact.added.length + result.impact.removed.length > 0
    })
  })

  it('isolates nobody for an allow', () => {
    forAll(['allow'], (it, result) => {
      const [before, after] = evaluated(it, result)
      for (const direction of ['ingress', 'egress'] as const)
        for (const i of before.endpoints.keys())
          expect(isIsolated(after, direction, i)).toBe(isIsolated(before, direction, i))
      return result.changes.length > 0
    })
  })

  it('never removes a flow for an allow', () => {
    forAll(['allow'], (_, result) => {
      expect(result.impact.removed).toEqual([])
      return result.changes.length > 0
    })
  })

  it('changes nothing when the same edits are asked for again', () => {
    forAll(allKinds, (it, result) => {
      const isClean = result.outcomes.every(({ status }) => status === 'holds' || status === 'already')
      if (!isClean) return false
      const again = synthesise({ ...it.cluster, policies: result.policies }, it.edits, it.options)
      expect(again.changes).toEqual([])
      expect(again.outcomes.map(({ status }) => status)).toEqual(it.edits.map(() => 'already'))
      return result.changes.length > 0
    })
  })

  it('does not depend on the order of edits that do not contradict each other', () => {
    forAll(allKinds, (it, result) => {
      const turned = synthesise(it.cluster, it.edits.toReversed(), it.options)
      const isFree = [...result.outcomes, ...turned.outcomes].every(({ status }) => status !== 'contradicted')
      if (!isFree || it.edits.length < 2) return false
      expect(turned.policies).toEqual(result.policies)
      expect(turned.impact).toEqual(result.impact)
      return result.changes.length > 0
    })
  })

  it('keeps the objects of policies that it does not change', () => {
    forAll(allKinds, (it, result) => {
      const changed = new Set(
        result.changes.map((change) => (change.kind === 'delete' ? change.id : change.policy.id)),
      )
      for (const policy of it.cluster.policies)
        if (!changed.has(policy.id)) expect(result.policies).toContain(policy)
      return changed.size > 0 && it.cluster.policies.length > 0
    })
  })

  it('never gives up on listed workloads', () => {
    forAll(allKinds, (it, result) => {
      for (const [i, edit] of it.edits.entries()) {
        const ends = edit.kind === 'isolate' ? [edit.end] : [edit.from, edit.to]
        const plain = ends.every(
          (end) => end.kind === 'workload' && !it.cluster.workloads.find((w) => w.id === end.id)?.hostNetwork,
        )
        if (plain && edit.kind !== 'block') expect(result.outcomes[i]?.status).not.toBe('impossible')
      }
      return result.changes.length > 0
    })
  })

  it('changes nothing without edits', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, (cluster, options) => {
        const result = synthesise(cluster, [], options)
        expect(result.policies).toBe(cluster.policies)
        expect(result.changes).toEqual([])
      }),
      { seed, numRuns: 20 },
    )
  })
})
