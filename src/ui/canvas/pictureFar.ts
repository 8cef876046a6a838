/** Namespaces and workloads of an exported picture from afar: names of namespaces, and workloads as boxes with their gates. */
import { type CardNode, type ExternalNode, type FrameNode, frameHeader } from '../../model/graphView'
import type { Rect } from './edgeGeometry'
import { gateBar, padlock } from './pictureGates'
import { type PictureLook, sansFace } from './pictureLook'
import { element, fitted, textAt } from './pictureMarkup'
import type { Drawn } from './pictureNodes'
import { lockOf } from './scene'

/** The ground of a namespace. */
export function farFrame({ collapsed }: FrameNode, { rect, isSelected }: Drawn, look: PictureLook): string {
  const { palette, zoom } = look
  return element('rect', {
    ...rect,
    rx: 16,
    fill: collapsed ? palette['--raised'] : palette['--frame'],
    stroke: isSelected ? palette['--accent'] : palette['--frame-line'],
    'stroke-width': (isSelected ? 2 : 1) / zoom,
  })
}

/** Name, count and locks of a namespace, as large as they can be read; over its boxes, where its head is lower than letters are. */
export function farHead(frame: FrameNode, { rect }: Drawn, look: PictureLook): string {
  const { palette, zoom, measure } = look
  const wanted = Math.min(20, Math.max(10, rect.width * zoom * 0.09)) / zoom
  // No larger than its head has room for, where it can be read so: the first row of boxes begins below.
  const size = Math.min(wanted, Math.max(frameHeader / 1.3, 12 / zoom))
  const face = sansFace(size, 640)
  const padding = 2 / zoom + size * 0.25
  const middle = rect.y + Math.max(22, size * 0.65 + 2 / zoom)
  const hasLocks = rect.width > size * (5 + frame.namespace.length * 0.6)
  const room = rect.width - 2 * padding - (hasLocks ? 3.2 * size : 0)
  const name = fitted(frame.namespace, room, face, measure)
  const count = ` ${frame.workloadCount}`
  const end = measure(name, face)
  const hasCount = hasLocks && name === frame.namespace && end + measure(count, face) <= room
  const locks = [
    [frame.isolatedIngress, 2.4],
    [frame.isolatedEgress, 1],
  ] as const
  return [
    element('rect', {
      x: rect.x + 3 / zoom,
      y: middle - size * 0.65,
      width: rect.width - 6 / zoom,
      height: size * 1.3,
      fill: frame.collapsed ? palette['--raised'] : palette['--frame'],
    }),
    textAt(name, { x: rect.x + padding, y: middle, fill: palette['--text'], face }),
    hasCount
      ? textAt(count, { x: rect.x + padding + end + size * 0.3, y: middle, fill: palette['--muted'], face })
      : '',
    ...locks.map(([isolated, from]) => {
      const lock = lockOf(isolated, frame.workloadCount)
      const ink = lock === 'open' ? palette['--open'] : palette['--text']
      return hasLocks ? padlock(lock, rect.x + rect.width - from * size, middle, size, ink) : ''
    }),
  ].join('')
}

/** A workload as a box with its gates. */
export function farCard(card: CardNode, drawn: Drawn, look: PictureLook): string {
  const { palette } = look
  const { x, y, width, height } = drawn.rect
  const gates = [
    [card.ingress, x],
    [card.egress, x + width],
  ] as const
  return [
    farBox(drawn.rect, 10, palette['--raised'], lineOf(drawn, palette['--line-strong'], look), look),
    farName(card.name, drawn.rect, look),
    ...gates.map(([gate, at]) => gateBar(gate, { x: at, y: y + height / 2, width: 8, height: 40 }, palette)),
  ].join('')
}

/** Addresses outside as a box. */
export function farExternal({ label }: ExternalNode, drawn: Drawn, look: PictureLook): string {
  const { palette } = look
  const line = lineOf(drawn, palette['--outside'], look)
  return farBox(drawn.rect, 32, palette['--outside-soft'], line, look) + farName(label, drawn.rect, look)
}

function lineOf({ isSelected }: Drawn, line: string, { palette }: PictureLook): string {
  return isSelected ? palette['--accent'] : line
}

function farBox(rect: Rect, rx: number, fill: string, stroke: string, { zoom }: PictureLook): string {
  return element('rect', { ...rect, rx, fill, stroke, 'stroke-width': 1 / zoom })
}

/** The name in letters of eleven pixels and more, where there is room for them. */
function farName(name: string, rect: Rect, { palette, zoom, measure }: PictureLook): string {
  if (rect.height * zoom < 16) return ''
  const face = sansFace(Math.max(11 / zoom, rect.height * 0.26), 620)
  const words = fitted(name, rect.width - 28, face, measure)
  return textAt(words, { x: rect.x + 16, y: rect.y + rect.height / 2, fill: palette['--text'], face })
}
