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
  switch (selection.kind) {
    case 'none':
      return <NothingSelected />
    case 'policy':
      return <PolicyInspector key={selection.id} id={selection.id} />
    case 'endpoint':
      return <EndpointInspector key={selection.id} id={selection.id} />
    case 'several':
      return <SeveralInspector ids={selection.ids} />
    case 'namespace':
      return <NamespaceInspector key={selection.name} name={selection.name} />
    case 'pair':
      return <PairInspector from={selection.from} to={selection.to} />
    case 'aggregate':
      return <AggregateInspector key={selection.edge} edge={selection.edge} />
  }
}
