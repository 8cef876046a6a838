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

test('the worker, which holds the manifests, is under the same policy', async ({ page }) => {
  await openPage(page)
  const worker = page.workers()[0] ?? (await page.waitForEvent('worker'))

  const answer = await worker.evaluate(async (address) => {
    try {
      return (await fetch(address)).status
    } catch {
      return 'refused'
    }
  }, page.url())

  expect(answer).toBe('refused')
})
