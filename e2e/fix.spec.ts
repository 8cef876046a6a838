import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, openExample, upToDate } from './support/screen'

test('a half-open flow is explained, mended with one button and folded into the text', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')

  await drawn(page, 'frontend to api: half-open, egress of frontend blocks on TCP 8080').press('Enter')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector.getByRole('region', { name: 'Ingress of api' })).toContainText(
    'allow-frontend-to-api',
  )
  await expect(inspector.getByRole('region', { name: 'Egress of frontend' })).toContainText(
    'deny-all-traffic',
  )
  await inspector.getByRole('region', { name: 'Smallest change' }).getByRole('button').first().click()

  const changes = page.getByRole('region', { name: 'Changes' })
  await expect(changes.getByRole('region', { name: '1 flow added' })).toContainText('frontend → api')
  await expect(changes.getByText('Nothing else changes.')).toBeVisible()
  await expect(changes.getByRole('article')).toHaveCount(1)
  await expect(drawn(page, 'frontend to api: allowed on TCP 8080, added by your edits')).toBeAttached()

  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await upToDate(page)
  await expect(drawn(page, 'frontend to api: allowed on TCP 8080')).toBeAttached()
})
