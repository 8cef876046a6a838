import type { KeyboardEvent, ReactNode } from 'react'
import { Panel, Separator } from 'react-resizable-panels'
import type { PanelSide } from '../../store/preferencesSlice'
import { useAppContext } from '../useApp'
import { openPanel } from './panelStates'
import { edgeId, type SidePanel } from './useSidePanel'

/** Panels scroll what is in them by themselves; nothing else may, not even a script that brings something into sight. */
export const clipped = { overflow: 'clip' } as const

interface EdgePanelProps {
  readonly panel: SidePanel
  /** Pixels; below it the panel closes. */
  readonly least: number
  /** What is left of it when it is closed. */
  readonly closed?: number
  readonly largest: string
  /** It lies over the picture, so Escape closes it. */
  readonly isSheet: boolean
  readonly children: ReactNode
}

/** A panel at an edge of the picture. Without a size of its own it is placed by the style sheet. */
export function EdgePanel({ panel, least, closed = 0, largest, isSheet, children }: EdgePanelProps) {
  const { store } = useAppContext()
  const { side, isFree, isOpen } = panel
  const closeOnEscape = (event: KeyboardEvent<HTMLElement>) => {
    // Dialogs and menus of the panel are elsewhere in the page, but their events come by here.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (!isSheet || event.key !== 'Escape' || event.defaultPrevented || !isInside) return
    event.preventDefault()
    openPanel(store.getState(), side, false)
  }
  return (
    <Panel
      id={side}
      className="workbench__side"
      style={clipped}
      data-open={isOpen}
      panelRef={panel.ref}
      elementRef={panel.element}
      collapsible
      collapsedSize={isFree ? closed : 0}
      defaultSize={panel.usual}
      minSize={isFree ? least : 0}
      maxSize={isFree ? largest : '100%'}
      groupResizeBehavior="preserve-pixel-size"
      onResize={panel.onResize}
      onKeyDown={closeOnEscape}
    >
      {children}
    </Panel>
  )
}

const names: Readonly<Record<PanelSide, string>> = {
  left: 'Resize manifests panel',
  right: 'Resize inspector panel',
  bottom: 'Resize results panel',
}

/** The line between a panel and the picture: moved with the pointer or the arrow keys; a double click gives the panel its usual size back. */
export function Edge({ panel: { side, isFree, isOpen, forgetSize } }: { readonly panel: SidePanel }) {
  return (
    <Separator
      id={edgeId(side)}
      className="workbench__edge"
      // Its name too: with a label it would be content outside of all landmarks.
      title={names[side]}
      data-shown={isFree && isOpen}
      onDoubleClick={forgetSize}
    />
  )
}
