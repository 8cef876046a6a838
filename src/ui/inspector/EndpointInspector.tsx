import { ArrowRightFromLine, ArrowRightToLine, CircleHelp, Shield, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import { type EndpointId, workloadOf } from '../../model/ids'
import { Button } from '../controls/Button'
import { isIsolated } from '../gates'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { AskDialog } from './AskDialog'
import { EndDialog, type EndTask } from './EndDialog'
import { EndpointFacts } from './EndpointFacts'
import { EndpointFlowLists } from './EndpointFlowLists'
import { EndpointGates, gatesOf } from './EndpointGates'
import { ExternalFacts } from './ExternalFacts'
import { OutlookSections } from './OutlookSections'
import { SelectingPolicies } from './SelectingPolicies'
import { useStanding } from './useFacts'
import './endpointInspector.css'

/** One workload, or one block of addresses outside: what it is, its gates, and every flow of it. */
export function EndpointInspector({ id }: { readonly id: EndpointId }) {
  const summary = useApp((state) => state.analysis?.endpoints.find((it) => it.id === id))
  const card = useApp((state) => state.analysis?.graph.cards.find((it) => it.id === id))
  const [dialog, setDialog] = useState<EndTask | 'ask' | null>(null)
  const workload = workloadOf(id)
  const standing = useStanding(id)
  const gates = standing
    ? { ingress: standing.gates.ingress.gate, egress: standing.gates.egress.gate }
    : gatesOf(card)
  const close = () => setDialog(null)
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title">{endpointName(id)}</h2>
        <p className="inspector__subtitle">
          {workload ? `${workload.kind} in ${workload.namespace}` : 'Outside the cluster'}
        </p>
        <div className="inspector__actions">
          <Button size="small" onClick={() => setDialog('to')}>
            <ArrowRightFromLine />
            Allow to…
          </Button>
          <Button size="small" onClick={() => setDialog('from')}>
            <ArrowRightToLine />
            Allow from…
          </Button>
          <Button size="small" onClick={() => setDialog('ask')}>
            <CircleHelp />
            Ask about…
          </Button>
          {workload && (
            <Button size="small" onClick={() => setDialog('lock')}>
              <Shield />
              Isolate…
            </Button>
          )}
          {gates && (isIsolated(gates.ingress) || isIsolated(gates.egress)) && (
            <Button size="small" onClick={() => setDialog('open')}>
              <ShieldOff />
              Open up again…
            </Button>
          )}
        </div>
      </header>
      {gates && <EndpointGates gates={gates} facts={standing?.gates ?? null} />}
      {summary && <EndpointFacts summary={summary} services={standing?.services ?? []} />}
      {!workload && <ExternalFacts id={id} />}
      <OutlookSections id={id} />
      {standing && <SelectingPolicies standing={standing} />}
      <EndpointFlowLists id={id} />
      {dialog === 'ask' && <AskDialog endpoint={id} onClose={close} />}
      {dialog !== null && dialog !== 'ask' && <EndDialog task={dialog} node={id} onClose={close} />}
    </>
  )
}
