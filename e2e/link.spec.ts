import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, openExample, upToDate } from './support/screen'

test('a link opens on the same picture in a fresh browser', async ({ page, browser }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432').press('Enter')
  await page.getByRole('region', { name: 'Smallest change' }).getByRole('button').first().click()
  await upToDate(page)
  await page.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(link).toContain('#v1.')

  const elsewhere = await browser.newContext()
  const colleague = await elsewhere.newPage()
  await colleague.goto(link)

  await expect(drawn(colleague, 'api to postgres: allowed on TCP 5432, added by your edits')).toBeAttached()
  await elsewhere.close()
})

test('a broken link says so and keeps the work at hand', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')

  await page.evaluate(() => {
    location.hash = '#v1.thisIsNoLink'
  })

  await expect(page.getByRole('status', { name: 'Notice' })).toContainText('incomplete or damaged')
  await expect(drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432')).toBeAttached()
})
