import { ArrowRightFromLine, ArrowRightToLine, CircleHelp, Shield, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import type { CardNode, Gate } from '../../model/graphView'
import { type EndpointId, workloadOf } from '../../model/ids'
import type { EndpointSummary } from '../../model/summary'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { AllowDialog } from './AllowDialog'
import { AskDialog } from './AskDialog'
import { EndpointFlowLists } from './EndpointFlowLists'
import { ExternalFacts } from './ExternalFacts'
import { LockDialog } from './LockDialog'
import { OpenUpDialog } from './OpenUpDialog'
import { OutlookSections } from './OutlookSections'
import './endpointInspector.css'

/** One workload, or one block of addresses outside: what it is, its gates, and every flow of it. */
export function EndpointInspector({ id }: { readonly id: EndpointId }) {
  const summary = useApp((state) => state.analysis?.endpoints.find((it) => it.id === id))
  const card = useApp((state) => state.analysis?.graph.cards.find((it) => it.id === id))
  const [dialog, setDialog] = useState<'none' | 'to' | 'from' | 'lock' | 'open' | 'ask'>('none')
  const workload = workloadOf(id)
  const close = () => setDialog('none')
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
          {card && isHeldBack(card) && (
            <Button size="small" onClick={() => setDialog('open')}>
              <ShieldOff />
              Open up again…
            </Button>
          )}
        </div>
      </header>
      {card && <Gates card={card} />}
      {summary && <Facts summary={summary} services={card?.services ?? []} />}
      {!workload && <ExternalFacts id={id} />}
      <OutlookSections id={id} />
      <EndpointFlowLists id={id} />
      {(dialog === 'to' || dialog === 'from') && (
        <AllowDialog ends={[id]} direction={dialog} onClose={close} />
      )}
      {dialog === 'ask' && <AskDialog endpoint={id} onClose={close} />}
      {dialog === 'open' && (
        <OpenUpDialog end={{ kind: 'workload', id }} name={endpointName(id)} onClose={close} />
      )}
      {dialog === 'lock' && (
        <LockDialog end={{ kind: 'workload', id }} name={endpointName(id)} onClose={close} />
      )}
    </>
  )
}

/** Whether a policy isolates it in either direction. */
function isHeldBack({ ingress, egress }: CardNode): boolean {
  return [ingress, egress].some((gate) => gate === 'closed' || gate === 'wide')
}

const gateWords: Record<Gate, Record<'ingress' | 'egress', string>> = {
  open: {
    ingress: 'Open: no policy isolates it, so everything may come in.',
    egress: 'Open: no policy isolates it, so it may connect to everything.',
  },
  wide: {
    ingress: 'Wide open: a policy isolates it, but a rule lets everything in.',
    egress: 'Wide open: a policy isolates it, but a rule lets it connect to everything.',
  },
  closed: {
    ingress: 'Closed: only what rules allow comes in.',
    egress: 'Closed: it may connect only where rules allow it.',
  },
  outsidePolicies: {
    ingress: 'On the host network: policies do not apply to it.',
    egress: 'On the host network: policies do not apply to it.',
  },
}

function Gates({ card }: { readonly card: CardNode }) {
  return (
    <dl className="gate-list">
      {(['ingress', 'egress'] as const).map((direction) => (
        <div key={direction} className="gate-list__gate" data-gate={card[direction]}>
          <dt>{direction === 'ingress' ? 'Ingress' : 'Egress'}</dt>
          <dd>{gateWords[card[direction]][direction]}</dd>
        </div>
      ))}
    </dl>
  )
}

interface FactsProps {
  readonly summary: EndpointSummary
  readonly services: readonly string[]
}

function Facts({ summary, services }: FactsProps) {
  const jumpTo = useApp((state) => state.jumpTo)
  const ports = summary.ports.map(
    ({ name, port, protocol }) => `${protocol} ${port}${name === null ? '' : ` ${name}`}`,
  )
  const labels = Object.entries(summary.labels).map(([key, value]) => `${key}: ${value}`)
  return (
    <dl className="fact-list">
      <dt>Labels</dt>
      <dd>
        <Chips texts={labels} none="none: only selectors that match everything match it" />
      </dd>
      <dt>Ports</dt>
      <dd>
        <Chips texts={ports} none="none declared" />
      </dd>
      {services.length > 0 && (
        <>
          <dt>Services</dt>
          <dd>
            <Chips texts={services} none="" />
          </dd>
        </>
      )}
      <dt>Manifest</dt>
      <dd>
        <button type="button" className="text-link" onClick={() => jumpTo(summary.place)}>
          line {summary.place.line}
        </button>
      </dd>
    </dl>
  )
}

function Chips({ texts, none }: { readonly texts: readonly string[]; readonly none: string }) {
  if (texts.length === 0) return <span className="inspector__text">{none}</span>
  return (
    <ul className="inspector__chips">
      {texts.map((text) => (
        <li key={text} className="chip" title={text}>
          {text}
        </li>
      ))}
    </ul>
  )
}
