import type { PolicyIndex } from '../engine/compile'
import { namespaceFlows } from '../engine/namespaceFlows'
import { isIsolated, side } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Coverage, NamespaceDns, NamespaceFacts } from '../model/inspection'
import type { Direction } from '../model/policy'
import { includes } from '../sets/connections'
import { someEndpoints } from './someEndpoints'

const mostNamespaces = 50

/** Who answers names, and on which connections: `synthesis/dns` finds them. */
export interface NameServer {
  readonly id: EndpointId
  readonly connections: ConnectionSet
}

/**
 * How well a namespace is covered: who is isolated in which direction and by which defaults, whether names still resolve, and with whom
 * its workloads exchange something. Null for a namespace without workloads that the manifests do not have. Total; costs
 * `namespaceFlows`, and the namespace's workloads times the servers of names.
 */
export function namespaceFacts(
  index: PolicyIndex,
  namespace: string,
  servers: readonly NameServer[],
): NamespaceFacts | null {
  const own = [...index.endpoints.entries()].flatMap(([position, it]) =>
    it.kind === 'workload' && it.namespace === namespace ? position : [],
  )
  if (own.length === 0 && !index.cluster.namespaces.some(({ name }) => name === namespace)) return null
  const { inside, others, exposed, leaving } = namespaceFlows(index, namespace)
  return {
    namespace,
    coverage: {
      ingress: coverageOf(index, 'ingress', namespace, own),
      egress: coverageOf(index, 'egress', namespace, own),
    },
    dns: dnsOf(index, own, servers),
    inside,
    others: [...others]
      .map(([name, flows]) => ({ namespace: name, ...flows }))
      .toSorted(
        (a, b) => b.incoming + b.outgoing - a.incoming - a.outgoing || (a.namespace < b.namespace ? -1 : 1),
      )
      .slice(0, mostNamespaces),
    outside: { exposed: someEndpoints(index, exposed), leaving: someEndpoints(index, leaving) },
  }
}

function coverageOf(
  index: PolicyIndex,
  direction: Direction,
  namespace: string,
  own: readonly number[],
): Coverage {
  const isolated = own.filter((position) => isIsolated(index, direction, position))
  const open = own.filter((it) => index.peers.isPod(it) && !isIsolated(index, direction, it))
  const defaults = index.cluster.policies.filter(
    (it) =>
      it.namespace === namespace &&
      it.podSelector.requirements.length === 0 &&
      it.policyTypes.includes(direction),
  )
  return {
    isolated: isolated.length,
    of: own.length,
    open: someEndpoints(index, open),
    exempt: own.filter((it) => !index.peers.isPod(it)).length,
    defaults: defaults.map((it) => ({
      policy: it.id,
      place: it.place,
      isDeny: it[direction].length === 0,
    })),
  }
}

/** Of those whose egress is isolated: who may not ask any server of names all that it answers. */
function dnsOf(index: PolicyIndex, own: readonly number[], servers: readonly NameServer[]): NamespaceDns {
  const asked = servers.flatMap(({ id, connections }) => {
    const position = index.positionOf.get(id)
    return position === undefined ? [] : { position, connections }
  })
  const isolated = own.filter((position) => isIsolated(index, 'egress', position))
  const mayAsk = (from: number) =>
    asked.some(({ position, connections }) => {
      const allowed = side(index, 'egress', from, position)
      return allowed === null || includes(allowed, connections)
    })
  const isListed = asked.length > 0
  const without = isListed ? isolated.filter((it) => !mayAsk(it)) : []
  return { isolated: isolated.length, without: someEndpoints(index, without), isListed }
}
