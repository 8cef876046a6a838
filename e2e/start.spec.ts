import { expect } from '@playwright/test'
import { openPage, test } from './support/page'

test('the page opens from a sub-folder, says what it is and asks nobody else for anything', async ({
  page,
  watched,
}) => {
  await openPage(page)

  await expect(page).toHaveTitle(/Drawbridge/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(watched.foreignRequests).toEqual([])
})

test('the build allows no connection to anywhere', async ({ page }) => {
  await openPage(page)

  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]')
  await expect(policy).toHaveAttribute('content', /connect-src 'none'/)
})
