import { CircleDashed, Grid3x3, Image, ImageDown, Maximize, Shuffle, Wand2 } from 'lucide-react'
import { pictureWishes } from '../shell/pictureWishes'
import { keysOf } from '../shell/shortcuts'
import type { App } from '../useApp'
import { entry, type Menu } from './menuEntry'

/** What can be done with the whole picture. */
export function paneMenu({ store }: App): Menu {
  const { workspace, showOpen, askFit, tidyUp, toggleOpen, chooseMode, askPicture, select, selection } =
    store.getState()
  const isMoved = Object.keys(workspace.positions).length > 0
  const pictures = pictureWishes.map(({ title, wish }) =>
    entry(title, wish.how === 'copy' ? Image : ImageDown, () => askPicture({ ...wish })),
  )
  return {
    name: 'Picture',
    groups: [
      [
        entry('Fit all into sight', Maximize, askFit, keysOf('fit')),
        ...(isMoved ? [entry('Tidy up', Wand2, tidyUp, keysOf('tidy'))] : []),
        ...(selection.kind === 'none'
          ? []
          : [entry('Select nothing', CircleDashed, () => select({ kind: 'none' }), keysOf('deselect'))]),
      ],
      [
        entry(
          showOpen ? 'Hide unrestricted flows' : 'Show unrestricted flows',
          Shuffle,
          toggleOpen,
          keysOf('open'),
        ),
        entry('Show as matrix', Grid3x3, () => chooseMode('matrix'), keysOf('matrix')),
      ],
      [entry('Take a picture', Image, pictures)],
    ],
  }
}
