/** Gives the focus to the name of what is selected, where its answer begins; to the inspector where nothing is. */
export function focusAnswer(): void {
  // The screen has not yet drawn what was selected.
  requestAnimationFrame(() => {
    const inspector = document.querySelector<HTMLElement>('.inspector')
    const title = inspector?.querySelector<HTMLElement>('.inspector__title')
    if (title) title.tabIndex = -1
    const goal = title ?? inspector
    goal?.focus()
  })
}
