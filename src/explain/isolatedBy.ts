import type { PolicyIndex } from '../engine/compile'
import { isolatingPolicies } from '../engine/reach'
import type { Endpoint } from '../model/cluster'
import type { EditEnd } from '../model/edit'
import type { PolicyId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { IsolatingPolicy } from '../model/preview'

/** The policies that isolate the pods of an end, in cluster order: without any of them the pods are open. Total; linear in the endpoints. */
export function isolatedBy(index: PolicyIndex, end: EditEnd): readonly IsolatingPolicy[] {
  const found = new Map<PolicyId, { readonly policy: NetworkPolicy; readonly directions: Set<Direction> }>()
  for (const [position, endpoint] of index.endpoints.entries()) {
    if (!isOf(end, endpoint)) continue
    for (const direction of ['ingress', 'egress'] as const) {
      for (const policy of isolatingPolicies(index, direction, position)) {
        const known = found.get(policy.id) ?? { policy, directions: new Set() }
        found.set(policy.id, known)
        known.directions.add(direction)
      }
    }
  }
  return index.cluster.policies.flatMap((policy) => {
    const { id, place, ingress, egress } = policy
    const directions = found.get(id)?.directions
    if (directions === undefined) return []
    const selected = index.peers.podsIn(policy.namespace, policy.podSelector)
    const others = selected.filter((position) => {
      const endpoint = index.endpoints[position]
      return endpoint !== undefined && !isOf(end, endpoint)
    })
    const rules = ingress.length + egress.length
    return [{ id, place, directions: [...directions], rules, others: others.length }]
  })
}

function isOf(end: EditEnd, endpoint: Endpoint): boolean {
  if (endpoint.kind !== 'workload') return false
  if (end.kind === 'workload') return endpoint.id === end.id
  return end.kind === 'allPods' || (end.kind === 'namespace' && endpoint.namespace === end.name)
}
