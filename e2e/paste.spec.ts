import { expect } from '@playwright/test'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, upToDate } from './support/screen'
import { editor, paste, pasteOnStartPage } from './support/text'

test('manifests pasted anywhere on the page become a graph', async ({ page }) => {
  await openPage(page)

  await pasteOnStartPage(page, smallShop)

  await upToDate(page)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(drawn(page, 'web in shop: not isolated')).toBeAttached()
  await expect(drawn(page, 'db in shop: isolated for ingress')).toBeAttached()
})

test('manifests pasted into the editor pane become a graph and stay one file', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Write one' }).click()
  await editor(page).focus()

  await paste(page, smallShop)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await editor(page).press('ControlOrMeta+End')
  await paste(page, `---\n${pod('cache', 'shop', 6379)}`)

  await expect(drawn(page, 'cache in shop: not isolated')).toBeAttached()
  await expect(page.getByRole('tablist', { name: 'Files' }).getByRole('tab')).toHaveText(['manifest-1.yaml'])
})

test('a second paste stands in a tab beside the first, and both make one picture', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await drawn(page, 'web in shop: not isolated').focus()

  await paste(page, documents(pod('cache', 'shop', 6379)))

  await expect(drawn(page, 'cache in shop: not isolated')).toBeAttached()
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  const files = page.getByRole('tablist', { name: 'Files' }).getByRole('tab')
  await expect(files).toHaveText(['pasted-1.yaml', 'pasted-2.yaml'])
  await expect(files.nth(1)).toHaveAttribute('aria-selected', 'true')
})
