import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Cluster, Workload } from '../model/cluster'
import type { Edit, EditEnd, Synthesis } from '../model/edit'
import { type EditId, editId, fileId } from '../model/ids'
import type { NetworkPolicy, PortMatch, Protocol, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { allConnections, connectionsOf } from '../sets/connections'
import type { PlainPeer, PlainPolicySpec, PlainPort, PlainSelector } from '../testing/kubernetes'
import { expectMet } from '../testing/meeting'
import { type NaiveEnd, naiveIsIsolated, naiveSide } from '../testing/naive'
import type { NaiveCluster, NaivePod } from '../testing/naivePods'
import { hasPort, positionOfAddress } from '../testing/scenario'
import { addresses, clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compareCosts, costOf } from './cost'
import { synthesise } from './synthesise'

const seed = 20261121
const numRuns = 60

interface Case {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edits: readonly Edit[]
}

function editsFor(cluster: Cluster): fc.Arbitrary<readonly Edit[]> {
  const workload = fc.constantFrom(...cluster.workloads.map(({ id }): EditEnd => ({ kind: 'workload', id })))
  const pods = fc.oneof(
    { weight: 6, arbitrary: workload },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>({ kind: 'namespace', name: 'n1' }, { kind: 'allPods' }),
    },
  )
  const outside = fc.constantFrom<EditEnd>(
    { kind: 'outside' },
    { kind: 'cidr', cidr: '10.0.0.0/30', except: [] },
  )
  const ends = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(pods, pods) },
    { weight: 1, arbitrary: fc.tuple(outside, pods) },
    { weight: 1, arbitrary: fc.tuple(pods, outside) },
  )
  const allow = fc
    .tuple(ends, fc.constantFrom(allConnections, connectionsOf('TCP', 2), connectionsOf('TCP', 1, 3)))
    .map(([[from, to], connections]) => ({ kind: 'allow' as const, id: editId(''), from, to, connections }))
  const only = fc.constantFrom(['n1'], ['n2'], ['n1', 'n2']).map((namespaces) => ({
    kind: 'only' as const,
    id: editId(''),
    namespaces,
    dns: 'none' as const,
  }))
  return fc
    .tuple(fc.array(allow, { maxLength: 4 }), only, fc.nat(4))
    .map(([allows, it, at]) => allows.toSpliced(at, 0, it as never))
    .map((list) => list.map((edit, i): Edit => ({ ...edit, id: editId(`e${i}`) })))
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(clusters, scenarioOptions)
  .chain(([cluster, options]) =>
    editsFor(cluster).map((edits): Case => ({ cluster: pasted(cluster), options, edits })),
  )

/** Policies that stand in a text: what synthesis made itself can take any shape. */
function pasted(cluster: Cluster): Cluster {
  const place = { file: fileId('test'), document: 0, from: 0, to: 0, line: 1, column: 1 }
  return { ...cluster, policies: cluster.policies.map((policy) => ({ ...policy, place })) }
}

/** The law for every random case; fails when it met too few that it says something about. */
function forAll(law: (it: Case, answer: Synthesis) => boolean): void {
  expectMet(cases, (it) => law(it, synthesise(it.cluster, it.edits, it.options)), { seed, numRuns })
}

const isDone = ({ outcomes }: Synthesis) =>
  outcomes.every(({ status }) => status === 'holds' || status === 'already')

