import {
  ArrowRightFromLine,
  ArrowRightToLine,
  ChevronsDownUp,
  ChevronsUpDown,
  Shield,
  ShieldOff,
} from 'lucide-react'
import { useState } from 'react'
import type { EndpointSummary } from '../../model/summary'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { AllowDialog } from './AllowDialog'
import { LockDialog } from './LockDialog'
import { NamespaceCoverage } from './NamespaceCoverage'
import { NamespaceTraffic } from './NamespaceTraffic'
import { OnlyDrawnButton } from './OnlyDrawnButton'
import { OpenUpDialog } from './OpenUpDialog'
import { useNamespaceFacts } from './useFacts'
import './namespaceInspector.css'

const mostRows = 100
const noEndpoints: readonly EndpointSummary[] = []

/** One namespace: how much of it is isolated and by what, its policies, and with whom its workloads exchange something. */
export function NamespaceInspector({ name }: { readonly name: string }) {
  const frame = useApp((state) => state.analysis?.graph.frames.find((it) => it.namespace === name))
  const toggle = useApp((state) => state.toggleCollapsed)
  const facts = useNamespaceFacts(name)
  const [isLocking, setLocking] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const [direction, setDirection] = useState<'to' | 'from' | null>(null)
  if (!frame) return <p className="inspector__text">Namespace {name} is not in the manifests.</p>
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title">{name}</h2>
        <p className="inspector__subtitle">Namespace</p>
        <div className="inspector__actions">
          <Button size="small" onClick={() => setLocking(true)}>
            <Shield />
            Lock namespace…
          </Button>
          <OnlyDrawnButton chosen={[name]} />
          {frame.isolatedIngress + frame.isolatedEgress > 0 && (
            <Button size="small" onClick={() => setOpening(true)}>
              <ShieldOff />
              Open up again…
            </Button>
          )}
          <Button size="small" onClick={() => setDirection('to')}>
            <ArrowRightFromLine />
            Allow to…
          </Button>
          <Button size="small" onClick={() => setDirection('from')}>
            <ArrowRightToLine />
            Allow from…
          </Button>
          <Button size="small" onClick={() => toggle(name, !frame.collapsed)}>
            {frame.collapsed ? <ChevronsUpDown /> : <ChevronsDownUp />}
            {frame.collapsed ? 'Show workloads' : 'Collapse'}
          </Button>
        </div>
      </header>
      {facts && <NamespaceCoverage facts={facts} />}
      <Policies namespace={name} />
      {facts && <NamespaceTraffic facts={facts} />}
      <Workloads namespace={name} />
      {direction && (
        <AllowDialog ends={[`ns:${name}`]} direction={direction} onClose={() => setDirection(null)} />
      )}
      {isOpening && (
        <OpenUpDialog
          end={{ kind: 'namespace', name }}
          name={`namespace ${name}`}
          onClose={() => setOpening(false)}
        />
      )}
      {isLocking && (
        <LockDialog
          end={{ kind: 'namespace', name }}
          name={`namespace ${name}`}
          onClose={() => setLocking(false)}
        />
      )}
    </>
  )
}

function Policies({ namespace }: { readonly namespace: string }) {
  const all = useApp((state) => state.analysis?.resources.policies)
  const select = useApp((state) => state.select)
  const policies = (all ?? []).filter((it) => it.id.startsWith(`${namespace}/`))
  return (
    <section className="inspector__section" aria-label="Policies">
      <h3 className="flow-lists__direction">Policies</h3>
      {policies.length === 0 && <p className="inspector__text">None: nothing isolates its pods.</p>}
      <ul className="inspector__list">
        {policies.map(({ id, place, selects, policyTypes }) => (
          <li key={id}>
            <button type="button" className="flow-lists__flow" onClick={() => select({ kind: 'policy', id })}>
              <span className="flow-lists__peer">{id.slice(namespace.length + 1)}</span>
              <span className="flow-lists__namespace">
                {selects === 1 ? '1 workload' : `${selects} workloads`}, {policyTypes.join(' and ')}
              </span>
              {place && <span className="flow-lists__ports">line {place.line}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Workloads({ namespace }: { readonly namespace: string }) {
  const endpoints = useApp((state) => state.analysis?.endpoints) ?? noEndpoints
  const select = useApp((state) => state.select)
  const inside = endpoints.filter((it) => it.namespace === namespace)
  return (
    <section className="inspector__section" aria-label="Workloads">
      <h3 className="flow-lists__direction">Workloads</h3>
      <ul className="inspector__list">
        {inside.slice(0, mostRows).map(({ id, workloadKind }) => (
          <li key={id}>
            <button
              type="button"
              className="flow-lists__flow"
              onClick={() => select({ kind: 'endpoint', id })}
            >
              <span className="flow-lists__peer">{endpointName(id)}</span>
              <span className="flow-lists__namespace">{workloadKind}</span>
            </button>
          </li>
        ))}
      </ul>
      {inside.length > mostRows && <p className="inspector__text">and {inside.length - mostRows} more</p>}
    </section>
  )
}
