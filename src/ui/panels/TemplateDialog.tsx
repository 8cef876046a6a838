import { useCallback, useMemo, useState } from 'react'
import type { Edit } from '../../model/edit'
import type { EditWithoutId } from '../../model/explanation'
import { editId } from '../../model/ids'
import type { TemplateName, TemplateOffer, TemplateParameters } from '../../model/policyWish'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { Button } from '../controls/Button'
import { ModalDialog } from '../controls/ModalDialog'
import { SelectField } from '../controls/SelectField'
import { TextField } from '../controls/TextField'
import { ImpactPreview } from '../inspector/ImpactPreview'
import { usePreview } from '../inspector/usePreview'
import { useAnswer } from '../useAnswer'
import { useApp, useAppContext } from '../useApp'
import { ProposedYaml } from './ProposedYaml'
import './templateDialog.css'

interface TemplateDialogProps {
  readonly namespaces: readonly string[]
  /** Where it is likely wanted. */
  readonly namespace: string
  readonly onClose: () => void
}

/** A policy from a template: which one, where, with what, and what it would do before it is accepted. */
export function TemplateDialog({ namespaces, namespace: first, onClose }: TemplateDialogProps) {
  const { store } = useAppContext()
  const [namespace, setNamespace] = useState(first)
  const [template, setTemplate] = useState<TemplateName>('default-deny-ingress')
  const [written, setWritten] = useState<TemplateParameters>({})
  const offers = useOffers(namespace)
  const offer = offers?.find((it) => it.template === template)
  const wish = useMemo(
    (): EditWithoutId | null =>
      offer ? { kind: 'template', template, namespace, parameters: parametersOf(offer, written) } : null,
    [offer, template, namespace, written],
  )
  const edits = useApp((state) => state.workspace.edits)
  const proposed = useMemo(() => withWish(edits, wish), [edits, wish])
  const previewed = usePreview(proposed)
  const outcome = previewed.preview?.outcomes.at(-1)
  const isDone = previewed.isStale || (outcome !== undefined && outcome.status !== 'holds')
  const choose = (other: TemplateName) => {
    setTemplate(other)
    // Parameters of the same name mean something else there.
    setWritten({})
  }
  const add = () => {
    if (wish === null) return
    store.getState().addEdit(wish)
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title="New policy from a template"
      description="It becomes one of your edits. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        className="template-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isDone) add()
        }}
      >
        <div className="template-dialog__columns">
          <div className="template-dialog__column">
            <SelectField
              label="Template"
              value={template}
              options={(offers ?? []).map((it) => ({ value: it.template, label: it.title }))}
              onChange={choose}
            />
            <SelectField
              label="Namespace"
              value={namespace}
              options={namespaces.map((name) => ({ value: name, label: name }))}
              onChange={setNamespace}
            />
            {offer && <About offer={offer} />}
            {offer?.parameters.map(({ name, label, hint, value, isRequired }) => (
              <TextField
                key={`${template} ${name}`}
                label={label}
                hint={hint}
                value={written[name] ?? value}
                isRequired={isRequired}
                onChange={(text) => setWritten({ ...written, [name]: text })}
              />
            ))}
          </div>
          <div className="template-dialog__column">
            <ImpactPreview {...previewed} />
            <ProposedYaml proposed={proposed} />
          </div>
        </div>
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={isDone}>
            Add policy
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

function About({ offer: { does, wrongWhen } }: { readonly offer: TemplateOffer }) {
  return (
    <div className="template-dialog__about">
      <p>{does}</p>
      <p className="template-dialog__wrong">{wrongWhen}</p>
    </div>
  )
}

function useOffers(namespace: string): readonly TemplateOffer[] | null {
  const ask = useCallback(
    (worker: WorkerClient, scenario: Scenario) => worker.call('templates', { scenario, namespace }),
    [namespace],
  )
  return useAnswer<readonly TemplateOffer[]>(ask)
}

/** All of them, so that the edit says the same when other manifests would propose something else. */
function parametersOf({ parameters }: TemplateOffer, written: TemplateParameters): TemplateParameters {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, written[name] ?? value]))
}

function withWish(edits: readonly Edit[], wish: EditWithoutId | null): readonly Edit[] {
  // The store gives it another id when it is accepted.
  return wish === null ? edits : [...edits, { ...wish, id: editId('proposed') }]
}
