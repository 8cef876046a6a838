import { useLayoutEffect } from 'react'
import { useApp } from '../useApp'

/** Puts the chosen density on the page, and the chosen theme, or the system's, which it follows while nothing is chosen. */
export function useTheme(): void {
  const theme = useApp((state) => state.theme)
  useLayoutEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const show = () => {
      const shown = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme
      document.documentElement.dataset['theme'] = shown
    }
    show()
    system.addEventListener('change', show)
    return () => system.removeEventListener('change', show)
  }, [theme])

  const density = useApp((state) => state.density)
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density
  }, [density])
}
