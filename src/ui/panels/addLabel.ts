import type { PlacedLabelOffer } from '../../model/summary'
import { scenarioOf } from '../../store/connect'
import type { App } from '../useApp'

/** Adds the label to the manifests, where the labels of the workload's pods stand: one undo step, and every other byte as it was. */
export async function addLabel(
  { store, worker }: App,
  { workload, label, places }: PlacedLabelOffer,
): Promise<void> {
  const before = store.getState()
  const outcome = await worker.call('addLabel', { scenario: scenarioOf(before), workload, label })
  const { workspace, receiveLabelled, notify } = store.getState()
  if (outcome.kind === 'superseded' || outcome.kind === 'cancelled') return
  if (outcome.kind === 'failed')
    return notify({ tone: 'bad', text: `The label was not added: ${outcome.message}` })
  const text = `${label.key}: ${label.value}`
  if (outcome.result === null)
    return notify({
      tone: 'bad',
      text: `The label cannot be added there without changing more. Add ${text} by hand at line ${places[0]?.line ?? 1}.`,
    })
  if (workspace !== before.workspace)
    return notify({ tone: 'plain', text: 'The manifests changed meanwhile. Add the label again.' })
  receiveLabelled(outcome.result.files)
  notify({ tone: 'good', text: `The label ${text} is in the manifests now.` })
}
