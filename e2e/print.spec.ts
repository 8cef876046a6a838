import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, inspector, openExample, takeSmallestChange, upToDate } from './support/screen'

test.use({ colorScheme: 'dark' })

test('the page prints as a light picture of everything, with nothing to press', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await expect(drawn(page, /^api in /)).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const sheet = onPaper(page)

  await expect(sheet.getByRole('img', { name: /^Three-tier shop/ })).toBeVisible()
  await expect(sheet.locator('text', { hasText: 'coredns' })).toBeVisible()
  await expect(sheet.locator('text', { hasText: 'allowed by rules' })).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('banner')).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )

  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
})

test('what the inspector says and the YAML of the changes go with it', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432').press('Enter')
  await takeSmallestChange(page)
  await upToDate(page)
  const verdict = await inspector(page).getByRole('region', { name: 'Verdict' }).innerText()
  await page.emulateMedia({ media: 'print' })
  const sheet = onPaper(page)

  await expect(sheet).toContainText(verdict.split('\n')[0] ?? '')
  await expect(sheet.getByRole('region', { name: 'Changes for printing' })).toContainText('port: 5432')
  await expect(sheet.getByRole('heading', { name: 'api-allow in payments: new' })).toBeVisible()
})

test('without changes or a selection the paper has the picture alone', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await expect(drawn(page, /^api in /)).toBeVisible()
  await page.emulateMedia({ media: 'print' })

  await expect(onPaper(page).getByRole('img')).toBeVisible()
  await expect(onPaper(page).getByRole('heading')).toHaveCount(0)
})

/** What is on the page when it is printed. */
function onPaper(page: Page) {
  return page.getByRole('region', { name: 'Picture for printing' })
}
