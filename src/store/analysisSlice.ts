import type { Explanation } from '../model/explanation'
import { isSameScenario } from '../model/workspace'
import type { Analysis, EndpointFlows, Scenario } from '../worker/protocol'
import type { Slice } from './slice'
import type { WorkspaceSlice } from './workspaceSlice'

/** The worker's last answers. They survive failures and newer edits, so the screen never goes blank while the user types. */
export interface AnalysisSlice {
  readonly analysis: Analysis | null
  /** What `analysis` was computed from; by identity, so a stale picture is known as such. */
  readonly analysisOf: Scenario | null
  /** Set while the worker could not answer; the last good picture stays. */
  readonly failure: string | null
  /** For the selected pair. Null while nothing is selected or no answer came yet. */
  readonly explanation: Explanation | null
  /** For the selected endpoint. */
  readonly flows: EndpointFlows | null
  readonly receiveAnalysis: (scenario: Scenario, analysis: Analysis) => void
  readonly failAnalysis: (message: string) => void
  readonly receiveExplanation: (explanation: Explanation | null) => void
  readonly receiveFlows: (flows: EndpointFlows | null) => void
}

export const createAnalysisSlice: Slice<AnalysisSlice> = (set) => ({
  analysis: null,
  analysisOf: null,
  failure: null,
  explanation: null,
  flows: null,
  receiveAnalysis: (analysisOf, analysis) => set({ analysis, analysisOf, failure: null }),
  failAnalysis: (failure) => set({ failure }),
  receiveExplanation: (explanation) => set({ explanation }),
  receiveFlows: (flows) => set({ flows }),
})

/** True while the picture does not belong to the text and edits as they are now. */
export function selectIsStale(state: AnalysisSlice & WorkspaceSlice): boolean {
  const { analysisOf, workspace } = state
  return analysisOf === null || !isSameScenario(analysisOf, workspace)
}

export function selectErrorCount(state: AnalysisSlice): number {
  return state.analysis?.diagnostics.filter((it) => it.severity === 'error').length ?? 0
}
