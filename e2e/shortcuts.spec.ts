import { expect, type Page } from '@playwright/test'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, inspector, upToDate } from './support/screen'
import { editor, pasteOnStartPage } from './support/text'

function sheet(page: Page) {
  return page.getByRole('dialog', { name: 'Keyboard shortcuts' })
}

test.beforeEach(async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
})

test('? lists the keys, and the keys do what it says', async ({ page }) => {
  await page.keyboard.press('?')
  await expect(sheet(page).getByRole('region')).toHaveCount(6)
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)

  await page.keyboard.press('m')
  await expect(page.getByRole('region', { name: 'Matrix' })).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByRole('region', { name: 'Graph' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.locator('#picture-filter')).toBeFocused()
})

test('Escape selects nothing, wherever the focus is', async ({ page }) => {
  await drawn(page, /^web in /).press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'web' })).toBeVisible()
  await inspector(page).getByRole('button', { name: 'Allow to…' }).focus()
  await page.keyboard.press('Escape')
  await expect(inspector(page).getByRole('heading', { name: 'web' })).toHaveCount(0)
  await expect(inspector(page)).toBeFocused()
})

test('what is typed into a field is text', async ({ page }) => {
  await editor(page).click()
  await page.keyboard.type('m?[')
  await expect(sheet(page)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Graph' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Manifests and edits' })).toBeVisible()
})

test('single keys can be switched off, for good', async ({ page }) => {
  await page.keyboard.press('?')
  await sheet(page).getByRole('checkbox', { name: 'Single keys' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await upToDate(page)

  await page.keyboard.press('?')
  await page.keyboard.press('m')
  await expect(page.getByRole('region', { name: 'Graph' })).toBeVisible()
  await expect(sheet(page)).toHaveCount(0)
  // Keys with Ctrl or Command still work, and lead to the switch.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('keyboard')
  await page.keyboard.press('Enter')
  await sheet(page).getByRole('checkbox', { name: 'Single keys' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await expect(page.getByRole('region', { name: 'Matrix' })).toBeVisible()
})

test('the search goes to a pair and a policy, changes the look, and has what was done last first', async ({
  page,
}) => {
  const options = page.getByRole('dialog').getByRole('option')
  const find = async (words: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type(words)
  }
  await find('db -> web')
  await expect(options.first()).toHaveText(/^db → web/)
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'db → web' })).toBeFocused()

  await find('db-from')
  await expect(options.first()).toHaveText(/^db-from-web/)
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'db-from-web' })).toBeFocused()

  await find('compromised web')
  await expect(options.first()).toHaveText(/^If web is compromised…/)
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'web' })).toBeFocused()
  const onward = inspector(page).getByRole('region', { name: 'If compromised' })
  await expect(onward.getByRole('button', { name: 'Show on the picture' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await find('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await find('filter by name')
  await page.keyboard.press('Enter')
  await expect(page.locator('#picture-filter')).toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  await expect(options.first()).toHaveText(/^Filter by name/)
})
