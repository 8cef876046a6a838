import { changeTexts } from '../export/changeTexts'
import type { BlockWayTexts } from '../model/blockWays'
import type { EditId } from '../model/ids'
import type { EditEffect } from '../model/summary'
import { blockWays } from '../synthesis/blockWays'
import { listedFlows } from './derive'
import { type Derived, effectOf } from './effect'

/** All ways to make one block of a scenario true, each with what the edit does and writes in it. Costs two syntheses for each way. */
export function blockWayTexts(derived: Derived, edit: EditId): BlockWayTexts {
  const { scenario, reading, compiled, lookup } = derived
  const { files, edits, options } = scenario
  const { cluster } = reading
  const { ways, others } = blockWays(cluster, edits, edit, options, compiled)
  return {
    edit,
    others,
    ways: ways.flatMap(({ synthesis, ...way }) => {
      const changes = changeTexts(files, cluster.policies, synthesis.changes, lookup)
      const effect = effectOf({ ...derived, synthesis, changes }, edit)
      if (effect === null) return []
      const { collateralAdded, collateralRemoved } = synthesis.impact
      return [
        {
          ...way,
          effect,
          collateral: synthesis.cost.collateral,
          collateralAdded: collateralAdded.slice(0, listedFlows),
          collateralRemoved: collateralRemoved.slice(0, listedFlows),
          changes: changes.filter((change) => change.edits.includes(edit)),
        },
      ]
    }),
  }
}

/** What one edit does, and of a block how many other ways there are. Costs three syntheses more for a block. */
export function effectWithWays(derived: Derived, edit: EditId): EditEffect | null {
  const { scenario, reading, compiled } = derived
  const effect = effectOf(derived, edit)
  const isBlock = scenario.edits.some(({ id, kind }) => id === edit && kind === 'block')
  if (effect === null || !isBlock) return effect
  const { ways } = blockWays(reading.cluster, scenario.edits, edit, scenario.options, compiled)
  return { ...effect, otherWays: ways.filter(({ isTaken }) => !isTaken).length }
}
