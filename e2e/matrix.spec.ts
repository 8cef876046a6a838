import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { tabTo } from './support/keyboard'
import { documents, ingressPolicy, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, inspector, notice, openExample, upToDate } from './support/screen'
import { clipboardText, paste, pasteOnStartPage } from './support/text'

test('a cell says who may send what to whom, by the same words as the graph', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()

  await showMatrix(page)
  await expect(cell(page, 'web to db: allowed on TCP 5432')).toHaveText('5432')
  await expect(cell(page, 'db to web: unrestricted on every port')).toBeVisible()
  await expect(cell(page, 'Everything outside to db: nothing allowed')).toHaveText('')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '6')
})

test('what is selected in the graph is in sight in the matrix, and the other way round', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^frontend to api: /).press('Enter')
  await showMatrix(page)
  const half = cell(page, 'frontend to api: half-open, egress of frontend blocks on TCP 8080')
  await expect(half).toHaveAttribute('aria-selected', 'true')
  await expect(half).toBeInViewport()

  await cell(page, 'api to database: allowed on TCP 5432').click()
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'api → database' })).toBeAttached()
  await expect(half).toHaveAttribute('aria-selected', 'false')

  await grid(page).getByRole('rowheader', { name: 'database in production' }).click()
  await expect(inspector(page).getByRole('heading', { name: 'database' })).toBeVisible()
  await page.getByRole('radio', { name: 'Graph' }).click()
  await expect(drawn(page, /^database in production/)).toBeVisible()
})

test('keys go through the grid, ask about a pair and fold a namespace', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, twoNamespaces)
  await upToDate(page)
  await showMatrix(page)
  await page.getByRole('radio', { name: 'Matrix' }).focus()
  await tabTo(page, grid(page).getByRole('columnheader', { name: 'namespace bank, 1 workload' }))
  const keys = async (...names: readonly string[]) => {
    for (const name of names) await page.keyboard.press(name)
  }

  await keys('ArrowDown', 'ArrowRight')
  await expect(cell(page, /^ledger to db: /)).toBeFocused()
  await keys('Control+ArrowDown', 'ArrowDown')
  await expect(cell(page, /^web to db: /)).toBeFocused()
  await keys('Home')
  await expect(grid(page).getByRole('rowheader', { name: 'web in shop' })).toBeFocused()
  await keys('End')
  await expect(cell(page, 'web to Everything outside: unrestricted on every port')).toBeFocused()
  await keys('Control+Home', 'Control+ArrowDown', 'ArrowDown', 'Control+ArrowRight', 'Enter')
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'web → db' })).toBeAttached()

  await keys('Space')
  const folded = grid(page).getByRole('rowheader', { name: 'namespace shop, 2 workloads' })
  await expect(folded).toHaveAttribute('aria-expanded', 'false')
  await expect(cell(page, /^namespace shop to namespace shop: 2 of 2 pairs; /)).toBeFocused()
  await expect(cell(page, /^web to db: /)).toHaveCount(0)
  await keys('Enter')
  await expect(cell(page, /^web to db: /)).toBeFocused()
})

test('cells show what the edits add and remove', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(pod('cache', 'shop'), smallShop))
  await upToDate(page)
  await paste(page, addAndRemove)
  await upToDate(page)
  await showMatrix(page)

  await expect(cell(page, 'web to db: was allowed on TCP 5432, removed by your edits')).toHaveText('−5432')
  await expect(cell(page, 'cache to db: allowed on TCP 6379, added by your edits')).toHaveText('+6379')
  await page.getByRole('radio', { name: 'Before' }).click()
  await expect(cell(page, 'web to db: allowed on TCP 5432')).toHaveText('5432')
})

test('Delete takes a flow away, and Shift with Enter takes names into the selection', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await showMatrix(page)
  await grid(page).getByRole('rowheader', { name: 'web in shop' }).click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+Enter')
  await expect(inspector(page).getByRole('heading', { name: '2 workloads selected' })).toBeVisible()

  await cell(page, 'web to db: allowed on TCP 5432').click()
  await page.keyboard.press('Delete')
  const removed = cell(page, 'web to db: was allowed on TCP 5432, removed by your edits')
  await expect(removed).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(removed).toHaveAttribute('aria-selected', 'false')
})

test('filters leave the rows that the graph would draw', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await showMatrix(page)
  await page.getByRole('textbox', { name: 'Filter by name' }).fill('database')
  await expect(grid(page).getByRole('rowheader', { name: 'metrics-server in kube-system' })).toBeVisible()
  await expect(cell(page, 'api to database: allowed on TCP 5432')).toBeVisible()
  await expect(grid(page).getByRole('rowheader', { name: 'frontend in production' })).toHaveCount(0)
})

test('the whole matrix can be taken along as CSV, and printed as a table', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await showMatrix(page)
  await page.getByRole('button', { name: 'Take the matrix' }).click()
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click()
  await expect(notice(page)).toContainText('on the clipboard')
  expect((await clipboardText(page)).split('\n').map((line) => line.trim())).toEqual([
    'from \\ to,shop/db,shop/web,Everything outside',
    'shop/db,itself,unrestricted,unrestricted',
    'shop/web,TCP 5432,itself,unrestricted',
    'Everything outside,,unrestricted,',
    '',
  ])

  await page.emulateMedia({ media: 'print' })
  const sheet = page.getByRole('region', { name: 'Matrix for printing' })
  await expect(sheet.getByRole('row', { name: /^shop \/ web/ })).toContainText('5432')
  await expect(sheet.getByRole('columnheader')).toHaveText(['shop / db', 'shop / web', 'Everything outside'])
  await expect(grid(page)).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the matrix has no accessibility violation, folded or not, with edits or without', async ({
      page,
    }) => {
      test.slow()
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await showMatrix(page)
      await cell(page, /^frontend to api: /).click()
      expect.soft(await violations(page), 'unfolded').toEqual([])
      await page.getByRole('button', { name: 'Fold all', exact: true }).click()
      await expect(cell(page, /^frontend to api: /)).toHaveCount(0)
      expect.soft(await violations(page), 'folded').toEqual([])
      await page.getByRole('button', { name: 'Unfold all', exact: true }).click()
      await paste(page, shopEdits)
      await expect(cell(page, /^frontend to api: .*added by your edits$/)).toBeVisible()
      expect.soft(await violations(page), 'with edits').toEqual([])
    })
  })
}

const twoNamespaces = documents(
  pod('ledger', 'bank', 9000),
  smallShop,
  ingressPolicy('ledger', 'web', 'bank', 9000),
)

const addAndRemove = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: allow, from: shop/cache, to: shop/db, ports: TCP 6379}
- {kind: block, from: shop/web, to: shop/db, ports: all}
`

const shopEdits = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: allow, from: production/frontend, to: production/api, ports: TCP 8080}
- {kind: block, from: production/api, to: production/database, ports: TCP 5432}
`

async function showMatrix(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Matrix' }).click()
  await expect(grid(page)).toBeVisible()
}

function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Matrix of flows' })
}

function cell(page: Page, name: string | RegExp): Locator {
  return grid(page).getByRole('gridcell', { name, exact: true })
}
