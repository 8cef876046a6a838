import { Panel, useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus, Wand2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApp } from '../useApp'
import { fitting, movingTime } from './useCanvasView'

/** Zoom, fit, tidy up, and the two kinds of flows that are true but not drawn unless asked for. */
export function CanvasTools() {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const hidden = useApp((state) => state.analysis?.graph.hidden)
  const showOpen = useApp((state) => state.showOpen)
  const showUndeclaredPorts = useApp((state) => state.showUndeclaredPorts)
  const toggleOpen = useApp((state) => state.toggleOpen)
  const toggleUndeclaredPorts = useApp((state) => state.toggleUndeclaredPorts)
  const tidyUp = useApp((state) => state.tidyUp)
  const isMoved = useApp((state) => Object.keys(state.workspace.positions).length > 0)
  return (
    <>
      <Panel position="top-left" className="canvas-filters">
        {(showOpen || (hidden?.open ?? 0) > 0) && (
          <FilterChip
            pressed={showOpen}
            onClick={toggleOpen}
            title="Flows that pass because neither side holds anything back. The open gates on the cards say the same."
          >
            Unrestricted{showOpen ? '' : ` · ${counted(hidden?.open)}`}
          </FilterChip>
        )}
        {(showUndeclaredPorts || (hidden?.undeclaredPorts ?? 0) > 0) && (
          <FilterChip
            pressed={showUndeclaredPorts}
            onClick={toggleUndeclaredPorts}
            title="Flows that rules allow on ports that the destination does not declare, so probably nobody listens."
          >
            Undeclared ports{showUndeclaredPorts ? '' : ` · ${counted(hidden?.undeclaredPorts)}`}
          </FilterChip>
        )}
        {(hidden?.folded ?? 0) > 0 && (
          <span className="canvas-note" role="status">
            {counted(hidden?.folded)} flows are bundled by namespace. Select a card to see its own.
          </span>
        )}
      </Panel>
      <Panel position="top-right" className="canvas-tools">
        {isMoved && (
          <ToolButton label="Tidy up" onClick={tidyUp}>
            <Wand2 size={15} aria-hidden />
          </ToolButton>
        )}
        <ToolButton label="Zoom in" onClick={() => void zoomIn({ duration: movingTime() })}>
          <Plus size={15} aria-hidden />
        </ToolButton>
        <ToolButton label="Zoom out" onClick={() => void zoomOut({ duration: movingTime() })}>
          <Minus size={15} aria-hidden />
        </ToolButton>
        <ToolButton label="Fit" onClick={() => void fitView(fitting())}>
          <Maximize size={15} aria-hidden />
        </ToolButton>
      </Panel>
    </>
  )
}

/** 48256 as `48,256`. */
function counted(count = 0): string {
  return count.toLocaleString('en')
}

interface FilterChipProps {
  readonly pressed: boolean
  readonly onClick: () => void
  readonly title: string
  readonly children: ReactNode
}

function FilterChip({ pressed, onClick, title, children }: FilterChipProps) {
  return (
    <button type="button" className="canvas-chip" aria-pressed={pressed} onClick={onClick} title={title}>
      {children}
    </button>
  )
}

function ToolButton({
  label,
  onClick,
  children,
}: Pick<FilterChipProps, 'onClick' | 'children'> & { label: string }) {
  return (
    <button type="button" className="canvas-tool" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  )
}
