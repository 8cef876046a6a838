import { CircleHelp, Keyboard, Route } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { IconButton } from '../controls/IconButton'
import { useAppContext } from '../useApp'
import { startTour } from './startTour'
import '../controls/menu.css'

/** How to learn what can be done. */
export function HelpMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Help">
          <CircleHelp />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
        <HelpItems />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

export function HelpItems() {
  const { store } = useAppContext()
  return (
    <>
      <DropdownMenu.Item className="menu__item" onSelect={() => store.getState().openDialog('shortcuts')}>
        <Keyboard aria-hidden="true" /> Keyboard shortcuts
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={() => startTour(store)}>
        <Route aria-hidden="true" /> Take the tour
      </DropdownMenu.Item>
    </>
  )
}
