import type { AppState } from '../../store/appStore'
import type { PanelSide } from '../../store/preferencesSlice'

export const panelSides: readonly PanelSide[] = ['left', 'right', 'bottom']

/** Whether a panel beside or below the picture is open. The results open by themselves once there are edits. */
export function isPanelOpen(state: AppState, side: PanelSide): boolean {
  if (side === 'left') return state.isLeftOpen
  return side === 'right' ? state.isRightOpen : (state.isBottomOpen ?? state.workspace.edits.length > 0)
}

export function openPanel(state: AppState, side: PanelSide, isOpen: boolean): void {
  const open = { left: state.openLeft, right: state.openRight, bottom: state.openBottom }
  open[side](isOpen)
}

/** The control that opens a panel gets the focus when the panel that had it is closed: never the page, where the keyboard would start anew. */
export function focusToggleOf(side: PanelSide): void {
  const toggles = [...document.querySelectorAll<HTMLElement>(`[data-toggles=${side}]`)]
  toggles.find((it) => it.checkVisibility({ visibilityProperty: true }))?.focus()
}
