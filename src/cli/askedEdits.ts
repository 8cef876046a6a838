import type { Cluster } from '../model/cluster'
import type { Edit } from '../model/edit'
import { editId, fileId } from '../model/ids'
import type { Diagnostic, ManifestFile, Place } from '../model/text'
import { editText, type WrittenEdit } from '../notation/edits'
import { readEditsYaml } from '../notation/editsYaml'
import { resolveEdit } from '../notation/resolveEdit'
import { readFiles, type Unreadable } from './files'

/** One flag that asks for edits. `text` is the flag's value. */
export type EditFlag =
  | { readonly kind: 'edit'; readonly text: string; readonly edit: WrittenEdit }
  | { readonly kind: 'file'; readonly path: string }

/** An edit before its names are looked up. `text` is how a flag wrote it; `place` where it stands in a file of edits. */
interface GivenEdit {
  readonly edit: WrittenEdit
  readonly text: string
  readonly place: Place | null
}

/** What flags ask for, in their order. The files are those of edits; a file with a diagnostic is not to be acted on. */
export interface GivenEdits {
  readonly edits: readonly GivenEdit[]
  readonly files: readonly ManifestFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of flags, and of the files that flags name. Throws for nothing in them. */
export function givenEdits(flags: readonly EditFlag[], standardInput: Uint8Array): GivenEdits | Unreadable {
  const edits: GivenEdit[] = []
  const files: ManifestFile[] = []
  const diagnostics: Diagnostic[] = []
  for (const flag of flags) {
    if (flag.kind === 'edit') {
      edits.push({ edit: flag.edit, text: flag.text, place: null })
      continue
    }
    const read = readFiles([flag.path], standardInput)
    if ('kind' in read) return { ...read, message: `--edits ${read.message}` }
    for (const file of read) {
      // Manifests have ids of their own.
      const renamed = { ...file, id: fileId(`edits${files.length + 1}`) }
      files.push(renamed)
      const reading = readEditsYaml(renamed)
      edits.push(...reading.edits.map((it) => ({ ...it, text: '' })))
      diagnostics.push(...reading.diagnostics)
    }
  }
  return { edits, files, diagnostics }
}

/** An edit of the list that is acted on: by its position, or why its names mean nothing in the manifests. */
export type ListedEdit =
  | {
      readonly kind: 'edit'
      readonly edit: Edit
      readonly text: string
      readonly place: Place | null
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'unknown'
      readonly text: string
      readonly place: Place | null
      readonly message: string
    }

/**
 * The edits of a link, then those that were given, on a cluster, without those that are switched off. Their ids follow from their
 * order. Total.
 */
export function listedEdits(
  cluster: Cluster,
  ofLink: readonly Edit[],
  given: readonly GivenEdit[],
): readonly ListedEdit[] {
  const idAt = (position: number) => editId(`e${position + 1}`)
  const [drawn, asked] = [ofLink.filter((it) => !it.off), given.filter((it) => !it.edit.off)]
  const first = drawn.map((it, i): ListedEdit => {
    const edit = { ...it, id: idAt(i) }
    return { kind: 'edit', edit, text: editText(edit), place: null, notes: [] }
  })
  const others = asked.map(({ edit: written, text, place }, i): ListedEdit => {
    const found = resolveEdit(cluster, written)
    if (found.kind === 'wrong') return { kind: 'unknown', text, place, message: found.message }
    const edit: Edit = { ...found.value.edit, id: idAt(drawn.length + i) }
    return { kind: 'edit', edit, text: editText(edit), place, notes: found.value.notes }
  })
  return [...first, ...others]
}
