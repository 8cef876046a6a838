import type { NodeId } from '../model/graphView'
import type { Frames } from './aggregate'
import { type Bundle, bundleId, moveBundle } from './edges'

/**
 * The bundles of the focus that only an edge of its namespace tells: `all` are those between cards, `told` the same aggregated. Who
 * selects a workload asks for its own flows, and an edge that ends at the frame around it does not say that it is meant. Total,
 * O(bundles).
 */
export function untoldBundles(
  all: readonly Bundle[],
  told: readonly Bundle[],
  focus: NodeId | null,
  { frameOf }: Pick<Frames, 'frameOf'>,
): readonly Bundle[] {
  if (focus === null || !frameOf.has(focus)) return []
  const isOwn = ({ from, to }: Bundle) => from === focus || to === focus
  const toldIds = new Set(told.filter(isOwn).map(bundleId))
  const near = (node: NodeId) => (node === focus ? node : (frameOf.get(node) ?? node))
  return all.filter((it) => {
    if (!isOwn(it)) return false
    return !toldIds.has(bundleId(it)) && !toldIds.has(bundleId(moveBundle(it, near(it.from), near(it.to))))
  })
}
