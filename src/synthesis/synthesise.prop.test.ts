import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated, reach } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { DnsChoice, EditEnd, FlowChange, ReachEdit, Synthesis } from '../model/edit'
import type { ScenarioOptions } from '../model/workspace'
import {
  allConnections,
  connectionsOf,
  includes,
  intersect,
  isEmpty,
  noConnections,
  subtract,
  union,
  unionAll,
} from '../sets/connections'
import { addressEnds, coredns, type ReachCase, reachCases } from '../testing/arbitraryEdits'
import { expectMet } from '../testing/meeting'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { ipBlock, policy, rule } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 200)

const dns = union(connectionsOf('TCP', 53), connectionsOf('UDP', 53))
const allKinds = ['allow', 'block', 'isolate'] as const

/** The law for every random case, together with the synthesis; fails when it met too few cases that it says anything about. */
function forAll(
  kinds: readonly ReachEdit['kind'][],
  law: (it: ReachCase, result: Synthesis) => boolean,
): void {
  expectMet(reachCases(kinds), (it) => law(it, synthesise(it.cluster, it.edits, it.options)), {
    seed,
    numRuns,
  })
}

/** Both clusters with the same endpoints: those of the impact. */
function evaluated(
  { cluster, options }: ReachCase,
  { policies }: Synthesis,
): readonly [PolicyIndex, PolicyIndex] {
  return [compile(cluster, options, policies), compile({ ...cluster, policies }, options, cluster.policies)]
}

/** The draft with the ends' own CIDRs as edges of its blocks, so that each block is in an end or not. */
function drafted({ cluster, options }: ReachCase, { policies }: Synthesis): PolicyIndex {
  const cidrs = addressEnds.flatMap(({ end }) => (end.kind === 'cidr' ? [end.cidr, ...end.except] : []))
  const cut = policy('n1/cut', '', { egress: [rule(cidrs.map((cidr) => ipBlock(cidr)))] })
  return compile({ ...cluster, policies }, options, [...cluster.policies, cut])
}

/** Written again, apart from the code under test: whom an end stands for. Blocks are judged by one address in them. */
function isIn(end: EditEnd, endpoint: Endpoint, options: ScenarioOptions): boolean {
  if (end.kind === 'workload') return endpoint.id === end.id
  if (endpoint.kind === 'external') {
    if (end.kind === 'outside') return true
    if (end.kind !== 'cidr') return false
    const named = addressEnds.find((it) => it.end === end)
    return endpoint.ranges.every(({ first, last }) => named?.holds(first) === true && named.holds(last))
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

/** Written again: what an edit asks to add or to remove between two endpoints. */
function askedBy(
  edit: ReachEdit,
  sign: 'added' | 'removed',
  sender: Endpoint,
  receiver: Endpoint,
  options: ScenarioOptions,
): ConnectionSet {
  if (edit.kind !== 'isolate') {
    const isAsked = (edit.kind === 'allow') === (sign === 'added')
    const isMeant = isIn(edit.from, sender, options) && isIn(edit.to, receiver, options)
    return isAsked && isMeant ? edit.connections : noConnections
  }
  const sends = edit.directions.includes('egress') && isIn(edit.end, sender, options)
  const kept = sends && edit.dns !== 'none' && isDns(edit.dns, receiver) ? dns : noConnections
  if (sign === 'added') return kept
  const receives = edit.directions.includes('ingress') && isIn(edit.end, receiver, options)
  return receives ? allConnections : sends ? subtract(allConnections, kept) : noConnections
}

function isDns(choice: DnsChoice, endpoint: Endpoint): boolean {
  if (endpoint.kind === 'workload') return endpoint.id === coredns.id
  return choice === 'clusterAndNodeLocal' && endpoint.ranges.every(({ first }) => first === '169.254.20.10')
}

function flowsBetween(flows: readonly FlowChange[], sender: Endpoint, receiver: Endpoint): ConnectionSet {
  return unionAll(
    flows.flatMap(({ from, to, connections }) =>
      from === sender.id && to === receiver.id ? [connections] : [],
    ),
  )
}

describe('synthesise', { timeout: 60_000 + 500 * numRuns }, () => {
  it('makes every edit true, or says why not', () => {
    forAll(allKinds, (it, result) => {
      for (const { status, message } of result.outcomes)
        if (status !== 'holds' && status !== 'already') expect(message).not.toBe('')
      const after = drafted(it, result)
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

  it('lists as collateral whatever no edit asked for, and nothing else', () => {
    forAll(allKinds, (it, result) => {
      const [before] = evaluated(it, result)
      const areDone = result.outcomes.every(({ status }) => status === 'holds' || status === 'already')
      for (const { sender, receiver } of pairs(before)) {
        for (const [sign, flows, collateral] of [
          ['added', result.impact.added, result.impact.collateralAdded],
          ['removed', result.impact.removed, result.impact.collateralRemoved],
        ] as const) {
          const asked = unionAll(it.edits.map((edit) => askedBy(edit, sign, sender, receiver, it.options)))
          const unasked = subtract(flowsBetween(flows, sender, receiver), asked)
          const listed = flowsBetween(collateral, sender, receiver)
          if (areDone) expect(listed).toEqual(unasked)
          else expect(includes(listed, unasked)).toBe(true)
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
      const again = synthesise({ ...it.cluster, policies: result.policies }, it.edits, it.options)
      const isFree = result.outcomes.every(({ status }) => status !== 'contradicted')
      // What a later edit takes out of an earlier one may be said in other words the second time; it still does the same.
      if (isFree) expect(again.changes).toEqual([])
      expect([...again.impact.added, ...again.impact.removed]).toEqual([])
      for (const [i, { status }] of result.outcomes.entries())
        if (isFree || status !== 'holds')
          expect(again.outcomes[i]?.status).toBe(status === 'holds' ? 'already' : status)
      return result.changes.length > 0
    })
  })

  it('does not depend on the order of edits that do not contradict each other', () => {
    forAll(allKinds, (it, result) => {
      const [first, ...others] = it.edits
      if (first === undefined || others.length === 0) return false
      for (const turned of [it.edits.toReversed(), [...others, first]]) {
        const answer = synthesise(it.cluster, turned, it.options)
        const isFree = [...result.outcomes, ...answer.outcomes].every(
          ({ status }) => status !== 'contradicted',
        )
        if (!isFree) return false
        expect(JSON.stringify(answer.policies)).toBe(JSON.stringify(result.policies))
        expect(answer.impact).toEqual(result.impact)
        expect(answer.cost).toEqual(result.cost)
      }
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
