/** A state of the exhaustive search: what it grants, what it lacks, and what tells it from another. */
import { cellOf, type Grid, type Host, type Lack, mayOf, type Search, type State } from './minimalSearch'
import { type DirectionNumber, directions } from './minimalWorld'

/** What policies grant: bits of atoms by cell of the grid, and who is isolated. */
export interface Grants {
  readonly granted: Uint32Array
  readonly isolated: Uint8Array
}

/** Adds up what the policies of a state grant. `known` holds what each grants by itself. */
export function grantsOf(search: Search, state: State, known: WeakMap<Host, Grants>): Grants {
  const sum = noGrants(search.grid)
  for (const host of state) {
    const own = known.get(host) ?? grantsOfHost(search, host)
    known.set(host, own)
    for (let i = 0; i < sum.granted.length; i++)
      sum.granted[i] = (sum.granted[i] ?? 0) | (own.granted[i] ?? 0)
    for (let i = 0; i < sum.isolated.length; i++)
      sum.isolated[i] = (sum.isolated[i] ?? 0) | (own.isolated[i] ?? 0)
  }
  return sum
}

function noGrants({ subjects, may }: Grid): Grants {
  return { granted: new Uint32Array(may.length), isolated: new Uint8Array(2 * subjects.length) }
}

function grantsOfHost({ grid, meaningOf }: Search, { policy, members }: Host): Grants {
  const sum = noGrants(grid)
  for (const type of policy.policyTypes) {
    const direction: DirectionNumber = type === 'ingress' ? 0 : 1
    for (const subject of members) sum.isolated[direction * grid.subjects.length + subject] = 1
    for (const rule of policy[type]) {
      const { members: peers, mask, maskFor } = meaningOf(rule)
      for (const subject of members)
        for (const peer of peers) {
          const cell = cellOf(grid, direction, subject, peer)
          sum.granted[cell] = (sum.granted[cell] ?? 0) | (mask ?? maskFor(direction, subject, peer))
        }
    }
  }
  return sum
}

/** Who is not isolated although it must be, then what is not granted although it must be. */
export function lacksOf(search: Search, grants: Grants): readonly Lack[] {
  const { subjects, mustIsolate } = search.grid
  const rows = ([0, 1] as const).flatMap((direction) =>
    [...subjects.keys()].map((subject) => ({
      direction,
      subject,
      row: direction * subjects.length + subject,
    })),
  )
  const isIsolated = (row: number) => grants.isolated[row] === 1
  return [
    ...rows
      .filter(({ row }) => mustIsolate[row] === 1 && !isIsolated(row))
      .map(({ direction, subject }): Lack => ({ direction, subject, peer: 0, atom: 0 })),
    ...rows
      .filter(({ row }) => isIsolated(row))
      .flatMap(({ direction, subject }) => missingFlows(search, grants, direction, subject)),
  ]
}

/** Of what is missing towards each peer the first and the last atom: what supplies them comes a step nearer to the rest. */
function missingFlows(
  { grid }: Search,
  { granted }: Grants,
  direction: DirectionNumber,
  subject: number,
): readonly Lack[] {
  const lacks: Lack[] = []
  const start = cellOf(grid, direction, subject, 0)
  for (let peer = 0; peer < grid.peers.length; peer++) {
    const missing = (grid.need[start + peer] ?? 0) & ~(granted[start + peer] ?? 0) & grid.distinctAtoms
    if (missing === 0) continue
    const [first, last] = [missing & -missing, 1 << (31 - Math.clz32(missing))]
    lacks.push({ direction, subject, peer, atom: first })
    if (last !== first) lacks.push({ direction, subject, peer, atom: last })
  }
  return lacks
}

/** The lack that the fewest peers can supply: what is tried first, so that little has to be tried. */
export function hardestOf(search: Search, lacks: readonly Lack[]): Lack | undefined {
  let [best] = lacks
  if (best === undefined || best.atom === 0) return best
  let fewest = optionsFor(search, best)
  for (const lack of lacks) {
    const options = optionsFor(search, lack)
    if (options < fewest) [best, fewest] = [lack, options]
  }
  return best
}

function optionsFor({ grid, peers, options }: Search, { direction, subject, peer, atom }: Lack): number {
  const key = cellOf(grid, direction, subject, peer) * 32 + Math.clz32(atom)
  const known = options.get(key)
  if (known !== undefined) return known
  const isFor = (other: number) => (mayOf(grid, direction, subject, other) & atom) !== 0
  const count = peers.filter(({ members }) => members.includes(peer) && members.every(isFor)).length
  options.set(key, count)
  return count
}

const hostKeys = new WeakMap<Host, string>()

/** One text for states that say the same in another order. */
export function stateKey(state: State): string {
  return state.map(keyOf).toSorted().join('\n')
}

function keyOf(host: Host): string {
  const known = hostKeys.get(host)
  if (known !== undefined) return known
  const { origin, policy, members } = host
  const rules = directions.map((direction) =>
    policy[direction].map((rule) => JSON.stringify(rule)).toSorted(),
  )
  const key = JSON.stringify([origin?.id, members, policy.podSelector, policy.policyTypes, rules])
  hostKeys.set(host, key)
  return key
}
