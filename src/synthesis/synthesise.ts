import type { compile } from '../engine/compile'
import { createCompiler } from '../engine/compiler'
import type { Cluster } from '../model/cluster'
import type { Edit, Impact, Synthesis } from '../model/edit'
import type { ScenarioOptions } from '../model/workspace'
import { allNotesOf } from './allNotes'
import { costOf, noCost } from './cost'
import { type Drafted, drafting } from './drafting'
import { keptUndrawn } from './onlyDrawnOutcome'
import { outcomesOf } from './outcomes'
import { evaluatedAsPasted, impactOf, noImpact } from './proof'
import { type Wishes, wishesOf } from './wishes'

/**
 * The smallest policy changes that make all edits true that are not switched off, with the proof by re-evaluation. In order: what
 * is asked of policies as such, what is to be isolated, to be blocked, then to be allowed, so that each step sees which sides are
 * isolated. Of two edits that contradict each other the later wins; otherwise their order does not matter. Without edits nothing
 * changes.
 *
 * Minimal: fewest collateral flows, then policies created or touched, rules, peers and ports, label requirements.
 * Total: what policies cannot say becomes an outcome with a sentence. A few compilations, and one question to the engine for each
 * pair of endpoints that an edit speaks of. `compiled` may remember what it has compiled before.
 */
export function synthesise(
  cluster: Cluster,
  listed: readonly Edit[],
  options: ScenarioOptions,
  compiled: typeof compile = createCompiler(),
): Synthesis {
  const edits = inForce(listed)
  if (edits.length === 0)
    return {
      changes: [],
      policies: cluster.policies,
      outcomes: [],
      impact: noImpact,
      cost: noCost,
      labelOffers: [],
    }
  const wishes = wishesOf(cluster, edits, options, compiled)
  const drafted = drafting(cluster, wishes)
  const { changes } = drafted
  const { policies } = drafted.draft
  const impact = provedImpact(cluster, wishes, drafted)
  const { notes, labelOffers } = allNotesOf(wishes, drafted, impact)
  return {
    changes,
    policies,
    outcomes: outcomesOf(wishes, drafted, edits, notes),
    impact,
    cost: costOf(cluster.policies, changes, impact),
    labelOffers,
  }
}

/**
 * The policies of `synthesise` and what becomes of each edit, without the proof: for who compares the draft with something else than
 * the baseline. Nothing is said of flows that come along. Total; costs no pair of endpoints that an edit does not speak of.
 */
export function draftOf(
  cluster: Cluster,
  listed: readonly Edit[],
  options: ScenarioOptions,
): Pick<Synthesis, 'policies' | 'outcomes'> {
  const edits = inForce(listed)
  if (edits.length === 0) return { policies: cluster.policies, outcomes: [] }
  const wishes = wishesOf(cluster, edits, options, createCompiler())
  const drafted = drafting(cluster, wishes)
  return { policies: drafted.draft.policies, outcomes: outcomesOf(wishes, drafted, edits, new Map()) }
}

function inForce(edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ off }) => off !== true)
}

function provedImpact(cluster: Cluster, wishes: Wishes, { draft, after, changes }: Drafted): Impact {
  const { scene, only, claims } = wishes
  const { policies } = draft
  const impact = changes.length === 0 ? noImpact : impactOf(scene, cluster, wishes, policies)
  const asPasted = () => evaluatedAsPasted(scene, cluster, wishes, policies)(policies)
  const kept = keptUndrawn(scene, only, claims, after, asPasted)
  return kept.length === 0 ? impact : { ...impact, collateralKept: kept }
}
