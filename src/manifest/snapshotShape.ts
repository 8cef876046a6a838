import type { Json } from '../model/shared'
import { isRecord, setOwn } from './record'

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

/**
 * What is left of a value when only the named fields are kept; undefined when nothing is, or when it is endless.
 * `onMismatch` is told when a part is dropped that has a wrong type, which the API server would refuse. Total.
 */
export function keepShape(value: unknown, shape: Shape, onMismatch: () => void = () => {}): Json | undefined {
  const budget = { left: partLimit, onMismatch }
  const kept = keepPart(value, shape, budget, 0)
  return budget.left <= 0 ? undefined : kept
}

interface Budget {
  left: number
  readonly onMismatch: () => void
}

function keepPart(value: unknown, shape: Shape, budget: Budget, depth: number): Json | undefined {
  if (--budget.left <= 0 || depth > depthLimit) {
    budget.left = 0
    return undefined
  }
  const kept = keepTyped(value, shape, budget, depth)
  const mayBeDropped =
    value === null || value === undefined || (typeof shape === 'object' && 'oneOf' in shape)
  if (kept === undefined && !mayBeDropped) budget.onMismatch()
  return kept
}

function keepTyped(value: unknown, shape: Shape, budget: Budget, depth: number): Json | undefined {
  if (shape === 'scalar') return scalarOf(value)
  if (shape === 'whole' || shape === 'labels') return keepAll(value, shape, budget, depth)
  if ('oneOf' in shape) return typeof value === 'string' && shape.oneOf.includes(value) ? value : undefined
  if ('list' in shape) return Array.isArray(value) ? keepItems(value, shape.list, budget, depth) : undefined
  return isRecord(value) ? keepFields(value, shape, budget, depth) : undefined
}

function keepItems(value: readonly unknown[], shape: Shape, budget: Budget, depth: number): Json {
  const kept: Json[] = []
  for (const item of value) {
    const part = keepPart(item, shape, budget, depth + 1)
    if (part !== undefined && !isBare(part, shape)) kept.push(part)
  }
  return kept
}

function keepFields(
  value: Readonly<Record<string, unknown>>,
  { fields, known }: { readonly fields: Fields; readonly known?: readonly string[] },
  budget: Budget,
  depth: number,
): Json {
  const kept: Record<string, Json> = {}
  for (const key of Object.keys(fields)) {
    const shape = fields[key]
    if (shape === undefined || !Object.hasOwn(value, key)) continue
    const part = keepPart(value[key], shape, budget, depth + 1)
    if (part !== undefined && !isBare(part, shape)) kept[key] = part
  }
  if (known !== undefined) for (const key of strangers(value, fields, known)) setOwn(kept, key, null)
  return kept
}

function strangers(
  value: Readonly<Record<string, unknown>>,
  fields: Fields,
  known: readonly string[],
): readonly string[] {
  const strange = Object.keys(value).filter((key) => !Object.hasOwn(fields, key) && !known.includes(key))
  return strange.filter((key) => /^\w{1,40}$/.test(key))
}

function keepAll(value: unknown, shape: 'whole' | 'labels', budget: Budget, depth: number): Json | undefined {
  const inner: Shape = shape === 'whole' ? 'whole' : 'scalar'
  if (shape === 'whole' && Array.isArray(value))
    return value.map((item: unknown) => keepPart(item, inner, budget, depth + 1) ?? null)
  if (!isRecord(value)) return shape === 'whole' ? (scalarOf(value) ?? null) : undefined
  const kept: Record<string, Json> = {}
  for (const key of Object.keys(value))
    setOwn(kept, key, keepPart(value[key], inner, budget, depth + 1) ?? null)
  return kept
}

function scalarOf(value: unknown): Json | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

/** Of a part that is kept field by field nothing may be left; one that is kept as it is may be empty on purpose. */
function isBare(value: Json, shape: Shape): boolean {
  if (typeof shape === 'string' || ('stays' in shape && shape.stays)) return false
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}
