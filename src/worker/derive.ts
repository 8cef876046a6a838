import { changeTexts } from '../export/changeTexts'
import { placedOffers } from '../manifest/addLabel'
import type { ReadMemo } from '../manifest/read'
import type { FlowChange } from '../model/edit'
import type { Evaluated } from './evaluate'
import type { Derivation, FlowList } from './protocol'

/** The flows that cross the thread of each list. */
export const listedFlows = 200

/** What the edits of a scenario come to: lists of flows are cut, their counts are not. Total. */
export function derive({ scenario, reading, synthesis, lookup }: Evaluated, memo: ReadMemo): Derivation {
  const { cluster } = reading
  const { impact } = synthesis
  return {
    outcomes: synthesis.outcomes,
    labelOffers: placedOffers(scenario.files, scenario.options, cluster, synthesis.labelOffers, memo),
    changes: changeTexts(scenario.files, cluster.policies, synthesis.changes, lookup),
    impact: {
      added: flowList(impact.added),
      removed: flowList(impact.removed),
      collateralAdded: flowList(impact.collateralAdded),
      collateralRemoved: flowList(impact.collateralRemoved),
      collateralKept: flowList(impact.collateralKept ?? []),
    },
  }
}

function flowList(flows: readonly FlowChange[]): FlowList {
  return { count: flows.length, rows: flows.slice(0, listedFlows) }
}
