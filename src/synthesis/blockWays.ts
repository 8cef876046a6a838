import { compile } from '../engine/compile'
import type { BlockWays, NoWayToBlock } from '../model/blockWays'
import type { Cluster } from '../model/cluster'
import type { Edit, EditOutcome, Synthesis } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { blockWayWords } from './blockWayWords'
import { compareCosts } from './cost'
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
 * the one that comes out when it names none first, then by cost. For the sides that do not work, why. Nothing for an edit that is no
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
  const proposed = best.outcome.status === 'holds' ? (same ?? best) : null
  const rest = working
    .filter((way) => way !== same)
    .toSorted((a, b) => compareCosts(a.synthesis.cost, b.synthesis.cost))
  const before = compiled(cluster, options, [])
  const wayOf = (way: Tried) => ({
    cut: way.cut,
    isProposed: way === proposed,
    isTaken: block.cut === undefined ? way === proposed : way.cut === block.cut,
    sentence: blockWayWords(before, id, way.synthesis.changes),
    synthesis: way.synthesis,
  })
  return {
    ways: [...(proposed === null ? [] : [proposed]), ...rest].map(wayOf),
    others: named
      .filter((way) => !working.includes(way))
      .flatMap(({ cut, outcome }): readonly NoWayToBlock[] =>
        cut === null ? [] : [{ cut, why: outcome?.message ?? '' }],
      ),
  }
}

/** What a synthesis changes, as one text. */
function saying({ changes }: Synthesis): string {
  return JSON.stringify(
    changes.map(({ kind, ...change }) => [kind, 'policy' in change ? change.policy : change.id]),
  )
}
