import { compareReach } from '../engine/compare'
import type { compile } from '../engine/compile'
import { changeTexts } from '../export/changeTexts'
import { ownLines } from '../export/ownLines'
import type { PolicyLookup } from '../manifest/amendLocate'
import type { Reading } from '../manifest/read'
import type { Synthesis } from '../model/edit'
import type { EditId } from '../model/ids'
import type { ChangeText, EditEffect } from '../model/summary'
import { synthesise } from '../synthesis/synthesise'
import { editEffect } from '../view/editEffects'
import type { Scenario } from './protocol'

/** What all edits of a scenario come to. */
export interface Derived {
  readonly scenario: Scenario
  readonly reading: Reading
  readonly synthesis: Synthesis
  readonly compiled: typeof compile
  readonly lookup: PolicyLookup
  readonly changes: readonly ChangeText[]
}

/** What one edit does: the difference to the same scenario without it. As costly as evaluating that. */
export function effectOf(
  { scenario, reading, synthesis, changes, compiled, lookup }: Derived,
  edit: EditId,
): EditEffect | null {
  const { files, edits, options } = scenario
  const { cluster } = reading
  if (!edits.some(({ id, off }) => id === edit && off !== true)) return null
  const others = edits.filter(({ id }) => id !== edit)
  const without = synthesise(cluster, others, options, compiled)
  const texts = changeTexts(files, cluster.policies, without.changes, lookup)
  const [before, after] = [without.policies, synthesis.policies]
  const cutBy = [...cluster.policies, ...before, ...after]
  const flows = compareReach(
    compiled({ ...cluster, policies: before }, options, cutBy),
    compiled({ ...cluster, policies: after }, options, cutBy),
  )
  const lines = changes.map((change) => {
    const same = texts.find(({ policy }) => policy === change.policy)
    return { policy: change.policy, at: ownLines(change, same) }
  })
  const [all, less] = [
    { changes, cost: synthesis.cost, policies: after },
    { changes: texts, cost: without.cost, policies: before },
  ]
  return editEffect(edit, all, less, flows, lines)
}
