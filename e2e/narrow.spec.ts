import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { changes, drawn, inspector, openExample, takeSmallestChange, upToDate } from './support/screen'

const tablet = { width: 768, height: 1024 }
const phone = { width: 390, height: 844 }
/** What 200 % zoom leaves of 1440 by 900. */
const zoomed = { width: 720, height: 450 }

function manifests(page: Page) {
  return page.getByRole('complementary', { name: 'Manifests and edits' })
}

/** Nothing is wider than the screen, and no control is cut off at its edge. */
async function expectAllInSight(page: Page): Promise<void> {
  const outside = await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>('.header button, .phone-tabs button, .picture-bar button'),
    ]
    return controls
      .filter((it) => it.checkVisibility({ visibilityProperty: true }))
      .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
      .filter((it) => it.closest('.picture-bar__shown') === null)
      .map((it) => it.getAttribute('aria-label') ?? it.textContent)
  })
  expect(outside).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
}

for (const [name, viewport] of Object.entries({ tablet, zoomed })) {
  test.describe(`${name} (${viewport.width} x ${viewport.height})`, () => {
    test.use({ viewport })

    test('panels are sheets that open and close; an edit is made and its proof read', async ({ page }) => {
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await expectAllInSight(page)
      await expect(manifests(page)).toBeHidden()
      await expect(inspector(page)).toBeHidden()

      await drawn(page, /^frontend to api: /).press('Enter')
      await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
      await takeSmallestChange(page)
      await page.getByRole('button', { name: 'Close details' }).click()
      await expect(inspector(page)).toBeHidden()
      await expect(page.getByRole('button', { name: 'Show the inspector' })).toBeFocused()

      await page.getByRole('tab', { name: 'Changes 1' }).click()
      await expect(changes(page).getByRole('region', { name: 'Impact' })).toBeVisible()
      await page.getByRole('button', { name: 'Hide the results' }).click()
      await page.getByRole('button', { name: 'Show manifests' }).click()
      await expect(manifests(page)).toBeVisible()
      await page.getByRole('tab', { name: 'Edits 1' }).focus()
      await page.keyboard.press('Escape')
      await expect(manifests(page)).toBeHidden()
    })

    test('the sheet about a cell of the matrix leaves the cell in sight', async ({ page }) => {
      await openPage(page)
      await openExample(page, 'Online Boutique')
      await page.getByRole('radio', { name: 'Matrix' }).click()
      const cell = page.getByRole('gridcell', { name: /^cartservice to redis-cart: / })
      await cell.click()

      await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
      await expect(cell).toBeInViewport({ ratio: 0.9 })
    })

    test('the header folds into a menu that holds everything', async ({ page }) => {
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Scenario options' }).click()
      await expect(page.getByRole('dialog', { name: 'Scenario options' })).toBeVisible()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Display' }).click()
      await page.getByRole('menuitemradio', { name: 'Dark' }).press('Enter')
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Share' }).click()
      await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()
    })
  })
}

test('zooming to 200 % and back leaves panels, selection and edits as they were', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^frontend to api: /).press('Enter')
  await takeSmallestChange(page)
  await upToDate(page)
  await page.getByRole('tab', { name: 'Edits 1' }).click()

  await page.setViewportSize(zoomed)
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
  await expect(manifests(page)).toBeHidden()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(manifests(page).getByRole('list', { name: 'Edits' })).toBeVisible()
  await expect(changes(page)).toBeVisible()
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
})

test.describe('phone', () => {
  test.use({ viewport: phone, hasTouch: true })

  test('the picture fills the screen, and a bar leads to manifests, details and changes', async ({
    page,
  }) => {
    await openPage(page)
    await openExample(page, 'Three-tier shop')
    await expectAllInSight(page)
    const parts = page.getByRole('navigation', { name: 'Parts of the screen' })
    await expect(parts.getByRole('button', { name: 'Picture' })).toHaveAttribute('aria-current', 'true')
    expect((await page.getByRole('region', { name: 'Graph' }).boundingBox())?.width).toBe(phone.width)

    await drawn(page, /^api in /).tap()
    await expect(inspector(page).getByRole('heading', { name: 'api' })).toBeVisible()
    await expect(parts.getByRole('button', { name: 'Details' })).toHaveAttribute('aria-current', 'true')
    await parts.getByRole('button', { name: 'Changes' }).tap()
    await expect(changes(page)).toBeVisible()
    await expect(inspector(page)).toBeHidden()
    await parts.getByRole('button', { name: 'Manifests' }).tap()
    await expect(page.getByRole('textbox', { name: 'Manifest shop.yaml' })).toBeVisible()
    await expect(changes(page)).toBeHidden()
    await parts.getByRole('button', { name: 'Picture' }).tap()
    await expect(manifests(page)).toBeHidden()
    await expectAllInSight(page)
  })
})
