import { editsDocuments } from '../manifest/editsDocuments'
import type { Cluster } from '../model/cluster'
import type { EditWithoutId } from '../model/explanation'
import type { Diagnostic, ManifestFile, Place } from '../model/text'
import { readEditsYaml } from '../notation/editsYaml'
import { resolveEdit } from '../notation/resolveEdit'
import type { BroughtEdits } from './protocol'

/**
 * The edits of those files that hold any, in the order of the files, with their names looked up in a cluster. An end that is not
 * there is kept; what cannot be read, or means several things, is a diagnostic with its place. Total; linear.
 */
export function readEdits(cluster: Cluster, files: readonly ManifestFile[]): readonly BroughtEdits[] {
  return files.flatMap((file) => {
    const { positions, areAll } = editsDocuments(file.text)
    return positions.size === 0 ? [] : editsOf(cluster, file, positions, areAll)
  })
}

function editsOf(
  cluster: Cluster,
  file: ManifestFile,
  positions: ReadonlySet<number>,
  isWhole: boolean,
): BroughtEdits {
  const { edits: placed, diagnostics } = readEditsYaml(file)
  // Manifests beside the edits hold none, and that is no mistake here.
  const problems = diagnostics.filter(({ place }) => place === null || positions.has(place.document))
  const edits: EditWithoutId[] = []
  for (const { edit, place } of placed) {
    const found = resolveEdit(cluster, edit, 'keep')
    if (found.kind === 'wrong') problems.push(said('error', found.message, place))
    else {
      edits.push(found.value.edit)
      problems.push(...found.value.notes.map((note) => said('info', note, place)))
    }
  }
  return { file: file.id, isWhole, edits, diagnostics: problems.toSorted(byPlace) }
}

function said(severity: Diagnostic['severity'], message: string, place: Place): Diagnostic {
  return { severity, code: 'bad-edit', message, place }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (a.place?.from ?? 0) - (b.place?.from ?? 0)
}
