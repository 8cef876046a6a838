import type { Labels } from '../model/selector'
import { type Cursor, field, isAbsent, items, note, pathOf, report, stringMapOf, stringOf } from './cursor'
import type { OwnerRef } from './facts'
import { warnOfLookalikes } from './fields'
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from './names'

export interface Metadata {
  readonly name: string
  /** Null when the object names none. */
  readonly namespace: string | null
  readonly labels: Labels
  readonly owner: OwnerRef | null
}

/** Names, labels and the managing owner of an object; reports what the API server would refuse. */
export function metadataOf(object: Cursor): Metadata {
  const metadata = field(object, 'metadata')
  warnOfLookalikes(object, ['metadata', 'spec'])
  warnOfLookalikes(metadata, ['name', 'namespace', 'labels', 'ownerReferences'])
  return {
    name: nameOfObject(object, metadata),
    namespace: namespaceOf(metadata),
    labels: labelsOf(field(metadata, 'labels')),
    owner: ownerOf(field(metadata, 'ownerReferences')),
  }
}

function nameOfObject(object: Cursor, metadata: Cursor): string {
  const name = stringOf(field(metadata, 'name'))
  const generated = stringOf(field(metadata, 'generateName'))
  if (name === null || name === '') {
    if (generated !== null) return generated
    if (isAbsent(field(metadata, 'name'))) {
      const at = isAbsent(metadata) ? object : metadata
      const fix = 'Add `name:` below `metadata:`.'
      report(at, { code: 'no-name', message: 'it has no metadata.name.', fix, at: 'key' })
    }
    return ''
  }
  if (!isDnsSubdomain(name)) warnOfName(field(metadata, 'name'), name)
  return name
}

function namespaceOf(metadata: Cursor): string | null {
  const namespace = stringOf(field(metadata, 'namespace'))
  if (namespace === null || namespace === '') return null
  if (!isDnsLabel(namespace)) warnOfName(field(metadata, 'namespace'), namespace)
  return namespace
}

/** Kubernetes refuses a bad name, but it changes no flow, so the object is still evaluated. */
function warnOfName(cursor: Cursor, name: string): void {
  note(cursor, 'warning', {
    code: 'bad-name',
    message: `Kubernetes will refuse ${JSON.stringify(name)} as ${pathOf(cursor)}.`,
    fix: 'Use lower-case letters, digits and "-", with a letter or digit at both ends.',
  })
}

/** A label map: every key and value checked as the API server does (SEMANTICS 22). */
export function labelsOf(cursor: Cursor): Labels {
  const labels = stringMapOf(cursor)
  for (const key of Object.keys(labels)) {
    const value = labels[key] ?? ''
    if (isLabelKey(key) && isLabelValue(value)) continue
    checkLabelKey(field(cursor, key), key)
    checkLabelValue(field(cursor, key), value)
  }
  return labels
}

/** `at`: where the label key stands, which in a map is the key and in an expression a value. */
export function checkLabelKey(cursor: Cursor, key: string, at: 'key' | 'value' = 'key'): void {
  if (isLabelKey(key)) return
  report(cursor, {
    code: 'bad-label-key',
    message: `${JSON.stringify(key)} is no valid label key.`,
    fix: 'A key is up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; a DNS name and a slash may stand before it.',
    at,
  })
}

export function checkLabelValue(cursor: Cursor, value: string): void {
  if (isLabelValue(value)) return
  report(cursor, {
    code: 'bad-label-value',
    message: `${JSON.stringify(value)} is no valid label value.`,
    fix: 'A value is empty or up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.',
  })
}

/** The owner that manages the object: the reference with `controller: true`, else the first. */
function ownerOf(references: Cursor): OwnerRef | null {
  const owners = items(references)
  const owner = owners.find((it) => field(it, 'controller').value === true) ?? owners[0]
  if (!owner) return null
  const name = stringOf(field(owner, 'name'))
  return name === null ? null : { kind: stringOf(field(owner, 'kind')) ?? 'Pod', name }
}
