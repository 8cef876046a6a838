import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LabelSelector, Requirement } from '../model/selector'
import { readSelector, selectorSyntax } from './selectorText'

const seed = 20261121

const key = fc.constantFrom('app', 'in', 'notin', 'A_b.c', 'app.kubernetes.io/name', '1')
const value = fc.constantFrom('', 'web', 'in', 'notin', 'v1.2_x', '0')
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
  fc.record({
    key,
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
  }),
)
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  requirements: fc.array(requirement, { maxLength: 4 }),
})
/** Texts that are nearly selectors. */
const nearly = fc
  .array(fc.constantFrom('app', 'in', 'notin', '=', '==', '!=', '!', '(', ')', ',', ' ', '-', '<', 'é'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

it('reads what it wrote as the same selector', () => {
  fc.assert(
    fc.property(selector, (it) => {
      expect(readSelector(selectorSyntax(it))).toEqual({ kind: 'read', value: it })
    }),
    { seed, numRuns: 1000 },
  )
})

it('takes any text, and what it reads keeps its meaning when it is written', () => {
  const met = { read: 0, wrong: 0 }
  fc.assert(
    fc.property(fc.oneof(nearly, fc.string()), (text) => {
      const first = readSelector(text)
      met[first.kind]++
      if (first.kind === 'wrong') expect(first.message).toMatch(/\w.*\.$/s)
      else expect(readSelector(selectorSyntax(first.value))).toEqual(first)
    }),
    { seed, numRuns: 2000 },
  )
  expect(met.read).toBeGreaterThan(100)
  expect(met.wrong).toBeGreaterThan(100)
})
