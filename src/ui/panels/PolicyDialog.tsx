import type { PolicyId } from '../../model/ids'
import { DeletePolicyDialog } from './DeletePolicyDialog'
import type { PolicyTask } from './PolicyMenu'
import { RenamePolicyDialog } from './RenamePolicyDialog'
import { RulesDialog } from './RulesDialog'

interface PolicyDialogProps {
  readonly task: PolicyTask
  readonly policy: PolicyId
  readonly onClose: () => void
}

/** The dialog for what is to be done with a policy. */
export function PolicyDialog({ task, ...shared }: PolicyDialogProps) {
  switch (task) {
    case 'rules':
      return <RulesDialog {...shared} />
    case 'rename':
      return <RenamePolicyDialog {...shared} />
    case 'delete':
      return <DeletePolicyDialog {...shared} />
  }
}
