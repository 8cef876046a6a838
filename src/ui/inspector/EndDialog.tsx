import { useMemo } from 'react'
import type { NodeId } from '../../model/graphView'
import { endOf, nodeName } from '../editEnd'
import { AllowDialog } from './AllowDialog'
import { LockDialog } from './LockDialog'
import { OpenUpDialog } from './OpenUpDialog'

/** To allow flows to others or from them, to isolate, or to open up again. */
export type EndTask = 'to' | 'from' | 'lock' | 'open'

interface EndDialogProps {
  readonly task: EndTask
  /** A workload, a block of addresses, or a namespace (`ns:<name>`). */
  readonly node: NodeId
  readonly onClose: () => void
}

/** The dialog for what is to be done with something that is drawn; none for what no edit can mean. */
export function EndDialog({ task, node, onClose }: EndDialogProps) {
  const end = useMemo(() => endOf(node), [node])
  if (task === 'to' || task === 'from')
    return <AllowDialog ends={[node]} direction={task} onClose={onClose} />
  if (end === null) return null
  const Dialog = task === 'lock' ? LockDialog : OpenUpDialog
  return <Dialog end={end} name={nodeName(node)} onClose={onClose} />
}
