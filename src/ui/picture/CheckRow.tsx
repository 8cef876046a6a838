import { useId } from 'react'
import { CheckBox } from '../controls/CheckBox'

interface CheckRowProps {
  readonly label: string
  readonly detail?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** One of many boxes to tick, on one line. */
export function CheckRow({ label, detail, checked, onChange }: CheckRowProps) {
  const id = useId()
  return (
    <div className="check-row">
      <CheckBox id={id} checked={checked} onChange={onChange} />
      <label className="check-row__label" htmlFor={id}>
        {label}
      </label>
      {detail !== undefined && <span className="check-row__detail">{detail}</span>}
    </div>
  )
}
