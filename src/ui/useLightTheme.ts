import { useLayoutEffect } from 'react'

/** Paper is white: the light colours for as long as it is mounted. */
export function useLightTheme(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    const { theme } = dataset
    dataset['theme'] = 'light'
    return () => {
      if (theme === undefined) delete dataset['theme']
      else dataset['theme'] = theme
    }
  }, [])
}
