import type { Cluster } from '../model/cluster'
import type { Cost, Impact } from '../model/edit'
import { costOf } from './cost'
import { changesOf, type Draft, settled } from './draft'
import { type Demands, impactOf, noImpact } from './proof'
import type { Scene } from './scene'

type Collateral = Pick<Impact, 'collateralAdded' | 'collateralRemoved'>

/** Judges drafts by what they would cost if they were the answer. */
export interface Judge {
  /** With the flows that come along although nothing of what is asked for asks for them. Costs two compilations. */
  readonly cost: (draft: Draft) => Cost
  /** What a draft costs at least: as if nothing came along. */
  readonly leastCost: (draft: Draft) => Cost
}

/** The judge of the drafts of one synthesis. */
export function judging(scene: Scene, cluster: Cluster, demands: Demands): Judge {
  const costWith = (draft: Draft, impactOfDraft: (policies: Draft['policies']) => Collateral) => {
    const is = settled(cluster.policies, draft)
    return costOf(cluster.policies, changesOf(cluster.policies, is), impactOfDraft(is.policies))
  }
  return {
    cost: (draft) => costWith(draft, (policies) => impactOf(scene, cluster, demands, policies)),
    leastCost: (draft) => costWith(draft, () => noImpact),
  }
}
