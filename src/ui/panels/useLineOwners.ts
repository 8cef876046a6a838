import { useMemo } from 'react'
import type { EditId } from '../../model/ids'
import type { ChangeText } from '../../model/summary'
import { selectOwnLines } from '../../store/effects'
import { useApp, useAppContext } from '../useApp'
import { lineOwners } from './lineOwners'

interface LineOwners {
  /** For each line of a change the edits that it is there for. */
  readonly owners: readonly (readonly EditId[])[]
  /** Positions of the lines that belong to the edits that are pointed at. */
  readonly litAt: ReadonlySet<number>
}

const nowhere: ReadonlySet<number> = new Set()

export function useLineOwners(change: ChangeText): LineOwners {
  const { store } = useAppContext()
  const effects = useApp((state) => state.effects)
  const pointed = useApp((state) =>
    state.pointed.some((it) => change.edits.includes(it)) ? state.pointed : null,
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read from the store follows from the effects and the change
  const owners = useMemo(
    () =>
      lineOwners(change, (edit) => {
        const lines = selectOwnLines(store.getState(), edit)
        return lines && (lines.find(({ policy }) => policy === change.policy)?.at ?? [])
      }),
    [change, effects, store],
  )
  const litAt = useMemo(() => {
    if (pointed === null) return nowhere
    return new Set(owners.flatMap((edits, at) => (edits.some((it) => pointed.includes(it)) ? [at] : [])))
  }, [owners, pointed])
  return { owners, litAt }
}
