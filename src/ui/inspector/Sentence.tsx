import { Fragment } from 'react'
import type { SentencePart } from '../../model/explanation'
import { useApp } from '../useApp'
import './sentence.css'

/** A sentence of the worker, with labels set as code and policies as ways into the YAML. */
export function Sentence({ parts }: { readonly parts: readonly SentencePart[] }) {
  return (
    <p className="sentence">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name but their position
        <Fragment key={i}>
          <Part part={part} />
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
