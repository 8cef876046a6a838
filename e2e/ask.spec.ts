import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import {
  changes,
  drawn,
  editList,
  inspector,
  openExample,
  openExampleFromMenu,
  takeSmallestChange,
  upToDate,
} from './support/screen'

test('any two ends can be asked about, also where nothing is drawn between them', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^frontend in production/).press('Enter')
  await inspector(page).getByRole('button', { name: 'Ask about…' }).click()
  await page.getByRole('option', { name: 'database in production' }).click()

  await expect(inspector(page)).toBeFocused()
  const verdict = inspector(page).getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText(/^Blocked/)
  await inspector(page).getByRole('button', { name: 'From frontend: choose another' }).click()
  await page.getByRole('option', { name: 'api in production' }).click()
  await expect(verdict).toContainText(/^Allowed/)
})

test('an arrow for a whole namespace lists its flows, each a question of its own', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^namespace production to coredns/).press('Enter')
  await inspector(page).getByRole('button', { name: 'database → coredns' }).click()
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toContainText('UDP 53')
})

test('Delete takes a flow away, and takes back the edit that allowed it', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^frontend to api: half-open/).press('Enter')
  await takeSmallestChange(page)
  const added = drawn(page, 'frontend to api: allowed on TCP 8080, added by your edits')
  await added.press('Enter')
  await added.press('Delete')
  await expect(drawn(page, /^frontend to api: half-open/)).toBeAttached()
  await expect(await editList(page)).toHaveCount(0)

  const allowed = drawn(page, 'api to database: allowed on TCP 5432')
  await allowed.press('Enter')
  await allowed.press('Delete')
  await expect(changes(page).getByRole('region', { name: '1 flow removed' })).toContainText('api → database')
  await expect(await editList(page)).toHaveText([/^Block api → database/])
})

test('an example and a new workspace put own work aside, also over a reload', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, /^api to postgres: half-open/).press('Enter')
  await takeSmallestChange(page)
  await upToDate(page)
  await openExampleFromMenu(page, 'Quarantine')
  await expect(drawn(page, /^checkout-suspect in default/)).toBeAttached()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await expect(page.getByRole('heading', { name: 'See who can really reach whom.' })).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Payments/ }).click()
  await expect(drawn(page, 'api to postgres: allowed on TCP 5432, added by your edits')).toBeAttached()
})

test('the options of the scenario are part of the work, so undo takes them back', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await page.getByRole('button', { name: 'Scenario options' }).click()
  const field = page.getByRole('textbox', { name: 'Default namespace' })
  await field.fill('payments')
  await field.press('Enter')
  await field.press('Escape')
  await upToDate(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Scenario options' }).click()
  await expect(page.getByRole('textbox', { name: 'Default namespace' })).toHaveValue('default')
})
