import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { AppStore } from '../store/appStore'
import { endOf } from './editEnd'

/** Allows a flow that was drawn or chosen, and shows what comes of it; says so where an end is no end of an edit. */
export function allowFlow(
  store: AppStore,
  from: EndpointId,
  to: EndpointId,
  connections: ConnectionSet,
): void {
  const [fromEnd, toEnd] = [endOf(from), endOf(to)]
  const { addEdit, select, notify, chooseBottomTab } = store.getState()
  if (fromEnd === null || toEnd === null) {
    notify({
      tone: 'bad',
      text: 'A block of several address ranges cannot be one end of an edit. Choose a single range.',
    })
    return
  }
  addEdit({ kind: 'allow', from: fromEnd, to: toEnd, connections })
  select({ kind: 'pair', from, to, connections })
  chooseBottomTab('changes')
}
