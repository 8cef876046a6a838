/** The parts of the screen, in the order in which F6 goes through them. */
const regions = ['.left-panel', '.picture-bar', '.canvas', '.matrix', '.inspector', '.bottom-panel']

/**
 * Takes the focus to the next part of the screen, or the one before: to what can be acted on there first, so that nobody has to
 * walk through all the cards between two panels.
 */
export function focusNextRegion(isBackwards: boolean): void {
  const present = regions.flatMap((name) => document.querySelector<HTMLElement>(name) ?? [])
  const shown = present.filter(isSeen)
  const at = shown.findIndex((region) => region.contains(document.activeElement))
  const step = isBackwards ? -1 : 1
  const start = at === -1 && isBackwards ? 0 : at
  const next = shown[(start + step + shown.length) % shown.length]
  const goal = [...(next?.querySelectorAll<HTMLElement>(focusable) ?? [])].find(isSeen)
  ;(goal ?? next)?.focus()
}

const focusable = 'button:not(:disabled), [tabindex="0"], input, textarea, a[href]'

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}
