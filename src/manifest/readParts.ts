import { keptFields } from './snapshotKinds'
import type { Shape } from './snapshotShape'

/**
 * What is read of a value. `nothing`: neither the value nor its places, though its key may be; `object`: what its
 * kind says. A value of another type than is expected is read whole, since messages tell what it is.
 */
export type Wanted =
  | 'whole'
  | 'nothing'
  | 'object'
  | { readonly items: Wanted }
  | { readonly fields: ReadonlyMap<string, Wanted> }

/** What is read below a key of a mapping that is `wanted`; `kind` as far as it stands before the key. Constant. */
export function partRead(wanted: Wanted, kind: string | null, key: string): Wanted {
  if (wanted === 'object') return partOfObject(kind, key)
  if (wanted === 'nothing') return 'nothing'
  return typeof wanted === 'object' && 'fields' in wanted ? (wanted.fields.get(key) ?? 'nothing') : 'whole'
}

/** Until the kind is known everything is read, but for the items of a List, which kubectl writes before it. */
function partOfObject(kind: string | null, key: string): Wanted {
  if (key === 'kind' || key === 'apiVersion') return 'whole'
  if (key === 'items' && (kind === null || kind.endsWith('List'))) return { items: 'object' }
  if (kind === null) return 'whole'
  return byKind.get(kind)?.get(key) ?? 'nothing'
}

/** Of every object that is read, also where no more than the names is kept: what the API server would refuse is reported. */
const metadata: Wanted = {
  fields: new Map(
    ['name', 'generateName', 'namespace', 'labels', 'ownerReferences'].map((key) => [key, 'whole']),
  ),
}

function fieldsWanted(shapes: Readonly<Record<string, Shape>>): Map<string, Wanted> {
  return new Map(Object.entries(shapes).map(([key, shape]) => [key, wantedOf(shape)]))
}

function wantedOf(shape: Shape): Wanted {
  if (typeof shape === 'string' || 'oneOf' in shape) return 'whole'
  return 'list' in shape ? { items: wantedOf(shape.list) } : { fields: fieldsWanted(shape.fields) }
}

const byKind: ReadonlyMap<string, ReadonlyMap<string, Wanted>> = new Map(
  keptFields.map(([kind, fields]) => [kind, fieldsWanted(fields).set('metadata', metadata)]),
)

/** The names by which `partRead` tells parts apart. */
export const namesRead: readonly string[] = [
  ...new Set(['kind', 'apiVersion', 'items', ...[...byKind.values()].flatMap(namesIn)]),
]

function namesIn(fields: ReadonlyMap<string, Wanted>): readonly string[] {
  return [...fields].flatMap(([name, wanted]) => [name, ...namesBelow(wanted)])
}

function namesBelow(wanted: Wanted): readonly string[] {
  if (typeof wanted === 'string') return []
  return 'items' in wanted ? namesBelow(wanted.items) : namesIn(wanted.fields)
}
