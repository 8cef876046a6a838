import { type Cursor, field, isMapping, keysOf, pathOf, placeOf, report, stringOf } from './cursor'
import { checkFields } from './fields'
import type { WrittenPart } from './writtenPart'

/** The fields of each edit of policies as such, with how they are to be filled. */
const shapes = {
  template: { template: 'default-deny', namespace: 'shop' },
  deletePolicy: { policy: 'shop/web' },
  renamePolicy: { policy: 'shop/web', name: 'web-ingress' },
  disableRule: { policy: 'shop/web', rule: 'ingress 1' },
} as const

export type PolicyEntryKind = keyof typeof shapes

export const policyEntryKinds = Object.keys(shapes) as readonly PolicyEntryKind[]

/** An edit of policies as such, as it is written. */
export interface PolicyEntry {
  readonly kind: PolicyEntryKind
  /** Every field of the kind. */
  readonly parts: Readonly<Record<string, WrittenPart>>
  /** Of a template; by name. */
  readonly parameters: Readonly<Record<string, WrittenPart>>
}

/** Null when the item is of another kind. A field that is missing or no text becomes a problem. Total. */
export function policyEntryOf(item: Cursor, kind: string | null): PolicyEntry | null {
  const found = policyEntryKinds.find((it) => it === kind)
  if (found === undefined) return null
  checkFields(item, `${found}Edit`)
  const parts: Record<string, WrittenPart> = {}
  for (const [key, example] of Object.entries(shapes[found])) {
    const cursor = field(item, key)
    const text = stringOf(cursor)
    if (text !== null) parts[key] = { text, place: placeOf(cursor) }
    else if (cursor.value === undefined) {
      const message = `${pathOf(item)} has no ${key}.`
      report(item, { code: 'missing-field', message, fix: `Add ${key}:, such as ${example}.` })
    }
  }
  return { kind: found, parts, parameters: parametersOf(field(item, 'parameters')) }
}

function parametersOf(cursor: Cursor): Readonly<Record<string, WrittenPart>> {
  if (!isMapping(cursor.value)) return {}
  const parameters: Record<string, WrittenPart> = {}
  for (const key of keysOf(cursor)) {
    const value = field(cursor, key)
    const text = typeof value.value === 'number' ? String(value.value) : stringOf(value)
    if (text !== null) parameters[key] = { text, place: placeOf(value) }
  }
  return parameters
}
