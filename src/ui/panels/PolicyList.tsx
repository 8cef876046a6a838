import { FilePlus2, ScrollText } from 'lucide-react'
import { useState } from 'react'
import { type PolicyId, policyOf } from '../../model/ids'
import type { PolicySummary } from '../../model/summary'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { PolicyDialog } from './PolicyDialog'
import { PolicyMenu, type PolicyTask } from './PolicyMenu'
import { pastedId } from './pastedId'
import { ResourceRow } from './ResourceRow'
import { TemplateDialog } from './TemplateDialog'

interface PolicyListProps {
  readonly policies: readonly PolicySummary[]
  /** All namespaces, for a new policy. */
  readonly namespaces: readonly string[]
}

type Open = { readonly kind: PolicyTask; readonly policy: PolicyId } | { readonly kind: 'template' } | null

/** The draft's policies: each can be selected and has a menu, and new ones come from templates. */
export function PolicyList({ policies, namespaces }: PolicyListProps) {
  const changes = useApp((state) => state.analysis?.changes)
  const select = useApp((state) => state.select)
  const selected = useApp((state) => (state.selection.kind === 'policy' ? state.selection.id : null))
  const chosen = useApp((state) => (state.selection.kind === 'namespace' ? state.selection.name : null))
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const [first] = namespaces
  return (
    <section className="resources-panel__section" aria-label="Policies">
      <div className="resources-panel__head">
        <h2 className="section-title">Policies</h2>
        {first !== undefined && (
          <Button size="small" look="quiet" onClick={() => setOpen({ kind: 'template' })}>
            <FilePlus2 aria-hidden="true" /> New from template…
          </Button>
        )}
      </div>
      <ul className="resources-panel__list">
        {policies.map(({ id, place, selects }) => {
          const pasted = pastedId(changes ?? [], id)
          const { namespace, name } = policyOf(id)
          return (
            <ResourceRow
              key={id}
              icon={<ScrollText size={14} aria-hidden="true" />}
              name={name}
              hint={`${namespace} · ${pasted === null ? 'new' : `selects ${selects}`}`}
              isSelected={selected === id}
              onClick={() => select({ kind: 'policy', id })}
            >
              {pasted !== null && (
                <PolicyMenu
                  policy={pasted}
                  place={place}
                  onChoose={(kind) => setOpen({ kind, policy: pasted })}
                />
              )}
            </ResourceRow>
          )
        })}
      </ul>
      {open?.kind === 'template' && first !== undefined && (
        <TemplateDialog namespaces={namespaces} namespace={chosen ?? first} onClose={close} />
      )}
      {open && open.kind !== 'template' && (
        <PolicyDialog task={open.kind} policy={open.policy} onClose={close} />
      )}
    </section>
  )
}
