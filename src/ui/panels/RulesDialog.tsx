import { useCallback, useMemo, useState } from 'react'
import type { Edit } from '../../model/edit'
import { editId, type PolicyId } from '../../model/ids'
import type { RuleSummary } from '../../model/summary'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { ImpactPreview } from '../inspector/ImpactPreview'
import { usePreview } from '../inspector/usePreview'
import { policyWords } from '../policyWishWords'
import { useAnswer } from '../useAnswer'
import { useApp, useAppContext } from '../useApp'
import { directionName } from '../words'

interface RulesDialogProps {
  readonly policy: PolicyId
  readonly onClose: () => void
}

type DisableEdit = Extract<Edit, { readonly kind: 'disableRule' }>

/** The rules of a policy, each with a mark: what is unmarked is taken out. */
export function RulesDialog({ policy, onClose }: RulesDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const rules = useRules(policy)
  const disabling = useMemo(() => edits.filter((edit) => isDisabling(edit, policy)), [edits, policy])
  const [out, setOut] = useState<ReadonlySet<string>>(() => new Set(disabling.map(keyOf)))
  const { back, added } = useMemo(
    () => ({
      back: disabling.filter((edit) => !out.has(keyOf(edit))),
      added: (rules ?? []).filter(
        (it) => out.has(keyOf(it)) && !disabling.some((edit) => keyOf(edit) === keyOf(it)),
      ),
    }),
    [disabling, out, rules],
  )
  const proposed = useMemo((): readonly Edit[] => {
    const kept = edits.filter((edit) => !back.some(({ id }) => id === edit.id))
    const asked = added.map((it): Edit => ({ ...wishFor(policy, it), id: editId(`proposed ${keyOf(it)}`) }))
    return [...kept, ...asked]
  }, [edits, back, added, policy])
  const previewed = usePreview(proposed)
  const toggle = (key: string, isIn: boolean) => {
    const next = new Set(out)
    if (isIn) next.delete(key)
    else next.add(key)
    setOut(next)
  }
  const accept = () => {
    for (const { id } of back) store.getState().removeEdit(id)
    if (added.length > 0) store.getState().addEdits(added.map((it) => wishFor(policy, it)))
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Rules of ${policyWords(policy)}`}
      description="A rule without its mark is taken out; the pods stay isolated. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          accept()
        }}
      >
        {rules?.length === 0 && <p className="resources-panel__none">It has no rules: it only denies.</p>}
        {(rules ?? []).map((rule) => (
          <CheckField
            key={keyOf(rule)}
            label={`${directionName(rule.direction)} rule ${rule.position + 1}`}
            hint={ruleHint(rule)}
            checked={!out.has(keyOf(rule))}
            onChange={(isIn) => toggle(keyOf(rule), isIn)}
          />
        ))}
        <ImpactPreview {...previewed} />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={back.length + added.length === 0}>
            Change rules
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

function useRules(policy: PolicyId): readonly RuleSummary[] | null {
  const ask = useCallback(
    (worker: WorkerClient, scenario: Scenario) => worker.call('policyRules', { scenario, policy }),
    [policy],
  )
  return useAnswer<readonly RuleSummary[] | null>(ask)
}

function isDisabling(edit: Edit, policy: PolicyId): edit is DisableEdit {
  return edit.kind === 'disableRule' && edit.policy === policy && edit.off !== true
}

function wishFor(policy: PolicyId, { direction, position }: RuleSummary) {
  return { kind: 'disableRule' as const, policy, direction, position }
}

function keyOf({ direction, position }: Pick<RuleSummary, 'direction' | 'position'>): string {
  return `${direction} ${position}`
}

function ruleHint({ words, isInert }: RuleSummary): string {
  return isInert ? `${words}. It does nothing: the policy is not for this direction.` : `${words}.`
}
