import type { NodeId } from '../model/graphView'
import { type Bundle, mergeBundles, moveBundle } from './edges'

/** More edges than this at once cannot be read. */
const mostEdges = 150
/** Of them, at most so many for flows that are worth an edge of their own, so that aggregates of the rest find room. */
const mostSingle = 110

export interface Folded {
  readonly bundles: readonly Bundle[]
  /** Flows that lost their own edge. */
  readonly folded: number
}

/**
 * Keeps a picture of at most 150 edges. When there are more: what the draft changes, the focus's own edges and half-open ones
 * stay, in this order, while they fit; the rest becomes one edge per two namespaces (or external block) and kind, the heaviest
 * first; what room is left goes to edges within a namespace, those of quiet workloads first, as an edge of a hub says least.
 * Deterministic. Total, O(edges log edges).
 */
export function fold(
  bundles: readonly Bundle[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
  focus: NodeId | null,
): Folded {
  if (bundles.length <= mostEdges) return { bundles, folded: 0 }
  const rank = (bundle: Bundle) => rankOf(bundle, frameOf, focus)
  const special = bundles
    .filter((bundle) => rank(bundle) < ordinary)
    .sort((a, b) => rank(a) - rank(b) || compare(a, b))
  const single = special.slice(0, mostSingle)
  const isSingle = new Set(single)
  const rest = bundles.filter((bundle) => !isSingle.has(bundle))

  const frame = (node: NodeId) => frameOf.get(node) ?? node
  const between = mergeBundles(
    rest.flatMap((bundle): Bundle[] => {
      const [from, to] = [frame(bundle.from), frame(bundle.to)]
      if (from === to) return []
      return from === bundle.from && to === bundle.to ? [bundle] : [moveBundle(bundle, from, to)]
    }),
  )
  const heaviest = between
    .toSorted((a, b) => rank(a) - rank(b) || b.pairs - a.pairs || compare(a, b))
    .slice(0, mostEdges - single.length)
  const within = quietestFirst(
    rest.filter(({ from, to }) => frame(from) === frame(to)),
    bundles,
  ).slice(0, mostEdges - single.length - heaviest.length)

  const kept = mergeBundles([...single, ...heaviest, ...within])
  const isOwn = new Set(bundles)
  return { bundles: kept, folded: pairsOf(bundles) - pairsOf(kept.filter((bundle) => isOwn.has(bundle))) }
}

const ordinary = 3

function rankOf(
  { from, to, kind, change }: Bundle,
  frameOf: ReadonlyMap<NodeId, NodeId>,
  focus: NodeId | null,
): number {
  if (change !== 'same') return 0
  const ends = [from, to, frameOf.get(from), frameOf.get(to)]
  if (focus !== null && ends.includes(focus)) return 1
  return kind === 'half' ? 2 : ordinary
}

function quietestFirst(within: readonly Bundle[], all: readonly Bundle[]): readonly Bundle[] {
  const degrees = new Map<NodeId, number>()
  for (const { from, to } of all)
    for (const node of [from, to]) degrees.set(node, (degrees.get(node) ?? 0) + 1)
  const busiest = ({ from, to }: Bundle) => Math.max(degrees.get(from) ?? 0, degrees.get(to) ?? 0)
  return within.toSorted((a, b) => busiest(a) - busiest(b) || compare(a, b))
}

function pairsOf(bundles: readonly Bundle[]): number {
  return bundles.reduce((sum, { pairs }) => sum + pairs, 0)
}

function compare(a: Bundle, b: Bundle): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
