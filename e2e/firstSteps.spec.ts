import { expect } from '@playwright/test'
import { violations } from './support/axe'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, upToDate } from './support/screen'
import { paste, pasteOnStartPage } from './support/text'

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'

test('namespaces without pods say what is missing', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, namespace)
  await upToDate(page)

  await expect(page.getByText('1 namespace, but no pods')).toBeVisible()
  await expect(page.getByRole('group', { name: /^namespace shop/ })).toBeVisible()
})

test('pods without a policy: a hint says where to begin, and goes with the first policy', async ({
  page,
}) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(pod('web', 'shop', 80), pod('api', 'shop', 80)))
  await upToDate(page)

  const hint = page.getByRole('note').filter({ hasText: 'everything may talk to everything' })
  await expect(hint).toBeVisible()
  expect(await violations(page)).toEqual([])
  await hint.getByRole('button', { name: 'start from a template' }).click()
  await expect(page.getByRole('tab', { name: /Resources/ })).toHaveAttribute('aria-selected', 'true')

  await paste(page, ingressPolicy('api', 'web', 'shop', 80))
  await upToDate(page)
  await expect(hint).toHaveCount(0)
  await expect(drawn(page, /api/)).not.toHaveCount(0)
})
