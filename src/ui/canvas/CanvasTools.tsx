import { Panel, useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus, Wand2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApp } from '../useApp'
import { movingTime } from './movingTime'

/** Zoom, fit and tidy up. */
export function CanvasTools({ onFit }: { readonly onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow()
  const tidyUp = useApp((state) => state.tidyUp)
  const isMoved = useApp((state) => Object.keys(state.workspace.positions).length > 0)
  return (
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
      <ToolButton label="Fit" onClick={onFit}>
        <Maximize size={15} aria-hidden />
      </ToolButton>
    </Panel>
  )
}

interface ToolButtonProps {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}

function ToolButton({ label, onClick, children }: ToolButtonProps) {
  return (
    <button type="button" className="canvas-tool" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  )
}
