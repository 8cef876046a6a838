import { CircleHelp, List, Plus, SquareDashedMousePointer, Trash2 } from 'lucide-react'
import type { FlowEdge } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import { askFor } from '../askFor'
import { selectionOf } from '../canvas/edgeSelection'
import { edgeName } from '../canvas/spoken'
import { takeAwaySelected } from '../canvas/takeAwaySelected'
import { endOf } from '../editEnd'
import { keyCaps } from '../shell/shortcuts'
import type { App } from '../useApp'
import { entry, type Menu, type MenuEntry } from './menuEntry'
import { linkTo } from './nodeMenu'

/** What can be done with a flow, or with a bundle of them. */
export function edgeMenu(app: App, edge: FlowEdge): Menu {
  const { store } = app
  const { select, openRight } = store.getState()
  const selection = selectionOf(edge)
  const show = () => {
    select(selection)
    openRight(true)
  }
  const isPair = selection.kind === 'pair'
  const ends = [edge.from, edge.to].filter((id) => !id.startsWith('ns:')) as EndpointId[]
  const isFlowing = edge.kind !== 'half' && edge.change !== 'removed'
  return {
    name: edgeName(edge),
    groups: [
      [
        isPair ? entry('Why…', CircleHelp, show, enter) : entry('Show the pairs', List, show, enter),
        ...(isPair && isFlowing
          ? [entry('Take the flow away', Trash2, takeAway, keyCaps('delete').join(' '))]
          : []),
        ...allowIt(app, edge),
      ],
      [
        ...(ends.length === 2
          ? [
              entry('Select both ends', SquareDashedMousePointer, () =>
                select({ kind: 'several', ids: ends }),
              ),
            ]
          : []),
        linkTo(app, selection),
      ],
    ],
  }

  function takeAway() {
    select(selection)
    takeAwaySelected(store)
  }
}

const enter = keyCaps('enter').join(' ')

/** What one side blocks can be allowed, a whole bundle as one edit. */
function allowIt({ store }: App, { kind, from, to, connections, pairs }: FlowEdge): readonly MenuEntry[] {
  const [fromEnd, toEnd] = [endOf(from), endOf(to)]
  if (kind !== 'half' || fromEnd === null || toEnd === null) return []
  const title = pairs > 1 ? `Allow all ${pairs} flows` : 'Allow it'
  return [entry(title, Plus, () => askFor(store, { kind: 'allow', from: fromEnd, to: toEnd, connections }))]
}
