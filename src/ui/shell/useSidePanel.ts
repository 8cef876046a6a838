import { useLayoutEffect, useRef } from 'react'
import { type PanelSize, usePanelRef } from 'react-resizable-panels'
import type { PanelSide } from '../../store/preferencesSlice'
import { useApp, useAppContext } from '../useApp'
import { focusToggleOf, isPanelOpen, openPanel } from './panelStates'

/** Pixels. On a smaller screen the picture keeps its share. */
const usualSizes: Readonly<Record<PanelSide, number>> = { left: 372, right: 352, bottom: 232 }
const smallerSizes: Readonly<Record<PanelSide, number>> = { left: 300, right: 290, bottom: 232 }
const smallerScreen = '(max-width: 1300px)'

/** Of the line between a panel and the picture. */
export function edgeId(side: PanelSide): string {
  return `${side}-edge`
}

/**
 * One panel at an edge, kept in step with the store in both ways: buttons and keys open and close it, and so does dragging its edge
 * to the end. `isFree`: the panel has a size of its own, as it has none where it lies over the picture. What the person makes of the
 * size is remembered.
 */
export function useSidePanel(side: PanelSide, isFree: boolean) {
  const { store } = useAppContext()
  const ref = usePanelRef()
  const element = useRef<HTMLDivElement>(null)
  const isOpen = useApp((state) => isPanelOpen(state, side))
  const usual = (matchMedia(smallerScreen).matches ? smallerSizes : usualSizes)[side]

  useLayoutEffect(() => {
    const focused = document.activeElement
    const hadFocus = element.current?.contains(focused) || focused?.id === edgeId(side)
    if (!isOpen && hadFocus) focusToggleOf(side)
    const panel = ref.current
    if (!panel || !isFree) return
    if (isOpen) panel.resize(store.getState().panelSizes[side] ?? usual)
    else panel.collapse()
  }, [isOpen, isFree, side, usual, store, ref])

  return {
    side,
    isFree,
    isOpen,
    usual,
    ref,
    element,
    /** Follows an edge that is dragged until the panel is closed, or open again. */
    onResize: (_size: PanelSize, _id: unknown, before: PanelSize | undefined) => {
      const panel = ref.current
      if (!panel || !isFree || before === undefined) return
      const state = store.getState()
      if (panel.isCollapsed() === isPanelOpen(state, side)) openPanel(state, side, !panel.isCollapsed())
    },
    /** After the person moved an edge: the panel is to have this share of its group, though it may not be drawn so yet. */
    keepSize: (percent: number) => {
      const panel = ref.current
      const group = element.current?.parentElement
      if (!panel || !group || !isFree || panel.isCollapsed()) return
      const { panelSizes, sizePanel } = store.getState()
      const whole = side === 'bottom' ? group.offsetHeight : group.offsetWidth
      const pixels = Math.round((percent / 100) * whole)
      if (pixels !== (panelSizes[side] ?? usual)) sizePanel(side, pixels)
    },
    forgetSize: () => store.getState().sizePanel(side, null),
  }
}

export type SidePanel = ReturnType<typeof useSidePanel>
