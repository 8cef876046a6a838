import { type KeyboardEvent, lazy, Suspense } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import type { PanelSide } from '../../store/preferencesSlice'
import { Inspector } from '../inspector/Inspector'
import { BottomPanel } from '../panels/BottomPanel'
import { LeftPanel } from '../panels/LeftPanel'
import { PictureBar } from '../picture/PictureBar'
import { useAppContext } from '../useApp'
import { AnalysisProgress } from './AnalysisProgress'
import { PhoneTabs } from './PhoneTabs'
import { openPanel } from './panelStates'
import { SheetHead } from './SheetHead'
import { TourOffer } from './TourOffer'
import { useNarrowPanels } from './useNarrowPanels'
import { useScreenKind } from './useScreenKind'
import { useSidePanel } from './useSidePanel'
import './workbench.css'

// The start page comes without the graph library.
const GraphCanvas = lazy(async () => ({ default: (await import('../canvas/GraphCanvas')).GraphCanvas }))

/** What is left of the bottom panel when it is closed: its tabs. */
const tabsHeight = 40

/** Panels scroll what is in them by themselves. */
const clipped = { overflow: 'hidden' } as const

/** Manifests at the left, the picture in the middle with its changes below, and what is selected at the right. */
export function Workbench() {
  const kind = useScreenKind()
  useNarrowPanels(kind)
  const isWide = kind === 'wide'
  const left = useSidePanel('left', isWide)
  const right = useSidePanel('right', isWide)
  const closeOnEscape = useCloseOnEscape(isWide)
  const keepSizes = (_layout: unknown, { isUserInteraction }: { readonly isUserInteraction: boolean }) => {
    if (!isUserInteraction) return
    left.keepSize()
    right.keepSize()
  }
  return (
    <div className="workbench" data-screen={kind}>
      <Group
        id="columns"
        className="workbench__columns"
        resizeTargetMinimumSize={{ fine: 8, coarse: 24 }}
        disabled={!isWide}
        onLayoutChanged={keepSizes}
      >
        <Panel
          id="left"
          className="workbench__side"
          style={clipped}
          data-open={left.isOpen}
          panelRef={left.ref}
          elementRef={left.element}
          collapsible
          defaultSize={left.usual}
          minSize={isWide ? 230 : 0}
          maxSize={isWide ? '45%' : '100%'}
          groupResizeBehavior="preserve-pixel-size"
          onResize={left.onResize}
          onKeyDown={(event) => closeOnEscape(event, 'left')}
        >
          <LeftPanel isSheet={!isWide} />
        </Panel>
        <Edge label="Resize manifests panel" isShown={isWide && left.isOpen} onReset={left.forgetSize} />
        <Panel id="centre" style={clipped} minSize={isWide ? 320 : 0}>
          <Centre isWide={isWide} isPhone={kind === 'phone'} />
        </Panel>
        <Edge label="Resize inspector panel" isShown={isWide && right.isOpen} onReset={right.forgetSize} />
        <Panel
          id="right"
          className="workbench__side"
          style={clipped}
          data-open={right.isOpen}
          panelRef={right.ref}
          elementRef={right.element}
          collapsible
          defaultSize={right.usual}
          minSize={isWide ? 240 : 0}
          maxSize={isWide ? '45%' : '100%'}
          groupResizeBehavior="preserve-pixel-size"
          onResize={right.onResize}
          onKeyDown={(event) => closeOnEscape(event, 'right')}
        >
          {!isWide && <SheetHead title="Details" side="right" />}
          <Inspector />
        </Panel>
      </Group>
      {kind === 'phone' && <PhoneTabs />}
    </div>
  )
}

/** The picture, with what follows from the edits below it. */
function Centre({ isWide, isPhone }: { readonly isWide: boolean; readonly isPhone: boolean }) {
  const isFree = !isPhone
  const bottom = useSidePanel('bottom', isFree)
  const closeOnEscape = useCloseOnEscape(isWide)
  return (
    <Group
      id="rows"
      orientation="vertical"
      resizeTargetMinimumSize={{ fine: 8, coarse: 24 }}
      disabled={isPhone}
      onLayoutChanged={(_layout, { isUserInteraction }) => isUserInteraction && bottom.keepSize()}
    >
      <Panel id="picture" style={clipped} minSize={isFree ? 120 : 0}>
        <main className="workbench__canvas">
          <PictureBar />
          <div className="workbench__picture">
            <Suspense fallback={null}>
              <GraphCanvas />
            </Suspense>
            <AnalysisProgress />
            <TourOffer />
          </div>
        </main>
      </Panel>
      <Edge label="Resize results panel" isShown={isFree && bottom.isOpen} onReset={bottom.forgetSize} />
      <Panel
        id="bottom"
        className="workbench__side"
        style={clipped}
        data-open={bottom.isOpen}
        panelRef={bottom.ref}
        elementRef={bottom.element}
        collapsible
        collapsedSize={isFree ? tabsHeight : 0}
        defaultSize={bottom.usual}
        minSize={isFree ? 110 : 0}
        groupResizeBehavior="preserve-pixel-size"
        onResize={bottom.onResize}
        onKeyDown={(event) => closeOnEscape(event, 'bottom')}
      >
        <BottomPanel />
      </Panel>
    </Group>
  )
}

interface EdgeProps {
  readonly label: string
  readonly isShown: boolean
  readonly onReset: () => void
}

/** Moved with the pointer or the arrow keys; a double click gives the panel its usual size back. */
function Edge({ label, isShown, onReset }: EdgeProps) {
  return (
    <Separator
      className="workbench__edge"
      aria-label={label}
      data-shown={isShown}
      disabled={!isShown}
      onDoubleClick={onReset}
    />
  )
}

/** Where panels lie over the picture, Escape closes the one that it is pressed in. What is open over the panel closes first. */
function useCloseOnEscape(isWide: boolean) {
  const { store } = useAppContext()
  return (event: KeyboardEvent<HTMLElement>, side: PanelSide) => {
    // Dialogs and menus of the panel are elsewhere in the page, but their events come by here.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (isWide || event.key !== 'Escape' || event.defaultPrevented || !isInside) return
    event.preventDefault()
    openPanel(store.getState(), side, false)
  }
}
