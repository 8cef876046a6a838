import type { ConnectionSet } from '../model/connections'
import { formatConnections, intersect, isEmpty } from '../sets/connections'
import type { PairFlow } from './pairFlows'

/** Holds flows against the ports that their destinations declare. */
export interface PortFilter {
  /** Whether a flow carries at least one declared port; always, where the destination declares none. */
  readonly meets: (flow: PairFlow) => boolean
  /** A half-open flow would carry the declared ports: the rest of what its one side grants only counts where none is among it. */
  readonly narrow: (flow: PairFlow) => PairFlow
}

/** `declared` has for each endpoint, by position, the ports that it declares; empty for none. Total; the same two sets meet once. */
export function portFilter(declared: readonly ConnectionSet[]): PortFilter {
  const interned = internSets(declared)
  const known = new Map<ConnectionSet, Map<ConnectionSet, ConnectionSet>>()
  const common = ({ to, connections }: PairFlow): ConnectionSet => {
    const ports = interned[to]
    if (ports === undefined || isEmpty(ports)) return connections
    const row = known.get(ports) ?? new Map<ConnectionSet, ConnectionSet>()
    known.set(ports, row)
    const both = row.get(connections) ?? intersect(ports, connections)
    row.set(connections, both)
    return both
  }
  return {
    meets: (flow) => !isEmpty(common(flow)),
    narrow: (flow) => {
      const connections = flow.kind === 'half' ? common(flow) : flow.connections
      return connections === flow.connections || isEmpty(connections) ? flow : { ...flow, connections }
    },
  }
}

/** Equal sets as one object. */
function internSets(sets: readonly ConnectionSet[]): readonly ConnectionSet[] {
  const known = new Map<string, ConnectionSet>()
  return sets.map((set) => {
    const text = formatConnections(set)
    const first = known.get(text) ?? set
    known.set(text, first)
    return first
  })
}
