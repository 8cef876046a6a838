import { compile } from '../engine/compile'
import type { BlockWays, NoWayToBlock } from '../model/blockWays'
import type { Cluster } from '../model/cluster'
import type { Edit, EditOutcome, Synthesis } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { blockWayWords } from './blockWayWords'
import { compareCosts } from './cost'
import { laterPods } from './reachOutcome'
import { synthesise } from './synthesise'

type BlockEdit = Extract<Edit, { readonly kind: 'block' }>

interface Tried {
  readonly cut: Direction | null
  readonly synthesis: Synthesis
  readonly outcome: EditOutcome | undefined
}

const sides = ['ingress', 'egress'] as const

const noWays: BlockWays = { ways: [], others: [] }

/**
 * All ways to make one block true, each with the whole synthesis that follows when the edit takes it and all others stay as they are:
 * the one that costs least first. For the sides that do not work, why. Nothing for an edit that is no
 * block, is switched off, or changes nothing by itself. Total; costs three syntheses.
 */
export function blockWays(
  cluster: Cluster,
  edits: readonly Edit[],
  id: EditId,
  options: ScenarioOptions,
  compiled: typeof compile = compile,
): BlockWays {
  const block = edits.find((edit): edit is BlockEdit => edit.id === id && edit.kind === 'block' && !edit.off)
  if (block === undefined) return noWays
  const tried = (cut: Direction | null): Tried => {
    const { cut: _, ...free } = block
    const asked: Edit = cut === null ? free : { ...free, cut }
    const listed = edits.map((edit) => (edit.id === id ? asked : edit))
    const synthesis = synthesise(cluster, listed, options, compiled)
    return { cut, synthesis, outcome: synthesis.outcomes.find(({ edit }) => edit === id) }
  }
  const best = tried(null)
  const isOwn = best.synthesis.changes.some((change) => change.edits.includes(id))
  if (best.outcome?.status !== 'impossible' && !(best.outcome?.status === 'holds' && isOwn)) return noWays
  const named = sides.map(tried)
  const working = named.filter(({ outcome }) => outcome?.status === 'holds')
  const same = working.find(({ synthesis }) => saying(synthesis) === saying(best.synthesis))
  const usual = best.outcome.status === 'holds' ? [same ?? best] : []
  const before = compiled(cluster, options, [])
  const sorted = [...usual, ...working.filter((way) => way !== same)].toSorted(byCost)
  return {
    ways: sorted.map((way, i) => {
      const isDefault = usual.includes(way)
      return {
        cut: way.cut,
        isProposed: i === 0,
        isDefault,
        isTaken: block.cut === undefined ? isDefault : way.cut === block.cut,
        sentence: blockWayWords(before, id, way.synthesis.changes),
        synthesis: way.synthesis,
      }
    }),
    others: named
      .filter((way) => !working.includes(way))
      .flatMap(({ cut, outcome }): readonly NoWayToBlock[] =>
        cut === null ? [] : [{ cut, why: outcome?.message ?? '' }],
      ),
  }
}

/** The most that holds first, for pods to come too, then what costs least; else as they are. */
function byCost({ synthesis: a }: Tried, { synthesis: b }: Tried): number {
  const missing = ({ outcomes }: Synthesis) =>
    outcomes.filter(({ status }) => status !== 'holds' && status !== 'already').length
  const uncovered = ({ outcomes }: Synthesis) =>
    outcomes.filter(({ message }) => message.includes(laterPods)).length
  return missing(a) - missing(b) || uncovered(a) - uncovered(b) || compareCosts(a.cost, b.cost)
}

/** What a synthesis changes, as one text. */
function saying({ changes }: Synthesis): string {
  return JSON.stringify(
    changes.map(({ kind, ...change }) => [kind, 'policy' in change ? change.policy : change.id]),
  )
}
