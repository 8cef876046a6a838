import type { ConnectionSet } from '../model/connections'
import type { EditWithoutId } from '../model/explanation'
import type { NodeId } from '../model/graphView'
import { type EndpointId, externalId, isExternalId } from '../model/ids'
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
  if (first && others.length === 0 && first.every((id) => isAskable(store, id)))
    select({ kind: 'pair', from: first[0] as EndpointId, to: first[1] as EndpointId, connections })
  chooseBottomTab('changes')
}

/** Whether there is an answer about it: namespaces are many, and addresses that were typed may be part of a block, or several. */
function isAskable(store: AppStore, id: NodeId): boolean {
  if (id.startsWith('ns:')) return false
  const drawn = store.getState().analysis?.graph.externals
  return !isExternalId(id) || id === externalId('rest') || drawn?.some((it) => it.id === id) === true
}
