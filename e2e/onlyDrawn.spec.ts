import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, inspector, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

test('a whole application is locked down in one go to what its manifests suggest, in one step', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Online Boutique')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('only what is drawn')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Only what is drawn' })
  await expect(dialog.getByRole('button', { name: 'Lock down' })).toBeDisabled()

  await dialog.getByRole('checkbox', { name: 'default' }).check()
  await expect(dialog.getByText('Nothing is drawn here yet.')).toBeVisible()
  await expect(headline(dialog)).toHaveText('Stops 39 flows: 27 likely needed.')
  await expect(stopping(dialog)).toHaveText('39 flows would stop. Tick what is to stay.')

  await dialog.getByRole('radio', { name: 'What manifests suggest' }).click()
  const kept = dialog.getByRole('list', { name: 'Kept' }).getByRole('checkbox')
  await expect(kept).toHaveCount(17)
  await expect(headline(dialog)).toHaveText('Stops 37 flows.')
  await dialog.getByRole('checkbox', { name: 'Allow namespace default → frontend on TCP 8080' }).uncheck()
  await expect(headline(dialog)).toHaveText('Stops 37 flows: 11 likely needed.')
  await dialog.getByRole('button', { name: 'Lock down' }).click()

  await expect(dialog).toHaveCount(0)
  await upToDate(page)
  const edits = await editWords(page)
  await expect(edits).toHaveCount(17)
  await expect(edits.last()).toHaveText('Only what is drawn in namespace default; DNS stays open')
  await expect(changes(page).getByRole('article', { name: 'Changed policy adservice' })).toBeVisible()
  await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('No edits yet')).toBeVisible()
})

test('flows that would stop are found by name and kept one by one; a policy that allows more is narrowed', async ({
  page,
}) => {
  const dialog = await openShop(page)
  await expect(dialog.getByRole('checkbox', { name: 'shop', exact: true })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Keep DNS open' })).toBeChecked()
  const rows = dialog.getByRole('list', { name: 'Flows that would stop' }).getByRole('checkbox')
  await expect(dialog.getByRole('checkbox', { name: 'Keep web → db' })).toHaveAccessibleDescription(
    /^TCP 5432\./,
  )

  await dialog.getByRole('searchbox', { name: 'Filter flows that would stop' }).fill('probe')
  await expect(rows).toHaveCount(3)
  await expect(stopping(dialog)).toHaveText(/^3 flows of \d+ that would stop\.$/)
  await dialog.getByRole('searchbox').fill('')
  await dialog.getByRole('checkbox', { name: 'Keep web → db' }).check()
  await expect(headline(dialog)).not.toContainText('likely needed')
  await dialog.getByRole('button', { name: 'Lock down' }).press('Enter')

  await upToDate(page)
  await expect(await editWords(page)).toHaveText([
    'Allow web → db on TCP 5432',
    'Only what is drawn in namespace shop; DNS stays open',
  ])
  await expect(changes(page).getByRole('article')).not.toHaveCount(0)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
})

test('what is ticked is forgotten when other namespaces are chosen, and nothing happens without any', async ({
  page,
}) => {
  const dialog = await openShop(page)
  await dialog.getByRole('checkbox', { name: 'Keep web → db' }).check()
  await dialog.getByRole('checkbox', { name: 'lab', exact: true }).check()
  await expect(dialog.getByRole('checkbox', { name: 'Keep web → db' })).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Keep probe in lab → web in shop' })).toBeVisible()
  for (const name of ['lab', 'shop']) await dialog.getByRole('checkbox', { name, exact: true }).uncheck()
  await expect(dialog.getByRole('region', { name: 'Preview' })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Lock down' })).toBeDisabled()
})

test('the list of edits opens it too, for several namespaces', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, shop)
  await upToDate(page)
  await page.getByRole('tab', { name: /^Edits/ }).click()
  await page.getByRole('button', { name: 'Only what is drawn…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Only what is drawn' })
  await dialog.getByRole('checkbox', { name: 'shop', exact: true }).check()
  await dialog.getByRole('checkbox', { name: 'lab', exact: true }).check()
  await expect(dialog.getByRole('region', { name: 'Preview' })).toHaveAttribute('aria-busy', 'false')
  await dialog.getByRole('button', { name: 'Lock down' }).click()
  await upToDate(page)
  await expect(await editWords(page)).toHaveText(['Only what is drawn in lab and shop; DNS stays open'])
})

for (const scheme of ['light', 'dark'] as const)
  test(`the dialog is accessible in the ${scheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const dialog = await openShop(page)
    await dialog.getByRole('radio', { name: 'All inside' }).click()
    await expect(dialog.getByRole('list', { name: 'Kept' })).toBeVisible()
    await expect(dialog.getByRole('list', { name: 'Flows that would stop' })).toBeVisible()
    expect(await violations(page, '[role=dialog]')).toEqual([])
  })

const shop = documents(
  pod('web', 'shop', 8080),
  pod('db', 'shop', 5432),
  pod('probe', 'lab', 9000),
  ingressPolicy('db', 'web', 'shop', 5432),
)

async function openShop(page: Page): Promise<Locator> {
  await openPage(page)
  await pasteOnStartPage(page, shop)
  await upToDate(page)
  await drawn(page, /^namespace shop: /).press('Enter')
  await inspector(page).getByRole('button', { name: 'Only what is drawn…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Only what is drawn' })
  await expect(dialog.getByRole('region', { name: 'Preview' })).toHaveAttribute('aria-busy', 'false')
  return dialog
}

/** The words of the edits, in their order. Leaves the list open. */
async function editWords(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^Edits/ }).click()
  return page.getByRole('list', { name: 'Edits' }).getByRole('button', { name: /^(Allow|Only) / })
}

function headline(dialog: Locator): Locator {
  return dialog.getByRole('status', { name: 'Preview' })
}

function stopping(dialog: Locator): Locator {
  return dialog.getByRole('status', { name: 'Flows that would stop' })
}
