import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FlowEdge } from '../../model/graphView'
import type { AppState } from '../../store/appStore'
import { selectFocus } from '../../store/screenSlice'
import { useAppContext } from '../useApp'
import { type Change, changeOf, withChange } from './edgeChange'
import { movingTime } from './movingTime'
import type { FlowFlowEdge } from './toFlowEdges'
import { useStable } from './useStable'

/**
 * The edges, and for a moment those that have just gone: so that the eye sees what becomes of each of them when another state of the
 * policies is shown. Where other edges come because something else is looked at, nothing is made of it. `flows` are what they stand
 * for: where they run is no change.
 */
export function useComing(edges: FlowFlowEdge[], flows: readonly FlowEdge[]): FlowFlowEdge[] {
  const { store } = useAppContext()
  const [change, setChange] = useState<Change | null>(null)
  const former = useRef({ edges, looked: lookedAt(store.getState()) })

  const compare = useStable(() => {
    const before = former.current
    former.current = { edges, looked: lookedAt(store.getState()) }
    const isSameLook = former.current.looked.every((part, i) => part === before.looked[i])
    setChange(isSameLook && movingTime() > 0 ? changeOf(before.edges, edges) : null)
  })
  useLayoutEffect(() => {
    if (flows.length > 0) compare()
  }, [flows, compare])
  useLayoutEffect(() => {
    former.current = { ...former.current, edges }
  }, [edges])
  useLayoutEffect(() => {
    if (change === null) return
    const timer = setTimeout(() => setChange(null), movingTime())
    return () => clearTimeout(timer)
  }, [change])
  return useMemo(() => (change === null ? edges : withChange(edges, change)), [edges, change])
}

/** What of the cluster is looked at; it does not say which policies are. */
function lookedAt(state: AppState): readonly unknown[] {
  const { workspace, detail, sight, collapsed, filters, showOpen, showUndeclaredPorts } = state
  return [
    workspace.files,
    detail,
    sight,
    collapsed,
    filters,
    selectFocus(state),
    showOpen,
    showUndeclaredPorts,
  ]
}
