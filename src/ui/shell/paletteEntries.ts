import { type EndpointId, policyOf } from '../../model/ids'
import type { AppStore } from '../../store/appStore'
import type { Analysis } from '../../worker/protocol'
import { search } from '../search'
import { counted, endpointName, endpointNamespace } from '../words'

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
  /** It selects something, so the focus goes to what the inspector says of it. */
  readonly selects?: boolean
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

/** What was typed is about how far something gets, not the name of something. */
const isAboutReach = /\b(compromi|break|reach|who|if\b|what\b)/i

/** Workloads of which these questions are offered. */
const mostAsked = 8

/** How far a break-in goes, and who can get there: for the workloads that are named beside such a question, the best first. */
export function outlookEntries(store: AppStore, analysis: Analysis, query: string): readonly PaletteEntry[] {
  if (!isAboutReach.test(query)) return []
  const entries = analysis.endpoints.flatMap(({ id }) => outlookOf(store, id))
  return search(entries, (it) => it.text, query, mostAsked)
}

/** The same for what is selected, offered whatever is typed. */
export function selectedOutlookEntries(store: AppStore): readonly PaletteEntry[] {
  const { selection } = store.getState()
  if (selection.kind === 'endpoint') return outlookOf(store, selection.id)
  return selection.kind === 'pair' ? [selection.from, selection.to].flatMap((id) => outlookOf(store, id)) : []
}

/** None for what is outside. */
function outlookOf(store: AppStore, id: EndpointId): readonly PaletteEntry[] {
  const namespace = endpointNamespace(id)
  if (namespace === null) return []
  const name = endpointName(id)
  const ask = (spread: 'onward' | 'inward', title: string, words: string): PaletteEntry => {
    const run = () => {
      const { select, showSpread } = store.getState()
      select({ kind: 'endpoint', id })
      showSpread(spread)
    }
    const entry = paletteEntry('command', `${spread}:${id}`, title, namespace, run)
    return { ...entry, text: `${entry.text} ${words}`, selects: true }
  }
  return [
    ask('onward', `If ${name} is compromised…`, 'what a break-in can reach'),
    ask('inward', `Who can reach ${name}`, 'get to'),
  ]
}

export function paletteEntry(
  kind: PaletteEntry['kind'],
  id: string,
  title: string,
  hint: string,
  run: () => void,
): PaletteEntry {
  return { id, kind, title, hint, text: `${title} ${hint}`, run, selects: kind !== 'command' }
}
