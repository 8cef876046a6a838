import { Database } from 'lucide-react'
import type { ManifestFile } from '../../model/text'
import { selectIsStale } from '../../store/analysisSlice'
import { EmptyState } from '../controls/EmptyState'
import { useApp } from '../useApp'

interface SnapshotSummaryProps {
  readonly file: ManifestFile
  readonly bytes: number
}

/** Stands where the text would be, for a file that is too large to be edited by hand. */
export function SnapshotSummary({ file, bytes }: SnapshotSummaryProps) {
  const resources = useApp((state) => (selectIsStale(state) ? undefined : state.analysis?.resources))
  return (
    <EmptyState icon={Database} title={`${file.name} is a snapshot`}>
      <p className="snapshot-summary__text">
        The file has {size(bytes)}, more than anybody edits by hand. Kept of it: {size(file.text.length)},
        policies whole, and of everything else the fields that decide or name traffic.
      </p>
      {resources && (
        <p className="snapshot-summary__text">
          The workspace has {resources.workloads} workloads with {resources.pods} pods, {resources.services}{' '}
          Services and {resources.policies.length} policies.
        </p>
      )}
    </EmptyState>
  )
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
