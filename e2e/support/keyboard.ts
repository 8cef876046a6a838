import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than this and nobody would find it. */
const mostStops = 80

/** Walks to something with Tab, as somebody without a pointer has to; fails when no reasonable number of steps leads there. */
export async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // A straight arrow has no height, and counts as hidden.
  await expect(goal).toBeAttached()
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await goal.evaluate((it) => it === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${goal}`)
}

/** Walks to a button and presses it. */
export async function tabAndPress(
  page: Page,
  goal: Locator,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> {
  await tabTo(page, goal)
  await page.keyboard.press(key)
}

/** Selects a workload or namespace with the search, and goes on to the inspector. */
export async function find(page: Page, words: string, option: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(words)
  await expect(page.getByRole('option', { name: option }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Goes to a part of the screen with F6. */
export async function goTo(page: Page, region: Locator): Promise<void> {
  const isThere = () => region.evaluate((it) => it.contains(document.activeElement))
  for (let steps = 0; steps < 5 && !(await isThere()); steps += 1) await page.keyboard.press('F6')
  expect(await isThere()).toBe(true)
}
