import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { labelHeight, labelWidth } from './edgeGeometry'
import type { FlowFlowEdge } from './toFlowEdges'

/** One flow or a bundle of them. Colour, dash, width and a sign on the label all say the same thing. */
export function FlowLine({ id, data, selected }: EdgeProps<FlowFlowEdge>) {
  if (!data) return null
  const { edge, course, labelScale, isDimmed, isTold, isGhost, motion } = data
  const look = edge.change === 'same' ? edge.kind : edge.change
  // Where everything is close together, only the selected flow says its ports in place; the others do in the inspector.
  const label = course.isCrowded && !selected && !isTold ? '' : data.label
  const moving = motion === null ? '' : ` flow-${motion}`
  const width = labelWidth(label.length) - 4
  return (
    <>
      <BaseEdge
        id={id}
        path={course.path}
        className={`flow flow-${look}${selected ? ' flow-selected' : ''}${isDimmed ? ' flow-dimmed' : ''}${isGhost ? ' flow-ghost' : ''}${moving}`}
        markerEnd={`url(#flow-arrow-${look})`}
        interactionWidth={18}
        {...(motion === 'coming' ? { pathLength: 1 } : {})}
      />
      {/* Over all edges, so that none strikes a label out; clicks fall through to the edge itself. */}
      {label !== '' && (
        <EdgeLabelRenderer>
          <svg
            className={`flow-label flow-label-${look}${isDimmed ? ' flow-dimmed' : ''}${moving}`}
            aria-hidden
          >
            <title>{label}</title>
            <g transform={`translate(${course.labelX} ${course.labelY}) scale(${labelScale})`}>
              <rect x={-width / 2} y={-labelHeight / 2 + 1} width={width} height={labelHeight - 2} rx={5} />
              <text textAnchor="middle" dominantBaseline="central">
                {label}
              </text>
            </g>
          </svg>
        </EdgeLabelRenderer>
      )}
    </>
  )
}

const looks = ['rules', 'open', 'half', 'mixed', 'added', 'removed'] as const

/** The arrow heads; one of each look, because a marker does not inherit the colour of its line in every browser. */
export function FlowArrows({ scale }: { readonly scale: number }) {
  return (
    <svg className="flow-arrows" aria-hidden>
      <title>Arrow heads</title>
      <defs>
        {looks.map((look) => (
          <marker
            key={look}
            id={`flow-arrow-${look}`}
            className={`flow-arrow flow-arrow-${look}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth={9 * scale}
            markerHeight={9 * scale}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0.5 8 4 0 7.5z" />
          </marker>
        ))}
      </defs>
    </svg>
  )
}
