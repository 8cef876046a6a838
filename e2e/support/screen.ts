import { expect, type Locator, type Page } from '@playwright/test'

/** Waits until the picture is that of the text and the edits. */
export async function upToDate(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Analysis' })).toHaveText('Up to date')
}

/** Opens an example the way a new user does: from its card on the start page. */
export async function openExample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click()
  await upToDate(page)
}

/**
 * What the graph draws under this name: an arrow, such as `web to db: allowed on TCP 5432`, or a card, such as
 * `web in shop: isolated for ingress`.
 */
export function drawn(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Graph' }).getByRole('group', { name, exact: true })
}
