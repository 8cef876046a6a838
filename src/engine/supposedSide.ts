import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress } from '../sets/addresses'
import { allConnections } from '../sets/connections'
import { compile, type PolicyIndex } from './compile'
import { side } from './reach'

/** One side of a pair as it would be if the policies, the options or the two ends were others. */
export interface Supposition {
  readonly direction: Direction
  readonly subject: Workload
  readonly peer: Endpoint
  readonly policies: readonly NetworkPolicy[]
  readonly options: ScenarioOptions
}

/**
 * What a side allows under a supposition, by the engine's own rules: everything where nothing isolates the subject then. The
 * policies' ipBlocks must not cut an external peer. Total; as dear as compiling these policies for two endpoints.
 */
export function supposedSide(
  { cluster, positionOf }: PolicyIndex,
  { direction, subject, peer, policies, options }: Supposition,
): ConnectionSet {
  const ends = [subject, ...(peer.kind === 'workload' && peer.id !== subject.id ? [peer] : [])]
  const workloads = ends.toSorted((a, b) => (positionOf.get(a.id) ?? 0) - (positionOf.get(b.id) ?? 0))
  const namespaces = cluster.namespaces.filter(({ name }) => ends.some((end) => end.namespace === name))
  const index = compile({ namespaces, workloads, services: [], policies }, options)
  const at = peer.kind === 'workload' ? index.positionOf.get(peer.id) : positionAround(index, peer)
  const allowed = side(index, direction, index.positionOf.get(subject.id) ?? -1, at ?? -1)
  return allowed ?? allConnections
}

/** The block that holds an external block of a space which was cut more finely. */
function positionAround({ endpoints }: PolicyIndex, block: Extract<Endpoint, { kind: 'external' }>): number {
  const address = parseAddress(block.ranges[0]?.first ?? '')
  return endpoints.findIndex(
    (it) =>
      it.kind === 'external' &&
      address !== null &&
      it.ranges.some(({ first, last }) => {
        const [from, to] = [parseAddress(first), parseAddress(last)]
        if (from === null || to === null || from.version !== address.version) return false
        return from.value <= address.value && address.value <= to.value
      }),
  )
}