describe('only what is drawn', () => {
  it('isolates every pod of the namespaces in both directions, as the twin sees it', () => {
    forAll((it, answer) => {
      const twin = twinOf(it, answer.policies)
      for (const pod of twin.pods.filter((one) => isIn(onlyOf(it.edits).namespaces, one, it.options)))
        for (const direction of ['ingress', 'egress'] as const)
          expect(naiveIsIsolated(twin, direction, pod)).toBe(true)
      return answer.changes.length > 0
    })
  })

  it('leaves of the flows of the namespaces those that allow edits ask for, as the twin sees it', () => {
    forAll((it, answer) => {
      if (!isDone(answer)) return false
      for (const { isAllowed, isAsked } of probed(it, answer)) expect(isAllowed).toBe(isAsked)
      return answer.changes.length > 0
    })
  })

  it('lists exactly what else stays, and then does not say that it holds', () => {
    let kept = 0
    forAll((it, answer) => {
      const isListed = listedIn(it, answer)
      for (const { from, to, protocol, port, isAllowed, isAsked } of probed(it, answer))
        expect(isListed(from, to, protocol, port)).toBe(isAllowed && !isAsked)
      const status = answer.outcomes.find(({ edit }) => edit === onlyOf(it.edits).id)?.status
      const flows = answer.impact.collateralKept ?? []
      expect(status === 'impossible').toBe(flows.length > 0)
      kept += flows.length
      return answer.changes.length > 0
    })
    expect(kept).toBeGreaterThan(0)
  })

  it('counts what it removes as asked for', () => {
    forAll((_, answer) => {
      expect(answer.impact.collateralRemoved).toEqual([])
      return answer.impact.removed.length > 0
    })
  })

  it('does not depend on the order of the edits', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const other = synthesise(cluster, edits.toReversed(), options)
      expect(other.policies).toEqual(answer.policies)
      return answer.changes.length > 0 && edits.length > 1
    })
  })

  it('changes nothing when it is asked for again of what it made', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const again = synthesise(pasted({ ...cluster, policies: answer.policies }), edits, options)
      expect(again.changes).toEqual([])
      return answer.changes.length > 0
    })
  })

  it('is undone by switching it off', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const off = edits.map((edit): Edit => (edit.kind === 'only' ? { ...edit, off: true } : edit))
      const allows = edits.filter(({ kind }) => kind !== 'only')
      expect(synthesise(cluster, off, options).policies).toEqual(
        synthesise(cluster, allows, options).policies,
      )
      return answer.changes.length > 0
    })
  })

  it('never costs more than deleting the policies of the namespaces and starting anew', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const { namespaces } = onlyOf(edits)
      const old = cluster.policies.filter(({ namespace }) => namespaces.includes(namespace))
      const left = cluster.policies.filter((policy) => !old.includes(policy))
      const anew = synthesise({ ...cluster, policies: left }, edits, options)
      const changes = [
        ...anew.changes,
        ...old.map(({ id }) => ({ kind: 'delete' as const, id, edits: [] as readonly EditId[] })),
      ]
      const cost = costOf(cluster.policies, changes, anew.impact)
      expect(compareCosts(answer.cost, { ...cost, collateral: answer.cost.collateral })).toBeLessThanOrEqual(
        0,
      )
      return old.length > 0
    })
  })

  it('changes no policy that is there where only new ones are wanted', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const kept = synthesise(cluster, edits, { ...options, onlyNewPolicies: true })
      expect(kept.changes.filter(({ kind }) => kind !== 'create')).toEqual([])
      for (const { edit, status, message } of kept.outcomes)
        if (edit === onlyOf(edits).id && status === 'impossible' && isDone(answer))
          expect(message).toContain('only adds new policies')
      return kept.outcomes.some(({ status }) => status === 'impossible')
    })
  })
})

function onlyOf(edits: readonly Edit[]) {
  const only = edits.find((edit) => edit.kind === 'only')
  if (only?.kind !== 'only') throw new Error('no such edit')
  return only
}

const probes = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
  [1, 2, 3, 4, 5, 65535].map((port): { readonly protocol: Protocol; readonly port: number } => ({
    protocol,
    port,
  })),
)

/** Whether a pod is one that the edit speaks of. */
function isIn(namespaces: readonly string[], end: NaiveEnd, options: ScenarioOptions): end is NaivePod {
  if (typeof end === 'string') return false
  return (
    namespaces.includes(end.namespace) && !(end.hostNetwork && options.hostNetworkPods === 'outsidePolicies')
  )
}

function* probed(it: Case, { policies }: Synthesis) {
  const twin = twinOf(it, policies)
  for (const { from, to, asks } of pairs(it, twin)) {
    const [sends, admits] = [naiveSide(twin, 'egress', from, to), naiveSide(twin, 'ingress', to, from)]
    for (const { protocol, port } of probes) {
      const isAllowed = sends(protocol, port) && admits(protocol, port)
      yield { from, to, protocol, port, isAllowed, isAsked: asks(protocol, port) }
    }
  }
}

