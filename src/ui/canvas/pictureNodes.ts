/** Namespaces, workloads and addresses of an exported picture, where they are drawn as cards. */
import type { CardNode, ExternalNode, FrameNode, Gate } from '../../model/graphView'
import { counted } from '../words'
import type { Rect } from './edgeGeometry'
import { gateBar, padlock } from './pictureGates'
import { bodySize, monoFace, type PictureLook, sansFace, smallSize } from './pictureLook'
import { element, fitted, textAt, wrapped } from './pictureMarkup'
import { type Lock, lockOf } from './scene'
import { cardDetail, cardPorts, externalDetail } from './spoken'

export interface Drawn {
  readonly rect: Rect
  readonly isSelected: boolean
  /** Which step of a way it is; null for none. */
  readonly step: number | null
}

const headMiddle = 22

/** A namespace with its name and its two locks. */
export function framePicture(frame: FrameNode, { rect, isSelected }: Drawn, look: PictureLook): string {
  const { palette, nameSize, measure } = look
  const { x, y, width, height } = rect
  const isSmallPrint = nameSize === bodySize
  const face = sansFace(isSmallPrint ? bodySize : nameSize * 1.15, 640)
  const middle = y + headMiddle
  const locks = lockBadges(frame, x + width - 12, middle, look)
  const count = frame.collapsed && isSmallPrint ? counted(frame.workloadCount, 'workload') : ''
  const countWidth = count === '' ? 0 : measure(count, sansFace(bodySize)) + 6
  const room = locks.left - x - 14 - 8 - countWidth
  const gates = [
    [frame.isolatedIngress, x],
    [frame.isolatedEgress, x + width],
  ] as const
  return [
    element('rect', {
      ...rect,
      rx: 16,
      fill: frame.collapsed ? palette['--raised'] : palette['--frame'],
      stroke: isSelected ? palette['--accent'] : palette['--frame-line'],
      'stroke-width': (isSelected ? 2 : 1) * (nameSize / bodySize),
    }),
    textAt(fitted(frame.namespace, room, face, measure), {
      x: x + 14,
      y: middle,
      fill: palette['--text'],
      face,
    }),
    count === ''
      ? ''
      : textAt(count, {
          x: locks.left - 8,
          y: middle,
          fill: palette['--muted'],
          face: sansFace(bodySize),
          anchor: 'end',
        }),
    locks.markup,
    ...gates.map(([isolated, at]) =>
      gateBar(
        isolated === frame.workloadCount && isolated > 0 ? 'closed' : 'open',
        { x: at, y: middle, width: 6, height: Math.min(24, height) },
        palette,
      ),
    ),
  ].join('')
}

/** The two locks, right-aligned; and where they begin. */
function lockBadges(
  { isolatedIngress, isolatedEgress, workloadCount }: FrameNode,
  right: number,
  middle: number,
  look: PictureLook,
): { readonly markup: string; readonly left: number } {
  const out = lockBadge('out', isolatedEgress, workloadCount, right, middle, look)
  const into = lockBadge('in', isolatedIngress, workloadCount, out.left - 6, middle, look)
  return { markup: into.markup + out.markup, left: into.left }
}

function lockBadge(
  label: 'in' | 'out',
  isolated: number,
  of: number,
  right: number,
  middle: number,
  { palette, measure, nameSize }: PictureLook,
): { readonly markup: string; readonly left: number } {
  const lock: Lock = lockOf(isolated, of)
  const size = nameSize === bodySize ? smallSize : nameSize * 0.75
  const face = sansFace(size, 560)
  const words = lock === 'partly' ? `${label} ${isolated}/${of}` : label
  const width = measure(words, face) + size + 18
  const height = size * 1.5 + 4
  const left = right - width
  const isShut = lock === 'shut'
  const ink = isShut ? palette['--surface'] : lock === 'partly' ? palette['--text'] : palette['--muted']
  const markup = [
    element('rect', {
      x: left,
      y: middle - height / 2,
      width,
      height,
      rx: 6,
      fill: isShut ? palette['--text'] : palette['--surface'],
      stroke: isShut ? palette['--text'] : lock === 'partly' ? palette['--muted'] : palette['--line-strong'],
      'stroke-dasharray': lock === 'partly' ? '3 2' : undefined,
    }),
    padlock(lock, left + 7 + size / 2, middle, size, ink),
    textAt(words, { x: left + 11 + size, y: middle, fill: ink, face }),
  ].join('')
  return { markup, left }
}

