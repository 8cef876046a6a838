import { changeExcerpt, policyText } from '../manifest/amendExcerpt'
import { createLookup } from '../manifest/amendLocate'
import { baselineId, type PolicyChange } from '../model/edit'
import type { PolicyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ManifestFile } from '../model/text'

/**
 * YAML to copy or download. `changes`: the policies that the edits create or replace, whole and with their comments,
 * and a comment with the command for each that they delete. `allPolicies`: every policy of the draft, as it stands
 * in its file and in that order, the new ones last. Ends with a line end unless empty. Total.
 */
export function policyYaml(
  files: readonly ManifestFile[],
  baselinePolicies: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
  what: 'changes' | 'allPolicies',
): string {
  const lookup = createLookup(files)
  const written = changes.filter((change) => change.kind !== 'delete')
  const textOf = (change: PolicyChange) => changeExcerpt(lookup, baselinePolicies, change).after
  if (what === 'changes') {
    // To rename is to make the new one and delete the old.
    const gone = changes.filter(
      (change) => change.kind === 'delete' || (change.kind === 'replace' && change.renamedFrom !== undefined),
    )
    const deletions = gone.map((change) => deletionComment(baselineId(change), baselinePolicies))
    return deletions.join('') + documents(written.map(textOf))
  }
  const changed = new Map(changes.map((change) => [baselineId(change), change]))
  const stays = inFileOrder(files, baselinePolicies).flatMap((policy) => {
    const change = changed.get(policy.id)
    if (change === undefined) return [policyText(lookup, policy)]
    return change.kind === 'delete' ? [] : [textOf(change)]
  })
  const known = new Set(baselinePolicies.map(({ id }) => id))
  return documents([...stays, ...written.filter((change) => !known.has(baselineId(change))).map(textOf)])
}

function deletionComment(id: PolicyId, policies: readonly NetworkPolicy[]): string {
  const policy = policies.find((it) => it.id === id)
  return policy === undefined ? '' : `# kubectl delete networkpolicy ${policy.name} -n ${policy.namespace}\n`
}

function inFileOrder(files: readonly ManifestFile[], policies: readonly NetworkPolicy[]): NetworkPolicy[] {
  const positionOf = new Map(files.map(({ id }, i) => [id, i]))
  const rank = ({ place }: NetworkPolicy) =>
    place === null ? files.length : (positionOf.get(place.file) ?? files.length)
  return [...policies].sort((a, b) => rank(a) - rank(b) || (a.place?.from ?? 0) - (b.place?.from ?? 0))
}

function documents(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n')
}
