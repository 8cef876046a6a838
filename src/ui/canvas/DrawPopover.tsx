import { useReactFlow } from '@xyflow/react'
import { Popover } from 'radix-ui'
import { giveFocusBack } from '../controls/giveFocusBack'
import '../controls/popover.css'
import type { ConnectionSet } from '../../model/connections'
import { cardSize } from '../../model/graphView'
import { externalId } from '../../model/ids'
import { allowFlows } from '../allowFlow'
import { nodeNames } from '../editEnd'
import { PortChooser } from '../inspector/PortChooser'
import { useAppContext } from '../useApp'
import type { Drawn } from './ghosts'

const everythingOutside = externalId('rest')

/** Asks for the ports of the flow that was just drawn, beside its arrow head. */
export function DrawPopover({ drawn, onClose }: { readonly drawn: Drawn; readonly onClose: () => void }) {
  const { store } = useAppContext()
  const { getInternalNode, flowToScreenPosition } = useReactFlow()
  const at = getInternalNode(drawn.to[0] ?? '')?.internals.positionAbsolute ?? { x: 0, y: 0 }
  const anchor = flowToScreenPosition({ x: at.x, y: at.y + cardSize.height / 2 })
  const allow = (connections: ConnectionSet) => {
    allowFlows(store, drawn.from, drawn.to, connections)
    onClose()
  }
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor asChild>
        <div className="draw-anchor" style={{ left: anchor.x, top: anchor.y }} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          // Everything outside stands at the border of the canvas, with the cards beside it.
          side={drawn.to.includes(everythingOutside) ? 'bottom' : 'left'}
          sideOffset={drawn.to.includes(everythingOutside) ? cardSize.height / 2 + 14 : 14}
          collisionPadding={12}
          onCloseAutoFocus={(event) => giveFocusBack(event, null)}
          aria-label={`Allow ${nodeNames(drawn.from)} to ${nodeNames(drawn.to)}`}
        >
          <h2 className="popover__title">
            {nodeNames(drawn.from)} <span aria-hidden>→</span> {nodeNames(drawn.to)}
          </h2>
          {[...drawn.from, ...drawn.to].includes(everythingOutside) && (
            <p className="popover__hint">
              Every address that is no pod. To mean some of them, choose “Allow to…” or “Allow from…” on a
              card.
            </p>
          )}
          <PortChooser to={drawn.to} onAccept={allow} onCancel={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