/** A workload with its two gates: its kind below its name, and from near its ports. */
export function cardPicture(card: CardNode, drawn: Drawn, look: PictureLook): string {
  const { rect, isSelected } = drawn
  const { palette, nameSize, level } = look
  const isIdle = card.replicas === 0
  const lines =
    nameSize !== bodySize
      ? []
      : [cardDetail(card), ...(level === 'near' && card.ports.length > 0 ? [cardPorts(card)] : [])]
  return [
    element('rect', {
      ...rect,
      rx: 10,
      fill: palette['--raised'],
      stroke: isSelected ? palette['--accent'] : palette['--line-strong'],
      'stroke-width': isSelected ? 2.5 : nameSize / bodySize,
      'stroke-dasharray': isIdle && !isSelected ? '4 3' : undefined,
    }),
    cardWords(card.name, lines, rect, look),
    ...sidesOf(card, rect).map(([gate, x]) =>
      gateBar(gate, { x, y: rect.y + rect.height / 2, width: 6, height: 32 }, palette),
    ),
    stepMark(drawn, look),
  ].join('')
}

function sidesOf({ ingress, egress }: CardNode, { x, width }: Rect): readonly (readonly [Gate, number])[] {
  return [
    [ingress, x],
    [egress, x + width],
  ]
}

/** Addresses outside; nothing isolates them, so they have round ends instead of gates. */
export function externalPicture(external: ExternalNode, drawn: Drawn, look: PictureLook): string {
  const { rect, isSelected } = drawn
  const { palette, nameSize } = look
  const { x, y, width, height } = rect
  const lines = nameSize === bodySize ? [externalDetail(external)] : []
  return [
    element('rect', {
      ...rect,
      rx: height / 2,
      fill: palette['--outside-soft'],
      stroke: isSelected ? palette['--accent'] : palette['--outside'],
      'stroke-width': isSelected ? 2.5 : nameSize / bodySize,
      'stroke-dasharray': isSelected ? undefined : '4 3',
    }),
    cardWords(external.label, lines, rect, look),
    ...[x, x + width].map((at) =>
      element('circle', { cx: at, cy: y + height / 2, r: 4, fill: palette['--outside'] }),
    ),
    stepMark(drawn, look),
  ].join('')
}

/** Room at both sides of the words: less where they are large. */
const besideWords = { body: 16, large: 10 } as const

/** The name with small print below it, in the middle of the card's height. */
function cardWords(name: string, small: readonly string[], rect: Rect, look: PictureLook): string {
  const { palette, nameSize, measure } = look
  const face = sansFace(nameSize, 620)
  const beside = nameSize === bodySize ? besideWords.body : besideWords.large
  const room = rect.width - 2 * beside
  const most = small.length > 0 || nameSize >= 30 ? 1 : 2
  const names = wrapped(name, room, most, face, measure)
  const lines = [
    ...names.map((words) => ({ words, face, fill: palette['--text'], height: nameSize * 1.25 })),
    ...small.map((words) => ({
      words: fitted(words, room, monoFace(smallSize, palette), measure),
      face: monoFace(smallSize, palette),
      fill: palette['--muted'],
      height: smallSize * 1.4,
    })),
  ]
  const whole = lines.reduce((sum, { height }) => sum + height, 0)
  let top = rect.y + (rect.height - whole) / 2
  return lines
    .map(({ words, face, fill, height }) => {
      top += height
      return textAt(words, { x: rect.x + beside, y: top - height / 2, fill, face })
    })
    .join('')
}

function stepMark({ rect, step }: Drawn, { palette }: PictureLook): string {
  if (step === null || step === 0) return ''
  const [x, y] = [rect.x + rect.width / 2, rect.y]
  return [
    element('rect', { x: x - 11, y: y - 10, width: 22, height: 20, rx: 6, fill: palette['--accent'] }),
    textAt(`${step}`, {
      x,
      y,
      fill: palette['--accent-text'],
      face: sansFace(smallSize, 620),
      anchor: 'middle',
    }),
  ].join('')
}
