import { ChevronRight } from 'lucide-react'
import { ContextMenu } from 'radix-ui'
import { Fragment, type ReactElement, type ReactNode, useRef, useState } from 'react'
import '../controls/menu.css'
import { AskDialog } from '../inspector/AskDialog'
import { EndDialog } from '../inspector/EndDialog'
import { OnlyDrawnDialog } from '../inspector/OnlyDrawnDialog'
import { type App, useAppContext } from '../useApp'
import './contextMenu.css'
import { edgeMenu } from './edgeMenu'
import type { Menu, MenuEntry, MenuTarget, MenuTask } from './menuEntry'
import { nodeMenu } from './nodeMenu'
import { paneMenu } from './paneMenu'

interface ThingMenuProps {
  /** What there is where the menu is asked for. */
  readonly targetOf: (event: React.MouseEvent) => MenuTarget
  /** The element that things are in. */
  readonly children: ReactElement
}

/** The menu of what is under the pointer, or has the focus when Shift+F10 or the menu key is pressed. */
export function ThingMenu({ targetOf, children }: ThingMenuProps) {
  const app = useAppContext()
  const [menu, setMenu] = useState<Menu | null>(null)
  const [task, setTask] = useState<MenuTask | null>(null)
  /** Opened when the menu has given the focus back, so that the dialog can do the same. */
  const chosen = useRef<MenuTask | null>(null)
  const opener = useRef<Element | null>(null)
  const isLeft = useRef(false)
  const onContextMenu = (event: React.MouseEvent) => {
    setMenu(menuOf(app, targetOf(event)))
    opener.current = focusableAt(event.target)
    chosen.current = null
    isLeft.current = false
  }
  return (
    <>
      <ContextMenu.Root modal={false}>
        <ContextMenu.Trigger asChild onContextMenu={onContextMenu}>
          {children}
        </ContextMenu.Trigger>
        {/* Not in a portal: what it says belongs to the part of the page that it is about. */}
        {menu && (
          <ContextMenu.Content
            className="menu"
            aria-label={menu.name}
            collisionPadding={8}
            onInteractOutside={() => {
              isLeft.current = true
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              if (!isLeft.current) focus(opener.current)
              setTask(chosen.current)
            }}
          >
            <p className="menu__label context-menu__name" aria-hidden="true">
              {menu.name}
            </p>
            <MenuGroups
              groups={menu.groups}
              onTask={(wanted) => {
                chosen.current = wanted
              }}
            />
          </ContextMenu.Content>
        )}
      </ContextMenu.Root>
      {task && <TaskDialog task={task} onClose={() => setTask(null)} />}
    </>
  )
}

function menuOf(app: App, target: MenuTarget): Menu {
  if (target.kind === 'node') return nodeMenu(app, target.id)
  const { analysis } = app.store.getState()
  const edge = target.kind === 'edge' ? analysis?.graph.edges.find(({ id }) => id === target.id) : undefined
  return edge === undefined ? paneMenu(app) : edgeMenu(app, edge)
}

/** What takes the focus again: the thing itself, or what had it before. */
function focusableAt(target: EventTarget): Element | null {
  const thing = target instanceof Element ? target.closest('[tabindex]:not([tabindex="-1"]), button') : null
  return thing ?? document.activeElement
}

function focus(element: Element | null): void {
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus()
}

interface MenuGroupsProps {
  readonly groups: Menu['groups']
  readonly onTask: (task: MenuTask) => void
}

function MenuGroups({ groups, onTask }: MenuGroupsProps) {
  return groups
    .filter(({ length }) => length > 0)
    .map((group, i) => (
      <Fragment key={group[0]?.title}>
        {i > 0 && <ContextMenu.Separator className="menu__line" />}
        {group.map((item) => (
          <MenuItem key={item.title} item={item} onTask={onTask} />
        ))}
      </Fragment>
    ))
}

interface MenuItemProps {
  readonly item: MenuEntry
  readonly onTask: (task: MenuTask) => void
}

function MenuItem({ item, onTask }: MenuItemProps): ReactNode {
  const { title, icon: Icon, keys, does } = item
  if (isList(does))
    return (
      <ContextMenu.Sub>
        <ContextMenu.SubTrigger className="menu__item">
          <Icon aria-hidden="true" />
          <span className="menu__text">{title}</span>
          <ChevronRight aria-hidden="true" />
        </ContextMenu.SubTrigger>
        <ContextMenu.SubContent className="menu" collisionPadding={8}>
          <MenuGroups groups={[does]} onTask={onTask} />
        </ContextMenu.SubContent>
      </ContextMenu.Sub>
    )
  return (
    <ContextMenu.Item
      className="menu__item"
      onSelect={() => {
        if (typeof does === 'function') does()
        else onTask(does)
      }}
    >
      <Icon aria-hidden="true" />
      <span className="menu__text">{title}</span>
      {keys !== '' && (
        <span className="context-menu__keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </ContextMenu.Item>
  )
}

function isList(does: MenuEntry['does']): does is readonly MenuEntry[] {
  return Array.isArray(does)
}

function TaskDialog({ task, onClose }: { readonly task: MenuTask; readonly onClose: () => void }) {
  switch (task.kind) {
    case 'end':
      return <EndDialog task={task.task} node={task.node} onClose={onClose} />
    case 'ask':
      return <AskDialog endpoint={task.endpoint} onClose={onClose} />
    case 'onlyDrawn':
      return <OnlyDrawnDialog chosen={[task.namespace]} onClose={onClose} />
  }
}
