import type { NodeProps } from '@xyflow/react'
import type { FrameFlowNode } from './toFlow'

/** A namespace from afar. The canvas element below draws it; this is what is pointed at, focused and read out. */
export function NamespaceArea({ data: { frame }, selected }: NodeProps<FrameFlowNode>) {
  return (
    <div className="frame frame-area" data-selected={selected} title={frame.namespace}>
      <div className="frame-header" />
      {/* React Flow looks for the ends of edges by these classes; real handles would be slow, and too small to be held. */}
      <div className="area-end target" data-handlepos="left" />
      <div className="area-end source" data-handlepos="right" />
    </div>
  )
}
