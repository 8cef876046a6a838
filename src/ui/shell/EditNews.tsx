import { useEffect, useState } from 'react'
import { editNews } from '../editNews'
import { useAppContext } from '../useApp'

/** Says what each edit has done, once it is worked out, to those who don't see it. Always there, so that it is announced. */
export function EditNews() {
  const { store } = useAppContext()
  const [news, setNews] = useState('')
  useEffect(
    () =>
      store.subscribe(({ analysisOf: now, analysis }, { analysisOf: before }) => {
        // Other files are another scenario, and applying says so by itself.
        if (now === before || !now || !before || !analysis || now.files !== before.files) return
        const words = editNews(before.edits, now.edits, analysis)
        if (words !== '') setNews(words)
      }),
    [store],
  )
  return (
    <p className="visually-hidden" role="status" aria-label="Last edit">
      {news}
    </p>
  )
}
