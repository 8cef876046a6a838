import {
  ArrowRightFromLine,
  ArrowRightToLine,
  ChevronsDownUp,
  ChevronsUpDown,
  CircleHelp,
  Copy,
  FileSearch,
  Link,
  ListFilter,
  Lock,
  Shield,
  ShieldOff,
} from 'lucide-react'
import type { CardNode, FrameNode, NodeId } from '../../model/graphView'
import { type EndpointId, workloadOf } from '../../model/ids'
import { noFilters } from '../../model/look'
import type { Selection } from '../../model/selection'
import { endOf, nodeName } from '../editEnd'
import { isIsolated } from '../gates'
import { copyLink } from '../picture/copyLink'
import { copyText } from '../shell/handOver'
import type { App } from '../useApp'
import { endpointName } from '../words'
import { entry, type Menu, type MenuEntry } from './menuEntry'

/** What can be done with a workload, a block of addresses or a namespace: what the inspector offers for it, and where it is. */
export function nodeMenu(app: App, id: NodeId): Menu {
  const { analysis } = app.store.getState()
  const frame = analysis?.graph.frames.find((it) => it.id === id)
  if (id.startsWith('ns:')) return namespaceMenu(app, id.slice(3), frame)
  const card = analysis?.graph.cards.find((it) => it.id === id)
  return endpointMenu(app, id as EndpointId, card)
}

function endpointMenu(app: App, id: EndpointId, card: CardNode | undefined): Menu {
  const { analysis, filter, jumpTo } = app.store.getState()
  const workload = workloadOf(id)
  const place = analysis?.endpoints.find((it) => it.id === id)?.place
  const isHeldBack = card !== undefined && (isIsolated(card.ingress) || isIsolated(card.egress))
  return {
    name: nodeName(id),
    groups: [
      [
        ...allowing(id),
        entry('Ask about…', CircleHelp, { kind: 'ask', endpoint: id }),
        ...(workload ? [entry('Isolate…', Shield, { kind: 'end', task: 'lock', node: id })] : []),
        ...(isHeldBack ? [openUp(id)] : []),
      ],
      [
        ...(workload
          ? [
              entry('Show its flows only', ListFilter, () =>
                filter({ ...noFilters, namespaces: [workload.namespace], text: workload.name }),
              ),
            ]
          : []),
        ...(place ? [entry('Show in manifest', FileSearch, () => jumpTo(place))] : []),
      ],
      taking(app, endpointName(id), { kind: 'endpoint', id }),
    ],
  }
}

function namespaceMenu(app: App, name: string, frame: FrameNode | undefined): Menu {
  const { filter, toggleCollapsed } = app.store.getState()
  const id: NodeId = `ns:${name}`
  const isHeldBack = frame !== undefined && frame.isolatedIngress + frame.isolatedEgress > 0
  return {
    name: nodeName(id),
    groups: [
      [
        entry('Lock namespace…', Shield, { kind: 'end', task: 'lock', node: id }),
        entry('Only what is drawn…', Lock, { kind: 'onlyDrawn', namespace: name }),
        ...(isHeldBack ? [openUp(id)] : []),
        ...allowing(id),
      ],
      [
        ...(frame
          ? [
              entry(
                frame.collapsed ? 'Expand' : 'Collapse',
                frame.collapsed ? ChevronsUpDown : ChevronsDownUp,
                () => toggleCollapsed(name, !frame.collapsed),
              ),
            ]
          : []),
        entry('Filter to this namespace', ListFilter, () => filter({ ...noFilters, namespaces: [name] })),
      ],
      taking(app, name, { kind: 'namespace', name }),
    ],
  }
}

function allowing(node: NodeId): readonly MenuEntry[] {
  // What no edit can name can be no end of a flow to allow.
  if (endOf(node) === null) return []
  return [
    entry('Allow to…', ArrowRightFromLine, { kind: 'end', task: 'to', node }),
    entry('Allow from…', ArrowRightToLine, { kind: 'end', task: 'from', node }),
  ]
}

function openUp(node: NodeId): MenuEntry {
  return entry('Open up again…', ShieldOff, { kind: 'end', task: 'open', node })
}

function taking(app: App, name: string, selection: Selection): readonly MenuEntry[] {
  return [entry('Copy name', Copy, () => void copyName(app, name)), linkTo(app, selection)]
}

/** A link that opens with this selected. */
export function linkTo(app: App, selection: Selection): MenuEntry {
  return entry('Copy a link to this', Link, () => {
    app.store.getState().select(selection)
    void copyLink(app)
  })
}

async function copyName({ store }: App, name: string): Promise<void> {
  const { notify } = store.getState()
  if (await copyText(name)) notify({ tone: 'good', text: `“${name}” is on the clipboard.` })
  else notify({ tone: 'bad', text: 'This browser refused the clipboard. Copy it from here:', detail: name })
}
