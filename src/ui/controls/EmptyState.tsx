import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './emptyState.css'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
}

/** What is said where there is nothing yet: what would be here, and how to get it. */
export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Icon className="empty-state__icon" aria-hidden="true" size={18} strokeWidth={1.7} />
      <p className="empty-state__title">{title}</p>
      <div className="empty-state__text">{children}</div>
    </div>
  )
}
