import type { ViewRequest } from '../model/graphView'
import { policiesOf } from '../model/look'
import { isSameScenario } from '../model/workspace'
import type { Scenario, WorkerClient } from '../worker/protocol'
import { selectIsStopped } from './analysisSlice'
import { answerPath } from './answerPath'
import type { AppState, AppStore } from './appStore'
import { askEffects, wantsEffects } from './effects'
import { selectFocus } from './screenSlice'

/**
 * Keeps the worker's answers in step with the store: asks again when what an answer was computed from has changed. Of other edits
 * it asks first what they come to, and then for the picture.
 * The client lets only the newest question of a kind be answered. While the user has stopped an evaluation, questions are about
 * what the picture shows, until the workspace changes or the evaluation is asked for again. Returns a function that stops it.
 */
export function connectWorker(store: AppStore, client: WorkerClient): () => void {
  const analyse = async () => {
    const state = store.getState()
    const scenario = askedScenario(state)
    if (scenario === null) return
    const derivation = onlyEditsDiffer(state, scenario) ? client.call('derive', { scenario }) : null
    const picture = client.call('analyse', { scenario, view: viewOf(state) })
    const derived = await derivation
    if (derived?.kind === 'done') store.getState().receiveDerivation(scenario, derived.result)
    const outcome = await picture
    if (outcome.kind === 'done') {
      const before = store.getState().analysisOf
      store.getState().receiveAnalysis(scenario, outcome.result)
      if (before !== null) noticeOutcomes(store, before, scenario)
      showEffects()
    }
    if (outcome.kind === 'failed') store.getState().failAnalysis(outcome.message)
    if (outcome.kind === 'cancelled') store.getState().stopAnalysis()
  }
  // One walk through the edits at a time: a second one would ask everything twice.
  let isAsking = false
  const showEffects = () => {
    if (isAsking || !wantsEffects(store.getState())) return
    isAsking = true
    void askEffects(store, client).then(() => {
      isAsking = false
    })
  }
  const showPath = () => {
    const scenario = askedScenario(store.getState())
    if (scenario !== null) void answerPath(store, client, scenario)
  }
  client.watch((progress) => store.getState().receiveProgress(progress))
  void analyse()
  void answerSelection(store, client)
  return store.subscribe((now, before) => {
    const changed = !isSameScenario(scenarioOf(now), scenarioOf(before))
    const resumed = now.stopped === null && before.stopped !== null
    if (changed || resumed || viewChanged(now, before)) void analyse()
    if (wantsEffects(now) && !wantsEffects(before)) showEffects()
    if (changed || resumed || now.pathEnds !== before.pathEnds || now.show !== before.show) showPath()
    const answersElse = policiesOf(now.show) !== policiesOf(before.show)
    if (changed || resumed || now.selection !== before.selection || answersElse)
      void answerSelection(store, client)
  })
}

/** Whether the picture on the screen is of the same text with other edits: then what they come to is shown before it is drawn anew. */
function onlyEditsDiffer({ analysisOf, derivedOf }: AppState, { files, edits, options }: Scenario): boolean {
  return analysisOf?.files === files && analysisOf.options === options && derivedOf?.edits !== edits
}

/**
 * What questions are about: the workspace as it is, or what is still on the screen after an evaluation was stopped. The same object as
 * long as it is the same scenario, so that another look at it makes nothing else out of date.
 */
function askedScenario(state: AppState): Scenario | null {
  const { analysisOf } = state
  if (selectIsStopped(state)) return analysisOf
  const scenario = scenarioOf(state)
  return analysisOf !== null && isSameScenario(analysisOf, scenario) ? analysisOf : scenario
}

/** The part of the workspace that the worker computes from; its parts keep their identity. */
export function scenarioOf({ workspace: { files, edits, options } }: AppState): Scenario {
  return { files, edits, options }
}

/** What the screen asks to be drawn. */
export function viewOf(state: AppState): ViewRequest {
  const { show, filters, detail, sight, collapsed, showOpen, showUndeclaredPorts } = state
  return {
    show,
    filters,
    detail,
    sight,
    collapsed,
    showOpen,
    showUndeclaredPorts,
    focus: selectFocus(state),
  }
}

/** The canvas says at the end of each move what is in sight, in a new list, and often it is the same. */
function viewChanged(now: AppState, before: AppState): boolean {
  const view = viewOf(now)
  const former = viewOf(before)
  return (Object.keys(view) as (keyof ViewRequest)[]).some(
    (key) => view[key] !== former[key] && !(key === 'sight' && isSameSight(view.sight, former.sight)),
  )
}

function isSameSight(a: ViewRequest['sight'], b: ViewRequest['sight']): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((namespace, i) => namespace === b[i])
}

/** Says so when an edit that was just made changes nothing: there will be no arrow that shows it. */
function noticeOutcomes(store: AppStore, before: Scenario, now: Scenario): void {
  // Opening a workspace makes no edits.
  if (before.files !== now.files || before.edits === now.edits) return
  const known = new Set(before.edits.filter(({ off }) => !off).map(({ id }) => id))
  const { analysis, notify, leftTab, isLeftOpen } = store.getState()
  // There each edit says it itself, next to what a file of edits has brought.
  if (leftTab === 'edits' && isLeftOpen) return
  const fresh = analysis?.outcomes.filter(({ edit }) => !known.has(edit)) ?? []
  const failed = fresh.find(({ status }) => status === 'impossible' || status === 'unknownEnd')
  const idle = fresh.find(({ status }) => status === 'already')
  if (failed) notify({ tone: 'bad', text: failed.message })
  else if (idle && fresh.length === 1) notify({ tone: 'plain', text: idle.message })
}

async function answerSelection(store: AppStore, client: WorkerClient): Promise<void> {
  const state = store.getState()
  const { selection } = state
  const show = policiesOf(state.show)
  const scenario = askedScenario(state)
  if (scenario === null) return
  // An answer that comes after the selection moved on belongs to nothing on the screen.
  const isCurrent = () =>
    store.getState().selection === selection && policiesOf(store.getState().show) === show
  if (selection.kind === 'pair') {
    const { from, to, connections } = selection
    const outcome = await client.call('explain', {
      scenario,
      show,
      from,
      to,
      connections,
    })
    if (outcome.kind === 'done' && isCurrent()) state.receiveExplanation(outcome.result)
  }
  if (selection.kind === 'endpoint') {
    const params = { scenario, show, endpoint: selection.id }
    const flows = client.call('flows', params)
    const outlook = client.call('outlook', params)
    const outcome = await flows
    if (outcome.kind === 'done' && isCurrent()) state.receiveFlows(outcome.result)
    const further = await outlook
    if (further.kind === 'done' && isCurrent()) state.receiveOutlook(further.result)
  }
}
