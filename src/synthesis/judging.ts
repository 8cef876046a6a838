import type { Cluster } from '../model/cluster'
import type { Cost } from '../model/edit'
import { costOf } from './cost'
import { changesOf, type Draft, settled } from './draft'
import { impactOf, type Proposed } from './proof'
import type { Scene } from './scene'

/** What a draft costs as a whole, with its collateral. */
export type Judge = (draft: Draft) => Cost

/**
 * Judges drafts by what they would cost if they were the answer: the changes of the baseline, and the flows that come along although
 * nothing of what is asked for asks for them. Each draft costs two compilations.
 */
export function judging(scene: Scene, cluster: Cluster, asked: Omit<Proposed, 'policies'>): Judge {
  return (draft) => {
    const is = settled(cluster.policies, draft)
    const impact = impactOf(scene, cluster, { ...asked, policies: is.policies })
    return costOf(cluster.policies, changesOf(cluster.policies, is), impact)
  }
}
