/** Flows of an exported picture: colour, dash, width and sign as on the canvas. */
import type { FlowEdge } from '../../model/graphView'
import { labelHeight, labelWidth } from './edgeGeometry'
import { calmOpacity, monoFace, type PictureLook, type PicturePalette, smallSize } from './pictureLook'
import { element, escaped, textAt } from './pictureMarkup'
import { edgeName } from './spoken'
import type { FlowFlowEdge } from './toFlowEdges'

/** What an edge looks like: its kind, or what the edits do to it. */
export type EdgeLook = FlowEdge['kind'] | 'added' | 'removed'

export function edgeLook({ kind, change }: FlowEdge): EdgeLook {
  return change === 'same' ? kind : change
}

const inks = {
  rules: '--accent',
  open: '--open',
  half: '--half',
  mixed: '--muted',
  added: '--add',
  removed: '--del',
} as const satisfies Readonly<Record<EdgeLook, keyof PicturePalette>>

const grounds = {
  rules: ['--surface', '--line-strong', '--text'],
  mixed: ['--surface', '--line-strong', '--text'],
  open: ['--surface', '--line-strong', '--muted'],
  half: ['--half-soft', '--half', '--half'],
  added: ['--add-soft', '--add', '--add'],
  removed: ['--del-soft', '--del', '--del'],
} as const satisfies Readonly<Record<EdgeLook, readonly (keyof PicturePalette)[]>>

/** Attributes of a line; `scale` makes it as wide as on the screen from afar. */
export function lineStyle(look: EdgeLook, palette: PicturePalette, scale = 1, isBold = false) {
  const isStrong = look === 'mixed' || look === 'added' || look === 'removed'
  const width = isBold ? 3 : look === 'open' ? 1 : isStrong ? 2.25 : 1.75
  const dashes = { half: [6, 5], removed: [2, 5] } as const
  const dash = look === 'half' || look === 'removed' ? dashes[look] : null
  return {
    fill: 'none',
    stroke: palette[inks[look]],
    'stroke-width': width * scale,
    'stroke-linecap': 'round',
    'stroke-dasharray': dash?.map((length) => Math.round(length * scale * 10) / 10).join(' '),
  }
}

/** How much wider lines are than up close. */
function lineScale({ level, nameSize, labelScale }: PictureLook): number {
  if (level === 'far') return labelScale * 0.75
  return nameSize === 13 ? 1 : 1.4
}

/** One arrow, with its whole meaning as its title. */
export function edgePicture({ data, selected }: FlowFlowEdge, look: PictureLook): string {
  if (!data) return ''
  const { edge, course, isDimmed } = data
  const of = edgeLook(edge)
  return element(
    'g',
    { opacity: isDimmed ? calmOpacity : undefined },
    element('title', {}, escaped(edgeName(edge))),
    element('path', {
      d: course.path,
      ...lineStyle(of, look.palette, lineScale(look), selected === true),
      'marker-end': `url(#${markerId(of)})`,
    }),
  )
}

/** The label of an arrow; '' where it has none, or no room for it. */
export function edgeLabelPicture({ data, selected }: FlowFlowEdge, look: PictureLook): string {
  if (!data) return ''
  const { edge, course, label, labelScale, isDimmed, isTold } = data
  if (label === '' || (course.isCrowded && selected !== true && !isTold)) return ''
  const [fill, stroke, ink] = grounds[edgeLook(edge)]
  const { palette } = look
  const [width, height] = [labelWidth(label.length) - 4, labelHeight - 2]
  return element(
    'g',
    {
      transform: `translate(${course.labelX} ${course.labelY}) scale(${labelScale})`,
      opacity: isDimmed ? calmOpacity : undefined,
    },
    element('rect', {
      x: -width / 2,
      y: -height / 2,
      width,
      height,
      rx: 5,
      fill: palette[fill],
      stroke: palette[stroke],
    }),
    textAt(label, { x: 0, y: 0, fill: palette[ink], face: monoFace(smallSize, palette), anchor: 'middle' }),
  )
}

/** The arrow heads of the looks that are used. */
export function arrowHeads(looks: ReadonlySet<EdgeLook>, look: PictureLook): string {
  const size = 9 * (look.level === 'far' ? look.labelScale : 1)
  return [...looks]
    .map((of) =>
      element(
        'marker',
        {
          id: markerId(of),
          viewBox: '0 0 8 8',
          refX: 7,
          refY: 4,
          markerWidth: size,
          markerHeight: size,
          markerUnits: 'userSpaceOnUse',
          orient: 'auto',
        },
        element('path', { d: 'M0 0.5 8 4 0 7.5z', fill: look.palette[inks[of]] }),
      ),
    )
    .join('')
}

function markerId(look: EdgeLook): string {
  return `flow-head-${look}`
}
