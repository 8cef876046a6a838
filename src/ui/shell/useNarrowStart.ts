import { useEffect } from 'react'
import { useApp } from '../useApp'

/** Narrower than this, three panels leave the picture too little room. */
const narrow = '(max-width: 1180px)'

/** On a narrow screen the picture comes first: the manifests start hidden, and the header shows them. */
export function useNarrowStart(): void {
  const openLeft = useApp((state) => state.openLeft)
  useEffect(() => {
    if (matchMedia(narrow).matches) openLeft(false)
  }, [openLeft])
}
