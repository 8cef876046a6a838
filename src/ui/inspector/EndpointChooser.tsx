import { Command } from 'cmdk'
import { useState } from 'react'
import type { NodeId } from '../../model/graphView'
import { type EndpointId, externalId } from '../../model/ids'
import type { EndpointSummary } from '../../model/summary'
import { selectEndpoints } from '../../store/analysisSlice'
import { addressBlock } from '../addressBlock'
import { search } from '../search'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import './endpointChooser.css'

interface EndpointChooserProps {
  /** Not offered: the other end of the flow. */
  readonly except: readonly NodeId[]
  readonly onChoose: (id: EndpointId) => void
  /** For an end of an edit: a whole namespace may be chosen too, and addresses that nothing names yet. */
  readonly onChooseNamespace?: (name: string) => void
}

interface Choice {
  readonly id: NodeId
  readonly name: string
  readonly where: string
  readonly text: string
}

const mostRows = 60

/** Finds one workload or block of addresses by typing. */
export function EndpointChooser({ except, onChoose, onChooseNamespace }: EndpointChooserProps) {
  const endpoints = useApp(selectEndpoints)
  const externals = useApp((state) => state.analysis?.graph.externals)
  const [query, setQuery] = useState('')
  const blocks = (externals ?? []).filter(({ isRest }) => !isRest).map(({ id, label }) => outside(id, label))
  const frames = useApp((state) => state.analysis?.graph.frames)
  const namespaces = onChooseNamespace ? (frames ?? []).map(({ namespace }) => wholeNamespace(namespace)) : []
  const all = [...endpoints.map(choiceOf), everythingOutside, ...blocks, ...namespaces]
  const typed = onChooseNamespace ? addressBlock(query) : null
  const listed =
    typed === null ? search(all, (it) => it.text, query, mostRows) : [outside(externalId(typed), typed)]
  const choices = listed.filter(({ id }) => !except.includes(id))
  const choose = (id: NodeId) =>
    id.startsWith('ns:') ? onChooseNamespace?.(id.slice(3)) : onChoose(id as EndpointId)
  return (
    <Command className="endpoint-chooser" shouldFilter={false} loop label="Choose the other end">
      <Command.Input
        className="field"
        placeholder={
          onChooseNamespace ? 'Search by name, or type addresses: 10.0.0.0/8' : 'Search by name or namespace'
        }
        autoFocus
        value={query}
        onValueChange={setQuery}
      />
      <Command.List className="endpoint-chooser__list" label="Endpoints">
        <Command.Empty className="endpoint-chooser__empty">Nothing matches “{query}”.</Command.Empty>
        {choices.map(({ id, name, where }) => (
          <Command.Item
            key={id}
            className="endpoint-chooser__item"
            value={id}
            aria-label={where === 'outside' || id.startsWith('ns:') ? name : `${name} in ${where}`}
            onSelect={() => choose(id)}
          >
            <span className="endpoint-chooser__name">{name}</span>
            <span className="endpoint-chooser__where">{where}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}

function wholeNamespace(namespace: string): Choice {
  const name = `Namespace ${namespace}`
  return { id: `ns:${namespace}`, name, where: 'all its pods', text: `${namespace} namespace` }
}

function outside(id: EndpointId, label: string): Choice {
  return { id, name: label, where: 'outside', text: `${label} outside` }
}

// Also where nothing of it is drawn: a flow to the outside is drawn from here first.
const everythingOutside = outside(externalId('rest'), 'Everything outside')

function choiceOf({ id, namespace, workloadKind }: EndpointSummary): Choice {
  const name = endpointName(id)
  return { id, name, where: namespace, text: `${name} ${namespace} ${workloadKind}` }
}
