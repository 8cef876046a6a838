import { Check } from 'lucide-react'
import { Checkbox } from 'radix-ui'
import './checkField.css'

interface CheckBoxProps {
  /** What its label is for. */
  readonly id: string
  readonly checked: boolean
  readonly disabled?: boolean
  /** The element that says more. */
  readonly describedBy?: string | undefined
  readonly onChange: (checked: boolean) => void
}

/** A box to tick, without its label. */
export function CheckBox({ id, checked, disabled = false, describedBy, onChange }: CheckBoxProps) {
  return (
    <Checkbox.Root
      id={id}
      className="check-field__box"
      checked={checked}
      disabled={disabled}
      aria-describedby={describedBy}
      onCheckedChange={(state) => onChange(state === true)}
    >
      <Checkbox.Indicator className="check-field__mark">
        <Check size={12} strokeWidth={3} />
      </Checkbox.Indicator>
    </Checkbox.Root>
  )
}
