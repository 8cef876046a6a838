import type { ConnectionSet } from '../model/connections'
import type { EditWithoutId } from '../model/explanation'
import type { NodeId } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import type { AppStore } from '../store/appStore'
import { endOf } from './editEnd'

/**
 * Allows flows that were drawn or chosen, from each of some ends to each of others, in one step that can be undone; and shows what
 * comes of it. Says so where an end is no end of an edit.
 */
export function allowFlows(
  store: AppStore,
  from: readonly NodeId[],
  to: readonly NodeId[],
  connections: ConnectionSet,
): void {
  const { addEdits, select, notify, chooseBottomTab } = store.getState()
  const pairs = from.flatMap((sender) =>
    to.filter((receiver) => receiver !== sender).map((receiver) => [sender, receiver] as const),
  )
  const edits = pairs.flatMap(([sender, receiver]): readonly EditWithoutId[] => {
    const [fromEnd, toEnd] = [endOf(sender), endOf(receiver)]
    return fromEnd && toEnd ? [{ kind: 'allow', from: fromEnd, to: toEnd, connections }] : []
  })
  if (edits.length < pairs.length)
    notify({
      tone: 'bad',
      text: 'A block of several address ranges cannot be one end of an edit. Choose a single range.',
    })
  if (edits.length === 0) return
  addEdits(edits)
  const [first, ...others] = pairs
  if (first && others.length === 0 && !first.some((id) => id.startsWith('ns:')))
    select({ kind: 'pair', from: first[0] as EndpointId, to: first[1] as EndpointId, connections })
  chooseBottomTab('changes')
}
