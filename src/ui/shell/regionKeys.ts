/** The parts of the screen, in the order in which F6 goes through them. */
const regions = ['.left-panel', '.canvas', '.inspector', '.bottom-panel']

/**
 * Takes the focus to the next part of the screen, or the one before: to what can be acted on there first, so that nobody has to
 * walk through all the cards between two panels.
 */
export function focusNextRegion(isBackwards: boolean): void {
  const present = regions.flatMap((name) => document.querySelector<HTMLElement>(name) ?? [])
  const shown = present.filter((region) => region.checkVisibility())
  const at = shown.findIndex((region) => region.contains(document.activeElement))
  const step = isBackwards ? -1 : 1
  const start = at === -1 && isBackwards ? 0 : at
  const next = shown[(start + step + shown.length) % shown.length]
  const goal = [...(next?.querySelectorAll<HTMLElement>(focusable) ?? [])].find((it) => it.checkVisibility())
  ;(goal ?? next)?.focus()
}

const focusable = 'button:not(:disabled), [tabindex="0"], input, textarea, a[href]'
