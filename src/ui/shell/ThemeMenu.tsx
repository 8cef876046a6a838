import { Monitor, Moon, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'
import '../controls/menu.css'

const themes = [
  { value: 'system', label: 'Like the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const

export function ThemeMenu() {
  const theme = useApp((state) => state.theme)
  const choose = useApp((state) => state.chooseTheme)
  const Icon = themes.find((it) => it.value === theme)?.icon ?? Monitor
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Theme">
          <Icon />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
        <DropdownMenu.RadioGroup value={theme}>
          {themes.map(({ value, label, icon: ItemIcon }) => (
            <DropdownMenu.RadioItem
              key={value}
              className="menu__item"
              value={value}
              onSelect={() => choose(value)}
            >
              <ItemIcon aria-hidden="true" />
              {label}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
