import type { Edit } from '../model/edit'
import type { EditId } from '../model/ids'
import { isSameScenario } from '../model/workspace'
import type { Scenario, WorkerClient } from '../worker/protocol'
import type { KnownEffect } from './analysisSlice'
import type { AppState, AppStore } from './appStore'

/**
 * Asks what each edit of the picture does by itself, one edit after the other, so that a newer picture never waits for more than one
 * answer. Only while somebody looks: each costs an evaluation. Ends when all is known, or the picture is not that of the edits.
 */
export async function askEffects(store: AppStore, client: WorkerClient): Promise<void> {
  for (let next = nextQuestion(store.getState()); next !== null; next = nextQuestion(store.getState())) {
    const outcome = await client.call('effect', next)
    if (outcome.kind !== 'done' || outcome.result === null) return
    store.getState().receiveEffect(next.scenario, outcome.result)
  }
}

/** Whether something on the screen says what edits do: their list, or what is pointed at. */
export function wantsEffects({ leftTab, isLeftOpen, pointed }: AppState): boolean {
  return (leftTab === 'edits' && isLeftOpen) || pointed.length > 0
}

/** What an edit does, as far as it is known: of the picture, or of an earlier one with the same edit. */
export function selectEffect(state: AppState, edit: Edit): KnownEffect | null {
  const effect = state.effects[edit.id]
  return effect?.of.edits.includes(edit) ? effect : null
}

/** The lines of the changes on the screen that are an edit's own; null while that is not known. */
export function selectOwnLines(state: AppState, edit: EditId): KnownEffect['lines'] | null {
  const effect = state.effects[edit]
  return effect && isCurrent(state, effect) ? effect.lines : null
}

function nextQuestion(state: AppState): { readonly scenario: Scenario; readonly edit: EditId } | null {
  const { analysisOf: scenario, effects, workspace } = state
  if (scenario === null || !isSameScenario(scenario, workspace) || !wantsEffects(state)) return null
  const isKnown = ({ id }: Edit) => effects[id] !== undefined && isCurrent(state, effects[id])
  const edit = scenario.edits.find((it) => !it.off && !isKnown(it))
  return edit === undefined ? null : { scenario, edit: edit.id }
}

function isCurrent({ derivedOf }: AppState, { of }: KnownEffect): boolean {
  return derivedOf !== null && isSameScenario(of, derivedOf)
}
