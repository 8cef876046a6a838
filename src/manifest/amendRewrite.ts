import type { NetworkPolicy } from '../model/policy'
import type { Json } from '../model/shared'
import { isSamePath, type PolicyAmendment } from './amendDocument'
import { parseDocument } from './parse'
import { keepShape } from './snapshotShape'
import { specObject } from './writeSpec'
import { blockLines } from './writeYaml'

type JsonObject = { readonly [key: string]: Json }

/**
 * The document written anew from its values, its policies as wanted: for texts that no smaller change can make say
 * so, such as a `spec` that is an alias of another one. Its comments are lost. A text that cannot be read stays.
 */
export function rewriteDocument(text: string, amendments: readonly PolicyAmendment[]): string {
  const outcome = parseDocument(text)
  const value = outcome.kind === 'parsed' ? keepShape(outcome.document.value, 'whole') : undefined
  const amended = value === undefined ? undefined : amendedValue(value, [], amendments)
  if (amended === undefined) return text
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const separator = /^\uFEFF?---(?=\s|$)/.test(text) ? `---${eol}` : ''
  return `${separator}${blockLines(amended).join(eol)}${eol}`
}

function amendedValue(
  value: Json,
  path: readonly number[],
  amendments: readonly PolicyAmendment[],
): Json | undefined {
  const own = amendments.find((it) => isSamePath(it.path, path))
  if (own?.want === null) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const object = value as JsonObject
  if (own !== undefined) return rewritten(object, own.was.name, own.want)
  const list = Object.hasOwn(object, 'items') ? object['items'] : undefined
  if (!Array.isArray(list)) return value
  const items = list.flatMap((item: Json, i) => amendedValue(item, [...path, i], amendments) ?? [])
  return { ...object, items }
}

function rewritten(object: JsonObject, formerName: string, want: NetworkPolicy): Json {
  const spec = specObject(want)
  if (formerName === want.name) return { ...object, spec }
  const metadata = Object.hasOwn(object, 'metadata') ? object['metadata'] : undefined
  const others = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {}
  return { ...object, metadata: { ...others, name: want.name }, spec }
}
