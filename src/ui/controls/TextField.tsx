import { useId } from 'react'
import './textField.css'

interface TextFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  readonly onChange: (value: string) => void
}

/** A line of text with its name above and what it means below. */
export function TextField({
  label,
  hint,
  value,
  isRequired = false,
  autoFocus = false,
  onChange,
}: TextFieldProps) {
  const id = useId()
  return (
    <div className="text-field">
      <label className="text-field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field text-field__input"
        value={value}
        required={isRequired}
        // biome-ignore lint/a11y/noAutofocus: a dialog that asks one thing starts with it
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="text-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
