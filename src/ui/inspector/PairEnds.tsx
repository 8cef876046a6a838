import { ArrowDownUp, Crosshair } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { type EndpointId, workloadOf } from '../../model/ids'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { EndpointChooser } from './EndpointChooser'
import './pairEnds.css'

interface PairEndsProps {
  readonly from: EndpointId
  readonly to: EndpointId
}

/** The two ends of the question, each of which can be another one. */
export function PairEnds({ from, to }: PairEndsProps) {
  const select = useApp((state) => state.select)
  const ask = (ends: PairEndsProps) => select({ kind: 'pair', ...ends, connections: null })
  return (
    <>
      <h2 className="inspector__title pair-ends__title">
        {endpointName(from)} → {endpointName(to)}
      </h2>
      <div className="pair-ends">
        <ol className="pair-ends__list">
          <End which="From" id={from} other={to} onChoose={(chosen) => ask({ from: chosen, to })} />
          <End which="To" id={to} other={from} onChoose={(chosen) => ask({ from, to: chosen })} />
        </ol>
        <IconButton
          className="pair-ends__swap"
          label="Swap direction"
          look="plain"
          size="small"
          onClick={() => ask({ from: to, to: from })}
        >
          <ArrowDownUp />
        </IconButton>
      </div>
    </>
  )
}

interface EndProps {
  readonly which: 'From' | 'To'
  readonly id: EndpointId
  readonly other: EndpointId
  readonly onChoose: (id: EndpointId) => void
}

function End({ which, id, other, onChoose }: EndProps) {
  const select = useApp((state) => state.select)
  const [isOpen, setOpen] = useState(false)
  const workload = workloadOf(id)
  const name = endpointName(id)
  return (
    <li className="pair-ends__end">
      <Popover.Root open={isOpen} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button type="button" className="pair-ends__choose" aria-label={`${which} ${name}: choose another`}>
            <span className="pair-ends__role">{which}</span>
            <span className="pair-ends__name">{name}</span>
            <span className="pair-ends__where">{workload ? workload.namespace : 'outside the cluster'}</span>
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="pair-ends__popover"
            align="end"
            sideOffset={6}
            collisionPadding={12}
            aria-label={`${which}: choose another`}
          >
            <EndpointChooser
              except={other === null ? [] : [other]}
              onChoose={(chosen) => {
                setOpen(false)
                onChoose(chosen)
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <IconButton label={`Select ${name}`} size="small" onClick={() => select({ kind: 'endpoint', id })}>
        <Crosshair />
      </IconButton>
    </li>
  )
}
