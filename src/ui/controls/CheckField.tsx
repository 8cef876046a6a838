import { useId } from 'react'
import { CheckBox } from './CheckBox'

interface CheckFieldProps {
  readonly label: string
  readonly hint: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A box to tick, with what it means below its name. */
export function CheckField({ label, hint, checked, disabled = false, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <div className="check-field" data-disabled={disabled}>
      <CheckBox
        id={id}
        checked={checked}
        disabled={disabled}
        describedBy={`${id}-hint`}
        onChange={onChange}
      />
      <label className="check-field__label" htmlFor={id}>
        {label}
      </label>
      <p className="check-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
