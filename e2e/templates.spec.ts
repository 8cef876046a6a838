import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { openPage, test } from './support/page'
import { changes, openExample, upToDate } from './support/screen'
import { textOf } from './support/text'

test('a policy from a template says what it does, shows its impact and its YAML, and becomes an edit', async ({
  page,
}) => {
  await openShop(page)
  const dialog = await openTemplates(page)
  await dialog.getByLabel('Template').selectOption({ label: 'Maintenance lock' })
  await expect(dialog.getByText('Nothing connects to any pod of the namespace until')).toBeVisible()
  await expect(preview(dialog)).toHaveText('Stops 2 flows: 2 likely needed.')
  await dialog.getByRole('textbox', { name: 'Pods that may still connect' }).fill('role=maintenance')
  await expect(dialog.getByRole('region', { name: 'YAML' })).toContainText('name: maintenance-lock')
  expect(await violations(page, '[role=dialog]')).toEqual([])

  await dialog.getByRole('button', { name: 'Add policy' }).click()
  await expect(changes(page).getByRole('article', { name: 'New policy maintenance-lock' })).toBeVisible()
  // Rules of other policies would keep the door open.
  await expect(
    changes(page).getByRole('article', { name: 'Changed policy allow-api-to-database' }),
  ).toBeVisible()
  await apply(page)
  expect(await textOf(page, 'policies.yaml')).toContain('name: maintenance-lock')
})

test('a template that needs an address says where to find it, and does nothing before', async ({ page }) => {
  await openShop(page)
  const dialog = await openTemplates(page)
  await dialog.getByLabel('Template').selectOption({ label: 'Allow API server' })
  await expect(dialog.getByText('kubectl get endpointslices').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add policy' })).toBeDisabled()

  await dialog.getByLabel('Addresses of the API server').fill('172.18.0.2')
  await expect(dialog.getByRole('region', { name: 'YAML' })).toContainText('cidr: 172.18.0.2/32')
  await expect(dialog.getByRole('button', { name: 'Add policy' })).toBeEnabled()
})

test('a deleted policy leaves the text, the others stay byte for byte, and Undo brings it back', async ({
  page,
}) => {
  await openShop(page)
  const before = await textOf(page, 'shop.yaml')
  const dialog = await choose(page, 'allow-api-egress-to-db', 'Delete…')
  await expect(preview(dialog)).toHaveText('Stops 1 flow: 1 likely needed.')
  await page.keyboard.press('Enter')
  await expect(
    changes(page).getByRole('article', { name: 'Removed policy allow-api-egress-to-db' }),
  ).toBeVisible()
  await apply(page)

  const after = await textOf(page, 'shop.yaml')
  expect(after).not.toContain('name: allow-api-egress-to-db')
  const documents = (text: string) => text.split(/^---$/m)
  expect(documents(after)).toEqual(
    documents(before).filter((it) => !it.includes('name: allow-api-egress-to-db')),
  )
  await page.getByRole('button', { name: 'Undo' }).click()
  await upToDate(page)
  expect(await textOf(page, 'shop.yaml')).toBe(before)
})

test('a renamed policy changes its name in the text and nothing else', async ({ page }) => {
  await openShop(page)
  const before = await textOf(page, 'shop.yaml')
  const dialog = await choose(page, 'allow-dns', 'Rename…')
  await expect(dialog.getByText('It has this name already.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Allow DNS')
  await expect(dialog.getByText('is no name for a policy')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('names')
  await expect(preview(dialog)).toHaveText('No flow stops or starts.')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await apply(page)
  expect(await textOf(page, 'shop.yaml')).toBe(before.replace('name: allow-dns', 'name: names'))
})

test('a rule is taken out with its mark, and comes back with it', async ({ page }) => {
  await openShop(page)
  const dialog = await choose(page, 'allow-api-egress-to-db', 'Rules…')
  const rule = dialog.getByRole('checkbox', { name: 'Egress rule 1' })
  await expect(rule).toHaveAccessibleDescription('api may call database on TCP 5432.')
  await rule.uncheck()
  await expect(preview(dialog)).toHaveText('Stops 1 flow: 1 likely needed.')
  await dialog.getByRole('button', { name: 'Change rules' }).click()
  await expect(changes(page).getByRole('region', { name: '1 flow removed' })).toContainText('api → database')

  const again = await choose(page, 'allow-api-egress-to-db', 'Rules…')
  await again.getByRole('checkbox', { name: 'Egress rule 1' }).check()
  await expect(preview(again)).toHaveText('Starts 1 flow.')
  await again.getByRole('button', { name: 'Change rules' }).click()
  await expect(changes(page).getByRole('article')).toHaveCount(0)
})

async function openShop(page: Page): Promise<void> {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
}

async function openTemplates(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^Resources/ }).click()
  await page.getByRole('button', { name: 'New from template…' }).click()
  return page.getByRole('dialog', { name: 'New policy from a template' })
}

/** Opens the menu of one policy and chooses from it. */
async function choose(page: Page, policy: string, task: string): Promise<Locator> {
  await page.getByRole('tab', { name: /^Resources/ }).click()
  await page.getByRole('button', { name: `Policy ${policy} in production`, exact: true }).click()
  await page.getByRole('menuitem', { name: task }).click()
  return page.getByRole('dialog', { name: new RegExp(`${policy} in production$`) })
}

function preview(dialog: Locator): Locator {
  return dialog.getByRole('status', { name: 'Preview' })
}

async function apply(page: Page): Promise<void> {
  await upToDate(page)
  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await upToDate(page)
  await page.getByRole('tab', { name: 'Manifests' }).click()
}
