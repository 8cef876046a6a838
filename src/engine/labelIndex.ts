import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import { type BitRange, type BitSet, bitsOf, dropBits, keepBits, rangeBits } from '../sets/bitSet'
import { addTo } from '../sets/groupBy'
import { meets } from './selects'
import type { Work } from './work'

/** Answers a selector with those of some numbers whose labels it selects. `ranges` ascend and do not touch. */
export type LabelIndex = (selector: LabelSelector, ranges: readonly BitRange[]) => BitSet

/**
 * Indexes label maps by their position in `all`. A selector walks the positions that carry what it asks for within the ranges, never
 * label map by label map. Equal to `selects` on each. Total.
 *
 * A label that no selector mentions costs nothing when `isMentioned` says so; no selector may then ask for it.
 */
export function indexLabels(
  all: readonly Labels[],
  isMentioned: (key: string) => boolean,
  work: Work,
): LabelIndex {
  const keys = carriersOf(all.keys(), (position) => all[position] ?? {}, isMentioned)
  return (selector, ranges) => {
    work.selectors++
    let bits = rangeBits(ranges)
    for (const requirement of selector.requirements) {
      const decided = bitsOf(within(decidedByLabel(requirement, keys), ranges))
      work.words += bits.words.length + decided.words.length
      bits = meets(requirement, undefined) ? dropBits(bits, decided) : keepBits(bits, decided)
    }
    return bits
  }

  function within(lists: readonly (readonly number[])[], ranges: readonly BitRange[]): readonly number[] {
    const found: number[] = []
    for (const list of lists) {
      for (const { first, end } of ranges) {
        for (let i = lowerBound(list, first); i < list.length; i++) {
          const position = list[i] ?? end
          if (position >= end) break
          found.push(position)
        }
      }
    }
    work.tests += found.length
    return found
  }
}

/** Who carries a label key, and who with which value; positions in the order in which they were given. */
export interface Carriers {
  readonly any: readonly number[]
  readonly byValue: ReadonlyMap<string, readonly number[]>
}

/** The carriers of each label key that somebody asks for, among some positions. Total; linear in their labels. */
export function carriersOf(
  positions: Iterable<number>,
  labelsOf: (position: number) => Labels,
  isMentioned: (key: string) => boolean,
): ReadonlyMap<string, Carriers> {
  const carriers = new Map<string, { any: number[]; byValue: Map<string, number[]> }>()
  for (const position of positions) {
    const labels = labelsOf(position)
    for (const key of Object.keys(labels)) {
      const value = isMentioned(key) ? labelValue(labels, key) : undefined
      if (value === undefined) continue
      const lists = carriers.get(key) ?? { any: [], byValue: new Map<string, number[]>() }
      carriers.set(key, lists)
      lists.any.push(position)
      addTo(lists.byValue, value, position)
    }
  }
  return carriers
}

/** The positions whose label decides otherwise than a missing one would: those with a listed value, or with the key at all. */
function decidedByLabel(
  requirement: Requirement,
  keys: ReadonlyMap<string, Carriers>,
): readonly (readonly number[])[] {
  const key = keys.get(requirement.key)
  if (key === undefined) return []
  if (!('values' in requirement)) return [key.any]
  return [...new Set(requirement.values)].flatMap((value) => {
    const positions = key.byValue.get(value)
    return positions === undefined ? [] : [positions]
  })
}

/** The first index at which an ascending list is not below a number. */
function lowerBound(list: readonly number[], number: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? number) < number) low = middle + 1
    else high = middle
  }
  return low
}
