import { Ban, Trash2 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { ConnectionSet } from '../../model/connections'
import type { Explanation } from '../../model/explanation'
import { askFor } from '../askFor'
import { Button } from '../controls/Button'
import { endOf } from '../editEnd'
import { useAppContext } from '../useApp'
import { connectionWords, endpointName } from '../words'
import { PortChooser } from './PortChooser'
import { hasPorts } from './ports'
import '../controls/popover.css'

/** Takes away what is allowed: all of it, where no flip says so already, or some ports of it. */
export function BlockFlow({ explanation }: { readonly explanation: Explanation }) {
  const { from, to, allowed, flips } = explanation
  const { store } = useAppContext()
  const [fromEnd, toEnd] = [endOf(from), endOf(to)]
  if (!hasPorts(allowed) || fromEnd === null || toEnd === null) return null
  const block = (connections: ConnectionSet) =>
    askFor(store, { kind: 'block', from: fromEnd, to: toEnd, connections })
  return (
    <div className="pair-inspector__block">
      {!flips.some(({ edit }) => edit.kind === 'block') && (
        <Button size="small" look="danger" onClick={() => block(allowed)}>
          <Trash2 />
          Delete this flow on {connectionWords(allowed)}
        </Button>
      )}
      <BlockPorts explanation={explanation} onBlock={block} />
    </div>
  )
}

interface BlockPortsProps {
  readonly explanation: Explanation
  readonly onBlock: (connections: ConnectionSet) => void
}

function BlockPorts({ explanation: { from, to, allowed }, onBlock }: BlockPortsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small">
          <Ban />
          Block some ports…
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={`Block ${endpointName(from)} to ${endpointName(to)}`}
        >
          <h2 className="popover__title">Which ports are to be blocked?</h2>
          <p className="popover__hint">Now open: {connectionWords(allowed)}. The others stay as they are.</p>
          <PortChooser
            to={[to]}
            initial={allowed}
            verb="Block"
            onCancel={() => setOpen(false)}
            onAccept={(connections) => {
              setOpen(false)
              onBlock(connections)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
