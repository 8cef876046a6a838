import type { Direction } from '../model/policy'
import { hasSiblings } from './compare'
import type { PolicyIndex } from './compile'

/** How many ordered pairs of endpoints two classes make, the pairs of an endpoint with itself as in `compareReach` (SEMANTICS 14). */
export interface PairCounter {
  readonly members: (number: number) => number
  /** Of a class with itself: all pairs, but for those of a pod alone with itself. */
  readonly withinOne: (number: number) => number
}

/** Counts the members of all classes. Total; linear in the endpoints. */
export function countPairs({ classes, endpoints }: PolicyIndex): PairCounter {
  const members = new Int32Array(classes.count)
  const siblings = new Int32Array(classes.count)
  for (const [position, number] of classes.of.entries()) {
    members[number] = (members[number] ?? 0) + 1
    if (hasSiblings(endpoints[position])) siblings[number] = (siblings[number] ?? 0) + 1
  }
  return {
    members: (number) => members[number] ?? 0,
    withinOne: (number) => {
      const count = members[number] ?? 0
      return count * (count - 1) + (siblings[number] ?? 0)
    },
  }
}

/**
 * A number that classes have in common whose `sideRow` is the same: they are of one group, and no rule of theirs gives names to ports
 * of their own. Negative for classes that no policy isolates. Total, constant.
 */
export function rowKey(index: PolicyIndex, direction: Direction, number: number): number {
  const { groupOf, groups } = index[direction]
  const group = groupOf[number] ?? -1
  if (group === -1) return -1
  const isNamed = direction === 'ingress' && (groups[group]?.row.named.length ?? 0) > 0
  return isNamed ? groups.length + number : group
}
