import { Search, X } from 'lucide-react'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'

/** The field that `/` goes to. */
const fieldId = 'picture-filter'

/** Words that the name of a workload or of its namespace holds. */
export function TextFilter() {
  const text = useApp((state) => state.filters.text)
  const filter = useApp((state) => state.filter)
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (text === '') event.currentTarget.blur()
    filter({ text: '' })
  }
  return (
    <div className="text-filter">
      <Search size={14} aria-hidden="true" className="text-filter__icon" />
      <input
        id={fieldId}
        className="field text-filter__field"
        aria-label="Filter by name"
        placeholder="Filter by name"
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => filter({ text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <IconButton
          className="text-filter__clear"
          label="Clear the name filter"
          size="small"
          onClick={() => {
            filter({ text: '' })
            document.getElementById(fieldId)?.focus()
          }}
        >
          <X />
        </IconButton>
      )}
    </div>
  )
}
