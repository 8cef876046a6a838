import { useId, useMemo, useState } from 'react'
import type { ConnectionSet } from '../../model/connections'
import type { NodeId } from '../../model/graphView'
import type { PortSuggestion } from '../../model/summary'
import { selectEndpoints } from '../../store/analysisSlice'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { hasPorts, mergeConnections, parsePorts, portsText, sameConnections } from './ports'
import { suggestionsFor } from './suggestionsFor'
import './portChooser.css'

interface PortChooserProps {
  /** Where the flows go: the containers and Services there propose the ports. */
  readonly to: readonly NodeId[]
  readonly initial?: ConnectionSet
  /** What the button says that accepts the ports. */
  readonly verb?: 'Allow' | 'Block'
  readonly onAccept: (connections: ConnectionSet) => void
  readonly onCancel: () => void
}

/** Asks which ports: proposals to tick, and a field for any others. Enter accepts. */
export function PortChooser({ to, initial, verb = 'Allow', onAccept, onCancel }: PortChooserProps) {
  const endpoints = useApp(selectEndpoints)
  const suggestions = useMemo(() => suggestionsFor(endpoints, to), [endpoints, to])
  const [ticked, setTicked] = useState<readonly string[]>(() => tickedAtFirst(suggestions, initial))
  const [text, setText] = useState(() => (initial && ticked.length === 0 ? portsText(initial) : ''))
  const [message, setMessage] = useState<string | null>(null)
  const id = useId()

  const accept = () => {
    const typed = parsePorts(text)
    if (!typed.ok) return setMessage(typed.message)
    const chosen = suggestions.filter((it) => ticked.includes(it.label)).map((it) => it.connections)
    const connections = mergeConnections([...chosen, typed.connections])
    if (!hasPorts(connections)) return setMessage('Tick a port or type one. Write “all” for every port.')
    onAccept(connections)
  }
  const toggle = (label: string) =>
    setTicked((before) => (before.includes(label) ? before.filter((it) => it !== label) : [...before, label]))

  return (
    <form
      className="port-chooser"
      aria-label="Ports"
      onSubmit={(event) => {
        event.preventDefault()
        accept()
      }}
    >
      {suggestions.length > 0 && (
        <ul className="port-chooser__proposals" aria-label="Proposed ports">
          {suggestions.map(({ label, why }) => (
            <li key={label}>
              <label className="port-chooser__proposal">
                <input type="checkbox" checked={ticked.includes(label)} onChange={() => toggle(label)} />
                <span className="port-chooser__label">{label}</span>
                <span className="port-chooser__why">{why}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <label className="port-chooser__other" htmlFor={id}>
        {suggestions.length > 0 ? 'Other ports' : 'Ports'}
      </label>
      <input
        id={id}
        className="field"
        // biome-ignore lint/a11y/noAutofocus: the chooser opens on the user's own request, and Enter accepts
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder="8080, 53/UDP, 8000-8100 or all"
        value={text}
        aria-invalid={message !== null}
        aria-describedby={`${id}-message`}
        onChange={(event) => {
          setText(event.target.value)
          setMessage(null)
        }}
      />
      <p className="port-chooser__message" id={`${id}-message`} role="alert">
        {message}
      </p>
      <div className="port-chooser__actions">
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" look={verb === 'Block' ? 'danger' : 'primary'} type="submit">
          {verb}
        </Button>
      </div>
    </form>
  )
}

/** The proposals that make up `initial`, or the best one. */
function tickedAtFirst(
  suggestions: readonly PortSuggestion[],
  initial: ConnectionSet | undefined,
): readonly string[] {
  if (initial === undefined) return suggestions.slice(0, 1).map((it) => it.label)
  return suggestions.filter((it) => sameConnections(it.connections, initial)).map((it) => it.label)
}
