import { inflateRawSync } from 'node:zlib'
import { expect, type Page } from '@playwright/test'

/** The link that the page hands out for what is on the screen. Closes the dialog again. */
export async function shareLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('button', { name: 'Close' }).click()
  expect(link).toContain('#v1.')
  return link
}

/** What a link says to anybody who takes it apart. */
export function contentOf(link: string): string {
  const payload = link.slice(link.indexOf('#v1.') + '#v1.'.length)
  return inflateRawSync(Buffer.from(payload, 'base64url')).toString('utf8')
}

/** Follows a link from a page that is open: only the part behind `#` changes, so nothing is loaded. */
export async function follow(page: Page, hash: string): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted
  }, hash)
}
