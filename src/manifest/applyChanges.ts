import type { PolicyChange } from '../model/edit'
import { fileId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ManifestFile } from '../model/text'
import { amendFile } from './amendFile'
import { createLookup, locateChanges } from './amendLocate'
import { conventions } from './convention'
import { writePolicy } from './writePolicy'

/**
 * The files with policy changes folded in: a replaced policy is amended where it stands, a deleted one cut out with
 * its separator, created ones go into a new file, with the labels that the user's own policies have by convention. Every other byte stays. Reading the result gives the draft's
 * policies; where an amendment in place would not, as much more is rewritten as it takes: the policy's `spec`, then
 * its document. Never throws; linear in the files that hold a changed policy, and a search of the others.
 */
export function applyChanges(
  files: readonly ManifestFile[],
  baselinePolicies: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
): readonly ManifestFile[] {
  const { amendments, created } = locateChanges(createLookup(files), baselinePolicies, changes)
  const amended = files.map((file) => {
    const own = amendments.filter((it) => it.file === file.id)
    return own.length === 0 ? file : { ...file, text: amendFile(file.text, own) }
  })
  if (created.length === 0) return amended
  const conventionOf = conventions(files, baselinePolicies)
  const text = created.map((policy) => writePolicy(policy, conventionOf(policy))).join('---\n')
  return [...amended, { id: nextId(files), name: newFileName(files), text: withLineEndsOf(files, text) }]
}

/** Files that all end their lines with CRLF belong to somebody who wants that. */
function withLineEndsOf(files: readonly ManifestFile[], text: string): string {
  const breaks = files.filter((file) => file.text.includes('\n'))
  const isCrlf = breaks.length > 0 && breaks.every((file) => file.text.includes('\r\n'))
  return isCrlf ? text.replaceAll('\n', '\r\n') : text
}

/** The name of the file that created policies go to: `policies.yaml`, numbered when there is one already. */
export function newFileName(files: readonly ManifestFile[]): string {
  const taken = new Set(files.map((file) => file.name))
  for (let i = 1; ; i++) {
    const name = i === 1 ? 'policies.yaml' : `policies-${i}.yaml`
    if (!taken.has(name)) return name
  }
}

function nextId(files: readonly ManifestFile[]) {
  const numbers = files.map(({ id }) => Number(id.replace(/^\D+/, '')) || 0)
  return fileId(`f${1 + numbers.reduce((most, it) => Math.max(most, it), 0)}`)
}
