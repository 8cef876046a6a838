import { useLayoutEffect } from 'react'
import { useApp } from '../useApp'

/** Puts the chosen theme, or the system's, on the page, and follows the system while nothing is chosen. */
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
}
