import type { PolicyIndex } from '../engine/compile'
import { isolatingPolicies, reachOfClasses } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import type { Direction } from '../model/policy'
import { equals, subtract } from '../sets/connections'

/** Endpoints that nothing tells apart, in either of two indexes, and that play the same part in the cluster. Never empty. */
export interface Group {
  /** Positions in the earlier index, ascending. */
  readonly members: readonly number[]
  readonly first: number
  readonly before: number
  readonly after: number
}

/** What all senders of a group lose and gain towards all receivers of another. */
export interface GroupChange {
  readonly from: Group
  readonly to: Group
  readonly removed: ConnectionSet
  readonly added: ConnectionSet
}

/**
 * All groups of endpoints, by their classes and by a word for each endpoint that sets some of a class apart. Both indexes must have
 * the same endpoints. Total; linear in the endpoints.
 */
export function groupsOf(
  before: PolicyIndex,
  after: PolicyIndex,
  wordFor: (position: number) => string,
): readonly Group[] {
  const groups = new Map<string, Group & { readonly members: number[] }>()
  for (const [position, { id }] of before.endpoints.entries()) {
    const later = after.positionOf.get(id)
    if (later === undefined) continue
    const [own, theirs] = [before.classes.of[position] ?? 0, after.classes.of[later] ?? 0]
    const key = `${own} ${theirs} ${wordFor(position)}`
    const known = groups.get(key) ?? { members: [], first: position, before: own, after: theirs }
    groups.set(key, known)
    known.members.push(position)
  }
  return [...groups.values()]
}

/**
 * The flows that differ between two indexes of one cluster, by groups, so that isolating a large namespace lists no pair by itself.
 * Only groups whose policies are not the same objects are compared with all others. Total; costs those pairs of groups.
 */
export function* groupChanges(
  before: PolicyIndex,
  after: PolicyIndex,
  groups: readonly Group[],
): Generator<GroupChange> {
  const changed = (direction: Direction) => groups.map((group) => hasChanged(before, after, direction, group))
  const [egress, ingress] = [changed('egress'), changed('ingress')]
  const receivers = groups.filter((_, i) => ingress[i])
  const differenceOf = rememberedDifference(before, after)
  for (const [i, from] of groups.entries()) {
    for (const to of egress[i] ? groups : receivers) {
      const difference = differenceOf(
        reachOfClasses(before, from.before, to.before),
        reachOfClasses(after, from.after, to.after),
      )
      if (difference !== null) yield { from, to, ...difference }
    }
  }
}

function hasChanged(
  before: PolicyIndex,
  after: PolicyIndex,
  direction: Direction,
  { first }: Group,
): boolean {
  const id = before.endpoints[first]?.id
  const later = id === undefined ? undefined : after.positionOf.get(id)
  const own = isolatingPolicies(before, direction, first)
  const theirs = isolatingPolicies(after, direction, later ?? -1)
  return own.length !== theirs.length || own.some((policy, i) => policy !== theirs[i])
}

type Difference = Pick<GroupChange, 'removed' | 'added'>

function rememberedDifference(before: PolicyIndex, after: PolicyIndex) {
  const known = new Map<number, Map<number, Difference | null>>()
  return (earlier: number, later: number): Difference | null => {
    const row = known.get(earlier) ?? new Map<number, Difference | null>()
    known.set(earlier, row)
    const seen = row.get(later)
    if (seen !== undefined) return seen
    const [a, b] = [before.connections.setOf(earlier), after.connections.setOf(later)]
    const difference = equals(a, b) ? null : { removed: subtract(a, b), added: subtract(b, a) }
    row.set(later, difference)
    return difference
  }
}
