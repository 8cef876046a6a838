import { Group, type Layout, type LayoutChangedMeta, Panel } from 'react-resizable-panels'
import { Inspector } from '../inspector/Inspector'
import { BottomPanel } from '../panels/BottomPanel'
import { LeftPanel } from '../panels/LeftPanel'
import { useApp } from '../useApp'
import { clipped, Edge, EdgePanel } from './EdgePanel'
import { PhoneTabs } from './PhoneTabs'
import { Picture } from './Picture'
import { SheetHead } from './SheetHead'
import { useNarrowPanels } from './useNarrowPanels'
import { type ScreenKind, useScreenKind } from './useScreenKind'
import { type SidePanel, useSidePanel } from './useSidePanel'
import './workbench.css'

/** What is left of the bottom panel when it is closed: its tabs, as high as `--bar`. */
const tabsHeights = { comfortable: 40, compact: 36 } as const

const targetSizes = { fine: 8, coarse: 24 }

/** Manifests at the left, the picture in the middle with its changes below, and what is selected at the right. */
export function Workbench() {
  const kind = useScreenKind()
  useNarrowPanels(kind)
  const isWide = kind === 'wide'
  const left = useSidePanel('left', isWide)
  const right = useSidePanel('right', isWide)
  return (
    <div className="workbench" data-screen={kind}>
      <Group
        id="columns"
        className="workbench__columns"
        style={clipped}
        resizeTargetMinimumSize={targetSizes}
        disabled={!isWide}
        onLayoutChanged={keepingSizes(left, right)}
      >
        <EdgePanel panel={left} least={230} largest="45%" isSheet={!isWide}>
          <LeftPanel isSheet={!isWide} />
        </EdgePanel>
        <Edge panel={left} />
        <Panel id="centre" style={clipped} minSize={isWide ? 320 : 0}>
          <Centre kind={kind} />
        </Panel>
        <Edge panel={right} />
        <EdgePanel panel={right} least={240} largest="45%" isSheet={!isWide}>
          {!isWide && <SheetHead title="Details" side="right" />}
          <Inspector />
        </EdgePanel>
      </Group>
      {kind === 'phone' && <PhoneTabs />}
    </div>
  )
}

/** The picture, with what follows from the edits below it. */
function Centre({ kind }: { readonly kind: ScreenKind }) {
  const isFree = kind !== 'phone'
  const density = useApp((state) => state.density)
  const bottom = useSidePanel('bottom', isFree)
  return (
    <Group
      id="rows"
      orientation="vertical"
      style={clipped}
      resizeTargetMinimumSize={targetSizes}
      disabled={!isFree}
      onLayoutChanged={keepingSizes(bottom)}
    >
      <Panel id="picture" style={clipped} minSize={isFree ? 120 : 0}>
        <Picture />
      </Panel>
      <Edge panel={bottom} />
      <EdgePanel panel={bottom} least={110} closed={tabsHeights[density]} largest="85%" isSheet={!isFree}>
        <BottomPanel />
      </EdgePanel>
    </Group>
  )
}

/** Remembers what the person made of the sizes; not what follows from the window's. */
function keepingSizes(...panels: readonly SidePanel[]) {
  return (layout: Layout, { isUserInteraction }: LayoutChangedMeta) => {
    if (isUserInteraction) for (const { side, keepSize } of panels) keepSize(layout[side] ?? 0)
  }
}
