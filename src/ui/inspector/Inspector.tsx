import type { ReactNode } from 'react'
import type { Selection } from '../../model/selection'
import { useFocusHeir } from '../controls/useFocusHeir'
import { CopyLinkButton } from '../picture/CopyLinkButton'
import { PathCard } from '../picture/PathCard'
import { useApp } from '../useApp'
import { AggregateInspector } from './AggregateInspector'
import { BackButton } from './BackButton'
import { EndpointInspector } from './EndpointInspector'
import { NamespaceInspector } from './NamespaceInspector'
import { NothingSelected } from './NothingSelected'
import { PairInspector } from './PairInspector'
import { PolicyInspector } from './PolicyInspector'
import { SeveralInspector } from './SeveralInspector'
import './inspector.css'

/** Answers in sentences about what is selected. */
export function Inspector() {
  return (
    <aside className="inspector" aria-label="Inspector" tabIndex={-1}>
      <PathCard />
      <div className="inspector__tools">
        <BackButton />
        <CopyLinkButton />
      </div>
      <Selected />
    </aside>
  )
}

function Selected() {
  const selection = useApp((state) => state.selection)
  return (
    <Kept key={keyOf(selection)}>
      <Answer selection={selection} />
    </Kept>
  )
}

/** What is pressed here often selects something else, and goes away by that: the focus stays in the inspector. */
function Kept({ children }: { readonly children: ReactNode }) {
  const ref = useFocusHeir<HTMLDivElement>((it) => it.closest('.inspector'))
  return <div ref={ref}>{children}</div>
}

/** Other ends of the same question, and more or fewer workloads, are not another thing to look at. */
function keyOf(selection: Selection): string {
  switch (selection.kind) {
    case 'policy':
    case 'endpoint':
      return `${selection.kind} ${selection.id}`
    case 'namespace':
      return `namespace ${selection.name}`
    case 'aggregate':
      return `aggregate ${selection.edge}`
    default:
      return selection.kind
  }
}

function Answer({ selection }: { readonly selection: Selection }) {
  switch (selection.kind) {
    case 'none':
      return <NothingSelected />
    case 'policy':
      return <PolicyInspector id={selection.id} />
    case 'endpoint':
      return <EndpointInspector id={selection.id} />
    case 'several':
      return <SeveralInspector ids={selection.ids} />
    case 'namespace':
      return <NamespaceInspector name={selection.name} />
    case 'pair':
      return <PairInspector from={selection.from} to={selection.to} />
    case 'aggregate':
      return <AggregateInspector edge={selection.edge} />
  }
}
