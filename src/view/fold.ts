import type { NodeId, ViewRequest } from '../model/graphView'
import { groupBy } from '../sets/groupBy'
import { type Bundle, bundleId, mergeBundles, moveBundle } from './edges'
import { betweenFrames, byId, type Foldable, pairsOf } from './foldable'
import { frameId } from './nodes'

/** More edges than this at once cannot be read. */
const mostEdges = 150
/** Of them, at most so many for flows that are worth an edge of their own, so that aggregates of the rest find room. */
const mostSingle = 110

export interface Folded {
  readonly bundles: readonly Bundle[]
  /** Flows that lost their own edge. */
  readonly folded: number
}

/** What decides which bundles keep an edge of their own. */
export type FoldRequest = Pick<ViewRequest, 'detail' | 'sight' | 'focus'>

/**
 * A picture of at most 150 edges; `extra` are bundles that only the focus shows.
 *
 * Of workloads: all bundles where they fit. Else what the draft changes, the focus's own and the half-open ones keep an edge of their
 * own, in this order and while there is room; where only some namespaces are in sight, half-open ones of these alone, and then the
 * others of these. The rest becomes one edge per two namespaces (or external block) and kind: half-open and in sight first, then the
 * heaviest. What room is left goes to edges within a namespace.
 *
 * Of namespaces: one edge per two of them and kind. The focus keeps edges of its own, and so has what the draft changes within a
 * namespace; other flows within one are told only where there would be no edge at all.
 *
 * Deterministic. Total, O(150 log 150) and what edges are taken from; O(bundles) where the focus is a namespace.
 */
export function fold(all: Foldable, extra: readonly Bundle[], request: FoldRequest): Folded {
  const { bundles, frameOf } = all
  const areWorkloads = request.detail === 'workloads'
  if (areWorkloads && bundles.length + extra.length <= mostEdges)
    return { bundles: extra.length === 0 ? bundles : mergeBundles([...bundles, ...extra]), folded: 0 }

  const changed = firstOf(all.changed, mostSingle, (it) => areWorkloads || isWithin(it, frameOf))
  const focused = focusBundles(all, extra, request, changed)
  const taken = new Set([...changed, ...focused.taken])
  const kept = [...changed, ...focused.drawn]
  if (areWorkloads) kept.push(...inSightFirst(all, request.sight, mostSingle - kept.length, taken))
  for (const bundle of kept) taken.add(bundle)
  const between = restBetween(all, extra, taken, areWorkloads).toSorted(byWeight(request, frameOf))
  kept.push(...between.slice(0, mostEdges - kept.length))
  if (areWorkloads || kept.length === 0)
    kept.push(...firstOf(all.within, mostEdges - kept.length, (it) => !taken.has(it)))

  const own = kept.filter((it) => all.isOwn.has(it) || extra.includes(it))
  return { bundles: mergeBundles(kept), folded: all.pairs + pairsOf(extra) - pairsOf(own) }
}

/** What the focus takes out of the rest, and how it is drawn: by edges of its own, or where they are too many by the other ends' frames. */
function focusBundles(
  { byNode, frameOf }: Foldable,
  extra: readonly Bundle[],
  { detail, focus }: FoldRequest,
  changed: readonly Bundle[],
): { readonly taken: readonly Bundle[]; readonly drawn: readonly Bundle[] } {
  const areWorkloads = detail === 'workloads'
  // From afar a namespace has no edges but those between namespaces.
  if (focus === null || (!areWorkloads && !frameOf.has(focus))) return { taken: [], drawn: [] }
  const isChanged = new Set(changed)
  const taken = [...(byNode.get(focus) ?? []), ...extra].filter((it) => !isChanged.has(it)).sort(byId)
  if (areWorkloads && taken.length <= mostSingle - changed.length) return { taken, drawn: taken }
  const near = (node: NodeId) => (frameOf.get(node) === focus ? node : nearFocus(node, focus, frameOf))
  const drawn = mergeBundles(
    taken.map((it) => (isWithin(it, frameOf) ? it : moved(it, near(it.from), near(it.to)))),
  ).toSorted(byWeight({ sight: null, focus }, frameOf))
  return { taken, drawn: drawn.slice(0, mostEdges - changed.length) }
}

