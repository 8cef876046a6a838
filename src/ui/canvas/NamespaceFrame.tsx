import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight, Lock, LockOpen } from 'lucide-react'
import type { FrameNode } from '../../model/graphView'
import { useApp } from '../useApp'
import { counted } from '../words'
import { type FrameHead, frameHead } from './frameHead'
import { lockOf } from './scene'
import type { FrameFlowNode } from './toFlow'

/** A namespace. Its two locks show at a glance whether its workloads are isolated in that direction. */
export function NamespaceFrame({ data: { frame, isLarge, nameSize }, selected }: NodeProps<FrameFlowNode>) {
  const toggleCollapsed = useApp((state) => state.toggleCollapsed)
  const { namespace, collapsed, workloadCount, isolatedIngress, isolatedEgress } = frame
  const locks = [isolatedIngress, isolatedEgress]
  const counts = locks.filter((isolated) => lockOf(isolated, workloadCount) === 'partly').length
  const { name, lock } = frameHead(namespace, counts, headWidth(frame, nameSize), nameSize)
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
          {name}
        </span>
        <span className="frame-count">{collapsed ? counted(workloadCount, 'workload') : ''}</span>
        <LockBadge label="in" tells={lock} isolated={isolatedIngress} of={workloadCount} />
        <LockBadge label="out" tells={lock} isolated={isolatedEgress} of={workloadCount} />
      </div>
      <FrameGate side="egress" namespace={namespace} isolated={isolatedEgress} of={workloadCount} />
    </div>
  )
}

/** A folded one says how many workloads it has while there is small print. */
function headWidth({ collapsed, width }: FrameNode, nameSize: number): number {
  return collapsed && nameSize === 13 ? width - countWidth : width
}

const countWidth = 92

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

interface LockBadgeProps {
  readonly label: 'in' | 'out'
  readonly tells: FrameHead['lock']
  readonly isolated: number
  readonly of: number
}

/** Shut when all workloads are isolated in that direction; in between it says how many are. */
function LockBadge({ label, tells, isolated, of }: LockBadgeProps) {
  const state = lockOf(isolated, of)
  const Icon = state === 'shut' ? Lock : LockOpen
  const direction = label === 'in' ? 'ingress' : 'egress'
  const words = [
    tells === 'words' ? label : '',
    tells !== 'sign' && state === 'partly' ? `${isolated}/${of}` : '',
  ]
  return (
    <span
      className="lock"
      data-state={state}
      data-tells={tells}
      title={`${isolated} of ${of} isolated for ${direction}`}
    >
      <Icon size="1em" strokeWidth={2.25} aria-hidden />
      {words.filter(Boolean).join(' ')}
    </span>
  )
}
