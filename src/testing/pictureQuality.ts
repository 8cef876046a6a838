/** How good a picture is, in numbers: what a person would complain about, counted. */

interface Point {
  readonly x: number
  readonly y: number
}

interface Box extends Point {
  readonly width: number
  readonly height: number
}

export interface DrawnEdge {
  readonly from: Box
  readonly to: Box
  /** As SVG writes it, with the commands M, L, Q and C in absolute coordinates. */
  readonly path: string
  /** Null where it is left out. */
  readonly label: Box | null
}

export interface DrawnPicture {
  readonly frames: readonly Box[]
  /** Also what is drawn like one: folded namespaces and addresses outside. */
  readonly cards: readonly Box[]
  readonly edges: readonly DrawnEdge[]
}

export interface PictureQuality {
  /** Of straight lines between the ends of two edges; edges that share an end do not count. */
  readonly crossings: number
  /** An edge that runs over a card, its own ends among them, once for each such card. */
  readonly overCards: number
  readonly labels: number
  readonly labelsOnLabels: number
  readonly labelsOnCards: number
  /** Percent of the edges that end right of where they begin. */
  readonly forward: number
  /** Percent of the plane that frames, and cards outside of them, cover. */
  readonly covered: number
  readonly width: number
  readonly height: number
}

/** Counts it all. Total, O(edges x (edges + cards)). */
export function pictureQuality({ frames, cards, edges }: DrawnPicture): PictureQuality {
  const outer = [...frames, ...cards.filter((card) => !frames.some((frame) => contains(frame, card)))]
  const width = Math.max(0, ...outer.map((it) => it.x + it.width)) - Math.min(0, ...outer.map(({ x }) => x))
  const height = Math.max(0, ...outer.map((it) => it.y + it.height)) - Math.min(0, ...outer.map(({ y }) => y))
  const labels = edges.flatMap(({ label }) => label ?? [])
  const area = outer.reduce((sum, it) => sum + it.width * it.height, 0)
  return {
    crossings: countPairs(edges, areCrossing),
    overCards: edges.reduce((sum, edge) => sum + cardsUnder(edge, cards), 0),
    labels: labels.length,
    labelsOnLabels: countPairs(labels, overlap),
    labelsOnCards: labels.filter((label) => cards.some((card) => overlap(label, card))).length,
    forward: percent(edges.filter(({ from, to }) => to.x >= from.x + from.width).length, edges.length),
    covered: percent(area, width * height),
    width: Math.round(width),
    height: Math.round(height),
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((100 * part) / whole)
}

function countPairs<T>(things: readonly T[], areSo: (a: T, b: T) => boolean): number {
  return things.reduce((sum, a, i) => sum + things.slice(i + 1).filter((b) => areSo(a, b)).length, 0)
}

function areCrossing(a: DrawnEdge, b: DrawnEdge): boolean {
  if ([a.from, a.to].some((end) => isSame(end, b.from) || isSame(end, b.to))) return false
  const [p, q, r, s] = [startOf(a), endOf(a), startOf(b), endOf(b)]
  return turn(p, q, r) * turn(p, q, s) < 0 && turn(r, s, p) * turn(r, s, q) < 0
}

function startOf({ from }: DrawnEdge): Point {
  return { x: from.x + from.width, y: from.y + from.height / 2 }
}

function endOf({ to }: DrawnEdge): Point {
  return { x: to.x, y: to.y + to.height / 2 }
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

function cardsUnder({ path }: DrawnEdge, cards: readonly Box[]): number {
  const points = pointsOn(path)
  return cards.filter((card) => points.some((point) => isInside(point, card))).length
}

/** A little within the border, so that a line that touches it is not over it. */
function isInside({ x, y }: Point, box: Box): boolean {
  return x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1
}

const steps = 60

/** Points along an SVG path, close to each other. */
export function pointsOn(path: string): readonly Point[] {
  const points: Point[] = []
  let at: Point = { x: 0, y: 0 }
  for (const [, numbers = ''] of path.matchAll(/[MLQC]([^MLQC]*)/g)) {
    const values = numbers
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    const controls = [at]
    for (let i = 0; i + 1 < values.length; i += 2) controls.push({ x: values[i] ?? 0, y: values[i + 1] ?? 0 })
    const end = controls.at(-1) ?? at
    if (path.trimStart().startsWith('M') && points.length === 0) points.push(end)
    else for (let step = 1; step <= steps; step++) points.push(onCurve(controls, step / steps))
    at = end
  }
  return points
}

/** De Casteljau: a line, a quadratic or a cubic by the number of its points. */
function onCurve(points: readonly Point[], share: number): Point {
  const [first = { x: 0, y: 0 }] = points
  if (points.length < 2) return first
  return onCurve(
    points.slice(1).map((point, i) => {
      const before = points[i] ?? point
      return { x: before.x + (point.x - before.x) * share, y: before.y + (point.y - before.y) * share }
    }),
    share,
  )
}

function isSame(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
