import type { Explanation } from '../model/explanation'
import type { EditId } from '../model/ids'
import type { Outlook } from '../model/outlook'
import type { EditEffect } from '../model/summary'
import { isSameScenario } from '../model/workspace'
import type { Analysis, Derivation, EndpointFlows, Progress, Scenario } from '../worker/protocol'
import type { Slice } from './slice'
import type { WorkspaceSlice } from './workspaceSlice'

/** The worker's last answers. They survive failures and newer edits, so the screen never goes blank while the user types. */
export interface AnalysisSlice {
  readonly analysis: Analysis | null
  /** What `analysis` was computed from; by identity, so a stale picture is known as such. */
  readonly analysisOf: Scenario | null
  /** What the outcomes, changes and impact in `analysis` were computed from: they are known before the picture is. */
  readonly derivedOf: Scenario | null
  /** Set while the worker could not answer; the last good picture stays. */
  readonly failure: string | null
  /** Set while the worker is at a question that takes long. */
  readonly progress: Progress | null
  /** What the user stopped the evaluation of; by identity. Until it is changed, the picture stays that of `analysisOf`. */
  readonly stopped: Scenario | null
  /** For the selected pair. Null while nothing is selected or no answer came yet. */
  readonly explanation: Explanation | null
  /** For the selected endpoint. */
  readonly flows: EndpointFlows | null
  /** For the selected endpoint, after its flows. */
  readonly outlook: Outlook | null
  /** What each edit does by itself; an old one stays until the new one is known. */
  readonly effects: Readonly<Record<EditId, KnownEffect>>
  readonly receiveEffect: (of: Scenario, effect: EditEffect) => void
  /** What the edits come to, while the picture is that of earlier edits. */
  readonly receiveDerivation: (scenario: Scenario, derivation: Derivation) => void
  readonly receiveAnalysis: (scenario: Scenario, analysis: Analysis) => void
  readonly failAnalysis: (message: string) => void
  readonly receiveProgress: (progress: Progress | null) => void
  readonly stopAnalysis: () => void
  readonly evaluateAgain: () => void
  readonly receiveExplanation: (explanation: Explanation | null) => void
  readonly receiveFlows: (flows: EndpointFlows | null) => void
  readonly receiveOutlook: (outlook: Outlook | null) => void
}

/** `of` is what it was computed from, by identity. */
export interface KnownEffect extends EditEffect {
  readonly of: Scenario
}

export const createAnalysisSlice: Slice<AnalysisSlice, WorkspaceSlice> = (set) => ({
  analysis: null,
  analysisOf: null,
  derivedOf: null,
  failure: null,
  progress: null,
  stopped: null,
  explanation: null,
  flows: null,
  outlook: null,
  effects: {},
  receiveEffect: (of, effect) =>
    set(({ effects }) => ({ effects: { ...effects, [effect.edit]: { ...effect, of } } })),
  receiveDerivation: (derivedOf, derivation) =>
    set(({ analysis }) =>
      analysis === null ? {} : { analysis: { ...analysis, ...derivation }, derivedOf, failure: null },
    ),
  receiveAnalysis: (analysisOf, analysis) =>
    set({ analysis, analysisOf, derivedOf: analysisOf, failure: null }),
  failAnalysis: (failure) => set({ failure }),
  receiveProgress: (progress) => set({ progress }),
  stopAnalysis: () =>
    set(({ workspace: { files, edits, options } }) => ({ stopped: { files, edits, options } })),
  evaluateAgain: () => set({ stopped: null }),
  receiveExplanation: (explanation) => set({ explanation }),
  receiveFlows: (flows) => set({ flows }),
  receiveOutlook: (outlook) => set({ outlook }),
})

/** True while the picture does not belong to the text and edits as they are now. */
export function selectIsStale(state: AnalysisSlice & WorkspaceSlice): boolean {
  const { analysisOf, workspace } = state
  return analysisOf === null || !isSameScenario(analysisOf, workspace)
}

/** True while the picture does not belong to the text and edits as they are now, because the user stopped their evaluation. */
export function selectIsStopped(state: AnalysisSlice & WorkspaceSlice): boolean {
  return selectIsStale(state) && state.stopped !== null && isSameScenario(state.stopped, state.workspace)
}

const noEndpoints: Analysis['endpoints'] = []

/** Every workload of the picture's scenario, whatever filters leave; none before the first answer. The same list while the answer is. */
export function selectEndpoints({ analysis }: AnalysisSlice): Analysis['endpoints'] {
  return analysis?.endpoints ?? noEndpoints
}

export function selectErrorCount(state: AnalysisSlice): number {
  return state.analysis?.diagnostics.filter((it) => it.severity === 'error').length ?? 0
}
