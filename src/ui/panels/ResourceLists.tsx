import { Box, Boxes } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FrameNode } from '../../model/graphView'
import type { EndpointSummary } from '../../model/summary'
import { useApp } from '../useApp'
import { counted, endpointName } from '../words'
import { ResourceRow } from './ResourceRow'

export function NamespaceList({ frames }: { readonly frames: readonly FrameNode[] }) {
  const select = useApp((state) => state.select)
  const selected = useApp((state) => (state.selection.kind === 'namespace' ? state.selection.name : null))
  return (
    <List name="Namespaces" length={frames.length}>
      {frames.map(({ namespace, workloadCount }) => (
        <ResourceRow
          key={namespace}
          icon={<Boxes size={14} aria-hidden="true" />}
          name={namespace}
          hint={counted(workloadCount, 'workload')}
          isSelected={selected === namespace}
          onClick={() => select({ kind: 'namespace', name: namespace })}
        />
      ))}
    </List>
  )
}

export function WorkloadList({ endpoints }: { readonly endpoints: readonly EndpointSummary[] }) {
  const select = useApp((state) => state.select)
  const selected = useApp((state) => (state.selection.kind === 'endpoint' ? state.selection.id : null))
  return (
    <List name="Workloads" length={endpoints.length}>
      {endpoints.map(({ id, namespace, workloadKind }) => (
        <ResourceRow
          key={id}
          icon={<Box size={14} aria-hidden="true" />}
          name={endpointName(id)}
          hint={`${workloadKind} in ${namespace}`}
          isSelected={selected === id}
          onClick={() => select({ kind: 'endpoint', id })}
        />
      ))}
    </List>
  )
}

interface ListProps {
  readonly name: string
  readonly length: number
  readonly children: ReactNode
}

function List({ name, length, children }: ListProps) {
  if (length === 0) return null
  return (
    <section className="resources-panel__section" aria-label={name}>
      <h2 className="section-title">{name}</h2>
      <ul className="resources-panel__list">{children}</ul>
    </section>
  )
}
