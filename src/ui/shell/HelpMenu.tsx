import { CircleHelp, Keyboard, Route } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { useAppContext } from '../useApp'
import { startTour } from './startTour'

/** How to learn what can be done. */
export function HelpMenu() {
  return (
    <DropMenu
      trigger={
        <IconButton label="Help">
          <CircleHelp />
        </IconButton>
      }
    >
      <HelpItems />
    </DropMenu>
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
