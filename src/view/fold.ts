import type { NodeId, ViewRequest } from '../model/graphView'
import { groupBy } from '../sets/groupBy'
import { type Bundle, mergeBundles, moveBundle } from './edges'
import { betweenFrames, type Foldable, pairsOf } from './foldable'
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

  const changed = firstOf(all.changed, mostSingle, (it) => areWorkloads || all.keyOf(it) === null)
  const focused = focusBundles(all, extra, request, changed)
  const taken = new Set([...changed, ...focused.taken])
  const kept = [...changed, ...focused.drawn]
  if (areWorkloads) kept.push(...inSightFirst(all, request.sight, mostSingle - kept.length, taken))
  for (const bundle of kept) taken.add(bundle)
  const between = restBetween(all, extra, taken, areWorkloads).toSorted(byWeight(request, frameOf))
  kept.push(...between.slice(0, mostEdges - kept.length))
  const isWithin = (it: Bundle) => !taken.has(it) && all.keyOf(it) === null
  if (areWorkloads || kept.length === 0)
    kept.push(...firstOf(all.quietest, mostEdges - kept.length, isWithin))
  return {
    bundles: mergeBundles(kept),
    folded: all.pairs + pairsOf(extra) - pairsOf(kept.filter(ownIn(all, extra))),
  }
}

/** Whether a bundle is one of those that were to be folded, and not made of them. */
function ownIn({ between, joined, keyOf }: Foldable, extra: readonly Bundle[]): (bundle: Bundle) => boolean {
  return (bundle) => {
    if (joined.has(bundle)) return false
    const key = keyOf(bundle)
    return key === null || extra.includes(bundle) || between.get(key)?.members.includes(bundle) === true
  }
}

/** What the focus takes out of the rest, and how it is drawn: by edges of its own, or where they are too many by the other ends' frames. */
function focusBundles(
  { bundles, frameOf, keyOf }: Foldable,
  extra: readonly Bundle[],
  { detail, focus }: FoldRequest,
  changed: readonly Bundle[],
): { readonly taken: readonly Bundle[]; readonly drawn: readonly Bundle[] } {
  const areWorkloads = detail === 'workloads'
  // From afar a namespace has no edges but those between namespaces.
  if (focus === null || (!areWorkloads && !frameOf.has(focus))) return { taken: [], drawn: [] }
  const isAtFocus = (node: NodeId) => node === focus || frameOf.get(node) === focus
  const isChanged = new Set(changed)
  const taken = [...bundles, ...extra].filter(
    (it) => (isAtFocus(it.from) || isAtFocus(it.to)) && !isChanged.has(it),
  )
  if (areWorkloads && taken.length <= mostSingle - changed.length) return { taken, drawn: taken }
  const near = (node: NodeId) => (isAtFocus(node) ? node : (frameOf.get(node) ?? node))
  const drawn = mergeBundles(
    taken.map((it) => (keyOf(it) === null ? it : moveBundle(it, near(it.from), near(it.to)))),
  ).toSorted(byWeight({ sight: null, focus }, frameOf))
  return { taken, drawn: drawn.slice(0, mostEdges - changed.length) }
}

/** Bundles in sight that are worth an edge of their own: the half-open ones, and where not all is in sight the others too. */
function inSightFirst(
  { quietest, frameOf }: Foldable,
  sight: FoldRequest['sight'],
  most: number,
  taken: ReadonlySet<Bundle>,
): readonly Bundle[] {
  if (sight === null) return firstOf(quietest, most, (it) => it.kind === 'half' && !taken.has(it))
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
  { between, frameOf, keyOf }: Foldable,
  extra: readonly Bundle[],
  taken: ReadonlySet<Bundle>,
  areWorkloads: boolean,
): readonly Bundle[] {
  const asOne = (members: readonly Bundle[]) =>
    areWorkloads && members.length === 1 ? members : betweenFrames(members, frameOf)
  const more = groupBy(
    extra.filter((it) => !taken.has(it)),
    keyOf,
  )
  const touched = new Set([...taken].map(keyOf))
  const rest = [...between].flatMap(([key, { members, whole }]): readonly Bundle[] => {
    const added = more.get(key) ?? []
    if (added.length > 0 || touched.has(key))
      return asOne([...members.filter((it) => !taken.has(it)), ...added])
    return members.length === 1 ? asOne(members) : whole
  })
  const fresh = [...more].filter(([key]) => key !== null && !between.has(key))
  return [...rest, ...fresh.flatMap(([, added]) => asOne(added))]
}

type Order = (a: Bundle, b: Bundle) => number

/** Changes, then the focus's, then half-open ones; of equals those in sight, then the heaviest; else they stay in their order. */
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
  return (a, b) => rank(a) - rank(b) || hidden(a) - hidden(b) || b.pairs - a.pairs
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
