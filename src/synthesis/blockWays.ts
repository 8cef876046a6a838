import { compile } from '../engine/compile'
import type { BlockWays, NoWayToBlock } from '../model/blockWays'
import type { Cluster } from '../model/cluster'
import type { Edit, Synthesis } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { blockWayWords } from './blockWayWords'
import { compareCosts } from './cost'
import { synthesise } from './synthesise'

type BlockEdit = Extract<Edit, { readonly kind: 'block' }>

const sides = ['ingress', 'egress'] as const

/**
 * All ways to make one block true, each with the whole synthesis that follows when the edit takes it and all others stay as they are:
 * the one that comes out when it names none first, then by cost. For the sides that do not work, why. Nothing for an edit that is no
 * block, is switched off, or changes nothing. Total; costs three syntheses.
 */
export function blockWays(
  cluster: Cluster,
  edits: readonly Edit[],
  id: EditId,
  options: ScenarioOptions,
  compiled: typeof compile = compile,
): BlockWays {
  const block = edits.find((edit): edit is BlockEdit => edit.id === id && edit.kind === 'block' && !edit.off)
  if (block === undefined) return { ways: [], others: [] }
  const tried = (cut: Direction | null) => {
    const { cut: _, ...free } = block
    const asked: Edit = cut === null ? free : { ...free, cut }
    const listed = edits.map((edit) => (edit.id === id ? asked : edit))
    return { cut, synthesis: synthesise(cluster, listed, options, compiled) }
  }
  const [best, ...named] = [tried(null), ...sides.map(tried)]
  const status = (it: Synthesis) => it.outcomes.find(({ edit }) => edit === id)
  const found = best === undefined ? undefined : status(best.synthesis)?.status
  if (best === undefined || (found !== 'holds' && found !== 'impossible')) return { ways: [], others: [] }
  const working = named.filter(({ synthesis }) => status(synthesis)?.status === 'holds')
  const same = working.find(({ synthesis }) => saying(synthesis) === saying(best.synthesis))
  const proposed = found === 'holds' ? [same ?? best] : []
  const rest = working
    .filter((way) => way !== same)
    .toSorted((a, b) => compareCosts(a.synthesis.cost, b.synthesis.cost))
  const before = compiled(cluster, options, [])
  return {
    ways: [...proposed, ...rest].map(({ cut, synthesis }, i) => ({
      cut,
      isProposed: i === 0 && proposed.length > 0,
      isTaken: block.cut === undefined ? i === 0 && proposed.length > 0 : block.cut === cut,
      sentence: blockWayWords(before, id, synthesis.changes),
      synthesis,
    })),
    others: named
      .filter((way) => !working.includes(way))
      .flatMap(({ cut, synthesis }): readonly NoWayToBlock[] =>
        cut === null ? [] : [{ cut, why: status(synthesis)?.message ?? '' }],
      ),
  }
}

/** What a synthesis changes, as one text. */
function saying({ changes }: Synthesis): string {
  return JSON.stringify(
    changes.map(({ kind, ...change }) => [kind, 'policy' in change ? change.policy : change.id]),
  )
}
