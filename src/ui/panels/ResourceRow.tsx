import type { ReactNode } from 'react'

interface ResourceRowProps {
  readonly icon: ReactNode
  readonly name: string
  readonly hint: string
  readonly isSelected: boolean
  readonly onClick: () => void
  /** What else can be done with it, at the end of the row. */
  readonly children?: ReactNode
}

export function ResourceRow({ icon, name, hint, isSelected, onClick, children }: ResourceRowProps) {
  return (
    <li className="resources-panel__item">
      <button type="button" className="resources-panel__row" aria-current={isSelected} onClick={onClick}>
        {icon}
        <span className="resources-panel__name">{name}</span>
        <span className="resources-panel__hint">{hint}</span>
      </button>
      {children}
    </li>
  )
}
