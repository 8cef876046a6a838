/**
 * Where the focus goes when a dialog or popover closes: to what it was opened from, or to the inspector when that is gone, because
 * the inspector shows what came of it. Never to the page, where the keyboard would have to start anew.
 */
export function giveFocusBack(event: Event, opener: Element | null): void {
  event.preventDefault()
  // The screen has not yet drawn what the dialog changed.
  requestAnimationFrame(() => {
    const goal =
      opener?.isConnected && opener !== document.body ? opener : document.querySelector('.inspector')
    if (goal instanceof HTMLElement || goal instanceof SVGElement) goal.focus()
  })
}
