/** Paints the shapes of a large picture on a canvas element, at the size that they have on the screen. */
import type { Gate } from '../../model/graphView'
import { isIsolated } from '../gates'
import type { Rect } from './edgeGeometry'
import type { CardShape, FrameShape, Lock, OutsideShape, Shape } from './scene'
import { type Extent, meet, sightOf, type Viewport } from './sight'

/** The tokens that the shapes are painted with. */
export type Palette = Readonly<Record<(typeof paletteTokens)[number], string>>

export const paletteTokens = [
  '--accent',
  '--canvas',
  '--frame',
  '--frame-line',
  '--line-strong',
  '--muted',
  '--open',
  '--outside',
  '--outside-soft',
  '--raised',
  '--sans',
  '--text',
] as const

type Context = CanvasRenderingContext2D

const calmOpacity = 0.25

/** Paints what is seen of the shapes. Linear; what is out of sight costs a comparison. */
export function paintScene(
  context: Context,
  shapes: readonly Shape[],
  viewport: Viewport,
  extent: Extent,
  palette: Palette,
): void {
  context.clearRect(0, 0, extent.width, extent.height)
  context.textBaseline = 'middle'
  const sight = sightOf(viewport, extent)
  const seen = shapes.filter(({ rect }) => meet(rect, sight))
  for (const shape of seen) {
    context.globalAlpha = shape.isCalm && shape.kind !== 'frame' ? calmOpacity : 1
    const box = onScreen(shape.rect, viewport)
    if (shape.kind === 'frame') paintFrame(context, shape, box, viewport.zoom, palette)
    else if (shape.kind === 'card') paintCard(context, shape, box, viewport.zoom, palette)
    else paintOutside(context, shape, box, viewport.zoom, palette)
  }
  // Over the boxes of the first row, where the head of a frame is lower than letters are.
  for (const shape of seen) {
    if (shape.kind !== 'frame' || !shape.isNamed) continue
    context.globalAlpha = shape.isCalm ? 2 * calmOpacity : 1
    paintHead(context, shape, onScreen(shape.rect, viewport), viewport.zoom, palette)
  }
  context.globalAlpha = 1
}

function onScreen({ x, y, width, height }: Rect, viewport: Viewport): Rect {
  const { zoom } = viewport
  return { x: x * zoom + viewport.x, y: y * zoom + viewport.y, width: width * zoom, height: height * zoom }
}

function paintFrame(context: Context, shape: FrameShape, box: Rect, zoom: number, palette: Palette): void {
  const line = shape.isSelected ? palette['--accent'] : palette['--frame-line']
  const fill = shape.isCollapsed ? palette['--raised'] : palette['--frame']
  paintBox(context, box, 16 * zoom, fill, line, shape.isSelected ? 2 : 1)
}

/** Below this height a box is but a bar, and rounded corners would cost without being seen. */
const lowBox = 7

function paintCard(context: Context, shape: CardShape, box: Rect, zoom: number, palette: Palette): void {
  const line = shape.isSelected ? palette['--accent'] : palette['--line-strong']
  if (box.height < lowBox && !shape.isSelected) {
    context.fillStyle = line
    context.fillRect(box.x, box.y, box.width, box.height)
  } else paintBox(context, box, 10 * zoom, palette['--raised'], line, shape.isSelected ? 2 : 1)
  paintGate(context, shape.ingress, box.x, box, palette)
  paintGate(context, shape.egress, box.x + box.width, box, palette)
  paintName(context, shape.name, box, shape.isIdle ? palette['--muted'] : palette['--text'], palette)
}

function paintOutside(
  context: Context,
  shape: OutsideShape,
  box: Rect,
  zoom: number,
  palette: Palette,
): void {
  const line = shape.isSelected ? palette['--accent'] : palette['--outside']
  paintBox(context, box, 32 * zoom, palette['--outside-soft'], line, shape.isSelected ? 2 : 1)
  paintName(context, shape.name, box, palette['--text'], palette)
}

function paintBox(
  context: Context,
  { x, y, width, height }: Rect,
  radius: number,
  fill: string,
  line: string,
  lineWidth: number,
): void {
  context.beginPath()
  if (radius < 2.5) context.rect(x, y, width, height)
  else context.roundRect(x, y, width, height, Math.min(radius, height / 2))
  context.fillStyle = fill
  context.fill()
  context.strokeStyle = line
  context.lineWidth = lineWidth
  context.stroke()
}

/** Where the pieces of a gate begin and end, as shares of its height: one bar, two dashes, the upper half, three dots. */
const gatePieces: Readonly<Record<Gate, readonly (readonly [number, number])[]>> = {
  closed: [[0, 1]],
  wide: [
    [0, 0.55],
    [0.85, 1],
  ],
  open: [
    [0, 0.3],
    [0.7, 1],
  ],
  outsidePolicies: [
    [0, 0.15],
    [0.42, 0.58],
    [0.85, 1],
  ],
}

