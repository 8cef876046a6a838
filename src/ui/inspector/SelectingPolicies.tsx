import { TriangleAlert } from 'lucide-react'
import { type PolicyId, policyOf } from '../../model/ids'
import type { SelectingPolicy, Standing } from '../../model/inspection'
import { useApp } from '../useApp'
import { counted } from '../words'
import { LineLink } from './LineLink'
import { Sentence } from './Sentence'

/** The policies that select a workload, each with the labels by which it does, and those that likely should. */
export function SelectingPolicies({ standing: { policies, almost } }: { readonly standing: Standing }) {
  return (
    <section className="inspector__section" aria-label="Policies">
      <h3 className="flow-lists__direction">Selected by {counted(policies.length, 'policy', 'policies')}</h3>
      {policies.length === 0 && <p className="inspector__text">No policy says anything about it.</p>}
      <ul className="inspector__list">
        {policies.map((it) => (
          <PolicyRow key={it.policy} policy={it} />
        ))}
        {almost.map(({ policy, why }) => (
          <li key={policy} className="selecting" data-missed="true">
            <PolicyName id={policy} />{' '}
            <span className="selecting__miss">
              <TriangleAlert size={13} strokeWidth={2.2} aria-hidden="true" /> misses it
            </span>
            <Sentence parts={why} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function PolicyRow({
  policy: { policy, place, why, directions, rules },
}: {
  readonly policy: SelectingPolicy
}) {
  return (
    <li className="selecting">
      <div className="selecting__head">
        <PolicyName id={policy} />
        <span className="inspector__text">
          {directions.join(' and ')}, {rules === 0 ? 'only denies' : counted(rules, 'rule')}
        </span>
        <span className="selecting__line">
          <LineLink place={place} of={policyOf(policy).name} />
        </span>
      </div>
      <Sentence parts={why} />
    </li>
  )
}

function PolicyName({ id }: { readonly id: PolicyId }) {
  const select = useApp((state) => state.select)
  return (
    <button
      type="button"
      className="selecting__name"
      aria-label={`Inspect policy ${policyOf(id).name}`}
      onClick={() => select({ kind: 'policy', id })}
    >
      {policyOf(id).name}
    </button>
  )
}
