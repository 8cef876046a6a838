import { policyOf } from '../../model/ids'
import type { Selection } from '../../model/selection'
import { endpointName } from '../words'

/** What was selected before what is selected now, the latest last; each can be gone back to. */
export type Trail = readonly Selection[]

export const noTrail: Trail = []

const longestTrail = 20

interface Standing {
  readonly at: Selection
  readonly before: Trail
}

/** The trail once something else is selected: shorter where that is going back, and empty where nothing is. Total. */
export function afterSelecting({ at, before }: Standing, next: Selection): Trail {
  if (next.kind === 'none') return noTrail
  if (next === before.at(-1)) return before.slice(0, -1)
  return at.kind === 'none' ? before : [...before, at].slice(-longestTrail)
}

/** A selection in a few words: `web`, `web → db`, `policy allow-dns`. Total. */
export function selectionName(selection: Selection): string {
  switch (selection.kind) {
    case 'none':
      return 'the cluster'
    case 'endpoint':
      return endpointName(selection.id)
    case 'several':
      return `${selection.ids.length} workloads`
    case 'namespace':
      return `namespace ${selection.name}`
    case 'policy':
      return `policy ${policyOf(selection.id).name}`
    case 'pair':
      return `${endpointName(selection.from)} → ${endpointName(selection.to)}`
    case 'aggregate':
      return 'several flows'
  }
}
