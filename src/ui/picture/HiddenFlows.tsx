import type { HiddenFlows as Counts } from '../../model/graphView'
import { useApp } from '../useApp'

const nothingHidden: Counts = { open: 0, undeclaredPorts: 0, folded: 0 }

/** Flows that are true and not drawn: how many, and buttons that draw them. */
export function HiddenFlows() {
  const hidden = useApp((state) => state.analysis?.graph.hidden) ?? nothingHidden
  const mode = useApp((state) => state.mode)
  const showOpen = useApp((state) => state.showOpen)
  const showUndeclaredPorts = useApp((state) => state.showUndeclaredPorts)
  const toggleOpen = useApp((state) => state.toggleOpen)
  const toggleUndeclaredPorts = useApp((state) => state.toggleUndeclaredPorts)
  // In the matrix every flow has its cell.
  if (mode === 'matrix') return null
  return (
    <>
      <Toggle
        name="Show unrestricted"
        isOn={showOpen}
        count={hidden.open}
        onToggle={toggleOpen}
        title="Flows that pass because neither side holds anything back. The open gates on the cards say the same."
      />
      <Toggle
        name="Show undeclared ports"
        isOn={showUndeclaredPorts}
        count={hidden.undeclaredPorts}
        onToggle={toggleUndeclaredPorts}
        title="Flows that rules allow on ports that the destination does not declare, so probably nobody listens."
      />
      {hidden.folded > 0 && (
        <p
          className="picture-bar__note"
          role="status"
          title="Too many for an arrow each. Select a card to see its own, one by one."
        >
          {hidden.folded.toLocaleString('en')} flows bundled
        </p>
      )}
    </>
  )
}

interface ToggleProps {
  readonly name: string
  readonly isOn: boolean
  readonly count: number
  readonly onToggle: () => void
  readonly title: string
}

function Toggle({ name, isOn, count, onToggle, title }: ToggleProps) {
  if (!isOn && count === 0) return null
  return (
    <button type="button" className="bar-chip" aria-pressed={isOn} title={title} onClick={onToggle}>
      {name}
      {!isOn && ` · ${count.toLocaleString('en')}`}
    </button>
  )
}
