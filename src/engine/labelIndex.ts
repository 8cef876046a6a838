import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import { addBit, type BitSet, keepOnly, rangeBits, removeBit } from '../sets/bitSet'
import { requirementText } from './selectorText'
import { meets } from './selects'

/** Answers selectors over a fixed list of label maps with the set of positions that they select. */
export type LabelIndex = (selector: LabelSelector) => BitSet

/**
 * Indexes the labels at positions 0 to `all.length - 1` of sets with room for `size`. A requirement is decided once per value that
 * occurs, not once per label map, and remembered. Equal to `selects` on each. Total.
 */
export function indexLabels(all: readonly Labels[], size: number): LabelIndex {
  const everything = rangeBits(size, 0, all.length)
  const keys = positionsByValue(all)
  const known = new Map<string, BitSet>()

  const meeting = (requirement: Requirement): BitSet => {
    const text = requirementText(requirement)
    const before = known.get(text)
    if (before !== undefined) return before
    const bits = positionsMeeting(requirement, keys.get(requirement.key) ?? new Map(), everything)
    known.set(text, bits)
    return bits
  }
  return ({ requirements }) => {
    const [first, ...others] = requirements
    if (first === undefined) return everything
    if (others.length === 0) return meeting(first)
    const bits = meeting(first).slice()
    for (const requirement of others) keepOnly(bits, meeting(requirement))
    return bits
  }
}

type PositionsByValue = ReadonlyMap<string, readonly number[]>

function positionsByValue(all: readonly Labels[]): ReadonlyMap<string, PositionsByValue> {
  const keys = new Map<string, Map<string, number[]>>()
  for (const [position, labels] of all.entries()) {
    for (const key of Object.keys(labels)) {
      const value = labelValue(labels, key)
      if (value === undefined) continue
      const values = keys.get(key) ?? new Map<string, number[]>()
      keys.set(key, values)
      const positions = values.get(value)
      if (positions === undefined) values.set(value, [position])
      else positions.push(position)
    }
  }
  return keys
}

function positionsMeeting(requirement: Requirement, values: PositionsByValue, everything: BitSet): BitSet {
  // Positions without the key agree with `undefined`; those with it are then decided by their value.
  const holdsWithoutKey = meets(requirement, undefined)
  const bits = holdsWithoutKey ? everything.slice() : new Uint32Array(everything.length)
  const candidates = requirement.operator === 'In' ? new Set(requirement.values) : values.keys()
  for (const value of candidates) {
    if (meets(requirement, value) === holdsWithoutKey) continue
    for (const position of values.get(value) ?? []) {
      if (holdsWithoutKey) removeBit(bits, position)
      else addBit(bits, position)
    }
  }
  return bits
}
