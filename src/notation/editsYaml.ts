import { type EditEntry, type EditFields, editsFileText, readEditEntries } from '../manifest/editsFile'
import type { WrittenPart } from '../manifest/writtenPart'
import { type Edit, isPolicyEdit } from '../model/edit'
import type { Diagnostic, ManifestFile, Place } from '../model/text'
import { directionsText, readCut, readDirections, type WrittenEdit } from './edits'
import { endText, readEnd, readIsolatedEnd } from './ends'
import { keptText, readKept, readNamespaces } from './only'
import { openDirectionsText, readOpenDirections, readWay } from './open'
import { policyFields, policyWishOf } from './policyEdits'
import { portsText, readPorts } from './ports'
import type { Read } from './read'

/** An edit of a file, and where it stands. */
export interface PlacedEdit {
  readonly edit: WrittenEdit
  readonly place: Place
}

export interface EditsReading {
  readonly edits: readonly PlacedEdit[]
  /** By place; each is an error. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of a file, in their order; what is wrong becomes a diagnostic with its place and the others are still read. Total; linear. */
export function readEditsYaml(file: ManifestFile): EditsReading {
  const { entries, diagnostics } = readEditEntries(file)
  const problems = [...diagnostics]
  const edits = entries.flatMap((entry) => {
    const edit = editOf(entry, problems)
    return edit === null ? [] : [{ edit, place: entry.place }]
  })
  return { edits, diagnostics: problems.toSorted((a, b) => (a.place?.from ?? 0) - (b.place?.from ?? 0)) }
}

function editOf(entry: EditEntry, problems: Diagnostic[]): WrittenEdit | null {
  const part = <Value>(written: WrittenPart, read: (text: string) => Read<Value>): Value | null => {
    const found = read(written.text)
    if (found.kind === 'read') return found.value
    problems.push({ severity: 'error', code: 'bad-edit', message: found.message, place: written.place })
    return null
  }
  const off = entry.disabled ? ({ off: true } as const) : {}
  if (entry.kind === 'isolate') {
    const end = part(entry.end, readIsolatedEnd)
    const directions = part(entry.directions, readDirections)
    return end && directions && { kind: entry.kind, end, ...directions, ...off }
  }
  if (entry.kind === 'only') {
    const namespaces = part(entry.namespaces, readNamespaces)
    const dns = part(entry.keep, readKept)
    return namespaces && dns && { kind: entry.kind, namespaces, dns, ...off }
  }
  if (entry.kind === 'open') {
    const end = part(entry.end, readIsolatedEnd)
    const directions = part(entry.directions, readOpenDirections)
    const way = entry.way && part(entry.way, readWay)
    if (!end || !directions || (entry.way && !way)) return null
    return { kind: entry.kind, end, directions, ...(way && { way }), ...off }
  }
  if ('parts' in entry) {
    const wish = policyWishOf(entry, part)
    return wish && { ...wish, ...off }
  }
  const [from, to] = [part(entry.from, readEnd), part(entry.to, readEnd)]
  const ports = part(entry.ports, readPorts)
  if (!entry.cut) return from && to && ports && { kind: entry.kind, from, to, ports, ...off }
  const cut = part(entry.cut, readCut)
  return from && to && ports && cut && { kind: 'block', from, to, ports, cut, ...off }
}

/** A file that `readEditsYaml` reads as these edits; the same edits give the same bytes. Total; linear. */
export function editsYaml(edits: readonly Edit[]): string {
  return editsFileText(edits.map(fieldsOf))
}

function fieldsOf(edit: Edit): EditFields {
  const disabled = edit.off ? { disabled: edit.off } : {}
  if (isPolicyEdit(edit)) return { ...policyFields(edit), ...disabled }
  if (edit.kind === 'only')
    return { kind: edit.kind, namespaces: edit.namespaces.join(), keep: keptText(edit.dns), ...disabled }
  if (edit.kind === 'open') {
    const way = edit.way ? { way: edit.way } : {}
    const directions = openDirectionsText(edit)
    return { kind: edit.kind, end: endText(edit.end), directions, ...way, ...disabled }
  }
  if (edit.kind === 'isolate')
    return { kind: edit.kind, end: endText(edit.end), directions: directionsText(edit), ...disabled }
  const [from, to, ports] = [endText(edit.from), endText(edit.to), portsText(edit.connections)]
  const cut = edit.kind === 'block' && edit.cut ? { cut: edit.cut } : {}
  return { kind: edit.kind, from, to, ports, ...cut, ...disabled }
}
