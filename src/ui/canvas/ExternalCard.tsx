import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Globe } from 'lucide-react'
import { externalDetail } from './spoken'
import type { ExternalFlowNode } from './toFlow'

/** Addresses outside the cluster. They have no gates: an external block is never isolated. */
export function ExternalCard({ data: { external }, selected }: NodeProps<ExternalFlowNode>) {
  return (
    <div className="card card-external" data-selected={selected}>
      <Handle
        className="gate gate-external"
        type="target"
        position={Position.Left}
        title="Outside the cluster"
      />
      <Globe className="card-icon" size={16} strokeWidth={1.75} aria-hidden />
      <div className="card-text">
        <div className="card-name" title={external.label} style={letters(external.label)}>
          {external.label}
        </div>
        <div className="card-detail">{externalDetail(external)}</div>
      </div>
      <Handle
        className="gate gate-external"
        type="source"
        position={Position.Right}
        title="Outside the cluster"
      />
    </div>
  )
}

/** For the size of the type: as many letters as must stand on one line. */
function letters(label: string): React.CSSProperties & Record<`--${string}`, string> {
  return { '--letters': `${Math.max(...label.split(' ').map(({ length }) => length))}` }
}
