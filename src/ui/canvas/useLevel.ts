import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef, useState } from 'react'
import type { GraphView } from '../../model/graphView'
import { useAppContext } from '../useApp'
import { detailOf, isLarge, type Level, labelScaleAt, levelAt, nameSizeAt } from './levels'
import type { Places } from './places'
import { grown, namespacesInSight, sightOf } from './sight'
import { useStable } from './useStable'

/** How much around what is seen counts as in sight, in screens: a small movement asks for nothing. */
const around = 0.2

export interface Settled {
  readonly level: Level
  /** How large the names of cards are. */
  readonly nameSize: number
  /** How much larger labels are than the picture around them. */
  readonly labelScale: number
}

/** What the picture tells at the zoom at which it came to rest. */
export function useLevel(cards: number) {
  const [rest, setRest] = useState<{ readonly level: Level; readonly zoom: number }>({
    level: 'far',
    zoom: 1,
  })
  // A large picture begins from afar, whatever it is moved to then: its cards need not be made only to go.
  const level = !isLarge(cards) && rest.level === 'far' ? 'middle' : rest.level
  const labelScale = labelScaleAt(rest.zoom, level)
  return { level, nameSize: nameSizeAt(rest.zoom), labelScale, rest, setRest }
}

/**
 * What to call when a movement ends: the level follows the zoom then, and the worker is asked for the flows of what is in sight. Is
 * called of itself when another picture comes.
 */
export function useSettle(
  graph: GraphView,
  places: Places,
  { rest, setRest }: Pick<ReturnType<typeof useLevel>, 'rest' | 'setRest'>,
): () => void {
  const flow = useStoreApi()
  const { store } = useAppContext()
  const told = useRef('')
  const settle = useStable(() => {
    const { transform, width, height } = flow.getState()
    const [x, y, zoom] = transform
    if (width === 0 || graph.frames.length === 0) return
    const level = levelAt(zoom, rest.level, graph.cards.length)
    if (level !== rest.level || zoom !== rest.zoom) setRest({ level, zoom })
    const sight = grown(sightOf({ x, y, zoom }, { width, height }), around)
    const seen = isLarge(graph.cards.length) ? namespacesInSight(graph.frames, places, sight) : null
    const look = { detail: detailOf(level), sight: seen }
    // The list is made anew each time; it is the same question as long as it says the same.
    if (told.current === JSON.stringify(look)) return
    told.current = JSON.stringify(look)
    store.getState().look(look)
  })
  const names = graph.frames.length
  useEffect(() => {
    if (names > 0) settle()
  }, [names, settle])
  return settle
}
