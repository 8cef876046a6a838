import { clusterWarnings } from '../explain/clusterWarnings'
import { restore } from '../manifest/minimise'
import { type Reading, read, withDiagnostics } from '../manifest/read'
import type { Edit, EditOutcome } from '../model/edit'
import type { Diagnostic, ManifestFile } from '../model/text'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { decodeLink } from '../share/link'
import { synthesise } from '../synthesis/synthesise'
import { readFiles, type Unreadable } from './files'
import { linkHash } from './link'

/** What arguments name, before it is read. Files have no edits, and no options of their own: that tells them from a link. */
export interface Opened {
  readonly files: readonly ManifestFile[]
  readonly edits: readonly Edit[]
  readonly options: ScenarioOptions | null
}

/** What a question is answered from. */
export interface Input {
  readonly files: readonly ManifestFile[]
  /** With the policies of the draft where there are edits. */
  readonly reading: Reading
  readonly options: ScenarioOptions
}

/** What flags say about reading and evaluating. */
export interface Choices {
  /** These weigh more than what a link says. */
  readonly options: Partial<ScenarioOptions>
  /** Answer as before the edits of a link. */
  readonly baseline: boolean
}

/** No link that opens is longer in bytes: what it inflates to is bounded. */
const longestLink = 8_000_000

/** The files that arguments name, or the scenario of a link, which is always alone. Never rejects. */
export async function openInput(
  paths: readonly string[],
  standardInput: Uint8Array,
): Promise<Opened | Unreadable> {
  const [hash = hashInput(paths, standardInput)] = paths.flatMap((path) => linkHash(path) ?? [])
  if (hash !== null && paths.length > 1)
    return { kind: 'unreadable', message: 'A link is a whole scenario: name nothing beside it.' }
  if (hash === null) {
    const files = readFiles(paths, standardInput)
    return 'kind' in files ? files : { files, edits: [], options: null }
  }
  const link = await decodeLink(hash)
  if (!link.ok) return { kind: 'unreadable', message: link.message }
  const { files, edits, options } = link.scenario
  return { files: restore(files), edits, options }
}

/** The link that the standard input holds and nothing else, where `-` is named. */
function hashInput(paths: readonly string[], standardInput: Uint8Array): string | null {
  if (!paths.includes('-') || standardInput.length > longestLink) return null
  const text = new TextDecoder().decode(standardInput).trim()
  return /\s/.test(text) ? null : linkHash(text)
}

/**
 * Reads what was opened. With edits the policies are those of the draft, as the editor derives them, and an edit that does not
 * hold there is a warning. Options: the flags' before the link's own before `others`, those of the link on the other side of a
 * comparison. Total.
 */
export function readInput(
  { files, edits, options: own }: Opened,
  { options: chosen, baseline }: Choices,
  others: ScenarioOptions | null = null,
): Input {
  const options = { ...(own ?? others ?? defaultOptions), ...chosen }
  const asRead = read(files, options)
  const reading = withDiagnostics(asRead, clusterWarnings(asRead.cluster, options), files)
  if (baseline || edits.length === 0) return { files, reading, options }
  const { policies, outcomes } = synthesise(reading.cluster, edits, options)
  const diagnostics = [...reading.diagnostics, ...outcomes.flatMap(editDiagnostics)]
  return { files, reading: { ...reading, cluster: { ...reading.cluster, policies }, diagnostics }, options }
}

function editDiagnostics({ status, message }: EditOutcome, position: number): readonly Diagnostic[] {
  if (status === 'holds' || status === 'already') return []
  const words = `Edit ${position + 1} of the link does not hold. ${message}`
  return [{ severity: 'warning', code: 'edit-does-not-hold', message: words, place: null }]
}
