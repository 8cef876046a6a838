/** Edges that come and go when another state of the policies is shown. */
import { isGhost } from './ghosts'
import type { FlowFlowEdge } from './toFlowEdges'

export interface Change {
  readonly coming: ReadonlySet<string>
  /** As they were last drawn. */
  readonly going: readonly FlowFlowEdge[]
}

/** What is another edge than before; null when none is. Arrows that wait for their answer only give way to it. Linear. */
export function changeOf(before: readonly FlowFlowEdge[], now: readonly FlowFlowEdge[]): Change | null {
  const known = new Set(before.map(({ id }) => id))
  const left = new Set(now.map(({ id }) => id))
  const coming = now.filter((edge) => !known.has(edge.id) && !isGhost(edge))
  const going = before.filter((edge) => !left.has(edge.id) && !isGhost(edge))
  if (coming.length + going.length === 0) return null
  return { coming: new Set(coming.map(({ id }) => id)), going }
}

/** The edges, marked as coming where they are, and those that go, which nobody can reach any more. Linear. */
export function withChange(edges: readonly FlowFlowEdge[], { coming, going }: Change): FlowFlowEdge[] {
  const present = new Set(edges.map(({ id }) => id))
  return [
    ...edges.map((edge) => (coming.has(edge.id) ? moving(edge, 'coming') : edge)),
    ...going
      .filter(({ id }) => !present.has(id))
      .map((edge) => ({ ...moving(edge, 'going'), focusable: false, selectable: false })),
  ]
}

function moving(edge: FlowFlowEdge, motion: 'coming' | 'going'): FlowFlowEdge {
  return edge.data ? { ...edge, data: { ...edge.data, motion } } : edge
}
