import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { openPage, test } from './support/page'
import { drawn, editList, inspector, notice, openExample } from './support/screen'
import { clipboardText } from './support/text'

test.beforeEach(async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await expect(drawn(page, /^frontend in /)).toBeVisible()
})

test('the menu of a card offers what its inspector does', async ({ page }) => {
  await drawn(page, /^api in /).click({ button: 'right' })

  await expect(menu(page, 'api').getByRole('menuitem')).toHaveText([
    'Allow to…',
    'Allow from…',
    'Ask about…',
    'Isolate…',
    'Open up again…',
    'Show its flows only',
    'Show in manifest',
    'Copy name',
    'Copy a link to this',
  ])
  await item(page, 'Isolate…').click()
  await expect(page.getByRole('dialog', { name: 'Lock api' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawn(page, /^api in /)).toBeFocused()
})

test('a flow is allowed from the menu of a card', async ({ page }) => {
  await drawn(page, /^frontend in /).click({ button: 'right' })
  await item(page, 'Allow to…').click()
  const dialog = page.getByRole('dialog', { name: 'Allow frontend to…' })
  await expect(dialog).toBeVisible()
  await page.keyboard.type('database')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'frontend → database' })).toBeVisible()
})

test('the menu of a card filters, leads to its text, and copies', async ({ page }) => {
  await drawn(page, /^api in /).click({ button: 'right' })
  await item(page, 'Copy name').click()
  await expect(notice(page)).toContainText('“api” is on the clipboard.')
  expect(await clipboardText(page)).toBe('api')

  await drawn(page, /^api in /).click({ button: 'right' })
  await item(page, 'Copy a link to this').click()
  await expect(notice(page)).toContainText('The link to this view is copied.')
  await expect(inspector(page).getByRole('heading', { name: 'api', exact: true })).toBeVisible()
  expect(await clipboardText(page)).toContain('#v1.')

  await drawn(page, /^api in /).click({ button: 'right' })
  await item(page, 'Show its flows only').click()
  await expect(page.getByRole('textbox', { name: 'Filter by name' })).toHaveValue('api')
  await expect(drawn(page, /^metrics-server in /)).toHaveCount(0)
})

test('the menu of a namespace locks, folds and filters it', async ({ page }) => {
  await namespace(page, 'production').focus()
  await page.keyboard.press('Shift+F10')
  const names = menu(page, 'namespace production')
  await expect(names.getByRole('menuitem')).toContainText(['Lock namespace…', 'Only what is drawn…'])
  await item(page, 'Collapse').click()
  await expect(drawn(page, /^api in /)).toHaveCount(0)

  await namespace(page, 'production').focus()
  await page.keyboard.press('Shift+F10')
  await item(page, 'Expand').click()
  await expect(drawn(page, /^api in /)).toBeVisible()

  await namespace(page, 'production').focus()
  await page.keyboard.press('Shift+F10')
  await item(page, 'Only what is drawn…').click()
  await expect(page.getByRole('dialog', { name: /^Only what is drawn/ })).toBeVisible()
})

test('without a pointer: the menu key on a flow asks why, and takes it away', async ({ page }) => {
  const flow = drawn(page, 'api to database: allowed on TCP 5432')
  await flow.focus()
  await page.keyboard.press('ContextMenu')
  await expect(menu(page, 'api to database: allowed on TCP 5432')).toBeVisible()
  await expect(item(page, 'Why…')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
  await expect(flow).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await page.keyboard.type('Take')
  await expect(item(page, 'Take the flow away')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(await editList(page)).toHaveText([/^Block api → database/])
})

test('a half-open flow is allowed from its menu, and Escape changes nothing', async ({ page }) => {
  const flow = drawn(page, /^frontend to api: half-open/)
  await flow.focus()
  await page.keyboard.press('Shift+F10')
  await expect(item(page, 'Take the flow away')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(flow).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await item(page, 'Allow it').click()
  await expect(await editList(page)).toHaveText([/^Allow frontend → api/])
})

test('the menu of the picture fits it, shows more of it and takes pictures', async ({ page }) => {
  const canvas = page.getByRole('region', { name: 'Graph' })
  const openIt = () => canvas.click({ button: 'right', position: { x: 12, y: 12 } })
  await openIt()
  await expect(menu(page, 'Picture').getByRole('menuitem')).toHaveText([
    /^Fit all into sight/,
    /^Show unrestricted flows/,
    /^Show as matrix/,
    'Take a picture',
  ])
  await item(page, 'Show unrestricted flows').click()
  await openIt()
  await expect(item(page, 'Hide unrestricted flows')).toBeVisible()
  await item(page, 'Take a picture').press('ArrowRight')
  const started = page.waitForEvent('download')
  await item(page, 'Download SVG of everything').press('Enter')
  expect((await started).suggestedFilename()).toBe('three-tier-shop.svg')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('no menu has an accessibility violation', async ({ page }) => {
      const things = [
        drawn(page, /^api in /),
        drawn(page, 'api to database: allowed on TCP 5432'),
        namespace(page, 'production'),
      ]
      for (const thing of things) {
        await thing.focus()
        await page.keyboard.press('Shift+F10')
        await expect(page.getByRole('menu')).toBeVisible()
        expect.soft(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('menu')).toHaveCount(0)
      }
    })
  })

function menu(page: Page, name: string): Locator {
  return page.getByRole('menu', { name, exact: true })
}

function item(page: Page, name: string): Locator {
  return page.getByRole('menuitem', { name, exact: true })
}

function namespace(page: Page, name: string): Locator {
  return drawn(page, new RegExp(`^namespace ${name}: `))
}
