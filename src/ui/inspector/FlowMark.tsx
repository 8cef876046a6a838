import type { EdgeKind } from '../../model/graphView'

const names: Record<EdgeKind, string> = {
  rules: 'allowed by rules',
  open: 'unrestricted',
  half: 'half-open',
  mixed: 'of several kinds',
}

const strokes: Record<EdgeKind, { readonly color: string; readonly dash: string; readonly width: number }> = {
  rules: { color: 'var(--accent)', dash: 'none', width: 2 },
  open: { color: 'var(--open)', dash: 'none', width: 1.2 },
  half: { color: 'var(--half)', dash: '4 3', width: 2 },
  mixed: { color: 'var(--muted)', dash: '1 3', width: 2 },
}

/** The line that the canvas draws for this kind of flow, small. */
export function FlowMark({ kind }: { readonly kind: EdgeKind }) {
  const { color, dash, width } = strokes[kind]
  return (
    <svg className="flow-mark" width="22" height="8" role="img" aria-label={names[kind]}>
      <line
        x1="1"
        x2="21"
        y1="4"
        y2="4"
        stroke={color}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap="round"
      />
    </svg>
  )
}