function paintGate(context: Context, gate: Gate, x: number, box: Rect, palette: Palette, thickest = 6): void {
  const isClosed = isIsolated(gate)
  const thickness = Math.min(thickest, Math.max(isClosed ? 2 : 1.5, (box.height / 64) * 6))
  const height = box.height * (isClosed ? 0.7 : 0.6)
  const top = box.y + (box.height - height) / 2
  context.fillStyle = isClosed ? palette['--text'] : palette['--open']
  for (const [from, to] of gatePieces[gate])
    context.fillRect(x - thickness / 2, top + from * height, thickness, (to - from) * height)
}

/** The least width in which a name says anything. */
const leastName = 56

function paintName(context: Context, name: string, box: Rect, ink: string, palette: Palette): void {
  const room = box.width - box.height * 0.4
  if (room < leastName || box.height < 18) return
  const size = halves(Math.min(15, Math.max(11, box.height * 0.26)))
  context.font = `620 ${size}px ${palette['--sans']}`
  context.fillStyle = ink
  context.fillText(fitted(context, name, room), box.x + box.height * 0.2, box.y + box.height / 2)
}

/** Name, how many workloads, and the two locks: as many of them as there is room for, and the name last to go. */
function paintHead(context: Context, shape: FrameShape, box: Rect, zoom: number, palette: Palette): void {
  const size = halves(Math.min(20, Math.max(10, box.width * 0.09)))
  const padding = 2 + size * 0.25
  const height = size * 1.3
  const middle = box.y + Math.max(22 * zoom, size * 0.65 + 2)
  const hasLocks = box.width > size * (5 + shape.name.length * 0.6)
  const room = box.width - 2 * padding - (hasLocks ? 3.2 * size : 0)
  // Letters that are higher than their namespace would stand on the next one.
  const hasName = room >= leastHead && box.height >= height
  if (hasName) {
    context.fillStyle = shape.isCollapsed ? palette['--raised'] : palette['--frame']
    context.fillRect(box.x + 3, middle - height / 2, box.width - 6, height)
  }
  paintLocks(context, shape, { box, middle, size, hasLocks }, palette)
  if (!hasName) return
  context.font = `640 ${size}px ${palette['--sans']}`
  const name = fitted(context, shape.name, room)
  context.fillStyle = palette['--text']
  context.fillText(name, box.x + padding, middle)
  const count = ` ${shape.count}`
  const end = context.measureText(name).width
  if (!hasLocks || name !== shape.name || end + context.measureText(count).width > room) return
  context.fillStyle = palette['--muted']
  context.fillText(count, box.x + padding + end, middle)
}

/** The least room in which a name says anything. */
const leastHead = 26

interface Head {
  readonly box: Rect
  readonly middle: number
  readonly size: number
  readonly hasLocks: boolean
}

/** The locks as padlocks where there is room for them beside the name, else as bars at the sides, as gates are. */
function paintLocks(
  context: Context,
  { ingress, egress }: FrameShape,
  { box, middle, size, hasLocks }: Head,
  palette: Palette,
): void {
  if (hasLocks) {
    const right = box.x + box.width - size * 0.4
    paintLock(context, ingress, right - size * 2, middle, size, palette)
    paintLock(context, egress, right - size * 0.6, middle, size, palette)
    return
  }
  paintGate(context, lockGates[ingress], box.x, box, palette, 2.5)
  paintGate(context, lockGates[egress], box.x + box.width, box, palette, 2.5)
}

const lockGates: Readonly<Record<Lock, Gate>> = { shut: 'closed', partly: 'wide', open: 'open' }

/** A padlock: full when shut, half full when some are isolated; its shackle is up when none is. */
function paintLock(context: Context, lock: Lock, x: number, y: number, size: number, palette: Palette): void {
  const [width, height] = [size * 0.72, size * 0.5]
  const top = y - height * 0.2
  context.strokeStyle = lock === 'open' ? palette['--open'] : palette['--text']
  context.fillStyle = context.strokeStyle
  context.lineWidth = Math.max(1.25, size / 11)
  context.beginPath()
  context.arc(x, top - (lock === 'open' ? size * 0.1 : 0), width * 0.3, Math.PI, lock === 'open' ? -0.6 : 0)
  context.stroke()
  if (lock === 'shut') context.fillRect(x - width / 2, top, width, height)
  else context.strokeRect(x - width / 2, top, width, height)
  if (lock === 'partly') context.fillRect(x - width / 2, top + height / 2, width, height / 2)
}

/** A name cut in its middle so that it takes no more than some room: names of one kind differ at their ends. */
function fitted(context: Context, name: string, room: number): string {
  const width = context.measureText(name).width
  if (width <= room) return name
  const letters = Math.floor((name.length * room) / width) - 1
  if (letters < 2) return ''
  const end = Math.floor(letters / 2)
  return `${name.slice(0, letters - end)}…${name.slice(name.length - end)}`
}

/** Fonts come in steps of half a pixel, so that few are made while the picture is zoomed. */
function halves(size: number): number {
  return Math.round(size * 2) / 2
}
