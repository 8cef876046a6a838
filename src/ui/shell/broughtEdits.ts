import type { Edit } from '../../model/edit'
import type { EditWithoutId } from '../../model/explanation'
import { fileId } from '../../model/ids'
import type { Diagnostic, ManifestFile } from '../../model/text'
import type { Notice } from '../../store/screenSlice'
import type { NewFile } from '../../store/workspaceSlice'
import type { BroughtEdits } from '../../worker/protocol'
import type { App } from '../useApp'
import { counted } from '../words'

/** What files bring: manifests, and edits that are new, with a sentence about them; null where there are none. */
interface Brought {
  readonly files: readonly NewFile[]
  readonly edits: readonly EditWithoutId[]
  readonly notice: Notice | null
}

/**
 * Tells the edits among files from the manifests. Edits are read against all manifests that are there then; without any, there is
 * nothing that they could be about, and they are left where they came from.
 */
export async function withoutEdits({ store, worker }: App, read: readonly NewFile[]): Promise<Brought> {
  const suspects = read.map((file, i): ManifestFile => ({ ...file, id: fileId(`brought ${i}`) }))
  const of = suspects.filter(({ text, snapshot }) => !snapshot && mayHoldEdits(text)).map(({ id }) => id)
  if (of.length === 0) return { files: read, edits: [], notice: null }
  const { files: former, options } = store.getState().workspace
  const outcome = await worker.call('readEdits', { files: [...former, ...suspects], options, of })
  if (outcome.kind !== 'done') {
    const isSaid = outcome.kind === 'failed'
    const notice: Notice = {
      tone: 'bad',
      text: `The edits were not read${isSaid ? `: ${outcome.message}` : '.'}`,
    }
    return { files: read.filter((_, i) => !of.includes(fileId(`brought ${i}`))), edits: [], notice }
  }
  const found = outcome.result
  const whole = new Set(found.filter(({ isWhole }) => isWhole).map(({ file }) => file))
  const files = read.filter((_, i) => !whole.has(fileId(`brought ${i}`)))
  const nameOf = ({ file }: BroughtEdits) => suspects.find(({ id }) => id === file)?.name ?? ''
  const [first] = found
  if (!first) return { files, edits: [], notice: null }
  if (former.length + files.length === 0) return { files, edits: [], notice: aloneNotice(nameOf(first)) }
  const all = found.flatMap((it) => it.edits)
  const edits = newEdits(store.getState().workspace.edits, all)
  const known = all.length - edits.length
  const lines = found.flatMap((it) => it.diagnostics.map((problem) => problemLine(problem, nameOf(it))))
  return { files, edits, notice: editsNotice(edits.length, known, found.map(nameOf), found, lines) }
}

/** Those of the edits that the list does not hold as they are, switched on or off. Total; linear. */
export function newEdits(
  listed: readonly Edit[],
  brought: readonly EditWithoutId[],
): readonly EditWithoutId[] {
  const known = new Set(listed.map(({ id: _, ...edit }) => contentOf(edit)))
  return brought.filter((edit) => !known.has(contentOf(edit)))
}

/** The same text for the same fields, in whatever order they were written. */
function contentOf(edit: EditWithoutId): string {
  return JSON.stringify(edit, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** Cheap, and true of every file that holds edits: the worker reads the others as what they are. */
function mayHoldEdits(text: string): boolean {
  return /\bEdits\b|\bdrawbridge\//.test(text)
}

function aloneNotice(name: string): Notice {
  return {
    tone: 'bad',
    text: `${name} says what is to change, and there are no manifests yet. Open these first, or both together.`,
  }
}

function editsNotice(
  count: number,
  known: number,
  names: readonly string[],
  found: readonly BroughtEdits[],
  lines: readonly string[],
): Notice {
  const bad = found.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error')
  const taken = `${count === 0 ? 'No edits' : counted(count, 'edit')} added from ${names.join(', ')}.`
  const here = known === 0 ? '' : ` ${known} already here.`
  const left = bad.length === 0 ? '' : ' What could not be read is left out:'
  return {
    tone: bad.length === 0 ? 'good' : 'bad',
    text: `${taken}${here}${left}`,
    ...(lines.length > 0 && { lines: cut(lines) }),
  }
}

const mostLines = 20

function cut(lines: readonly string[]): readonly string[] {
  const left = lines.length - mostLines
  return left > 0 ? [...lines.slice(0, mostLines), `and ${left} more`] : lines
}

/** `edits.yaml, line 7, column 9: "shop" can be read in two ways.` */
function problemLine({ message, fix = '', place }: Diagnostic, name: string): string {
  const document = place === null || place.document === 0 ? '' : `, document ${place.document + 1}`
  const where = place === null ? '' : `${document}, line ${place.line}, column ${place.column}`
  return `${name}${where}: ${[message, fix].filter((it) => it !== '').join(' ')}`
}
