import type { Direction } from '../model/policy'
import { hasFlows } from './block'
import type { Claim } from './claims'
import { compareCosts } from './cost'
import type { Draft } from './draft'
import type { Judge } from './judging'
import { keepsAll } from './mend'
import { evaluate, type Scene } from './scene'

// Each is two syntheses more.
const mostMoved = 4

const sides: readonly Direction[] = ['ingress', 'egress']

/**
 * The draft that `reached` makes of the claims, with each block cut at the side that costs least in the end. Where each is cut by
 * itself, a policy may be made that would be spared at the other side, because something else changes a policy there anyway. So one
 * after the other is tried at either side, and stays where the whole is cheaper and nothing that is asked for suffers.
 * Total; only where a few blocks are not alone.
 */
export function atBestSides(
  scene: Scene,
  claims: readonly Claim[],
  judge: Judge,
  reached: (claims: readonly Claim[]) => Draft,
): Draft {
  let [best, chosen] = [reached(claims), claims]
  const movable = claims.filter(({ kind, cut }) => kind === 'block' && cut === null)
  if (claims.length < 2 || movable.length === 0 || movable.length > mostMoved) return best
  let cost = judge.cost(best)
  for (const claim of movable)
    for (const cut of sides) {
      const others = chosen.map((it) => (it.edit === claim.edit && it.kind === 'block' ? { ...it, cut } : it))
      const draft = reached(others)
      if (compareCosts(judge.leastCost(draft), cost) >= 0) continue
      const otherCost = judge.cost(draft)
      if (compareCosts(otherCost, cost) >= 0) continue
      if (!keepsAll(scene, best, draft, claims) || isOpenToMore(scene, best, draft, claims)) continue
      best = draft
      cost = otherCost
      chosen = others
    }
  return best
}

/** Whether pods to come can do more of what is to be blocked. */
function isOpenToMore(scene: Scene, before: Draft, after: Draft, claims: readonly Claim[]): boolean {
  const [index, later] = [evaluate(scene, before.policies), evaluate(scene, after.policies)]
  return claims.some(
    (claim) => claim.kind === 'block' && hasFlows(scene, later, claim) && !hasFlows(scene, index, claim),
  )
}
