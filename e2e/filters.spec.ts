import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find } from './support/keyboard'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const half = /^frontend to api: half-open/
const allowed = /^api to database: allowed/

test('the name filter leaves what has the name and whom it talks to, and / goes to its field', async ({
  page,
}) => {
  await openShop(page)
  await page.keyboard.press('/')
  await page.keyboard.type('database')
  await expect(drawn(page, allowed)).toBeAttached()
  await expect(drawn(page, half)).toHaveCount(0)

  await page.keyboard.press('Escape')
  await expect(drawn(page, half)).toBeAttached()
})

test('a selector is completed with the labels of the cluster, by keyboard', async ({ page }) => {
  await openShop(page)
  await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter')
  const field = selectorField(page)
  await field.focus()
  await page.keyboard.type('ap')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('app=')
  await page.keyboard.type('data')
  await expect(page.getByRole('option', { name: /^database/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('app=database')

  await expect(matching(page)).toHaveText('1 of 6 workloads')
  await expect(drawn(page, allowed)).toBeAttached()
  await expect(drawn(page, half)).toHaveCount(0)
})

test('what of a filter cannot be read is said under its field, and filters nothing', async ({ page }) => {
  await openShop(page)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await selectorField(page).fill('app in (api')
  await expect(selectorField(page)).toHaveAccessibleDescription(/The bracket at character 8 is not closed/)
  await page.getByRole('textbox', { name: 'Ports' }).fill('TCP http!')
  await expect(page.getByRole('textbox', { name: 'Ports' })).toHaveAccessibleDescription(/is no port/)
  await expect(matching(page)).toHaveText('All 6 workloads')

  await selectorField(page).fill('app in (api)')
  await page.getByRole('textbox', { name: 'Ports' }).fill('TCP 5432')
  await expect(drawn(page, allowed)).toBeAttached()
  await expect(drawn(page, half)).toHaveCount(0)
})

test('each filter in force is a chip that takes it away, and so does one button for all', async ({
  page,
}) => {
  await openShop(page)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('checkbox', { name: 'production' }).click()
  await page.getByRole('checkbox', { name: 'Half-open' }).click()
  await expect(drawn(page, half)).toBeAttached()
  await expect(drawn(page, allowed)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Filter, 2 in force' })).toBeFocused()

  await page.getByRole('button', { name: 'Remove filter: Half-open' }).click()
  await expect(drawn(page, allowed)).toBeAttached()
  await expect(page.getByRole('button', { name: 'Filter, 1 in force' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0)
  await expect(page.getByRole('checkbox', { name: 'production' })).not.toBeChecked()
})

test('where nothing meets the filters, the screen says so and clears them', async ({ page }) => {
  await openShop(page)
  await page.keyboard.press('/')
  await page.keyboard.type('nobody')
  const said = page.getByRole('status', { name: 'Filtered' })
  await expect(said).toContainText('None of the 6 workloads meets the filters.')
  await said.getByRole('button', { name: 'Clear filters' }).click()
  await expect(said).toBeEmpty()
  await expect(drawn(page, half)).toBeAttached()
})

test('unrestricted flows meet a port too, and the filter stays where it is while one uses it', async ({
  page,
}) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  const button = page.locator('#picture-filters')
  const place = async () => {
    const box = await button.boundingBox()
    return [box?.x, box?.y]
  }
  const before = await place()
  await button.click()
  await page.getByRole('textbox', { name: 'Ports' }).fill('3000')
  await expect(matching(page)).toHaveText('All 2 workloads')
  await expect(page.getByRole('button', { name: 'Remove filter: Ports 3000' })).toBeVisible()
  expect(await place()).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status', { name: 'Filtered' })).toContainText('No flow that is drawn')
  await page.getByRole('button', { name: 'Show the unrestricted flows that meet the filters' }).click()
  await expect(drawn(page, /^db to web: unrestricted/)).toBeAttached()
  await expect(page.getByRole('status', { name: 'Filtered' })).toBeEmpty()
  await page.getByRole('radio', { name: 'Matrix' }).click()
  await expect(page.getByRole('gridcell', { name: 'db to web: unrestricted on TCP 3000' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const sheet = page.getByRole('region', { name: 'Matrix for printing' })
  await expect(sheet).toContainText('The policies as pasted.')
  await expect(sheet).toContainText('Filter: ports 3000. 2 of 2 workloads meet it.')
  await expect(sheet).toContainText('hatched: hidden by the filters')
})

test('the half-open flows that are counted are one press away', async ({ page }) => {
  await openShop(page)
  await page.getByRole('button', { name: /^Show only th/ }).click()
  await expect(page.getByRole('button', { name: 'Remove filter: Half-open' })).toBeVisible()
  await expect(drawn(page, half)).toBeAttached()
  await expect(drawn(page, allowed)).toHaveCount(0)
})

test('a command filters too', async ({ page }) => {
  await openShop(page)
  await find(page, 'only half-open', /^Filter: only half-open/)
  await expect(drawn(page, allowed)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Remove filter: Half-open' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the bar and the open filters have no accessibility violation', async ({ page }) => {
      await openShop(page)
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('checkbox', { name: 'production' }).click()
      await page.getByRole('textbox', { name: 'Ports' }).fill('x!')
      await selectorField(page).fill('app')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expect(page.getByRole('textbox', { name: 'Ports' })).toHaveAccessibleDescription(/is no port/)
      expect(await violations(page, '[role=dialog]')).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('option')).toHaveCount(0)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      expect(await violations(page, 'main')).toEqual([])
    })
  })
}

async function openShop(page: Page): Promise<void> {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await expect(drawn(page, half)).toBeAttached()
}

function selectorField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Pods with labels' })
}

function matching(page: Page): Locator {
  return page.getByRole('status', { name: 'Workloads that meet the filters' })
}
