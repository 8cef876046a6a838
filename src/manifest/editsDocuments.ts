import { isMapping } from './cursor'
import { parseDocument } from './parse'
import { splitDocuments } from './split'

/**
 * Which documents of a text hold edits, by their positions, and whether no other document is in it. A document that cannot be read
 * is taken for edits when its first lines say so, so that its problem is reported as theirs. Total; linear.
 */
export function editsDocuments(text: string): {
  readonly positions: ReadonlySet<number>
  readonly areAll: boolean
} {
  const parts = splitDocuments(text)
  const positions = parts.flatMap((part, i) => (saysEdits(part.text) ? i : []))
  return { positions: new Set(positions), areAll: positions.length === parts.length }
}

/** Of whatever version: a later one is refused by its name, and is no manifest either. */
function saysEdits(text: string): boolean {
  const outcome = parseDocument(text)
  if (outcome.kind === 'failed') return /^\s*["']?apiVersion["']?\s*:\s*["']?drawbridge\//m.test(text)
  const { value } = outcome.document
  if (!isMapping(value)) return false
  const { apiVersion, kind } = value
  const isOurs = apiVersion === undefined || String(apiVersion).startsWith('drawbridge/')
  return isOurs && (kind === 'Edits' || (kind === undefined && apiVersion !== undefined))
}
