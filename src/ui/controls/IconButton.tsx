import { Tooltip } from 'radix-ui'
import { Button, type ButtonProps } from './Button'

interface IconButtonProps extends ButtonProps {
  /** The accessible name, and what the tooltip says. */
  readonly label: string
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string
}

/** A button with an icon alone; its name is in the tooltip. */
export function IconButton({ label, keys, look = 'quiet', className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Button look={look} className={`icon-button ${className}`} aria-label={label} {...rest} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" sideOffset={6} collisionPadding={8}>
          {label}
          {keys && <kbd className="tooltip__keys">{keys}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
