import { policyOf } from '../../model/ids'
import type { AppStore } from '../../store/appStore'
import type { Analysis } from '../../worker/protocol'
import { search } from '../search'
import { counted, endpointName } from '../words'

export interface PaletteEntry {
  readonly id: string
  readonly kind: 'workload' | 'namespace' | 'policy' | 'pair' | 'command'
  readonly title: string
  readonly hint: string
  /** What is searched. */
  readonly text: string
  readonly run: () => void
  /** It puts the focus somewhere by itself, so it is done after the search has given it back. */
  readonly takesFocus?: boolean
}

/** Everything in the cluster that has a name. */
export function findableEntries(store: AppStore, analysis: Analysis): readonly PaletteEntry[] {
  const { select } = store.getState()
  const workloads = analysis.endpoints.map(({ id, namespace, workloadKind }) =>
    paletteEntry('workload', id, endpointName(id), `${workloadKind} in ${namespace}`, () =>
      select({ kind: 'endpoint', id }),
    ),
  )
  const namespaces = analysis.graph.frames.map(({ id, namespace, workloadCount }) =>
    paletteEntry('namespace', id, namespace, `Namespace, ${counted(workloadCount, 'workload')}`, () =>
      select({ kind: 'namespace', name: namespace }),
    ),
  )
  const policies = analysis.resources.policies.map(({ id }) => {
    const { namespace, name } = policyOf(id)
    return paletteEntry('policy', `policy:${id}`, name, `NetworkPolicy in ${namespace}`, () =>
      select({ kind: 'policy', id }),
    )
  })
  return [...workloads, ...namespaces, ...policies]
}

/** Ends that fit each half of `web → db`, `web -> db`, `web > db` or `web to db`. */
const mostEnds = 3

/** The pairs that are meant by two names with an arrow between them; the best of either side first. */
export function pairEntries(store: AppStore, analysis: Analysis, query: string): readonly PaletteEntry[] {
  const [from = '', to = '', ...others] = query.split(/\s*(?:→|->|>)\s*|\s+to\s+/)
  if (from.trim() === '' || to.trim() === '' || others.length > 0) return []
  const endsFor = (words: string) =>
    search(analysis.endpoints, ({ name, namespace }) => `${name} ${namespace}`, words, mostEnds)
  const callees = endsFor(to)
  return endsFor(from).flatMap((caller) =>
    callees
      .filter(({ id }) => id !== caller.id)
      .map((callee) =>
        paletteEntry(
          'pair',
          `pair:${caller.id} ${callee.id}`,
          `${caller.name} → ${callee.name}`,
          caller.namespace === callee.namespace
            ? `Why, or why not, in ${caller.namespace}`
            : `${caller.namespace} to ${callee.namespace}`,
          () => store.getState().select({ kind: 'pair', from: caller.id, to: callee.id, connections: null }),
        ),
      ),
  )
}

export function paletteEntry(
  kind: PaletteEntry['kind'],
  id: string,
  title: string,
  hint: string,
  run: () => void,
): PaletteEntry {
  return { id, kind, title, hint, text: `${title} ${hint}`, run }
}
