import type { EndpointId } from '../../model/ids'
import { useApp } from '../useApp'

/** The addresses of a block outside the cluster. */
export function ExternalFacts({ id }: { readonly id: EndpointId }) {
  const block = useApp((state) => state.analysis?.graph.externals.find((it) => it.id === id))
  if (!block) return null
  return (
    <section className="inspector__section" aria-label="Addresses">
      <h3 className="section-title">Addresses</h3>
      {block.isRest && <p className="inspector__text">Every address that no ipBlock of a policy names.</p>}
      {!block.isRest && (
        <ul className="inspector__chips">
          {block.ranges.map(({ first, last }) => (
            <li key={first} className="chip">
              {first === last ? first : `${first} – ${last}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
