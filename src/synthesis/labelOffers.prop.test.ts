import fc from 'fast-check'
import { expect, it } from 'vitest'
import { selects } from '../engine/selects'
import type { Cluster } from '../model/cluster'
import type { DnsChoice, EditEnd, LabelOffer, ReachEdit, Synthesis } from '../model/edit'
import { type EndpointId, editId } from '../model/ids'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { allConnections, connectionsOf } from '../sets/connections'
import { clusters } from '../testing/smallClusterArbitraries'
import { synthesise } from './synthesise'
import { isSameOwner } from './tellingLabel'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 200)
// Addresses that pods share are told apart by no label.
const options: ScenarioOptions = {
  ...defaultOptions,
  ipBlockMatchesPods: 'never',
  hostNetworkPods: 'ordinary',
}

interface Case {
  readonly cluster: Cluster
  readonly edits: readonly ReachEdit[]
}

function cases(kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<Case> {
  return clusters.chain((cluster) => {
    const end = fc.constantFrom(...cluster.workloads.map(({ id }): EditEnd => ({ kind: 'workload', id })))
    const flow = fc.record({
      from: end,
      to: end,
      connections: fc.constantFrom(allConnections, connectionsOf('TCP', 2)),
    })
    const lock = fc.record({ end, dns: fc.constantFrom<DnsChoice>('none', 'cluster') })
    const edit = (i: number) =>
      fc.tuple(fc.constantFrom(...kinds), flow, lock).map(([kind, between, { end, dns }]): ReachEdit => {
        const id = editId(`e${i}`)
        if (kind === 'isolate') return { kind, id, end, dns, directions: ['ingress', 'egress'] }
        return { kind, id, ...between }
      })
    return fc.tuple(edit(1), edit(2)).map((edits): Case => ({ cluster, edits }))
  })
}

/** As the pods are once their templates have the labels. */
function labelled(cluster: Cluster, offers: readonly LabelOffer[]): Cluster {
  const owners = offers.flatMap(({ workload, label }) =>
    cluster.workloads.filter(({ id }) => id === workload).map((owner) => ({ owner, label })),
  )
  const workloads = cluster.workloads.map((it) => {
    const own = owners.filter(({ owner }) => isSameOwner(owner, it))
    return {
      ...it,
      labels: { ...it.labels, ...Object.fromEntries(own.map(({ label: { key, value } }) => [key, value])) },
    }
  })
  return { ...cluster, workloads }
}

/** The law for every case with an offer; fails when hardly any has one. */
function forOffers(
  kinds: readonly ReachEdit['kind'][],
  law: (it: Case, offered: Synthesis, after: Synthesis) => void,
): void {
  let met = 0
  fc.assert(
    fc.property(cases(kinds), ({ cluster, edits }) => {
      const offered = synthesise(cluster, edits, options)
      if (offered.labelOffers.length === 0) return
      met++
      law({ cluster, edits }, offered, synthesise(labelled(cluster, offered.labelOffers), edits, options))
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 40)
}

it('nothing is merged any more once all labels are there, and none is offered twice for a workload', () => {
  forOffers(['allow', 'block', 'isolate'], ({ cluster, edits }, offered) => {
    const seen = new Set<EndpointId>()
    let [now, result] = [cluster, offered]
    // An edit that another one made true besides may need a label of its own afterwards.
    for (; result.labelOffers.length > 0; result = synthesise(now, edits, options)) {
      for (const { workload } of result.labelOffers) {
        expect(seen.has(workload)).toBe(false)
        seen.add(workload)
      }
      now = labelled(now, result.labelOffers)
    }
    expect(result.outcomes.filter(({ message }) => message.includes('Labels cannot tell'))).toEqual([])
  })
})

it('with the labels that are offered an allowed flow and an isolated workload bring no other flow along', () => {
  forOffers(['allow', 'isolate'], (_, __, { impact }) =>
    expect([impact.collateralAdded, impact.collateralRemoved]).toEqual([[], []]),
  )
})

it('a label that is offered changes by itself whom no selector selects', () => {
  const picked = ({ workloads, policies }: Cluster) =>
    policies.map(({ namespace, podSelector, ingress, egress }) => {
      const peers = [...ingress, ...egress].flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
      const selectors = peers.flatMap((peer) => (peer.kind === 'pods' ? [peer.podSelector] : []))
      return workloads.map(({ labels, namespace: home }) => [
        home === namespace && selects(podSelector, labels),
        ...selectors.map((it) => selects(it, labels)),
      ])
    })
  forOffers(['allow', 'block', 'isolate'], ({ cluster }, { labelOffers }) =>
    expect(picked(labelled(cluster, labelOffers))).toEqual(picked(cluster)),
  )
})

it('where every workload has a name of its own nothing is offered', () => {
  let told = 0
  fc.assert(
    fc.property(cases(['allow', 'block', 'isolate']), ({ cluster, edits }) => {
      const unlike = {
        ...cluster,
        workloads: cluster.workloads.map((it) => ({ ...it, labels: { app: it.name } })),
      }
      const { labelOffers, changes } = synthesise(unlike, edits, options)
      expect(labelOffers).toEqual([])
      told += changes.length
    }),
    { seed, numRuns },
  )
  expect(told).toBeGreaterThan(numRuns / 10)
})
