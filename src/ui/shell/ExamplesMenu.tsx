import { BookOpen, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../controls/Button'
import { exampleList } from '../examples'
import { useAppContext } from '../useApp'
import { openExample } from './openExample'
import '../controls/menu.css'

/** The worked examples, each with what to notice in it. */
export function ExamplesMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button aria-label="Examples">
          <BookOpen />
          <span className="header__wide">Examples</span>
          <ChevronDown className="header__wide" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
        <ExampleItems />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

export function ExampleItems() {
  const { store } = useAppContext()
  return exampleList.map(({ id, title, notice }) => (
    <DropdownMenu.Item key={id} className="menu__item" onSelect={() => openExample(store, id)}>
      <span className="menu__text">
        <span className="menu__title">{title}</span>
        <span className="menu__hint">{notice}</span>
      </span>
    </DropdownMenu.Item>
  ))
}
