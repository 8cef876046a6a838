import type { PolicyIndex } from '../engine/compile'
import type { Cluster } from '../model/cluster'
import type { PolicyChange } from '../model/edit'
import type { EditId } from '../model/ids'
import { allowing } from './allow'
import { atBestSides } from './bestSides'
import { blocking } from './block'
import { elsewhere } from './claims'
import { changesOf, type Draft, settled } from './draft'
import { type Judge, judging } from './judging'
import { brokenBlocks, mended } from './mend'
import { keepingDrawn } from './onlyDrawn'
import { locking } from './openUp'
import { evaluate } from './scene'
import { tidied } from './tidy'
import type { Wishes } from './wishes'

/** The draft that answers what is asked for. */
export interface Drafted {
  readonly draft: Draft
  /** The draft, compiled. */
  readonly after: PolicyIndex
  readonly changes: readonly PolicyChange[]
  /** Edits that a policy change was made for. */
  readonly contributed: ReadonlySet<EditId>
}

/**
 * Makes true what is asked for, step by step: isolated and opened, allowed where something is left out of it again, blocked, allowed.
 * Total; a few compilations, and one question to the engine for each pair of endpoints that an edit speaks of.
 */
export function drafting(cluster: Cluster, wishes: Wishes): Drafted {
  const { scene, before, start, only, claims } = wishes
  const judge = judging(scene, cluster, wishes)
  const draft = settled(
    cluster.policies,
    atBestSides(scene, claims, judge, (those) =>
      keepingDrawn(scene, start, only, claims, (from) => reaching({ ...wishes, claims: those }, from, judge)),
    ),
  )
  const changes = changesOf(cluster.policies, draft)
  return {
    draft,
    after: draft.policies === cluster.policies ? before : evaluate(scene, draft.policies),
    changes,
    contributed: new Set(changes.flatMap((change) => change.edits)),
  }
}

function reaching(wishes: Wishes, start: Draft, judge: Judge, left = wishes.claims): Draft {
  const { scene, claims, locks } = wishes
  const isolated = locking(scene, start, locks)
  const allows = left.filter(({ kind }) => kind === 'allow')
  const blocks = left.filter(({ kind }) => kind === 'block')
  const early = allows.filter(({ exceptions }) => exceptions.length > 0)
  const late = allows.filter(({ exceptions }) => exceptions.length === 0)
  const granted = allowing(scene, isolated, early)
  const blocked = blocks.reduce((draft, claim) => blocking(scene, draft, claim, judge), granted)
  const allowed = allowing(scene, blocked, late)
  const done = tidied(start, allowed)
  const inVain = brokenBlocks(scene, blocked, done, blocks)
  // What labels and addresses cannot tell apart from something that is to be allowed is blocked at another side, and not by halves.
  if (inVain.length > 0) {
    const others = left.flatMap((claim) => (inVain.includes(claim) ? elsewhere(claim) : [claim]))
    return reaching(wishes, start, judge, others)
  }
  const moved = claims.filter((claim) => !left.includes(claim))
  return mended(scene, done, moved, claims, judge)
}
