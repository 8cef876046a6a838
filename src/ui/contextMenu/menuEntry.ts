import type { LucideIcon } from 'lucide-react'
import type { NodeId } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { EndTask } from '../inspector/EndDialog'

/** What a menu is opened on. */
export type MenuTarget =
  | { readonly kind: 'node'; readonly id: NodeId }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'pane' }

/** A dialog that an entry opens. */
export type MenuTask =
  | { readonly kind: 'end'; readonly task: EndTask; readonly node: NodeId }
  | { readonly kind: 'ask'; readonly endpoint: EndpointId }
  | { readonly kind: 'onlyDrawn'; readonly namespace: string }

export interface MenuEntry {
  readonly title: string
  readonly icon: LucideIcon
  /** The keys that do the same; '' for none. */
  readonly keys: string
  /** What it does, the dialog that it opens, or what it leads to. */
  readonly does: (() => void) | MenuTask | readonly MenuEntry[]
}

export interface Menu {
  /** What it is about, for those who hear it. */
  readonly name: string
  /** Between the groups is a line. */
  readonly groups: readonly (readonly MenuEntry[])[]
}

export function entry(title: string, icon: LucideIcon, does: MenuEntry['does'], keys = ''): MenuEntry {
  return { title, icon, does, keys }
}
