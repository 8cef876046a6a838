import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight, Lock, LockOpen } from 'lucide-react'
import { useApp } from '../useApp'
import { counted } from '../words'
import { lockOf } from './scene'
import type { FrameFlowNode } from './toFlow'

/** A namespace. Its two locks show at a glance whether its workloads are isolated in that direction. */
export function NamespaceFrame({ data: { frame, isLarge }, selected }: NodeProps<FrameFlowNode>) {
  const toggleCollapsed = useApp((state) => state.toggleCollapsed)
  const { namespace, collapsed, workloadCount, isolatedIngress, isolatedEgress } = frame
  const Chevron = collapsed ? ChevronRight : ChevronDown
  return (
    <div className="frame" data-selected={selected} data-collapsed={collapsed} data-large={isLarge}>
      <FrameGate side="ingress" namespace={namespace} isolated={isolatedIngress} of={workloadCount} />
      <div className="frame-header">
        <button
          type="button"
          className="frame-fold nodrag"
          aria-expanded={!collapsed}
          aria-label={`${collapsed ? 'Expand' : 'Collapse'} namespace ${namespace}`}
          onClick={(event) => {
            event.stopPropagation()
            toggleCollapsed(namespace, !collapsed)
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
        <span className="frame-name" title={namespace}>
          {namespace}
        </span>
        <span className="frame-count">{collapsed ? counted(workloadCount, 'workload') : ''}</span>
        <LockBadge label="in" isolated={isolatedIngress} of={workloadCount} />
        <LockBadge label="out" isolated={isolatedEgress} of={workloadCount} />
      </div>
      <FrameGate side="egress" namespace={namespace} isolated={isolatedEgress} of={workloadCount} />
    </div>
  )
}

interface FrameGateProps {
  readonly side: 'ingress' | 'egress'
  readonly namespace: string
  readonly isolated: number
  readonly of: number
}

/** A flow that is drawn from here is one of all pods of the namespace, future ones too. */
function FrameGate({ side, namespace, isolated, of }: FrameGateProps) {
  const isIngress = side === 'ingress'
  return (
    <Handle
      className="gate frame-gate"
      data-side={side}
      data-gate={isolated === of && of > 0 ? 'closed' : 'open'}
      type={isIngress ? 'target' : 'source'}
      position={isIngress ? Position.Left : Position.Right}
      title={`${isIngress ? 'Ingress' : 'Egress'} gate of namespace ${namespace}: draw ${isIngress ? 'to' : 'from'} all its pods`}
    />
  )
}

/** Shut when all workloads are isolated in that direction; in between it says how many are. */
function LockBadge({ label, isolated, of }: { label: 'in' | 'out'; isolated: number; of: number }) {
  const state = lockOf(isolated, of)
  const Icon = state === 'shut' ? Lock : LockOpen
  const direction = label === 'in' ? 'ingress' : 'egress'
  return (
    <span className="lock" data-state={state} title={`${isolated} of ${of} isolated for ${direction}`}>
      <Icon size="1em" strokeWidth={2.25} aria-hidden />
      {state === 'partly' ? `${label} ${isolated}/${of}` : label}
    </span>
  )
}
