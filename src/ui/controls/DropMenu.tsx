import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import './menu.css'

interface DropMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  /** Items of a dropdown menu. */
  readonly children: ReactNode
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A menu below its button. */
export function DropMenu({ trigger, children, onOpenChange = () => {} }: DropMenuProps) {
  return (
    <DropdownMenu.Root modal={false} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        {/* At the end of the page nothing else is part of a landmark, which everything has to be. */}
        <section aria-label="Menu">
          <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
            {children}
          </DropdownMenu.Content>
        </section>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
