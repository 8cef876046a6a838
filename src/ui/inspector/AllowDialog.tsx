import { useState } from 'react'
import type { ConnectionSet } from '../../model/connections'
import type { NodeId } from '../../model/graphView'
import { allowFlows } from '../allowFlow'
import { ModalDialog } from '../controls/ModalDialog'
import { nodeNames } from '../editEnd'
import { useAppContext } from '../useApp'
import { EndpointChooser } from './EndpointChooser'
import { PortChooser } from './PortChooser'

interface AllowDialogProps {
  /** Workloads, a block of addresses, or a namespace (`ns:<name>`). */
  readonly ends: readonly NodeId[]
  /** Where they stand in the flow: `to` allows flows that they start. */
  readonly direction: 'to' | 'from'
  readonly onClose: () => void
}

/** Draws arrows without a pointer: first the other end, then the ports. */
export function AllowDialog({ ends, direction, onClose }: AllowDialogProps) {
  const { store } = useAppContext()
  const [other, setOther] = useState<NodeId | null>(null)
  const name = nodeNames(ends)
  if (other === null)
    return (
      <ModalDialog
        title={direction === 'to' ? `Allow ${name} to…` : `Allow … to ${name}`}
        description={direction === 'to' ? 'Where may it connect?' : 'Who may connect to it?'}
        onClose={onClose}
      >
        <EndpointChooser
          except={ends}
          onChoose={setOther}
          onChooseNamespace={(namespace) => setOther(`ns:${namespace}`)}
        />
      </ModalDialog>
    )
  const [from, to] = direction === 'to' ? [ends, [other]] : [[other], ends]
  const accept = (connections: ConnectionSet) => {
    allowFlows(store, from, to, connections)
    onClose()
  }
  return (
    <ModalDialog
      title={`${nodeNames(from)} → ${nodeNames(to)}`}
      description="On which ports?"
      onClose={onClose}
    >
      <PortChooser to={to} onAccept={accept} onCancel={onClose} />
    </ModalDialog>
  )
}
