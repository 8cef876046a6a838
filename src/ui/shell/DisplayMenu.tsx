import { type LucideIcon, Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { Preferences } from '../../store/preferencesSlice'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'

interface Choice<V extends string> {
  readonly value: V
  readonly label: string
  readonly icon: LucideIcon
}

/** The themes, as they are offered. */
export const themes: readonly Choice<Preferences['theme']>[] = [
  { value: 'system', label: 'Like the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
]

/** How close things can stand, as it is offered. */
export const densities: readonly Choice<Preferences['density']>[] = [
  { value: 'comfortable', label: 'Comfortable', icon: Rows2 },
  { value: 'compact', label: 'Compact', icon: Rows4 },
]

/** Light or dark, and how close things stand. */
export function DisplayMenu() {
  const theme = useApp((state) => state.theme)
  const Icon = themes.find((it) => it.value === theme)?.icon ?? Monitor
  return (
    <DropMenu
      trigger={
        <IconButton label="Display">
          <Icon />
        </IconButton>
      }
    >
      <DisplayItems />
    </DropMenu>
  )
}

export function DisplayItems() {
  const { theme, density, chooseTheme, chooseDensity } = useApp((state) => state)
  return (
    <>
      <Choices name="Theme" choices={themes} value={theme} onChoose={chooseTheme} />
      <DropdownMenu.Separator className="menu__line" />
      <Choices name="Density" choices={densities} value={density} onChoose={chooseDensity} />
    </>
  )
}

interface ChoicesProps<V extends string> {
  readonly name: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onChoose: (value: V) => void
}

function Choices<V extends string>({ name, choices, value, onChoose }: ChoicesProps<V>) {
  return (
    <DropdownMenu.RadioGroup value={value} aria-label={name}>
      <DropdownMenu.Label className="menu__label">{name}</DropdownMenu.Label>
      {choices.map(({ value: choice, label, icon: Icon }) => (
        <DropdownMenu.RadioItem
          key={choice}
          className="menu__item"
          value={choice}
          onSelect={() => onChoose(choice)}
        >
          <Icon aria-hidden="true" />
          {label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
