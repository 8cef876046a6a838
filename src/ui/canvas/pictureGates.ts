/** Gates and locks of an exported picture: filled, outlined, dashed or dotted, as on the canvas. */
import type { Gate } from '../../model/graphView'
import type { PicturePalette } from './pictureLook'
import { element } from './pictureMarkup'
import type { Lock } from './scene'

interface GatePlace {
  /** The middle of the bar. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A bar at a side of a card or of a namespace's head. */
export function gateBar(
  gate: Gate,
  { x, y, width, height }: GatePlace,
  { '--text': text, '--open': open, '--canvas': ground }: PicturePalette,
): string {
  const box = { x: x - width / 2, y: y - height / 2, width, height, rx: width / 2 }
  if (gate === 'closed') return element('rect', { ...box, fill: text })
  const line = width / 4
  const inner = {
    x: box.x + line / 2,
    y: box.y + line / 2,
    width: width - line,
    height: height - line,
    rx: (width - line) / 2,
  }
  const dashes = { wide: undefined, open: `${line * 2} ${line * 1.4}`, outsidePolicies: `0.1 ${line * 1.8}` }
  return element('rect', {
    ...inner,
    fill: ground,
    stroke: gate === 'wide' ? text : open,
    'stroke-width': line,
    'stroke-dasharray': dashes[gate],
    'stroke-linecap': gate === 'outsidePolicies' ? 'round' : undefined,
  })
}

/** A padlock in a box of a size around a point: full when shut, half full when some are isolated; its shackle is up when none is. */
export function padlock(lock: Lock, x: number, y: number, size: number, ink: string): string {
  const [width, height] = [size * 0.72, size * 0.5]
  const [left, top] = [x - width / 2, y - height * 0.2]
  const radius = width * 0.3
  const foot = top - (lock === 'open' ? size * 0.1 : 0)
  const end = lock === 'open' ? `${radius * 0.825 + x} ${foot - radius * 0.565}` : `${x + radius} ${foot}`
  const line = { fill: 'none', stroke: ink, 'stroke-width': Math.max(size / 10, 1) }
  const body = { x: left, width, height, y: top }
  return [
    element('path', { d: `M${x - radius} ${foot}A${radius} ${radius} 0 0 1 ${end}`, ...line }),
    element('rect', { ...body, ...(lock === 'shut' ? { fill: ink } : line) }),
    lock === 'partly' ? element('rect', { ...body, y: top + height / 2, height: height / 2, fill: ink }) : '',
  ].join('')
}
