import { keepsOthers, readsAs } from './amendCheck'
import { amendPolicies, type PolicyAmendment } from './amendDocument'
import type { LocatedAmendment } from './amendLocate'
import { rewriteDocument } from './amendRewrite'
import { type DocumentPart, splitDocuments } from './split'

/** A file's text with its policies amended: the last document first, so that the offsets of the others stay true. */
export function amendFile(text: string, amendments: readonly LocatedAmendment[]): string {
  const parts = splitDocuments(text)
  return parts.reduceRight((out, part, position) => {
    const own = amendments.filter((it) => it.document === position)
    if (own.length === 0) return out
    if (own.some((it) => it.path.length === 0 && it.want === null)) return withoutPart(out, part)
    const to = part.from + part.text.length
    return out.slice(0, part.from) + amendOne(part.text, own) + out.slice(to)
  }, text)
}

/** The text without one of its documents: with its own `---` line, or the next one's when it has none. */
function withoutPart(text: string, part: DocumentPart): string {
  const after = text.slice(part.from + part.text.length)
  const hasOwn = part.text.startsWith('---')
  return text.slice(0, part.from) + (hasOwn ? after : after.replace(/^(?:---[ \t]*)?(?:\r?\n|$)/, ''))
}

/** One document's text with its policies amended, by the least rewriting after which it says what is wanted and nothing else new. */
export function amendOne(text: string, amendments: readonly PolicyAmendment[]): string {
  for (const how of ['surgical', 'wholeSpec'] as const) {
    const amended = amendPolicies(text, amendments, how)
    if (amended !== null && readsAs(amended, amendments) && keepsOthers(text, amended, amendments))
      return amended
  }
  return rewriteDocument(text, amendments)
}
