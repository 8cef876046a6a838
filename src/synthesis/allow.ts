import { groupBy } from '../sets/groupBy'
import { breadthOf, type Claim } from './claims'
import type { Draft } from './draft'
import { granting } from './grant'
import { missingHalves } from './halves'
import { evaluate, type Scene } from './scene'

/**
 * The draft in which these claims hold, with rules only where something is missing and only on sides that are isolated. The widest
 * claims come first and the rest is asked again, so that nothing is granted twice. Total; one compilation per breadth.
 */
export function allowing(scene: Scene, draft: Draft, claims: readonly Claim[]): Draft {
  const byBreadth = groupBy(claims, breadthOf)
  return [...byBreadth]
    .toSorted(([a], [b]) => b - a)
    .reduce((sum, [, group]) => {
      const index = evaluate(scene, sum.policies)
      const halves = group.flatMap((claim) => missingHalves(scene, index, claim))
      return halves.length === 0 ? sum : granting(scene, sum, index, halves)
    }, draft)
}
