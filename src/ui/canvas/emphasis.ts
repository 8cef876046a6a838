/** What is looked at, and what steps back behind it. */
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import type { Show } from '../../model/look'
import type { Direction } from '../../model/policy'
import { nothingSelected, type Selection } from '../../model/selection'
import { selectedEndpoints, type UnderCursor } from '../../store/screenSlice'
import { isGhost } from './ghosts'
import { isOnTrail, type Trail } from './trail'

export interface Emphasis {
  readonly isCalmNode: (id: NodeId) => boolean
  readonly isCalmEdge: (edge: FlowEdge) => boolean
  /** Whether an edge says its ports also where there is little room. */
  readonly isTold: (edge: FlowEdge) => boolean
  /** Which step of the way that is looked at a card is; null for none. */
  readonly stepOf: (id: NodeId) => number | null
}

const nothingCalm: Emphasis = {
  isCalmNode: () => false,
  isCalmEdge: () => false,
  isTold: () => false,
  stepOf: () => null,
}

/** What a policy is about. */
export interface Governed {
  readonly ends: readonly NodeId[]
  readonly directions: readonly Direction[]
}

export interface LookedAt {
  readonly selection: Selection
  readonly show: Show
  readonly trail: Trail | null
  readonly underCursor: UnderCursor | null
  /** Of the selected policy; null while it is not known, and where it selects nobody. */
  readonly governed: Governed | null
}

/**
 * What the editor's cursor is at stands out while somebody is there, with its own flows or those between both sides of a rule; else a
 * way stands out with its steps, else a selected workload with its own flows and their other ends, a selected edge with its ends or a
 * pair that has none, or whom a selected policy selects with the flows in the directions that it isolates; else in a difference what
 * changes. A bundle of a namespace stands for all its workloads. What is being drawn is always looked at. Linear in the edges; each
 * question O(1), of edges on a way linear in its steps.
 */
export function emphasisOf(
  { edges, cards }: Pick<GraphView, 'edges' | 'cards'>,
  lookedAt: LookedAt,
): Emphasis {
  const underCursor = lookedAt.underCursor?.ends.length === 0 ? null : lookedAt.underCursor
  const trail = underCursor === null ? lookedAt.trail : null
  const focus = new Set<NodeId>(
    underCursor === null
      ? (trail?.steps.keys() ?? selectedNodes(lookedAt))
      : [...underCursor.ends, ...(underCursor.others ?? [])],
  )
  const isMeant = underCursor?.others
    ? between(underCursor.ends, underCursor.others)
    : meantBy(focus, underCursor === null ? lookedAt : { ...lookedAt, selection: nothingSelected }, trail)
  if (isMeant === null) return nothingCalm
  const meant = new Set(edges.filter(isMeant))
  // A bundle that is no longer there is not looked at.
  if (meant.size === 0 && focus.size === 0 && lookedAt.selection.kind === 'aggregate') return nothingCalm
  const frameOf = new Map<NodeId, NodeId>(cards.map(({ id, frame }) => [id, frame]))
  const ends = endsOf(trail === null ? [...meant] : [], focus)
  const framesOfEnds = new Set([...ends].map((id) => frameOf.get(id) ?? id))
  return {
    isCalmNode: (id) =>
      id.startsWith('ns:') ? !framesOfEnds.has(id) : !ends.has(id) && !ends.has(frameOf.get(id) ?? id),
    isCalmEdge: (edge) => !meant.has(edge) && !isGhost(edge),
    isTold: (edge) => meant.has(edge),
    stepOf: (id) => trail?.steps.get(id) ?? null,
  }
}

function between(ends: readonly NodeId[], others: readonly NodeId[]) {
  const [own, other] = [new Set(ends), new Set(others)]
  return ({ from, to }: FlowEdge) => (own.has(from) && other.has(to)) || (own.has(to) && other.has(from))
}

function selectedNodes({ selection, governed }: LookedAt): readonly NodeId[] {
  if (selection.kind === 'pair') return [selection.from, selection.to]
  return selection.kind === 'policy' ? (governed?.ends ?? []) : selectedEndpoints(selection)
}

function meantBy(focus: ReadonlySet<NodeId>, { selection, governed, show }: LookedAt, trail: Trail | null) {
  if (trail !== null) return (edge: FlowEdge) => isOnTrail(edge, trail)
  if (selection.kind === 'pair')
    return ({ from, to }: FlowEdge) => from === selection.from && to === selection.to
  if (selection.kind === 'aggregate') return ({ id }: FlowEdge) => id === selection.edge
  if (selection.kind === 'policy' && focus.size > 0) return isGoverned(focus, governed?.directions ?? [])
  if (focus.size > 0) return ({ from, to }: FlowEdge) => focus.has(from) || focus.has(to)
  return show === 'difference' ? ({ change }: FlowEdge) => change !== 'same' : null
}

function isGoverned(ends: ReadonlySet<NodeId>, directions: readonly Direction[]) {
  const [ingress, egress] = [directions.includes('ingress'), directions.includes('egress')]
  return ({ from, to }: FlowEdge) => (ingress && ends.has(to)) || (egress && ends.has(from))
}

function endsOf(edges: readonly FlowEdge[], focus: ReadonlySet<NodeId>): ReadonlySet<NodeId> {
  return new Set([...focus, ...edges.flatMap(({ from, to }) => [from, to])])
}
