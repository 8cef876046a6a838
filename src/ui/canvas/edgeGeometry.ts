/** Points, boxes and the curves between them. Plain geometry in the canvas's own pixels. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

const bend = 14
const labelCharacter = 6.6
const labelPadding = 16
export const labelHeight = 20

/** Room for a label of so many characters in the 11 pixel monospaced face. */
export function labelWidth(length: number): number {
  return length * labelCharacter + labelPadding
}

export function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Whether it is an open frame: cards and folded frames are not so high. */
export function isTall({ height }: Rect): boolean {
  return height > 100
}

export function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

export function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height &&
    !isSameRect(outer, inner)
  )
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** Where the flat S that leaves `a` and enters `b` level is after this share of it. */
export function waveX(a: Point, b: Point, share: number): number {
  const pull = (b.x - a.x) * 0.5
  const rest = 1 - share
  const outer = rest * rest * rest + 3 * rest * rest * share
  return outer * a.x + (1 - outer) * b.x + 3 * rest * share * (rest - share) * pull
}

export function waveY(a: Point, b: Point, share: number): number {
  const rest = 1 - share
  const outer = rest * rest * rest + 3 * rest * rest * share
  return outer * a.y + (1 - outer) * b.y
}

/** Level pieces straight, all others as a flat S. */
export function wavePath(points: readonly Point[]): string {
  const [start] = points
  if (!start) return ''
  const parts = [`M${xy(start)}`]
  for (const [i, b] of points.slice(1).entries()) {
    const a = points[i] ?? b
    const pull = (b.x - a.x) * 0.5
    const isLevel = a.y === b.y && i > 0
    parts.push(
      isLevel ? `L${xy(b)}` : `C${xy({ x: a.x + pull, y: a.y })} ${xy({ x: b.x - pull, y: b.y })} ${xy(b)}`,
    )
  }
  return parts.join(' ')
}

/** Straight pieces with rounded corners. */
export function roundedPath(corners: readonly Point[]): string {
  const [start] = corners
  if (!start) return ''
  const parts = [`M${xy(start)}`]
  for (let i = 1; i < corners.length - 1; i++) {
    const [before, corner, after] = [corners[i - 1], corners[i], corners[i + 1]]
    if (!before || !corner || !after) continue
    const radius = Math.min(bend, distance(before, corner) / 2, distance(corner, after) / 2)
    parts.push(`L${xy(towards(corner, before, radius))} Q${xy(corner)} ${xy(towards(corner, after, radius))}`)
  }
  const last = corners.at(-1)
  if (last) parts.push(`L${xy(last)}`)
  return parts.join(' ')
}

/** Points close to each other along straight pieces, both ends included. */
export function alongCorners(corners: readonly Point[]): readonly Point[] {
  return along(corners, towardsShare)
}

/** The same along what `wavePath` draws. */
export function alongWaves(points: readonly Point[]): readonly Point[] {
  return along(points, (a, b, share) => ({ x: waveX(a, b, share), y: waveY(a, b, share) }))
}

const closest = 12
const mostPoints = 64

function along(
  points: readonly Point[],
  between: (a: Point, b: Point, share: number) => Point,
): readonly Point[] {
  const found: Point[] = points.slice(0, 1)
  const length = points.reduce((sum, b, i) => sum + distance(points[i - 1] ?? b, b), 0)
  const apart = Math.max(closest, length / mostPoints)
  for (const [i, b] of points.slice(1).entries()) {
    const a = points[i] ?? b
    const count = Math.max(1, Math.ceil(distance(a, b) / apart))
    for (let step = 1; step <= count; step++) found.push(between(a, b, step / count))
  }
  return found
}

function towardsShare(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to)
  return towardsShare(from, to, whole === 0 ? 0 : length / whole)
}

function xy({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
