import type { Slice } from './slice'

/** Which parts of the screen are open. Part of no link. */
export interface ShellSlice {
  readonly isRightOpen: boolean
  /** Null until the person decides: then the panel follows whether there is something in it. */
  readonly isBottomOpen: boolean | null
  readonly dialog: 'none' | 'search' | 'share' | 'onlyDrawn' | 'options' | 'shortcuts'
  readonly isTouring: boolean
  /** A new object for every time that the whole picture is asked for. */
  readonly fitAsked: object | null
  readonly openRight: (isOpen: boolean) => void
  readonly openBottom: (isOpen: boolean) => void
  readonly openDialog: (dialog: ShellSlice['dialog']) => void
  readonly tour: (isTouring: boolean) => void
  readonly askFit: () => void
}

export const createShellSlice: Slice<ShellSlice> = (set) => ({
  isRightOpen: true,
  isBottomOpen: null,
  dialog: 'none',
  isTouring: false,
  fitAsked: null,
  openRight: (isRightOpen) => set({ isRightOpen }),
  openBottom: (isBottomOpen) => set({ isBottomOpen }),
  openDialog: (dialog) => set({ dialog }),
  tour: (isTouring) => set({ isTouring }),
  askFit: () => set({ fitAsked: {} }),
})
