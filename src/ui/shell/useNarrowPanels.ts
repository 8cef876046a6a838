import { useEffect } from 'react'
import type { AppState, AppStore } from '../../store/appStore'
import type { PanelSide } from '../../store/preferencesSlice'
import { useAppContext } from '../useApp'
import { isPanelOpen, openPanel, panelSides } from './panelStates'
import type { ScreenKind } from './useScreenKind'

/** Up to here the two sheets at the sides would cover the picture between them. */
const oneSheet = '(max-width: 900px)'

/**
 * Where panels lie over the picture, the picture comes first: they start closed, what is selected opens its details, and where there
 * is room for one sheet alone the last one wins. What was open before comes back with the room.
 */
export function useNarrowPanels(kind: ScreenKind): void {
  const { store } = useAppContext()
  useEffect(() => {
    if (kind === 'wide') return
    const { isLeftOpen, isRightOpen, isBottomOpen, selection } = store.getState()
    store.setState({ isLeftOpen: false, isRightOpen: selection.kind !== 'none', isBottomOpen: false })
    const stop = store.subscribe((now, before) => {
      if (now.selection !== before.selection) showDetails(now)
      else closeRivals(store, now, before, kind)
    })
    return () => {
      stop()
      store.setState({ isLeftOpen, isRightOpen, isBottomOpen })
    }
  }, [kind, store])
}

function showDetails(state: AppState): void {
  const isWanted = state.selection.kind !== 'none'
  if (state.isRightOpen !== isWanted) state.openRight(isWanted)
}

function closeRivals(store: AppStore, now: AppState, before: AppState, kind: ScreenKind): void {
  const opened = panelSides.find((side) => isPanelOpen(now, side) && !isPanelOpen(before, side))
  if (opened === undefined) return
  for (const side of rivalsOf(opened, kind))
    if (isPanelOpen(store.getState(), side)) openPanel(store.getState(), side, false)
}

function rivalsOf(opened: PanelSide, kind: ScreenKind): readonly PanelSide[] {
  const others = panelSides.filter((side) => side !== opened)
  if (kind === 'phone') return others
  return matchMedia(oneSheet).matches && opened !== 'bottom' ? others.filter((it) => it !== 'bottom') : []
}
