/** Labels and selectors, from few keys and values, so that equal and almost equal ones meet. */
import fc from 'fast-check'
import type { PlainExpression, PlainLabels, PlainSelector } from './kubernetes'

export const namespaceNames = ['n1', 'n2', 'n3', 'n4']

/** The simplest first, for that is what a failing cluster shrinks to. */
export const missing = fc.constantFrom(undefined, null)

/** Null or missing now and then, where the API allows it. */
export function optional<T>(arbitrary: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: missing }, { weight, arbitrary })
}

/** Missing, null and empty often mean "any", which hides what everything else says: so they are rare. */
export function listOf<T>(arbitrary: fc.Arbitrary<T>, maxLength: number) {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: missing },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 8, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength }) },
  )
}

/** Each of `most` is as likely as all of `others` together. */
function often(most: readonly string[], ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(...most.map((it) => fc.constant(it)), fc.constantFrom(...others))
}

// `App` and `A` are twins of `app` and `a` but for their case; `constructor` is what every object inherits.
const key = often(['app', 'tier'], 'pod-template-hash', 'constructor', 'app.kubernetes.io/name', 'App')
const value = often(['a', '', 'b'], 'A')

/** What several pods wear, in one namespace or in many, so that policies select several and none. */
const uniforms: readonly PlainLabels[] = [
  { app: 'a' },
  { app: 'a', tier: 'b' },
  { app: 'b', tier: '' },
  { app: 'A', 'app.kubernetes.io/name': 'a' },
  { App: 'a', tier: 'a', constructor: 'b' },
]

export const labelMap: fc.Arbitrary<PlainLabels> = fc.oneof(
  { weight: 1, arbitrary: fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }) },
  { weight: 2, arbitrary: fc.constantFrom(...uniforms) },
)

/** A part of what pods wear, or anything. */
const askedLabels: fc.Arbitrary<PlainLabels> = fc.oneof(
  fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true }),
  fc
    .constantFrom(...uniforms)
    .chain((uniform) => fc.subarray(Object.entries(uniform), { minLength: 1 }))
    .map((entries) => Object.fromEntries(entries)),
)

/** Keys repeat within a selector, so that requirements add up, repeat or contradict each other. */
function selectorOn(expressionKey: fc.Arbitrary<string>, someLabels: fc.Arbitrary<PlainLabels>) {
  const expression: fc.Arbitrary<PlainExpression> = fc.oneof(
    fc.record({
      key: expressionKey,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.uniqueArray(fc.oneof(value, fc.constantFrom(...namespaceNames)), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
    fc.record({
      key: expressionKey,
      operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
      values: fc.constantFrom(undefined, null, []),
    }),
  )
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: fc.constant<PlainSelector>({}) },
    { weight: 4, arbitrary: fc.record<PlainSelector>({ matchLabels: someLabels }) },
    {
      weight: 3,
      arbitrary: fc.record<PlainSelector>({ matchExpressions: fc.array(expression, { maxLength: 2 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record<PlainSelector>({
        matchLabels: optional(someLabels),
        matchExpressions: listOf(expression, 3),
      }),
    },
  )
}

export const podSelector = selectorOn(key, askedLabels)

const nameKey = 'kubernetes.io/metadata.name'

export const namespaceSelector = selectorOn(
  fc.constantFrom('team', 'team', 'app', nameKey),
  fc.oneof(
    fc.dictionary(fc.constantFrom('team', 'app'), value, { maxKeys: 2, noNullPrototype: true }),
    fc.constantFrom(...namespaceNames).map((name): PlainLabels => ({ [nameKey]: name })),
  ),
)

/** Of their own, none at all, or with a forged name label. */
export const namespaceLabels = fc.oneof(
  fc.dictionary(fc.constantFrom('team', 'app'), fc.constantFrom('a', 'b', ''), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  fc.constantFrom<PlainLabels | null>(null, { [nameKey]: 'n1', team: 'a' }),
)
