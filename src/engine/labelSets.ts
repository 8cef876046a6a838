/** What selectors leave open about labels that nobody has written yet: which selector says more, and whether labels can avoid some. */
import type { LabelSelector, Requirement } from '../model/selector'

/** The values that one key may have: the listed ones, or all but the listed; and whether the key may be missing. */
interface KeyValues {
  readonly mayBeMissing: boolean
  readonly isListed: boolean
  readonly values: ReadonlySet<string>
}

/** All label maps that meet a selector. A key that is not here may be missing or have any value. */
export type LabelSets = ReadonlyMap<string, KeyValues>

const anyValues: KeyValues = { mayBeMissing: true, isListed: false, values: new Set() }

/** The label maps that meet all of these selectors (SEMANTICS 7). Total. */
export function labelSetsOf(...selectors: readonly LabelSelector[]): LabelSets {
  const sets = new Map<string, KeyValues>()
  for (const { requirements } of selectors)
    for (const requirement of requirements) {
      const { key } = requirement
      sets.set(key, both(sets.get(key) ?? anyValues, valuesOf(requirement)))
    }
  return sets
}

function valuesOf(requirement: Requirement): KeyValues {
  const { operator } = requirement
  const isListed = operator === 'In' || operator === 'DoesNotExist'
  const mayBeMissing = operator === 'NotIn' || operator === 'DoesNotExist'
  return { mayBeMissing, isListed, values: new Set('values' in requirement ? requirement.values : []) }
}

/** Whether any labels meet it. There is always another value that nobody has listed. Total. */
export function isPossible(sets: LabelSets): boolean {
  return [...sets.values()].every((values) => !isNone(values))
}

/** Whether labels that meet `narrow` always meet `wide` too. Total. */
export function areWithin(narrow: LabelSets, wide: LabelSets): boolean {
  if (!isPossible(narrow)) return true
  return [...wide].every(([key, values]) => isNone(both(narrow.get(key) ?? anyValues, otherThan(values))))
}

/** Whether some labels meet both. Total. */
export function canMeet(a: LabelSets, b: LabelSets): boolean {
  return isPossible(a) && [...b].every(([key, values]) => !isNone(both(a.get(key) ?? anyValues, values)))
}

// Selectors that a search would take this long on are made by hand to be so.
const mostSteps = 5000

/**
 * Whether some labels meet `sets` and none of `others`. A search, for there are as many ways to avoid a selector as it has keys; of one
 * that takes too long the answer is yes, which is the careful one for those who ask what could get through. Total, bounded.
 */
export function canAvoid(sets: LabelSets, others: readonly LabelSets[]): boolean {
  let steps = 0
  const avoid = (met: LabelSets, position: number): boolean => {
    const other = others[position]
    if (other === undefined || ++steps > mostSteps) return true
    if (!canMeet(met, other)) return avoid(met, position + 1)
    return [...other].some(([key, values]) => {
      const left = both(met.get(key) ?? anyValues, otherThan(values))
      return !isNone(left) && avoid(new Map(met).set(key, left), position + 1)
    })
  }
  return isPossible(sets) && avoid(sets, 0)
}

function both(a: KeyValues, b: KeyValues): KeyValues {
  const mayBeMissing = a.mayBeMissing && b.mayBeMissing
  if (a.isListed || b.isListed) {
    const [listed, other] = a.isListed ? [a, b] : [b, a]
    const values = [...listed.values].filter((value) => other.values.has(value) === other.isListed)
    return { mayBeMissing, isListed: true, values: new Set(values) }
  }
  return { mayBeMissing, isListed: false, values: new Set([...a.values, ...b.values]) }
}

function otherThan({ mayBeMissing, isListed, values }: KeyValues): KeyValues {
  return { mayBeMissing: !mayBeMissing, isListed: !isListed, values }
}

function isNone({ mayBeMissing, isListed, values }: KeyValues): boolean {
  return !mayBeMissing && isListed && values.size === 0
}
