import { groupBy } from '../sets/groupBy'
import { breadthOf, type Claim } from './claims'
import { compareCosts, costOf } from './cost'
import { changesOf, type Draft } from './draft'
import { granting } from './grant'
import { type Half, missingHalves } from './halves'
import { evaluate, type Scene } from './scene'
import { sharedHalves } from './sharedHosts'
import { tidied } from './tidy'

// Each is one compilation more.
const mostTrials = 3

/**
 * The draft in which these claims hold, with rules only where something is missing and only on sides that are isolated. The widest
 * claims come first and the rest is asked again, so that nothing is granted twice; where it costs less, all are granted at once, since
 * what a pod lacks in both directions may then take one policy. Total; some compilations per breadth.
 */
export function allowing(scene: Scene, draft: Draft, claims: readonly Claim[]): Draft {
  const byBreadth = groupBy(claims, breadthOf)
  const granted = [...byBreadth]
    .toSorted(([a], [b]) => b - a)
    .reduce((sum, [, group]) => allowingGroup(scene, sum, group), draft)
  const stepwise = tidied(draft, granted)
  if (byBreadth.size < 2 || stepwise === draft) return stepwise
  const index = evaluate(scene, draft.policies)
  const halves = claims.flatMap((claim) => missingHalves(scene, index, claim))
  const atOnce = tidied(draft, granting(scene, draft, index, halves))
  return isCheaper(scene, atOnce, stepwise) ? atOnce : stepwise
}

/**
 * Claims of one breadth. What a policy of several pods grants to one of them it grants to all, who may then need nothing of their
 * own: so such rules come first. Where several pods lack the same, a policy that has them all is tried, too.
 */
function allowingGroup(scene: Scene, draft: Draft, claims: readonly Claim[]): Draft {
  const index = evaluate(scene, draft.policies)
  const halves = claims.flatMap((claim) => missingHalves(scene, index, claim))
  if (halves.length === 0) return draft
  const inTwo = (early: readonly Half[]): Draft => {
    const partly = granting(scene, draft, index, early)
    const later = evaluate(scene, partly.policies)
    const rest = claims.flatMap((claim) => missingHalves(scene, later, claim))
    return granting(scene, partly, later, rest)
  }
  const reaching = halves.filter(({ subject }) => subject.host !== null)
  const isPlain = reaching.length === 0 || reaching.length === halves.length
  const first = isPlain ? granting(scene, draft, index, halves) : inTwo(reaching)
  const trials = sharedHalves(scene, draft, index, halves).slice(0, mostTrials)
  return trials.map(inTwo).reduce((best, it) => (isCheaper(scene, it, best) ? it : best), first)
}

function isCheaper({ cluster }: Scene, a: Draft, b: Draft): boolean {
  const [cost, other] = [a, b].map((draft) =>
    costOf(cluster.policies, changesOf(cluster.policies, draft), {
      collateralAdded: [],
      collateralRemoved: [],
    }),
  )
  return cost !== undefined && other !== undefined && compareCosts(cost, other) < 0
}
