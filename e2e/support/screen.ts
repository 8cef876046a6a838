import { expect, type Locator, type Page } from '@playwright/test'

/** Waits until the picture is that of the text and the edits. */
export async function upToDate(page: Page): Promise<void> {
  await expect(analysis(page)).toHaveText('Up to date')
}

/** Says whether the picture belongs to the text, and how many problems the text has. */
export function analysis(page: Page): Locator {
  return page.getByRole('status', { name: 'Analysis' })
}

/** The last sentence for the user. */
export function notice(page: Page): Locator {
  return page.getByRole('status', { name: 'Notice' })
}

/** Opens an example the way a new user does: from its card on the start page. */
export async function openExample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click()
  await upToDate(page)
}

/** Opens an example over the work in hand. */
export async function openExampleFromMenu(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: title }).click()
}

/**
 * What the graph draws under this name: an arrow, such as `web to db: allowed on TCP 5432`, or a card, such as
 * `web in shop: isolated for ingress`. A pattern finds the same by a part of the name.
 */
export function drawn(page: Page, name: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Graph' }).getByRole('group', { name, exact: true })
}

/** Answers in sentences about what is selected. */
export function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' })
}

/** The YAML that makes the edits true, and its impact. */
export function changes(page: Page): Locator {
  return page.getByRole('region', { name: 'Changes' })
}

/** The words of the edits, in the order in which they were made. Leaves the list open. */
export async function editList(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^Edits/ }).click()
  return page.getByRole('list', { name: 'Edits' }).getByRole('button', { name: /^(Allow|Block|Lock|Open) / })
}

/** Presses the first button of the smallest change that opens or closes the selected flow. */
export async function takeSmallestChange(page: Page): Promise<void> {
  await inspector(page).getByRole('region', { name: 'Smallest change' }).getByRole('button').first().click()
}
