import { Fragment } from 'react'
import { type PolicyId, policyOf } from '../../model/ids'
import { useApp } from '../useApp'

/** Names of policies as ways to them: `a, b`. */
export function PolicyNames({ policies }: { readonly policies: readonly { readonly policy: PolicyId }[] }) {
  const select = useApp((state) => state.select)
  return policies.map(({ policy }, i) => (
    <Fragment key={policy}>
      {i > 0 && ', '}
      <button type="button" className="text-link" onClick={() => select({ kind: 'policy', id: policy })}>
        {policyOf(policy).name}
      </button>
    </Fragment>
  ))
}
