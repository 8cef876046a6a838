import { compareReach } from '../engine/compare'
import { compile } from '../engine/compile'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, FlowChange, Impact } from '../model/edit'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { allConnections, isEmpty, subtract } from '../sets/connections'
import type { Claim } from './claims'
import type { ClusterDns } from './dns'
import { hasAddressesIn, membership } from './ends'
import type { IsolateEdit } from './isolate'
import { keptDns } from './scene'

/** Flows between two sets of endpoints that edits asked to add, or to remove. */
interface Asked {
  readonly from: ReadonlySet<EndpointId>
  readonly to: ReadonlySet<EndpointId>
  readonly connections: ConnectionSet
}

export const noImpact: Impact = { added: [], removed: [], collateralAdded: [], collateralRemoved: [] }

/**
 * The flows that a draft adds and removes against the baseline, by evaluating both, and the part of them that no claim asked for.
 * Isolating asks for all that it removes on that side, but not for DNS where it keeps that. Total; the cost of two compilations
 * and of comparing what the changed policies concern.
 */
export function impactOf(
  cluster: Cluster,
  options: ScenarioOptions,
  policies: readonly NetworkPolicy[],
  claims: readonly Claim[],
  isolations: readonly IsolateEdit[],
  dns: ClusterDns,
): Impact {
  const before = compile(cluster, options, policies)
  const after = compile({ ...cluster, policies }, options, cluster.policies)
  const { added, removed } = compareReach(before, after)
  const ids = endIds(before.endpoints, options)
  const asked = (kind: Claim['kind']) =>
    claims
      .filter((claim) => claim.kind === kind)
      .map(({ from, to, connections }): Asked => ({ from: ids(from), to: ids(to), connections }))
  const everyone = new Set(before.endpoints.map(({ id }) => id))
  const isolated = isolations.flatMap((edit) => {
    const kept = keptDns(dns, edit).map(({ end, connections }) => ({ to: ids(end), connections }))
    return askedByIsolation(edit, ids(edit.end), everyone, kept)
  })
  return {
    added,
    removed,
    collateralAdded: unasked(added, asked('allow')),
    collateralRemoved: unasked(removed, [...asked('block'), ...isolated]),
  }
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

/** The endpoints of an end; a CIDR's ipBlock also stands for the pods whose addresses it holds. */
function endIds(endpoints: readonly Endpoint[], options: ScenarioOptions) {
  return (end: EditEnd): ReadonlySet<EndpointId> => {
    const belongs = membership(options, end)
    const isIn = (it: Endpoint) => belongs(it) || (it.kind === 'workload' && hasAddressesIn(options, end, it))
    return new Set(endpoints.filter(isIn).map(({ id }) => id))
  }
}
