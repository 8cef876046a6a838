import { changeTexts } from '../export/changeTexts'
import type { Cluster } from '../model/cluster'
import type { Edit } from '../model/edit'
import type { ChangeText } from '../model/summary'
import type { ManifestFile } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import { synthesise } from '../synthesis/synthesise'

interface Proposal {
  readonly files: readonly ManifestFile[]
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edits: readonly Edit[]
  readonly proposed: readonly Edit[]
}

/** The policy changes that the proposal's new edits want, as text. Total; the cost of one synthesis. */
export function proposedTexts({ files, cluster, options, edits, proposed }: Proposal): readonly ChangeText[] {
  const known = new Set(edits.map(({ id }) => id))
  const { changes } = synthesise(cluster, proposed, options)
  const own = changes.filter((change) => change.edits.some((id) => !known.has(id)))
  return changeTexts(files, cluster.policies, own)
}
