import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Button } from './Button'
import { giveFocusBack } from './giveFocusBack'
import { RunningWork } from './RunningWork'
import './modalDialog.css'

interface ModalDialogProps {
  readonly title: string
  /** What the dialog is for, in one sentence. */
  readonly description: ReactNode
  /** `wide`: for what stands in columns. */
  readonly size?: 'usual' | 'wide'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog that is open for as long as it is mounted. */
export function ModalDialog({ title, description, size = 'usual', onClose, children }: ModalDialogProps) {
  const [opener] = useState(() => document.activeElement)
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content
          className="modal"
          data-size={size}
          onCloseAutoFocus={(event) => giveFocusBack(event, opener)}
        >
          <Dialog.Title className="modal__title">{title}</Dialog.Title>
          <Dialog.Description className="modal__description">{description}</Dialog.Description>
          {/* The page's own is under the dialog. */}
          <RunningWork />
          {children}
          {/* Last, so that the focus goes to what the dialog is about. */}
          <Dialog.Close asChild>
            <Button className="modal__close" aria-label="Close" look="quiet" size="small">
              <X />
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
