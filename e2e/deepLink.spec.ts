import { expect, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find } from './support/keyboard'
import { openPage, test } from './support/page'
import { drawn, inspector, notice, openExample } from './support/screen'
import { clipboardText } from './support/text'

const half = /^frontend to api: half-open/
const allowed = /^api to database: allowed/

test('a link to what is selected opens on it, with the filters', async ({ page, colleague }) => {
  await openShop(page)
  await find(page, 'only half-open', /^Filter: only half-open/)
  await drawn(page, half).press('Enter')
  await inspector(page).getByRole('button', { name: 'Copy a link to this' }).click()
  await expect(notice(page)).toContainText('The link to this view is copied.')

  await colleague.goto(await clipboardText(page))
  await expect(inspector(colleague).getByRole('region', { name: 'Verdict' })).toContainText(
    'Blocked, though api would let it in.',
  )
  await expect(drawn(colleague, half)).toBeAttached()
  await expect(drawn(colleague, allowed)).toHaveCount(0)
  await expect(colleague.getByRole('button', { name: 'Remove filter: Half-open' })).toBeVisible()
})

test('a link to the matrix before the edits opens on the matrix before them', async ({ page, colleague }) => {
  await openShop(page)
  await drawn(page, half).press('Enter')
  await inspector(page).getByRole('region', { name: 'Smallest change' }).getByRole('button').first().click()
  await page.getByRole('radio', { name: 'Before' }).click()
  await page.getByRole('radio', { name: 'Matrix' }).click()
  await find(page, 'Copy a link to this view', 'Copy a link to this view')
  await expect(notice(page)).toContainText('The link to this view is copied.')

  await colleague.goto(await clipboardText(page))
  await expect(colleague.getByRole('radio', { name: 'Matrix' })).toBeChecked()
  await expect(colleague.getByRole('radio', { name: 'Before' })).toBeChecked()
})

test('a link to a path opens on the path', async ({ page, colleague }) => {
  await openShop(page)
  await drawn(page, /^api in production/).press('Enter')
  await drawn(page, /^database in production/).press('Shift+Enter')
  await inspector(page).getByRole('button', { name: 'Path from api to database' }).click()
  await inspector(page).getByRole('button', { name: 'Copy a link to this' }).click()
  await expect(notice(page)).toContainText('The link to this view is copied.')

  await colleague.goto(await clipboardText(page))
  await expect(inspector(colleague).getByRole('status', { name: 'Path found' })).toHaveText(
    'api reaches database in one step.',
  )
})

test('what is shared can leave the view out, and says so only where there is one', async ({
  page,
  colleague,
}) => {
  await openShop(page)
  await page.getByRole('button', { name: 'Share' }).click()
  const withView = page.getByRole('checkbox', { name: 'With this view' })
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#v1\./)
  await expect(withView).toHaveCount(0)
  await page.keyboard.press('Escape')

  await find(page, 'only half-open', /^Filter: only half-open/)
  await expect(drawn(page, allowed)).toHaveCount(0)
  await page.getByRole('button', { name: 'Share' }).click()
  const link = page.getByRole('textbox', { name: 'Link' })
  await expect(withView).toBeChecked()
  const withIt = await link.inputValue()
  await withView.click()
  await expect(link).not.toHaveValue(withIt)

  await colleague.goto(await link.inputValue())
  await expect(drawn(colleague, allowed)).toBeAttached()
  await expect(colleague.getByRole('list', { name: 'Filters' })).toHaveCount(0)
})

test('another scenario is not looked at through the filters of the one before', async ({ page }) => {
  await openShop(page)
  await find(page, 'only namespace production', /^Filter: only namespace production/)
  await expect(page.getByRole('button', { name: 'Remove filter: Namespace production' })).toBeVisible()
  await find(page, 'Open example: Payments', 'Open example: Payments')
  await expect(drawn(page, /^api to postgres/)).toBeAttached()
  await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the choice of what is in a link has no accessibility violation', async ({ page }) => {
      await openShop(page)
      await drawn(page, half).press('Enter')
      await page.getByRole('button', { name: 'Share' }).click()
      await expect(page.getByRole('checkbox', { name: 'With this view' })).toBeChecked()
      await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()
      expect(await violations(page, '[role=dialog]')).toEqual([])
    })
  })
}

async function openShop(page: Page): Promise<void> {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await expect(drawn(page, half)).toBeAttached()
}
