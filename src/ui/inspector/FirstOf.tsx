import { type ReactNode, useState } from 'react'

interface FirstOfProps<Item> {
  readonly items: readonly Item[]
  /** So many are shown before the rest is asked for. */
  readonly few: number
  /** How many there are, where `items` are only the first of them. */
  readonly count?: number
  readonly children: (shown: readonly Item[]) => ReactNode
}

/** The first of a list, and a button for the others. */
export function FirstOf<Item>({ items, few, count = items.length, children }: FirstOfProps<Item>) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? items : items.slice(0, few)
  return (
    <>
      {children(shown)}
      {shown.length < items.length && (
        <button type="button" className="text-link flow-lists__more" onClick={() => setWhole(true)}>
          Show {items.length === count ? `all ${count}` : `the first ${items.length} of ${count}`}
        </button>
      )}
      {isWhole && items.length < count && (
        <p className="inspector__text">and {(count - items.length).toLocaleString('en')} more</p>
      )}
    </>
  )
}
