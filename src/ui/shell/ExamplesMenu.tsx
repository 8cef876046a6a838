import { BookOpen, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { exampleList } from '../examples'
import { useAppContext } from '../useApp'
import { openExample } from './openExample'

/** The worked examples, each with what to notice in it. */
export function ExamplesMenu() {
  return (
    <DropMenu
      trigger={
        <Button className="header__examples" title="Examples" aria-label="Examples">
          <BookOpen />
          <span className="header__wide">Examples</span>
          <ChevronDown className="header__wide" />
        </Button>
      }
    >
      <ExampleItems />
    </DropMenu>
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
