import { ScrollText } from 'lucide-react'
import { Fragment } from 'react'
import type { SentencePart } from '../../model/explanation'
import type { PolicyId } from '../../model/ids'
import { useApp } from '../useApp'
import './sentence.css'

interface SentenceProps {
  readonly parts: readonly SentencePart[]
  /** In a dialog nothing can be selected. */
  readonly isInDialog?: boolean
}

/** A sentence of the worker, with labels set as code and policies as ways into the YAML and to what they do. */
export function Sentence({ parts, isInDialog = false }: SentenceProps) {
  return (
    <p className="sentence">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name but their position
        <Fragment key={i}>
          <Part part={part} />
          {part.kind === 'policy' && !isInDialog && <Inspect policy={part.policy} name={part.text} />}
        </Fragment>
      ))}
    </p>
  )
}

function Part({ part }: { readonly part: SentencePart }) {
  const jumpTo = useApp((state) => state.jumpTo)
  if (part.kind === 'text') return part.text
  if (part.kind === 'code') return <code className="sentence__code">{part.text}</code>
  const { place } = part
  if (place === null) return <b className="sentence__draft">{part.text}</b>
  return (
    <button type="button" className="text-link" onClick={() => jumpTo(place)}>
      {part.text}
    </button>
  )
}

function Inspect({ policy, name }: { readonly policy: PolicyId; readonly name: string }) {
  const select = useApp((state) => state.select)
  return (
    <button
      type="button"
      className="sentence__inspect"
      aria-label={`Inspect policy ${name}`}
      title="What this policy does"
      onClick={() => select({ kind: 'policy', id: policy })}
    >
      <ScrollText size={13} aria-hidden="true" />
    </button>
  )
}
