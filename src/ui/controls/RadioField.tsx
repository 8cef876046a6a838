import { RadioGroup } from 'radix-ui'
import { useId } from 'react'
import './radioField.css'

interface RadioFieldProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string; readonly hint: string }[]
  readonly onChange: (value: V) => void
}

/** One of a few, each with what it means. */
export function RadioField<V extends string>({ label, value, options, onChange }: RadioFieldProps<V>) {
  const id = useId()
  const choose = (chosen: string) => {
    const option = options.find((it) => it.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <RadioGroup.Root className="radio-field" aria-label={label} value={value} onValueChange={choose}>
      {options.map((option) => (
        <div key={option.value} className="radio-field__option">
          <RadioGroup.Item
            id={`${id}-${option.value}`}
            className="radio-field__dot"
            value={option.value}
            aria-describedby={`${id}-${option.value}-hint`}
          >
            <RadioGroup.Indicator className="radio-field__mark" />
          </RadioGroup.Item>
          <label className="radio-field__label" htmlFor={`${id}-${option.value}`}>
            {option.label}
          </label>
          <p className="radio-field__hint" id={`${id}-${option.value}-hint`}>
            {option.hint}
          </p>
        </div>
      ))}
    </RadioGroup.Root>
  )
}
