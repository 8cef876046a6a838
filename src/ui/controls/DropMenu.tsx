import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import './menu.css'

interface DropMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  /** Items of a dropdown menu. */
  readonly children: ReactNode
}

/** A menu below its button. */
export function DropMenu({ trigger, children }: DropMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
