import { scenarioOf } from '../../store/connect'
import type { App } from '../useApp'
import { copyText, downloadText } from './handOver'

export type ExportWhat = 'changes' | 'allPolicies' | 'edits'

const fileNames: Readonly<Record<ExportWhat, string>> = {
  changes: 'network-policy-changes.yaml',
  allPolicies: 'network-policies.yaml',
  edits: 'edits.yaml',
}
const nouns: Readonly<Record<ExportWhat, string>> = {
  changes: 'The changed policies',
  allPolicies: 'All policies',
  edits: 'The edits',
}

/** What to say when something went wrong that is no fault of the text. */
const kept = 'Your manifests and edits are as they were: try again, or undo the last edit first.'

/** Hands the YAML over as the user asked, and says so. */
export async function exportYaml(
  { store, worker }: App,
  what: ExportWhat,
  how: 'copy' | 'download',
): Promise<void> {
  const { notify } = store.getState()
  const outcome = await worker.call('exportYaml', { scenario: scenarioOf(store.getState()), what })
  if (outcome.kind === 'superseded' || outcome.kind === 'cancelled') return
  if (outcome.kind === 'failed')
    return notify({ tone: 'bad', text: `The YAML could not be written: ${outcome.message} ${kept}` })
  const { text } = outcome.result
  if (how === 'download') {
    downloadText(fileNames[what], text)
    notify({ tone: 'good', text: `${nouns[what]} are in ${fileNames[what]}.` })
  } else if (await copyText(text)) notify({ tone: 'good', text: `${nouns[what]} are on the clipboard.` })
  else notify({ tone: 'bad', text: 'This browser refused the clipboard. Copy it from here:', detail: text })
}

/** Folds the policy changes into the manifests: one undo step, and every other byte as it was. */
export async function applyChanges({ store, worker }: App): Promise<void> {
  const before = store.getState()
  const outcome = await worker.call('apply', { scenario: scenarioOf(before) })
  const { workspace, receiveApplied, notify } = store.getState()
  if (outcome.kind === 'superseded') return
  if (outcome.kind === 'cancelled') return notify({ tone: 'plain', text: 'Stopped. Nothing was applied.' })
  if (outcome.kind === 'failed')
    return notify({ tone: 'bad', text: `The changes were not applied: ${outcome.message} ${kept}` })
  if (workspace !== before.workspace)
    return notify({ tone: 'plain', text: 'The manifests changed meanwhile. Apply again.' })
  receiveApplied(outcome.result.files)
  notify({ tone: 'good', text: 'The changes are in the manifests now. Undo brings the edits back.' })
}
