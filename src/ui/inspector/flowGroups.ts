import type { EndpointId } from '../../model/ids'
import type { Flow } from '../../worker/protocol'
import { endpointName, endpointNamespace } from '../words'

/** Flows whose other ends are in one namespace; null for those outside. */
export interface FlowGroup {
  readonly namespace: string | null
  readonly flows: readonly Flow[]
}

/** Flows of one endpoint by the namespace of the other end: the largest first, what is outside last, within by name. Total; n log n. */
export function flowGroups(flows: readonly Flow[], peerOf: (flow: Flow) => EndpointId): readonly FlowGroup[] {
  const groups = new Map<string | null, Flow[]>()
  for (const flow of flows) {
    const namespace = endpointNamespace(peerOf(flow))
    const known = groups.get(namespace)
    if (known) known.push(flow)
    else groups.set(namespace, [flow])
  }
  const nameOf = (flow: Flow) => endpointName(peerOf(flow))
  return [...groups]
    .map(([namespace, own]) => ({
      namespace,
      flows: own.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true })),
    }))
    .toSorted(
      (a, b) =>
        Number(a.namespace === null) - Number(b.namespace === null) ||
        b.flows.length - a.flows.length ||
        (a.namespace ?? '').localeCompare(b.namespace ?? '', 'en'),
    )
}
