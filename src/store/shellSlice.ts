import type { Slice } from './slice'

/** `seen`: what the canvas shows, as it shows it. */
export interface PictureWish {
  readonly part: 'seen' | 'all'
  readonly how: 'copy' | 'png' | 'svg'
}

/** Which parts of the screen are open. Part of no link. */
export interface ShellSlice {
  readonly isRightOpen: boolean
  /** Null until the person decides: then the panel follows whether there is something in it. */
  readonly isBottomOpen: boolean | null
  readonly dialog: 'none' | 'search' | 'share' | 'onlyDrawn' | 'options' | 'shortcuts'
  readonly isTouring: boolean
  /** A new object for every time that the whole picture is asked for. */
  readonly fitAsked: object | null
  /** A picture that is to be handed over, until the canvas has taken it. */
  readonly pictureAsked: PictureWish | null
  readonly openRight: (isOpen: boolean) => void
  readonly openBottom: (isOpen: boolean) => void
  readonly openDialog: (dialog: ShellSlice['dialog']) => void
  readonly tour: (isTouring: boolean) => void
  readonly askFit: () => void
  readonly askPicture: (wish: PictureWish | null) => void
}

export const createShellSlice: Slice<ShellSlice> = (set) => ({
  isRightOpen: true,
  isBottomOpen: null,
  dialog: 'none',
  isTouring: false,
  fitAsked: null,
  pictureAsked: null,
  openRight: (isRightOpen) => set({ isRightOpen }),
  openBottom: (isBottomOpen) => set({ isBottomOpen }),
  openDialog: (dialog) => set({ dialog }),
  tour: (isTouring) => set({ isTouring }),
  askFit: () => set({ fitAsked: {} }),
  askPicture: (pictureAsked) => set({ pictureAsked }),
})
