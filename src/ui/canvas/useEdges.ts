import { useMemo, useState } from 'react'
import type { FlowEdge, GraphView } from '../../model/graphView'
import type { Selection } from '../../model/selection'
import { useApp } from '../useApp'
import type { Emphasis } from './emphasis'
import type { Places, Positions } from './places'
import { flowEdges, isSameEdge, litEdges } from './toFlowEdges'
import { useComing } from './useComing'
import { useCourses } from './useCourses'
import { useKept } from './useKept'
import type { Settled } from './useLevel'
import { usePointing } from './usePointing'

interface EdgesOf {
  readonly graph: GraphView
  readonly places: Places
  /** What is being dragged in a large picture; null for nothing. */
  readonly held: Positions | null
  readonly rest: Settled
  readonly emphasis: Emphasis
}

/** The edges, and what to call when one of them is pointed at: what belongs to it is shown elsewhere, until null is. */
export function useEdges({ graph, places, held, rest, emphasis }: EdgesOf) {
  const { level, labelScale } = rest
  const selection = useApp((state) => state.selection)
  const [pointed, setPointed] = useState<string | null>(null)
  const laid = useCourses({ graph, places, held, rest })
  const flows = useMemo(() => {
    const selected = selectedEdge(selection, laid.edges)
    return flowEdges({ ...laid, selected, pointed, level, labelScale, emphasis })
  }, [laid, selection, pointed, level, labelScale, emphasis])
  const { isLit, pointAt } = usePointing()
  const lit = useMemo(() => (isLit === null ? flows : litEdges(flows, isLit)), [flows, isLit])
  return {
    edges: useComing(useKept(lit, isSameEdge), laid.edges),
    pointAt: (id: string | null) => {
      setPointed(id)
      pointAt(graph.edges.find((edge) => edge.id === id) ?? null)
    },
  }
}

function selectedEdge(selection: Selection, edges: readonly FlowEdge[]): string | null {
  if (selection.kind === 'aggregate') return selection.edge
  if (selection.kind !== 'pair') return null
  const same = edges.filter(({ from, to }) => from === selection.from && to === selection.to)
  const exact = same.find(({ connections }) => connections === selection.connections)
  return (exact ?? same[0])?.id ?? null
}
