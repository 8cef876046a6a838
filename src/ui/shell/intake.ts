import type { FileId } from '../../model/text'
import type { NewFile } from '../../store/workspaceSlice'
import type { App } from '../useApp'
import { counted } from '../words'
import { withoutEdits } from './broughtEdits'

/** A file from a drop or a file dialog, or pasted text; `name` keeps the folder that it was dropped with. */
export interface Candidate {
  readonly name: string
  readonly file: File | string
}

/** Above this many bytes a file is no text that anybody edits: the worker reduces it to a snapshot. */
const largestText = 2_000_000

/**
 * Adds what can be manifests to the workspace, and the edits that files hold to the list, as one undo step; opens the first of them,
 * and says what was skipped. Never throws: a file that cannot be read is counted among the skipped.
 */
export async function takeFiles(app: App, candidates: readonly Candidate[]): Promise<void> {
  const { addFiles, notify } = app.store.getState()
  const usable = candidates.filter(({ name }) => looksLikeManifest(name))
  const read: NewFile[] = []
  let isCancelled = false
  for (const candidate of usable) {
    const file = await readCandidate(app, candidate)
    isCancelled = file === 'cancelled'
    if (isCancelled) break
    if (file !== null && file !== 'cancelled') read.push(file)
  }
  const { files, edits, notice } = await withoutEdits(app, read)
  const before = app.store.getState().workspace.files
  if (files.length + edits.length > 0) addFiles(files, edits)
  const added = app.store.getState().workspace.files.filter((file) => !before.includes(file))
  showTaken(app, added[0]?.id ?? null, edits.length > 0)
  if (isCancelled) return notify({ tone: 'plain', text: cancelledSentence(added.length, usable.length) })
  const skipped = candidates.length - read.length
  const sentence = intakeSentence(added.length, files.length - added.length, skipped)
  if (notice === null) return notify({ tone: read.length === 0 ? 'bad' : 'good', text: sentence })
  const isMore = files.length + skipped > 0
  notify({ ...notice, text: isMore ? `${notice.text} ${sentence}` : notice.text })
}

function showTaken({ store }: App, file: FileId | null, hasEdits: boolean): void {
  const { openInEditor, chooseLeftTab, openLeft } = store.getState()
  if (file !== null) openInEditor(file)
  if (file !== null || hasEdits) chooseLeftTab(hasEdits ? 'edits' : 'manifests')
  if (hasEdits) openLeft(true)
}

/** Adds text that was pasted on the page. */
export async function takePaste(app: App, text: string): Promise<void> {
  const taken = new Set(app.store.getState().workspace.files.map((file) => file.name))
  await takeFiles(app, [{ name: pasteName(text, taken), file: text }])
}

/** YAML, JSON, and names without an extension, as `kubectl … > dump` makes them. */
export function looksLikeManifest(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return !name.startsWith('.') && (/\.(ya?ml|json)$/i.test(name) || !name.includes('.'))
}

export function pasteName(text: string, taken: ReadonlySet<string>): string {
  // A Helm template begins with `{{`, which no JSON does.
  const extension = /^\s*(\[|\{(?!\{))/.test(text) ? 'json' : 'yaml'
  let number = 1
  while (taken.has(`pasted-${number}.yaml`) || taken.has(`pasted-${number}.json`)) number += 1
  return `pasted-${number}.${extension}`
}

export function intakeSentence(added: number, known: number, skipped: number): string {
  const parts = [
    added > 0 && `${counted(added, 'file')} added.`,
    known > 0 && `${known} already here.`,
    skipped > 0 && `${skipped} skipped: only .yaml, .yml and .json files are read.`,
  ]
  return parts.filter((part) => part !== false).join(' ') || 'There was no file to read.'
}

function cancelledSentence(added: number, wanted: number): string {
  return added === 0 ? 'Stopped. Nothing was added.' : `Stopped. ${added} of ${wanted} files were added.`
}

async function readCandidate(
  { store, worker }: App,
  { name, file }: Candidate,
): Promise<NewFile | 'cancelled' | null> {
  try {
    const isPasted = typeof file === 'string'
    const size = isPasted ? file.length : file.size
    if (size <= largestText) return { name, text: isPasted ? file : await file.text() }
    store.getState().notify({ tone: 'plain', text: `Reading ${name} (${megabytes(size)})…` })
    const content = isPasted ? file : await file.arrayBuffer()
    const outcome = await worker.call('readDump', { name, content })
    if (outcome.kind === 'cancelled') return 'cancelled'
    return outcome.kind === 'done' ? outcome.result : null
  } catch {
    return null
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
