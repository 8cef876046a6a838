import type { EndpointId } from '../../model/ids'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { EndpointChooser } from './EndpointChooser'

interface AskDialogProps {
  readonly endpoint: EndpointId
  readonly onClose: () => void
}

/** Why, or why not: for any two endpoints, also where no flow between them is drawn. */
export function AskDialog({ endpoint, onClose }: AskDialogProps) {
  const select = useApp((state) => state.select)
  const name = endpointName(endpoint)
  return (
    <ModalDialog
      title={`Can ${name} reach…?`}
      description="Choose the other end. The direction can be swapped afterwards."
      onClose={onClose}
    >
      <EndpointChooser
        except={[endpoint]}
        onChoose={(to) => {
          select({ kind: 'pair', from: endpoint, to, connections: null })
          onClose()
        }}
      />
    </ModalDialog>
  )
}
