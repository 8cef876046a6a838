import { expect, type Locator, type Page } from '@playwright/test'

/** The editor of the open file. */
export function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Manifest / })
}

/** Pastes with the keyboard, wherever the focus is. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('ControlOrMeta+v')
}

/** Puts manifests into an empty page the way a new user does. */
export async function pasteOnStartPage(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'See who can really reach whom' })).toBeVisible()
  await paste(page, text)
  await expect(page.getByRole('region', { name: 'Graph' })).toBeVisible()
}

/** The whole text of a file, copied out of the editor, which draws only the lines in sight. Opens the file. */
export async function textOf(page: Page, file: string): Promise<string> {
  await page.getByRole('tab', { name: file }).click()
  const field = page.getByRole('textbox', { name: `Manifest ${file}` })
  await field.press('ControlOrMeta+a')
  await field.press('ControlOrMeta+c')
  return clipboardText(page)
}

export function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
