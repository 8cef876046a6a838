import { useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { GraphView, NodeId } from '../../model/graphView'
import { isLarge, type Level } from './levels'
import type { Places } from './places'
import { grown, inSight, nextInPage, sightOf } from './sight'

/** How much around what is seen is made ready, and how much more is kept, in screens. */
const [ready, kept] = [0.15, 0.75]

const none: ReadonlySet<NodeId> = new Set()

interface Wish {
  readonly graph: GraphView
  readonly places: Places
  readonly level: Level
}

/**
 * The cards and heads of frames of a large picture that are in the page, a few more in every frame until all that is in sight is there: the
 * canvas element draws the others meanwhile. From afar that is nothing. Null for a small picture: everything.
 */
export function useInPage(graph: GraphView, places: Places, level: Level): ReadonlySet<NodeId> | null {
  const flow = useStoreApi()
  const [present, setPresent] = useState(none)
  const isNeeded = isLarge(graph.cards.length)
  const wish = useRef<Wish>({ graph, places, level })
  const ask = useRef<() => void>(() => {})

  useEffect(() => {
    if (!isNeeded) return
    let asked = 0
    let now = none
    const step = () => {
      asked = 0
      const next = stepped(now, wish.current, flow.getState())
      if (next === now) return
      now = next
      setPresent(next)
      asked = requestAnimationFrame(step)
    }
    ask.current = () => {
      asked ||= requestAnimationFrame(step)
    }
    ask.current()
    const forget = flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.width !== before.width) ask.current()
    })
    return () => {
      forget()
      cancelAnimationFrame(asked)
      ask.current = () => {}
      setPresent(none)
    }
  }, [flow, isNeeded])

  useLayoutEffect(() => {
    wish.current = { graph, places, level }
    ask.current()
  }, [graph, places, level])

  return isNeeded ? present : null
}

function stepped(
  now: ReadonlySet<NodeId>,
  { graph, places, level }: Wish,
  {
    transform,
    width,
    height,
  }: { transform: readonly [number, number, number]; width: number; height: number },
): ReadonlySet<NodeId> {
  const [x, y, zoom] = transform
  const sight = sightOf({ x, y, zoom }, { width, height })
  if (level === 'far') return nextInPage(now, none, focused())
  const all = [...graph.frames, ...graph.cards, ...graph.externals].map(({ id }) => id)
  return nextInPage(
    now,
    inSight(all, places, grown(sight, ready)),
    new Set([...inSight(now, places, grown(sight, kept)), ...focused()]),
  )
}

/** What has the keyboard's focus stays in the page. */
function focused(): ReadonlySet<NodeId> {
  const id = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
  return id ? new Set([id]) : none
}
