import { Check } from 'lucide-react'
import { Checkbox } from 'radix-ui'
import { useId } from 'react'
import './checkField.css'

interface CheckFieldProps {
  readonly label: string
  readonly hint: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

export function CheckField({ label, hint, checked, disabled = false, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <div className="check-field" data-disabled={disabled}>
      <Checkbox.Root
        id={id}
        className="check-field__box"
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onCheckedChange={(state) => onChange(state === true)}
      >
        <Checkbox.Indicator className="check-field__mark">
          <Check size={12} strokeWidth={3} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label className="check-field__label" htmlFor={id}>
        {label}
      </label>
      <p className="check-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
