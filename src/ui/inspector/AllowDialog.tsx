import { useState } from 'react'
import type { ConnectionSet } from '../../model/connections'
import type { EndpointId } from '../../model/ids'
import { allowFlow } from '../allowFlow'
import { ModalDialog } from '../controls/ModalDialog'
import { useAppContext } from '../useApp'
import { endpointName } from '../words'
import { EndpointChooser } from './EndpointChooser'
import { PortChooser } from './PortChooser'

interface AllowDialogProps {
  readonly endpoint: EndpointId
  /** Where the endpoint stands in the flow: `to` allows a flow that it starts. */
  readonly direction: 'to' | 'from'
  readonly onClose: () => void
}

/** Draws an arrow without a pointer: first the other end, then the ports. */
export function AllowDialog({ endpoint, direction, onClose }: AllowDialogProps) {
  const { store } = useAppContext()
  const [other, setOther] = useState<EndpointId | null>(null)
  const name = endpointName(endpoint)
  if (other === null)
    return (
      <ModalDialog
        title={direction === 'to' ? `Allow ${name} to…` : `Allow … to ${name}`}
        description={direction === 'to' ? 'Where may it connect?' : 'Who may connect to it?'}
        onClose={onClose}
      >
        <EndpointChooser except={endpoint} onChoose={setOther} />
      </ModalDialog>
    )
  const [from, to] = direction === 'to' ? [endpoint, other] : [other, endpoint]
  const accept = (connections: ConnectionSet) => {
    allowFlow(store, from, to, connections)
    onClose()
  }
  return (
    <ModalDialog
      title={`${endpointName(from)} → ${endpointName(to)}`}
      description="On which ports?"
      onClose={onClose}
    >
      <PortChooser to={to} onAccept={accept} onCancel={onClose} />
    </ModalDialog>
  )
}
