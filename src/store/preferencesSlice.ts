import type { Slice } from './slice'

/** Panels beside and below the picture. */
export type PanelSide = 'left' | 'right' | 'bottom'

/** Of the person, not of the scenario: kept in this browser, and part of no link. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  /** Whether single characters do something; who speaks to the computer or types by accident switches them off (WCAG 2.1.4). */
  readonly hasLetterKeys: boolean
  /** The tour was ended or refused, and is not offered again. */
  readonly isTourDone: boolean
  /** Pixels, where the person has decided. */
  readonly panelSizes: Readonly<Partial<Record<PanelSide, number>>>
  /** What was last done with the search, newest first. */
  readonly recent: readonly string[]
}

export interface PreferencesSlice extends Preferences {
  readonly chooseTheme: (theme: Preferences['theme']) => void
  readonly chooseDensity: (density: Preferences['density']) => void
  readonly useLetterKeys: (hasLetterKeys: boolean) => void
  readonly endTour: () => void
  /** Null gives the panel its usual size back. */
  readonly sizePanel: (side: PanelSide, pixels: number | null) => void
  readonly remember: (id: string) => void
}

export const usualPreferences: Preferences = {
  theme: 'system',
  density: 'comfortable',
  hasLetterKeys: true,
  isTourDone: false,
  panelSizes: {},
  recent: [],
}

const mostRecent = 6

export const createPreferencesSlice: Slice<PreferencesSlice> = (set) => ({
  ...usualPreferences,
  chooseTheme: (theme) => set({ theme }),
  chooseDensity: (density) => set({ density }),
  useLetterKeys: (hasLetterKeys) => set({ hasLetterKeys }),
  endTour: () => set({ isTourDone: true }),
  sizePanel: (side, pixels) =>
    set(({ panelSizes: { [side]: _, ...others } }) => ({
      panelSizes: pixels === null ? others : { ...others, [side]: pixels },
    })),
  remember: (id) =>
    set(({ recent }) => ({ recent: [id, ...recent.filter((it) => it !== id)].slice(0, mostRecent) })),
})
