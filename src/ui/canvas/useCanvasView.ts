import { getViewportForBounds, type OnMove, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import type { GraphView, NodeId } from '../../model/graphView'
import { useApp } from '../useApp'
import type { Rect } from './edgeGeometry'
import { isLarge } from './levels'
import { movingTime } from './movingTime'
import { boundsOf, type Places, placesOf } from './places'
import { holds, sightOf } from './sight'
import type { Settled } from './useLevel'
import { useStable } from './useStable'

/** Room for the tools above, and at the sides more than the 40 pixels in which React Flow moves the view while a flow is drawn, or a gate near the border would slip away. */
const padding = { top: '46px', x: '44px' } as const
const belowPicture = { least: 46, overLegend: 12 } as const
const leastZoom = 0.02
const largestFit = 1.1

export interface CanvasView {
  readonly showAll: () => void
  readonly showPart: (part: Rect) => void
  readonly onMoveStart: OnMove
}

interface Viewed {
  readonly graph: GraphView
  readonly standing: Places
  readonly chosen: RefObject<string | null>
  readonly rest: Settled
}

/**
 * Moves the view when something asks for it: the whole graph when other namespaces appear (another scenario, a paste) or the
 * canvas changes its size or gets a card for the outside before anybody moved the view by hand, or another part of it is asked for by
 * filters; and an endpoint or a pair that was selected elsewhere and is out of sight, or but a box. Edits move nothing.
 */
export function useCanvasView({ graph, standing, chosen, rest }: Viewed): CanvasView {
  const { setViewport } = useReactFlow()
  const flow = useStoreApi()
  const isReady = useStore(({ panZoom, width }) => panZoom !== null && width > 0)
  const size = useStore(({ width, height }) => `${width} ${height}`)
  const isMovedByHand = useRef(false)

  const fitIn = useStable((part: Rect | null, duration: number) => {
    const { width, height, domNode } = flow.getState()
    if (part === null || width === 0) return
    const legend = domNode?.querySelector<HTMLElement>('.legend-panel')?.offsetHeight ?? 0
    const bottom = `${Math.max(belowPicture.least, legend + belowPicture.overLegend)}px` as const
    const room = { ...padding, bottom }
    void setViewport(getViewportForBounds(part, width, height, leastZoom, largestFit, room), { duration })
  })
  const isInSight = (id: string) => {
    const { transform, width, height } = flow.getState()
    const [x, y, zoom] = transform
    const rect = standing.get(id)
    return rect === undefined || holds(sightOf({ x, y, zoom }, { width, height }), rect)
  }
  const fitAll = useStable((duration: number) => fitIn(boundsOf(standing.values()), duration))

  const frames = graph.frames.map(({ id }) => id).join(' ')
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isReady || frames === '') return
    isMovedByHand.current = false
    fitAll(isFirst.current ? 0 : movingTime())
    isFirst.current = false
  }, [isReady, frames, fitAll])

  useEffect(() => {
    if (size !== '' && !isMovedByHand.current) fitAll(movingTime())
  }, [size, fitAll])

  // A flow to the outside may bring the first card for it, which is of little use where nobody sees it.
  const known = useRef<ReadonlySet<string>>(new Set())
  const showOutside = useStable(() => {
    const ids = graph.externals.map(({ id }) => id)
    const fresh = ids.filter((id) => !known.current.has(id))
    known.current = new Set(ids)
    if (!isMovedByHand.current && !fresh.every(isInSight)) fitAll(movingTime())
  })
  const { externals } = graph
  useEffect(() => {
    if (externals.length > 0) showOutside()
  }, [externals, showOutside])

  useOtherAnswer(graph, (isOtherPart) => {
    // Before and after are compared in the same places, as long as all of them are in sight.
    if (!isOtherPart && [...standing.keys()].every(isInSight)) return
    isMovedByHand.current = false
    fitAll(movingTime())
  })
  useShownSelection({ graph, standing, chosen, rest }, isInSight, fitIn, () => {
    isMovedByHand.current = true
  })

  const fitAsked = useApp((state) => state.fitAsked)
  useEffect(() => {
    if (fitAsked !== null) fitAll(movingTime())
  }, [fitAsked, fitAll])

  return {
    showAll: () => fitAll(movingTime()),
    showPart: (part) => fitIn(part, movingTime()),
    // React Flow gives no event when the program moves the view.
    onMoveStart: useStable<Parameters<OnMove>>((event) => {
      if (event) isMovedByHand.current = true
    }),
  }
}

/**
 * Calls `show` when filters (another part of the cluster), or another view of the same scenario, have brought a picture of another
 * extent; an edit does not.
 */
function useOtherAnswer(graph: GraphView, show: (isOtherPart: boolean) => void): void {
  // What another question shows is seen as a whole; that it is another one is known before the answer is there.
  const part = useApp(({ filters, showOpen, showUndeclaredPorts }) =>
    JSON.stringify([filters, showOpen, showUndeclaredPorts]),
  )
  const policies = useApp((state) => state.show)
  const last = useRef({ part, policies, bounds: '' })
  const showAnswer = useStable((bounds: string) => {
    const former = last.current
    last.current = { part, policies, bounds }
    const isOther = former.part !== part || former.policies !== policies
    if (isOther && former.bounds !== bounds) show(former.part !== part)
  })
  useEffect(() => {
    showAnswer(JSON.stringify(boundsOf(placesOf(graph, {}).values())))
  }, [graph, showAnswer])
}

/** Brings what was selected elsewhere into sight: an endpoint, or both ends of a pair. `keep` is called where it does. */
function useShownSelection(
  { graph, standing, chosen, rest }: Viewed,
  isInSight: (id: NodeId) => boolean,
  fitIn: (part: Rect | null, duration: number) => void,
  keep: () => void,
): void {
  const { setCenter, getZoom } = useReactFlow()
  const selected = useApp((state) => (state.selection.kind === 'endpoint' ? state.selection.id : null))
  const show = useStable((id: string) => {
    const rect = standing.get(id)
    const isBox = rest.level === 'far' && chosen.current !== id
    chosen.current = null
    if (rect === undefined || (isInSight(id) && !isBox)) return
    // What is shown on purpose is not to be lost for a card that its flows bring.
    keep()
    const zoom = Math.max(getZoom(), isLarge(graph.cards.length) ? 0.6 : 0.7)
    void setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom, duration: movingTime() })
  })
  useEffect(() => {
    if (selected !== null) show(selected)
  }, [selected, show])

  const pair = useApp(({ selection }) => (selection.kind === 'pair' ? selection : null))
  const showPair = useStable(({ from, to }: { readonly from: NodeId; readonly to: NodeId }) => {
    const isChosenHere = chosen.current !== null
    chosen.current = null
    const rects = [from, to].flatMap((id) => standing.get(id) ?? [])
    if (isChosenHere || rects.length < 2 || [from, to].every(isInSight)) return
    keep()
    fitIn(boundsOf(rects), movingTime())
  })
  useEffect(() => {
    if (pair !== null) showPair(pair)
  }, [pair, showPair])
}