function nearFocus(node: NodeId, focus: NodeId, frameOf: ReadonlyMap<NodeId, NodeId>): NodeId {
  return node === focus ? node : (frameOf.get(node) ?? node)
}

/** Bundles in sight that are worth an edge of their own: the half-open ones, and where not all is in sight the others too. */
function inSightFirst(
  { half, quietest, frameOf }: Foldable,
  sight: FoldRequest['sight'],
  most: number,
  taken: ReadonlySet<Bundle>,
): readonly Bundle[] {
  if (sight === null) return firstOf(half, most, (it) => !taken.has(it))
  const isSeen = seenIn(sight)
  const classes: readonly Bundle[][] = [[], [], [], []]
  for (const bundle of quietest) {
    const seen = endsIn(bundle, isSeen, frameOf)
    if (seen === 0 || taken.has(bundle)) continue
    const place = (bundle.kind === 'half' ? 0 : 2) + (seen === 2 ? 0 : 1)
    classes[place]?.push(bundle)
  }
  return classes.flat().slice(0, Math.max(0, most))
}

/** What is left between frames; a bundle that stays alone keeps its own ends where workloads are told. */
function restBetween(
  { between, frameOf }: Foldable,
  extra: readonly Bundle[],
  taken: ReadonlySet<Bundle>,
  areWorkloads: boolean,
): readonly Bundle[] {
  const keyOf = ({ from, to, ...bundle }: Bundle) =>
    bundleId(frameOf.get(from) ?? from, frameOf.get(to) ?? to, bundle)
  const more = groupBy(
    extra.filter((it) => !taken.has(it) && !isWithin(it, frameOf)),
    keyOf,
  )
  const touched = new Set([...taken].map(keyOf))
  const rest = [...between].flatMap(([id, { members, whole }]): readonly Bundle[] => {
    const added = more.get(id) ?? []
    if (added.length === 0 && !touched.has(id)) return areWorkloads && members.length === 1 ? members : whole
    const left = [...members.filter((it) => !taken.has(it)), ...added]
    return areWorkloads && left.length === 1 ? left : betweenFrames(left, frameOf)
  })
  const fresh = [...more].filter(([id]) => !between.has(id))
  return [...rest, ...fresh.flatMap(([, added]) => betweenFrames(added, frameOf))]
}

type Order = (a: Bundle, b: Bundle) => number

/** Changes, then the focus's, then half-open ones; of equals those in sight, then the heaviest. */
function byWeight(
  { sight, focus }: Omit<FoldRequest, 'detail'>,
  frameOf: ReadonlyMap<NodeId, NodeId>,
): Order {
  const rank = ({ from, to, kind, change }: Bundle) => {
    if (change !== 'same') return 0
    if (focus !== null && (from === focus || to === focus)) return 1
    return kind === 'half' ? 2 : 3
  }
  const isSeen = sight === null ? null : seenIn(sight)
  const hidden = (bundle: Bundle) => (isSeen === null || endsIn(bundle, isSeen, frameOf) > 0 ? 0 : 1)
  return (a, b) => rank(a) - rank(b) || hidden(a) - hidden(b) || b.pairs - a.pairs || byId(a, b)
}

function seenIn(sight: readonly string[]): ReadonlySet<NodeId> {
  return new Set(sight.map(frameId))
}

/** How many of the two ends stand in the frames in sight. */
function endsIn(
  { from, to }: Bundle,
  isSeen: ReadonlySet<NodeId>,
  frameOf: ReadonlyMap<NodeId, NodeId>,
): number {
  return Number(isSeen.has(frameOf.get(from) ?? from)) + Number(isSeen.has(frameOf.get(to) ?? to))
}

function isWithin({ from, to }: Bundle, frameOf: ReadonlyMap<NodeId, NodeId>): boolean {
  return (frameOf.get(from) ?? from) === (frameOf.get(to) ?? to)
}

function moved(bundle: Bundle, from: NodeId, to: NodeId): Bundle {
  return from === bundle.from && to === bundle.to ? bundle : moveBundle(bundle, from, to)
}

function firstOf(
  list: readonly Bundle[],
  most: number,
  isMeant: (bundle: Bundle) => boolean,
): readonly Bundle[] {
  const first: Bundle[] = []
  for (const bundle of list) {
    if (first.length >= most) break
    if (isMeant(bundle)) first.push(bundle)
  }
  return first
}