function* pairs({ cluster, edits, options }: Case, twin: NaiveCluster) {
  const { namespaces } = onlyOf(edits)
  const ends: readonly NaiveEnd[] = [...twin.pods, ...addresses]
  const allows = edits.flatMap((edit) => (edit.kind === 'allow' ? edit : []))
  const replicas = (pod: NaiveEnd) => cluster.workloads[twin.pods.indexOf(pod as NaivePod)]?.replicas ?? 1
  for (const from of ends)
    for (const to of ends) {
      if (!isIn(namespaces, from, options) && !isIn(namespaces, to, options)) continue
      if (from === to && replicas(from) <= 1) continue
      const asking = allows.filter(
        (edit) => isMeant(edit.from, from, options) && isMeant(edit.to, to, options),
      )
      const asks = (protocol: Protocol, port: number) =>
        asking.some(({ connections }) => hasPort(connections, protocol, port))
      yield { from, to, asks }
    }
}

/** Whom an end stands for; written again, apart from the code under test. */
function isMeant(end: EditEnd, one: NaiveEnd, options: ScenarioOptions): boolean {
  if (typeof one === 'string')
    return end.kind === 'outside' || (end.kind === 'cidr' && /^10\.0\.0\.[0-3]$/.test(one))
  if (end.kind === 'workload') return end.id === idOf(one)
  if (one.hostNetwork && options.hostNetworkPods === 'outsidePolicies') return false
  return end.kind === 'allPods' || (end.kind === 'namespace' && end.name === one.namespace)
}

function idOf({ namespace, shownAs }: NaivePod): string {
  return `${namespace}/${shownAs.kind}/${shownAs.name}`
}

/** Whether a flow is among those that are said to stay although nobody drew them. */
function listedIn({ cluster, options }: Case, { policies, impact }: Synthesis) {
  const index = compile({ ...cluster, policies }, options, cluster.policies)
  const idFor = (end: NaiveEnd) =>
    typeof end === 'string' ? index.endpoints[positionOfAddress(index, end) ?? -1]?.id : idOf(end)
  return (from: NaiveEnd, to: NaiveEnd, protocol: Protocol, port: number): boolean =>
    (impact.collateralKept ?? []).some(
      (flow) =>
        flow.from === idFor(from) && flow.to === idFor(to) && hasPort(flow.connections, protocol, port),
    )
}

function twinOf({ cluster, options }: Case, policies: readonly NetworkPolicy[]): NaiveCluster {
  return {
    pods: cluster.workloads.map(podOf),
    policies: policies.map((policy) => ({ namespace: policy.namespace, spec: specOf(policy) })),
    namespaceLabels: (name) => cluster.namespaces.find((it) => it.name === name)?.labels ?? {},
    options,
  }
}

function podOf({
  namespace,
  name,
  workloadKind,
  labels,
  ports,
  ips,
  hostIps,
  hostNetwork,
}: Workload): NaivePod {
  return {
    namespace,
    name,
    shownAs: { kind: workloadKind, name },
    labels,
    ports: ports.map((port) => ({
      name: port.name ?? undefined,
      number: port.port,
      protocol: port.protocol,
    })),
    ips,
    hostIps,
    hostNetwork,
  }
}

function specOf({ podSelector, policyTypes, ingress, egress }: NetworkPolicy): PlainPolicySpec {
  return {
    podSelector: selectorOf(podSelector),
    policyTypes: policyTypes.map((type) => (type === 'ingress' ? 'Ingress' : 'Egress')),
    ingress: ingress.map((rule) => ({ from: peersOf(rule), ports: portsOf(rule) })),
    egress: egress.map((rule) => ({ to: peersOf(rule), ports: portsOf(rule) })),
  }
}

function selectorOf({ requirements }: LabelSelector): PlainSelector {
  return { matchExpressions: requirements.map((it) => ({ ...it, values: 'values' in it ? it.values : [] })) }
}

function peersOf({ peers }: Rule): readonly PlainPeer[] {
  if (peers === 'any') return []
  return peers.map((peer): PlainPeer => {
    if (peer.kind === 'ipBlock') return { ipBlock: { cidr: peer.cidr, except: peer.except } }
    const podSelector = selectorOf(peer.podSelector)
    return peer.namespaces === 'own'
      ? { podSelector }
      : { podSelector, namespaceSelector: selectorOf(peer.namespaces) }
  })
}

function portsOf({ ports }: Rule): readonly PlainPort[] {
  const portOf = (port: PortMatch): PlainPort =>
    port.kind === 'named'
      ? { protocol: port.protocol, port: port.name }
      : { protocol: port.protocol, port: port.first, endPort: port.last }
  return ports === 'any' ? [] : ports.map(portOf)
}
