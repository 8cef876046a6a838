import { compareReach } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, FlowChange, Impact } from '../model/edit'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { allConnections, isEmpty, subtract } from '../sets/connections'
import type { Claim } from './claims'
import type { Draft } from './draft'
import { membership } from './ends'
import type { IsolateEdit } from './isolate'
import type { LocksInOrder } from './openUpOrder'
import { keptDns, type Scene } from './scene'

/** Flows between two sets of endpoints that edits asked to add, or to remove. */
interface Asked {
  readonly from: ReadonlySet<EndpointId>
  readonly to: ReadonlySet<EndpointId>
  readonly connections: ConnectionSet
}

export const noImpact: Impact = { added: [], removed: [], collateralAdded: [], collateralRemoved: [] }

/** What was asked for. */
export interface Demands {
  /** The baseline with nothing but what was asked of policies as such. */
  readonly start: Draft
  readonly claims: readonly Claim[]
  readonly locks: LocksInOrder
}

/**
 * The flows that a draft adds and removes against the baseline, by evaluating both, and the part of them that no edit asked for.
 * Who deletes, makes or changes a policy asks for all that this changes, by evaluating it alone. Isolating asks for all that it
 * removes on that side, but not for DNS where it keeps that, and opening for all that it adds there. Total; the cost of two
 * compilations, or three with edits of policies, and of comparing what the changed policies concern.
 */
export function impactOf(
  scene: Pick<Scene, 'options' | 'dns' | 'compiled'>,
  cluster: Cluster,
  demands: Demands,
  policies: readonly NetworkPolicy[],
): Impact {
  const { options, dns } = scene
  const { claims, locks } = demands
  const asked = demands.start.policies
  const evaluated = evaluatedAsPasted(scene, cluster, demands, policies)
  const [before, after] = [evaluated(cluster.policies), evaluated(policies)]
  const { added, removed } = compareReach(before, after)
  const explicit =
    asked === cluster.policies
      ? { added: [], removed: [] }
      : asked === policies
        ? { added, removed }
        : compareReach(before, evaluated(asked))
  const ids = endIds(before.endpoints, options)
  const byClaims = (kind: Claim['kind']) =>
    claims
      .filter((claim) => claim.kind === kind)
      .map(({ from, to, connections }): Asked => ({ from: ids(from), to: ids(to), connections }))
  const everyone = new Set(before.endpoints.map(({ id }) => id))
  const isolated = [...locks.isolations, ...locks.again].flatMap((edit) => {
    const kept = keptDns(dns, edit).map(({ end, connections }) => ({ to: ids(end), connections }))
    return askedByIsolation(edit, ids(edit.end), everyone, kept)
  })
  const opened = locks.opens.flatMap(({ directions, end }) =>
    directions.map((direction): Asked => {
      const [members, connections] = [ids(end), allConnections]
      return direction === 'ingress'
        ? { from: everyone, to: members, connections }
        : { from: members, to: everyone, connections }
    }),
  )
  return {
    added,
    removed,
    collateralAdded: unasked(without(added, explicit.added), [...byClaims('allow'), ...opened]),
    collateralRemoved: unasked(without(removed, explicit.removed), [...byClaims('block'), ...isolated]),
  }
}

/** Compiles the cluster as pasted, without pods to come, its addresses cut alike for all policies that the proof is about. */
export function evaluatedAsPasted(
  { options, compiled }: Pick<Scene, 'options' | 'compiled'>,
  cluster: Cluster,
  { start }: Pick<Demands, 'start'>,
  policies: readonly NetworkPolicy[],
): (those: readonly NetworkPolicy[]) => PolicyIndex {
  const cutBy = [...cluster.policies, ...start.policies, ...policies]
  return (those) => compiled({ ...cluster, policies: those }, options, cutBy)
}

function without(flows: readonly FlowChange[], others: readonly FlowChange[]): readonly FlowChange[] {
  if (others.length === 0) return flows
  const key = ({ from, to }: FlowChange) => `${from} ${to}`
  const known = new Map(others.map((flow) => [key(flow), flow.connections]))
  return flows.flatMap((flow) => {
    const own = known.get(key(flow))
    const connections = own === undefined ? flow.connections : subtract(flow.connections, own)
    return isEmpty(connections) ? [] : [{ ...flow, connections }]
  })
}

function askedByIsolation(
  { directions }: IsolateEdit,
  members: ReadonlySet<EndpointId>,
  everyone: ReadonlySet<EndpointId>,
  kept: readonly Pick<Asked, 'to' | 'connections'>[],
): readonly Asked[] {
  const others = new Set([...everyone].filter((id) => !kept.some(({ to }) => to.has(id))))
  return directions.flatMap((direction): readonly Asked[] => {
    if (direction === 'ingress') return [{ from: everyone, to: members, connections: allConnections }]
    return [
      { from: members, to: others, connections: allConnections },
      ...kept.map(({ to, connections }) => ({
        from: members,
        to,
        connections: subtract(allConnections, connections),
      })),
    ]
  })
}

function unasked(flows: readonly FlowChange[], asked: readonly Asked[]): readonly FlowChange[] {
  return flows.flatMap((flow) => {
    const connections = asked.reduce(
      (left, { from, to, connections: wanted }) =>
        from.has(flow.from) && to.has(flow.to) ? subtract(left, wanted) : left,
      flow.connections,
    )
    if (connections === flow.connections) return [flow]
    return isEmpty(connections) ? [] : [{ ...flow, connections }]
  })
}

function endIds(endpoints: readonly Endpoint[], options: ScenarioOptions) {
  return (end: EditEnd): ReadonlySet<EndpointId> =>
    new Set(endpoints.filter(membership(options, end)).map(({ id }) => id))
}
