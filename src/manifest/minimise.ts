import { fileId } from '../model/ids'
import type { Json, SharedFile } from '../model/shared'
import type { ManifestFile, Place } from '../model/text'
import { decodeDocument } from './decode'
import { parseDocument } from './parse'
import { isRecord } from './record'
import { keepObject } from './snapshotKinds'
import { splitDocuments } from './split'
import { blockLines } from './writeYaml'

/**
 * The files as a link carries them: of every object only the fields that evaluation, synthesis and display read;
 * nothing of other kinds. `leftOut` counts the documents and list items that are no readable objects. Lists are
 * opened. Total; linear.
 */
export function minimise(files: readonly ManifestFile[]): { files: SharedFile[]; leftOut: number } {
  let leftOut = 0
  const minimised = files.map(({ name, text }) => {
    const objects: Json[] = []
    for (const part of splitDocuments(text)) {
      const kept = minimiseText(part.text)
      objects.push(...kept.objects)
      leftOut += kept.leftOut
    }
    return { name, objects }
  })
  return { files: minimised, leftOut }
}

/** What is kept of an object and how many of its parts are none. A List gives several. */
interface Kept {
  readonly objects: readonly Json[]
  readonly leftOut: number
}

/** What a typed List says of its items, which need not repeat it. */
export interface Typing {
  readonly kind: string
  readonly apiVersion: string
}

export function itemTyping(listKind: unknown, apiVersion: unknown): Typing | null {
  if (typeof listKind !== 'string' || !/.List$/.test(listKind)) return null
  return {
    kind: listKind.slice(0, -'List'.length),
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
  }
}

/** What is kept of one document's text. Total. */
export function minimiseText(text: string): Kept {
  const outcome = parseDocument(text)
  if (outcome.kind === 'failed') return { objects: [], leftOut: 1 }
  return minimiseObject(outcome.document.value)
}

/**
 * What is kept of one object, or of the items of a List. `refusedPods`: whether a pod that the reader refuses is left
 * out, or carried along so that the reader says why. Total; bounded depth.
 */
export function minimiseObject(
  value: unknown,
  implied: Typing | null = null,
  refusedPods: 'left out' | 'carried' = 'left out',
  depth = 0,
): Kept {
  if (value === null || value === undefined) return { objects: [], leftOut: 0 }
  if (!isRecord(value) || depth > 5) return { objects: [], leftOut: 1 }
  const { kind, apiVersion, items } = value
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    const typing = itemTyping(kind, apiVersion)
    const parts = items.map((item: unknown) => minimiseObject(item, typing, refusedPods, depth + 1))
    return {
      objects: parts.flatMap((it) => it.objects),
      leftOut: parts.reduce((sum, it) => sum + it.leftOut, 0),
    }
  }
  const typed = implied === null || 'kind' in value ? value : { ...value, ...implied }
  let isExact = true
  const kept = keepObject(typed, () => {
    isExact = false
  })
  if (kept === 'skipped') return { objects: [], leftOut: 0 }
  if (kept === 'unreadable') return { objects: [], leftOut: 1 }
  // What the API server would refuse of these is all kept, so the reader says it again.
  const isTold =
    isExact && (kept['kind'] === 'Pod' ? refusedPods === 'carried' : isPolicyWithoutOwners(typed))
  const isKept = isTold || !isRefused(typed) || (kept['kind'] === 'NetworkPolicy' && isRefused(kept))
  return isKept ? { objects: [kept], leftOut: 0 } : { objects: [], leftOut: 1 }
}

/** Owners of a policy are not kept, though they are looked at. */
function isPolicyWithoutOwners({ kind, metadata }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'NetworkPolicy' && isRecord(metadata) && !('ownerReferences' in metadata)
}

/**
 * Whether the reader leaves an object out, because the API server would refuse it. A refused policy is carried along
 * where it stays refused, for it is what people talk about; others could come back as something else.
 */
function isRefused(value: unknown): boolean {
  return decodeDocument({ value, text: '', placeOf: () => nowhere }).facts.length === 0
}

const nowhere: Place = { file: fileId(''), document: 0, from: 0, to: 0, line: 1, column: 1 }

/** The files of a link as text again, with ids by position. Reading them gives the cluster that was shared, apart from places. Total. */
export function restore(files: readonly SharedFile[]): ManifestFile[] {
  return files.map(({ name, objects }, i) => ({
    id: fileId(`f${i + 1}`),
    name,
    text: documentsText(objects),
  }))
}

/** Objects as YAML documents. */
export function documentsText(objects: readonly Json[]): string {
  return objects.map((object) => `${blockLines(object).join('\n')}\n`).join('---\n')
}
