import { groupBy } from '../sets/groupBy'
import { breadthOf, type Claim } from './claims'
import type { Draft } from './draft'
import { granting } from './grant'
import { missingHalves } from './halves'
import { evaluate, type Scene } from './scene'
import { tidied } from './tidy'

/**
 * The draft in which these claims hold, with rules only where something is missing and only on sides that are isolated. The widest
 * claims come first and the rest is asked again, so that nothing is granted twice. Total; one compilation per breadth.
 */
export function allowing(scene: Scene, draft: Draft, claims: readonly Claim[]): Draft {
  const byBreadth = groupBy(claims, breadthOf)
  const granted = [...byBreadth]
    .toSorted(([a], [b]) => b - a)
    .reduce((sum, [, group]) => {
      const index = evaluate(scene, sum.policies)
      const halves = group.flatMap((claim) => missingHalves(scene, index, claim))
      const reaching = halves.filter(({ subject }) => subject.host !== null)
      if (halves.length === 0) return sum
      if (reaching.length === 0 || reaching.length === halves.length)
        return granting(scene, sum, index, halves)
      // What a policy of several pods grants to one of them it grants to all, who may then need nothing of their own.
      const partly = granting(scene, sum, index, reaching)
      const later = evaluate(scene, partly.policies)
      const rest = group.flatMap((claim) => missingHalves(scene, later, claim))
      return granting(scene, partly, later, rest)
    }, draft)
  return tidied(draft, granted)
}
