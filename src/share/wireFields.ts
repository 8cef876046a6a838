import type { Json } from '../model/shared'

/** The fields of a record; null for anything else. */
export function recordOf(value: Json | undefined): Readonly<Record<string, Json>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return value as Readonly<Record<string, Json>>
}

/** A field that the record itself has. */
export function own(fields: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}
