import { Check } from 'lucide-react'
import { Checkbox } from 'radix-ui'
import { useId } from 'react'
import '../controls/checkField.css'

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
      <Checkbox.Root
        id={id}
        className="check-field__box"
        checked={checked}
        onCheckedChange={(state) => onChange(state === true)}
      >
        <Checkbox.Indicator className="check-field__mark">
          <Check size={12} strokeWidth={3} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label className="check-row__label" htmlFor={id}>
        {label}
      </label>
      {detail !== undefined && <span className="check-row__detail">{detail}</span>}
    </div>
  )
}
