import type { AppStore } from '../../store/appStore'
import { askFor } from '../askFor'
import { endOf } from '../editEnd'

/** Asks for the selected flow to be blocked; says why not where the selection is no single flow. */
export function takeAwaySelected(store: AppStore): void {
  const { selection, notify } = store.getState()
  if (selection.kind !== 'pair' || selection.connections === null) {
    notify({ tone: 'plain', text: 'Select a single arrow first, then Delete takes its flow away.' })
    return
  }
  const [from, to] = [endOf(selection.from), endOf(selection.to)]
  if (from && to) askFor(store, { kind: 'block', from, to, connections: selection.connections })
}
