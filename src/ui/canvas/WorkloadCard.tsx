import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Box, Clock, Database, Layers, type LucideIcon, Play, Server } from 'lucide-react'
import type { Gate } from '../../model/graphView'
import { cardDetail, cardPorts } from './spoken'
import type { CardFlowNode } from './toFlow'

const icons: Readonly<Record<string, LucideIcon>> = {
  Deployment: Layers,
  ReplicaSet: Layers,
  StatefulSet: Database,
  DaemonSet: Server,
  Job: Play,
  CronJob: Clock,
}

/** A workload with its two gates: ingress on the left, egress on the right. */
export function WorkloadCard({ data: { card, isNear, step }, selected }: NodeProps<CardFlowNode>) {
  const Icon = icons[card.workloadKind] ?? Box
  return (
    <div className="card" data-selected={selected} data-idle={card.replicas === 0}>
      <GateBar side="ingress" gate={card.ingress} />
      <Icon className="card-icon" size={16} strokeWidth={1.75} aria-hidden />
      <div className="card-text">
        <div className="card-name" title={card.name}>
          {card.name}
        </div>
        <div className="card-detail">{cardDetail(card)}</div>
        {isNear && card.ports.length > 0 && <div className="card-detail">{cardPorts(card)}</div>}
      </div>
      <GateBar side="egress" gate={card.egress} />
      {step !== null && step > 0 && (
        <span className="card-step" aria-hidden>
          {step}
        </span>
      )}
    </div>
  )
}

const gateWords: Readonly<Record<Gate, string>> = {
  open: 'open: not isolated, everything passes',
  wide: 'wide open: isolated, but a rule lets everything through',
  closed: 'closed: isolated, only what rules allow passes',
  outsidePolicies: 'host network: policies do not apply',
}

/** Drag from an egress gate to an ingress gate to draw a flow. */
function GateBar({ side, gate }: { side: 'ingress' | 'egress'; gate: Gate }) {
  const isIngress = side === 'ingress'
  return (
    <Handle
      className="gate"
      data-side={side}
      data-gate={gate}
      type={isIngress ? 'target' : 'source'}
      position={isIngress ? Position.Left : Position.Right}
      title={`${isIngress ? 'Ingress' : 'Egress'} gate ${gateWords[gate]}`}
    />
  )
}
