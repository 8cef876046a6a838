import { allowing } from './allow'
import { blocking, hasFlows } from './block'
import type { Claim } from './claims'
import type { Draft } from './draft'
import { missingHalves } from './halves'
import type { Judge } from './judging'
import { evaluate, type Scene } from './scene'

/** The blocks that hold in the one draft and are broken again in the other. Total; two compilations where there are any. */
export function brokenBlocks(
  scene: Scene,
  before: Draft,
  after: Draft,
  blocks: readonly Claim[],
): readonly Claim[] {
  if (after.policies === before.policies || blocks.length === 0) return []
  const [index, later] = [evaluate(scene, before.policies), evaluate(scene, after.policies)]
  return blocks.filter((claim) => hasFlows(scene, later, claim, true) && !hasFlows(scene, index, claim, true))
}

/**
 * The draft with what is left of blocks that came to nothing, here or there, made last of all: there may have been nothing to cut yet
 * before others were allowed something, or pods to come may still do it. Each at the first side where it takes away nothing that other
 * claims ask for; not at all where there is none. The draft as it was when nothing is left. Total.
 */
export function mended(
  scene: Scene,
  draft: Draft,
  moved: readonly Claim[],
  claims: readonly Claim[],
  judge: Judge,
): Draft {
  const plain = claims.filter(({ kind, exceptions }) => kind === 'allow' && exceptions.length === 0)
  return moved.reduce((sum, claim) => {
    const sides = claim.cut === null ? ([null, 'ingress', 'egress'] as const) : [claim.cut]
    for (const cut of sides) {
      const blocked = blocking(scene, sum, { ...claim, cut }, judge)
      if (blocked === sum) continue
      const way = allowing(scene, blocked, plain)
      if (keepsAll(scene, sum, way, claims) && brokenBlocks(scene, blocked, way, [claim]).length === 0)
        return way
    }
    return sum
  }, draft)
}

/** Whether the one draft still does all that claims ask for and that the other does. Total; two compilations. */
export function keepsAll(scene: Scene, before: Draft, after: Draft, claims: readonly Claim[]): boolean {
  const [index, later] = [evaluate(scene, before.policies), evaluate(scene, after.policies)]
  const isLacking = (claim: Claim) =>
    missingHalves(scene, later, claim).length > missingHalves(scene, index, claim).length
  const blocks = claims.filter(({ kind }) => kind === 'block')
  return (
    !claims.some((claim) => claim.kind === 'allow' && isLacking(claim)) &&
    brokenBlocks(scene, before, after, blocks).length === 0
  )
}
