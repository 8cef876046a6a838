import type { Slice } from './slice'

/** Of the person, not of the scenario. */
export interface PreferencesSlice {
  readonly theme: 'system' | 'light' | 'dark'
  readonly chooseTheme: (theme: PreferencesSlice['theme']) => void
}

export const createPreferencesSlice: Slice<PreferencesSlice> = (set) => ({
  theme: 'system',
  chooseTheme: (theme) => set({ theme }),
})
