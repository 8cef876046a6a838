import type { AppStore } from './appStore'
import { type PanelSide, type Preferences, usualPreferences } from './preferencesSlice'

const preferencesKey = 'drawbridge/preferences/1'

/** Wider or higher than this no panel was ever made; a damaged number must not hide the picture. */
const largestPanel = 4000

/** Puts the person's preferences into the store before the first paint, and keeps every change of them. Without storage they last as long as the page. */
export function rememberPreferences(store: AppStore): void {
  try {
    store.setState(preferencesOf(localStorage.getItem(preferencesKey)))
    store.subscribe((now, before) => {
      const isChanged = fields.some((field) => now[field] !== before[field])
      if (isChanged) keep(Object.fromEntries(fields.map((field) => [field, now[field]])))
    })
  } catch {
    // Pages that may not store anything start with the usual preferences.
  }
}

const fields = Object.keys(usualPreferences) as readonly (keyof Preferences)[]

function keep(preferences: unknown): void {
  try {
    localStorage.setItem(preferencesKey, JSON.stringify(preferences))
  } catch {
    // Full storage: what was chosen holds until the page is closed.
  }
}

/** What was stored, as far as it can be used; the usual for the rest. Total: text of anybody else counts as none. */
export function preferencesOf(text: string | null): Preferences {
  const stored = recordOf(text)
  const { theme, density, hasLetterKeys, isTourDone, recent } = stored
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : usualPreferences.theme,
    density: density === 'compact' ? density : usualPreferences.density,
    hasLetterKeys: hasLetterKeys !== false,
    isTourDone: isTourDone === true,
    panelSizes: sizesOf(stored.panelSizes),
    recent: Array.isArray(recent) ? recent.filter((it) => typeof it === 'string') : [],
  }
}

function recordOf(text: string | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const sides: readonly PanelSide[] = ['left', 'right', 'bottom']

function sizesOf(stored: unknown): Preferences['panelSizes'] {
  const values = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {}
  const isSize = (value: unknown) => typeof value === 'number' && value > 0 && value < largestPanel
  return Object.fromEntries(sides.filter((side) => isSize(values[side])).map((side) => [side, values[side]]))
}
