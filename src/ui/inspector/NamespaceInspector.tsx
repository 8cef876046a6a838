import { policyOf } from '../../model/ids'
import { selectEndpoints } from '../../store/analysisSlice'
import { useApp } from '../useApp'
import { counted, endpointName } from '../words'
import { FirstOf } from './FirstOf'
import { NamespaceActions } from './NamespaceActions'
import { NamespaceCoverage } from './NamespaceCoverage'
import { NamespaceTraffic } from './NamespaceTraffic'
import { useNamespaceFacts } from './useFacts'
import './namespaceInspector.css'

const fewRows = 20

/** One namespace: how much of it is isolated and by what, its policies, and with whom its workloads exchange something. */
export function NamespaceInspector({ name }: { readonly name: string }) {
  const answer = useNamespaceFacts(name)
  const facts = answer?.facts ?? null
  const isGone = answer !== null && facts === null
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title">{name}</h2>
        <p className="inspector__subtitle">Namespace</p>
        {!isGone && <NamespaceActions name={name} facts={facts} />}
      </header>
      {answer === null && <p className="inspector__text">Asking…</p>}
      {isGone && <p className="inspector__text">It is not in the manifests.</p>}
      {facts && (
        <>
          {facts.coverage.ingress.of > 0 && <NamespaceCoverage facts={facts} />}
          <Policies namespace={name} />
          <NamespaceTraffic facts={facts} />
          <Workloads namespace={name} />
        </>
      )}
    </>
  )
}

function Policies({ namespace }: { readonly namespace: string }) {
  const all = useApp((state) => state.analysis?.resources.policies)
  const select = useApp((state) => state.select)
  const policies = (all ?? []).filter(({ id }) => policyOf(id).namespace === namespace)
  return (
    <section className="inspector__section" aria-label="Policies">
      <h3 className="flow-lists__direction">Policies</h3>
      {policies.length === 0 && <p className="inspector__text">None: nothing isolates its pods.</p>}
      <ul className="inspector__list">
        {policies.map(({ id, place, selects, policyTypes }) => (
          <li key={id}>
            <button type="button" className="flow-lists__flow" onClick={() => select({ kind: 'policy', id })}>
              <span className="flow-lists__peer">{policyOf(id).name}</span>
              <span className="flow-lists__namespace">
                {counted(selects, 'workload')}, {policyTypes.join(' and ')}
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
  const endpoints = useApp(selectEndpoints)
  const select = useApp((state) => state.select)
  const inside = endpoints.filter((it) => it.namespace === namespace)
  return (
    <section className="inspector__section" aria-label="Workloads">
      <h3 className="flow-lists__direction">Workloads</h3>
      {inside.length === 0 && <p className="inspector__text">The manifests show none.</p>}
      <FirstOf items={inside} few={fewRows}>
        {(shown) => (
          <ul className="inspector__list">
            {shown.map(({ id, workloadKind }) => (
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
        )}
      </FirstOf>
    </section>
  )
}
