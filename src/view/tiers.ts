/** Tiers of a directed graph: who calls stands left of whom it calls. Vertices are 0 to count - 1, in name order. */

/** An ordered pair of vertices. Pairs may repeat; a pair of a vertex with itself says nothing. */
export interface Arc {
  readonly from: number
  readonly to: number
  /** How much it counts when a cycle has to be cut. */
  readonly weight: number
}

/**
 * The tier of every vertex: the longest path that leads to it, after arcs that point back are left out. Callers come first; which
 * arcs of a cycle point back depends on the weights and the vertices' order alone. A graph deeper than `most` tiers is pressed
 * into `most`. Total, O(V + E), and O(V) more for each vertex at which a cycle has to be cut.
 */
export function tiersOf(count: number, arcs: readonly Arc[], most: number): readonly number[] {
  const order = callersFirst(count, arcs)
  const rank = new Array<number>(count).fill(0)
  order.forEach((vertex, position) => {
    rank[vertex] = position
  })
  const { callees } = neighbours(count, arcs)
  const tiers = new Array<number>(count).fill(0)
  for (const vertex of order)
    for (const callee of callees[vertex] ?? []) {
      const pointsBack = (rank[callee] ?? 0) < (rank[vertex] ?? 0)
      if (!pointsBack) tiers[callee] = Math.max(tiers[callee] ?? 0, (tiers[vertex] ?? 0) + 1)
    }
  const depth = tiers.reduce((deepest, tier) => Math.max(deepest, tier + 1), 0)
  return depth <= most ? tiers : tiers.map((tier) => Math.floor((tier * most) / depth))
}

interface Neighbours {
  readonly callers: readonly ReadonlySet<number>[]
  readonly callees: readonly ReadonlySet<number>[]
}

function neighbours(count: number, arcs: readonly Arc[]): Neighbours {
  const callers = Array.from({ length: count }, () => new Set<number>())
  const callees = Array.from({ length: count }, () => new Set<number>())
  for (const { from, to } of arcs) {
    if (from === to) continue
    callees[from]?.add(to)
    callers[to]?.add(from)
  }
  return { callers, callees }
}

/**
 * All vertices in an order that few arcs run against (after Eades, Lin and Smyth): whoever is not called any more goes to the
 * front, whoever calls nobody any more to the back, and when only cycles are left, the one that calls most for what it is called.
 */
function callersFirst(count: number, arcs: readonly Arc[]): readonly number[] {
  const { callers, callees } = neighbours(count, arcs)
  const left = remainingWeights(count, arcs)
  const [called, calling] = [callers.map(({ size }) => size), callees.map(({ size }) => size)]
  const isPlaced = new Array<boolean>(count).fill(false)
  const [front, back, ready]: [number[], number[], number[]] = [[], [], []]

  const lower = (degrees: number[], vertex: number) => {
    const degree = (degrees[vertex] ?? 0) - 1
    degrees[vertex] = degree
    if (degree === 0 && !isPlaced[vertex]) ready.push(vertex)
  }
  const place = (vertex: number) => {
    if (isPlaced[vertex]) return
    isPlaced[vertex] = true
    if (called[vertex] !== 0 && calling[vertex] === 0) back.push(vertex)
    else front.push(vertex)
    for (const callee of callees[vertex] ?? []) lower(called, callee)
    for (const caller of callers[vertex] ?? []) lower(calling, caller)
    left.remove(vertex)
  }
  for (let vertex = 0; vertex < count; vertex++)
    if (called[vertex] === 0 || calling[vertex] === 0) ready.push(vertex)
  for (;;) {
    for (let i = 0; i < ready.length; i++) place(ready[i] ?? 0)
    ready.length = 0
    const next = left.heaviest()
    if (next === null) return [...front, ...back.reverse()]
    place(next)
  }
}

/** How much more each vertex calls than it is called, among those that remain. */
function remainingWeights(count: number, arcs: readonly Arc[]) {
  const surplus = new Array<number>(count).fill(0)
  const arcsOf = Array.from({ length: count }, (): Arc[] => [])
  for (const arc of arcs) {
    if (arc.from === arc.to) continue
    add(surplus, arc.from, arc.weight)
    add(surplus, arc.to, -arc.weight)
    arcsOf[arc.from]?.push(arc)
    arcsOf[arc.to]?.push(arc)
  }
  const remaining = new Set(Array.from({ length: count }, (_, vertex) => vertex))
  return {
    remove: (vertex: number) => {
      remaining.delete(vertex)
      for (const { from, to, weight } of arcsOf[vertex] ?? []) {
        add(surplus, from, -weight)
        add(surplus, to, weight)
      }
    },
    /** The first of the heaviest; null when none remains. */
    heaviest: (): number | null => {
      let best: number | null = null
      for (const vertex of remaining)
        if (best === null || (surplus[vertex] ?? 0) > (surplus[best] ?? 0)) best = vertex
      return best
    },
  }
}

function add(values: number[], position: number, value: number): void {
  values[position] = (values[position] ?? 0) + value
}
