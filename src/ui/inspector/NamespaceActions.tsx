import {
  ArrowRightFromLine,
  ArrowRightToLine,
  ChevronsDownUp,
  ChevronsUpDown,
  Shield,
  ShieldOff,
} from 'lucide-react'
import { useState } from 'react'
import type { NamespaceFacts } from '../../model/inspection'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { EndDialog, type EndTask } from './EndDialog'
import { OnlyDrawnButton } from './OnlyDrawnButton'

interface NamespaceActionsProps {
  readonly name: string
  /** Null until the worker answers. */
  readonly facts: NamespaceFacts | null
}

/** What can be done with a whole namespace. */
export function NamespaceActions({ name, facts }: NamespaceActionsProps) {
  const frame = useApp((state) => state.analysis?.graph.frames.find((it) => it.namespace === name))
  const toggle = useApp((state) => state.toggleCollapsed)
  const [dialog, setDialog] = useState<EndTask | null>(null)
  const isHeldBack = facts !== null && facts.coverage.ingress.isolated + facts.coverage.egress.isolated > 0
  return (
    <div className="inspector__actions">
      <Button size="small" onClick={() => setDialog('lock')}>
        <Shield />
        Lock namespace…
      </Button>
      <OnlyDrawnButton chosen={[name]} />
      {isHeldBack && (
        <Button size="small" onClick={() => setDialog('open')}>
          <ShieldOff />
          Open up again…
        </Button>
      )}
      <Button size="small" onClick={() => setDialog('to')}>
        <ArrowRightFromLine />
        Allow to…
      </Button>
      <Button size="small" onClick={() => setDialog('from')}>
        <ArrowRightToLine />
        Allow from…
      </Button>
      {frame && (
        <Button size="small" onClick={() => toggle(name, !frame.collapsed)}>
          {frame.collapsed ? <ChevronsUpDown /> : <ChevronsDownUp />}
          {frame.collapsed ? 'Show workloads' : 'Collapse'}
        </Button>
      )}
      {dialog && <EndDialog task={dialog} node={`ns:${name}`} onClose={() => setDialog(null)} />}
    </div>
  )
}
