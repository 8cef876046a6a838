import { addLabel } from '../manifest/addLabel'
import type { ReadMemo } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import type { PodLabel } from '../model/edit'
import type { EndpointId } from '../model/ids'
import type { ManifestFile } from '../model/text'
import type { Scenario } from './protocol'

/** The files with the label added; null where the workload is not in them, or their text does not allow it. Total. */
export function labelled(
  { files, options }: Scenario,
  { workloads }: Cluster,
  asked: { readonly workload: EndpointId; readonly label: PodLabel },
  memo: ReadMemo,
): { readonly files: readonly ManifestFile[] } | null {
  const workload = workloads.find(({ id }) => id === asked.workload)
  const changed = workload ? addLabel(files, options, workload, asked.label, memo) : null
  return changed && { files: changed }
}
