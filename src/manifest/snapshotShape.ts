import type { Json } from '../model/shared'

/**
 * Which fields of an object are kept; everything else is dropped, so a field that is not named here can never leave
 * the page. `scalar`: a string, number or boolean. `labels`: a mapping of scalars. `whole`: all of it. `oneOf`: these
 * values alone. `known`: field names that are right but not kept; others stand, without their value, so that a
 * typing mistake stays one. `stays`: that it is there counts, also when nothing in it is kept.
 */
export type Shape =
  | 'scalar'
  | 'labels'
  | 'whole'
  | { readonly list: Shape }
  | { readonly oneOf: readonly string[] }
  | { readonly fields: Fields; readonly known?: readonly string[]; readonly stays?: boolean }

type Fields = Readonly<Record<string, Shape>>

/** Parts larger than this are no manifest that a person wrote, but an attack by aliases. */
const partLimit = 200_000
const depthLimit = 60

/** What is left of a value when only the named fields are kept; undefined when nothing is, or when it is endless. Total. */
export function keepShape(value: unknown, shape: Shape): Json | undefined {
  const budget = { left: partLimit }
  const kept = keepPart(value, shape, budget, 0)
  return budget.left <= 0 ? undefined : kept
}

interface Budget {
  left: number
}

function keepPart(value: unknown, shape: Shape, budget: Budget, depth: number): Json | undefined {
  if (--budget.left <= 0 || depth > depthLimit) {
    budget.left = 0
    return undefined
  }
  if (shape === 'scalar') return scalarOf(value)
  if (shape === 'whole' || shape === 'labels') return keepAll(value, shape, budget, depth)
  if ('oneOf' in shape) return typeof value === 'string' && shape.oneOf.includes(value) ? value : undefined
  if ('list' in shape) {
    if (!Array.isArray(value)) return undefined
    const kept = value.map((item: unknown) => keepPart(item, shape.list, budget, depth + 1))
    return kept.filter((item) => item !== undefined && !isBare(item, shape.list)) as Json[]
  }
  if (!isRecord(value)) return undefined
  const kept = Object.entries(shape.fields).flatMap(([key, inner]): [string, Json][] => {
    const part = Object.hasOwn(value, key) ? keepPart(value[key], inner, budget, depth + 1) : undefined
    return part === undefined || isBare(part, inner) ? [] : [[key, part]]
  })
  return Object.fromEntries([...kept, ...strangers(value, shape.fields, shape.known)])
}

function strangers(
  value: Readonly<Record<string, unknown>>,
  fields: Fields,
  known: readonly string[] | undefined,
): [string, null][] {
  if (known === undefined) return []
  const strange = Object.keys(value).filter((key) => !Object.hasOwn(fields, key) && !known.includes(key))
  return strange.filter((key) => /^\w{1,40}$/.test(key)).map((key) => [key, null])
}

function keepAll(value: unknown, shape: 'whole' | 'labels', budget: Budget, depth: number): Json | undefined {
  const inner: Shape = shape === 'whole' ? 'whole' : 'scalar'
  if (shape === 'whole' && Array.isArray(value))
    return value.map((item: unknown) => keepPart(item, inner, budget, depth + 1) ?? null)
  if (!isRecord(value)) return shape === 'whole' ? (scalarOf(value) ?? null) : undefined
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    keepPart(part, inner, budget, depth + 1) ?? null,
  ])
  return Object.fromEntries(entries)
}

function scalarOf(value: unknown): Json | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

/** Of a part that is kept field by field nothing may be left; one that is kept as it is may be empty on purpose. */
function isBare(value: Json, shape: Shape): boolean {
  if (typeof shape === 'string' || ('stays' in shape && shape.stays)) return false
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
