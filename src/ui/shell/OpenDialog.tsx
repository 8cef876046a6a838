import { OnlyDrawnDialog } from '../inspector/OnlyDrawnDialog'
import { useApp } from '../useApp'
import { CommandPalette } from './CommandPalette'
import { OptionsDialog } from './OptionsMenu'
import { ShareDialog } from './ShareDialog'
import { ShortcutsDialog } from './ShortcutsDialog'

/** The dialog of the page that is open, if any. */
export function OpenDialog() {
  const dialog = useApp((state) => state.dialog)
  const openDialog = useApp((state) => state.openDialog)
  const close = () => openDialog('none')
  switch (dialog) {
    case 'none':
      return null
    case 'share':
      return <ShareDialog onClose={close} />
    case 'onlyDrawn':
      return <OnlyDrawnDialog chosen={[]} onClose={close} />
    case 'options':
      return <OptionsDialog onClose={close} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'search':
      return <CommandPalette onClose={close} />
  }
}
