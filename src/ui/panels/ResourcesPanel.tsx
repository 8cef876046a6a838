import { Boxes, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ResourceSummary } from '../../model/summary'
import type { Analysis } from '../../worker/protocol'
import { EmptyState } from '../controls/EmptyState'
import { search } from '../search'
import { useApp } from '../useApp'
import { PolicyList } from './PolicyList'
import { NamespaceList, WorkloadList } from './ResourceLists'
import './resourcesPanel.css'

const mostRows = 200

/** What was read from the manifests, to look through and to select from. */
export function ResourcesPanel() {
  const analysis = useApp((state) => state.analysis)
  const [query, setQuery] = useState('')
  if (!analysis) return null
  if (isEmpty(analysis)) return <NothingRead resources={analysis.resources} />
  return (
    <div className="resources-panel">
      <Counts resources={analysis.resources} />
      <label className="resources-panel__search">
        <Search size={14} aria-hidden="true" />
        <input
          className="field"
          type="search"
          aria-label="Search resources"
          placeholder="Search workloads, namespaces, policies"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <Found analysis={analysis} query={query} />
      <Skipped resources={analysis.resources} />
    </div>
  )
}

function isEmpty({ graph, endpoints, resources }: Analysis): boolean {
  return graph.frames.length + endpoints.length + resources.policies.length === 0
}

/** What would be listed, and how to get it here. */
function NothingRead({ resources }: { readonly resources: ResourceSummary }) {
  return (
    <div className="resources-panel" data-empty="true">
      <EmptyState icon={Boxes} title="No workloads in these manifests">
        Deployments, pods and the like, their namespaces and their NetworkPolicies are listed here, to look
        through and to select. Paste them anywhere, drop files or folders, or write them under Manifests.
      </EmptyState>
      <Skipped resources={resources} />
    </div>
  )
}

function Found({ analysis, query }: { readonly analysis: Analysis; readonly query: string }) {
  const { graph, endpoints, resources } = analysis
  const frames = search(graph.frames, (it) => it.namespace, query, mostRows)
  const workloads = search(
    endpoints,
    (it) => `${it.name} ${it.variant} ${it.namespace} ${it.workloadKind}`,
    query,
    mostRows,
  )
  const namespaces = useMemo(() => namespacesOf(analysis), [analysis])
  const policies = search(resources.policies, (it) => it.id, query, mostRows)
  if (frames.length + workloads.length + policies.length === 0)
    return <p className="resources-panel__none">Nothing matches “{query}”.</p>
  return (
    <>
      <NamespaceList frames={frames} />
      <WorkloadList endpoints={workloads} />
      {(policies.length > 0 || query === '') && <PolicyList policies={policies} namespaces={namespaces} />}
      {endpoints.length > workloads.length && workloads.length === mostRows && (
        <p className="resources-panel__none">Only {mostRows} workloads are listed. Search for the others.</p>
      )}
    </>
  )
}

/** Those that a policy can be made in, with the most workloads first; the system's own come last. */
function namespacesOf({ graph, endpoints }: Analysis): readonly string[] {
  const counts = new Map<string, number>(graph.frames.map(({ namespace }) => [namespace, 0]))
  for (const { namespace } of endpoints) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
  const weight = (name: string) => (name.startsWith('kube-') ? -1 : (counts.get(name) ?? 0))
  return [...counts.keys()].toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))
}

function Counts({ resources }: { readonly resources: ResourceSummary }) {
  const counts = [
    ['Namespaces', resources.namespaces],
    ['Workloads', resources.workloads],
    ['Pods', resources.pods],
    ['Services', resources.services],
    ['Policies', resources.policies.length],
  ] as const
  return (
    <dl className="resources-panel__counts">
      {counts.map(([name, count]) => (
        <div key={name} className="resources-panel__count">
          <dt>{name}</dt>
          <dd>{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}

function Skipped({ resources }: { readonly resources: ResourceSummary }) {
  const { skipped, finishedPods } = resources
  if (skipped.length === 0 && finishedPods === 0) return null
  return (
    <section className="resources-panel__skipped" aria-label="Not part of the picture">
      <h2 className="section-title">Not part of the picture</h2>
      <ul className="resources-panel__kinds">
        {skipped.map(({ kind, count }) => (
          <li key={kind} className="chip">
            {kind} ×{count}
          </li>
        ))}
        {finishedPods > 0 && <li className="chip">finished pods ×{finishedPods}</li>}
      </ul>
    </section>
  )
}
