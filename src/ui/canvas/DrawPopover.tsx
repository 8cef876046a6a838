import { useReactFlow } from '@xyflow/react'
import { Popover } from 'radix-ui'
import { giveFocusBack } from '../controls/giveFocusBack'
import '../controls/popover.css'
import type { ConnectionSet } from '../../model/connections'
import { cardSize } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import { allowFlow } from '../allowFlow'
import { PortChooser } from '../inspector/PortChooser'
import { useAppContext } from '../useApp'
import { nodeName } from './toFlow'

/** Ends of a flow that is being drawn, until its ports are chosen. */
export interface Drawn {
  readonly from: string
  readonly to: string
}

/** Asks for the ports of the flow that was just drawn, beside its arrow head. */
export function DrawPopover({ drawn, onClose }: { readonly drawn: Drawn; readonly onClose: () => void }) {
  const { store } = useAppContext()
  const { getInternalNode, flowToScreenPosition } = useReactFlow()
  const at = getInternalNode(drawn.to)?.internals.positionAbsolute ?? { x: 0, y: 0 }
  const anchor = flowToScreenPosition({ x: at.x, y: at.y + cardSize.height / 2 })
  const allow = (connections: ConnectionSet) => {
    allowFlow(store, drawn.from as EndpointId, drawn.to as EndpointId, connections)
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
          side="left"
          sideOffset={14}
          collisionPadding={12}
          onCloseAutoFocus={(event) => giveFocusBack(event, null)}
          aria-label={`Allow ${nodeName(drawn.from)} to ${nodeName(drawn.to)}`}
        >
          <h2 className="popover__title">
            {nodeName(drawn.from)} <span aria-hidden>→</span> {nodeName(drawn.to)}
          </h2>
          <PortChooser to={drawn.to as EndpointId} onAccept={allow} onCancel={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
