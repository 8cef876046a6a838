import { expect, type Locator, type Page } from '@playwright/test'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, inspector, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

function edge(page: Page, name: string): Locator {
  return page.getByRole('separator', { name })
}

function manifests(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Manifests and edits' })
}

async function widthOf(part: Locator): Promise<number> {
  return Math.round((await part.boundingBox())?.width ?? 0)
}

/** A line has no width, so it is pointed at by where it stands. */
async function placeOf(line: Locator): Promise<number> {
  return (await line.boundingBox())?.x ?? 0
}

async function openShop(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
}

test('panels are resized with the keyboard, remembered, and reset with a double click', async ({ page }) => {
  await openShop(page)
  expect(await widthOf(manifests(page))).toBe(372)

  await edge(page, 'Resize manifests panel').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => widthOf(manifests(page))).toBe(444)
  await edge(page, 'Resize inspector panel').focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => widthOf(inspector(page))).toBe(424)

  await page.reload()
  await upToDate(page)
  await expect.poll(() => widthOf(manifests(page))).toBe(444)
  await expect.poll(() => widthOf(inspector(page))).toBe(424)

  await page.mouse.dblclick(await placeOf(edge(page, 'Resize manifests panel')), 400)
  await expect.poll(() => widthOf(manifests(page))).toBe(372)
  await page.reload()
  await upToDate(page)
  await expect.poll(() => widthOf(manifests(page))).toBe(372)
})

test('an edge is dragged with the pointer, to its end the panel closes', async ({ page }) => {
  await openShop(page)
  const x = await placeOf(edge(page, 'Resize inspector panel'))

  await page.mouse.move(x, 400)
  await page.mouse.down()
  await page.mouse.move(x - 80, 400, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => widthOf(inspector(page))).toBe(432)

  await page.mouse.move(x - 80, 400)
  await page.mouse.down()
  await page.mouse.move(x + 340, 400, { steps: 8 })
  await page.mouse.up()
  await expect(inspector(page)).toBeHidden()
  await page.getByRole('button', { name: 'Show the inspector' }).click()
  await expect.poll(() => widthOf(inspector(page))).toBe(432)
})

test('panels close and open by their keys, and the focus goes to the button that opens them', async ({
  page,
}) => {
  await openShop(page)
  await page.getByRole('tab', { name: /^Resources/ }).focus()
  await page.keyboard.press('[')
  await expect(manifests(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show manifests' })).toBeFocused()
  await page.keyboard.press('[')
  await expect(manifests(page)).toBeVisible()

  await page.keyboard.press(']')
  await expect(inspector(page)).toBeHidden()
  await page.keyboard.press(']')
  await expect(inspector(page)).toBeVisible()

  await expect(changes(page)).toBeHidden()
  await page.keyboard.press('\\')
  await expect(changes(page)).toBeVisible()
  await edge(page, 'Resize results panel').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('\\')
  await expect(changes(page)).toBeHidden()
})

test('a compact density makes rows lower and leaves the type as it is', async ({ page }) => {
  await openShop(page)
  const search = page.getByRole('button', { name: 'Search' })
  const before = await search.boundingBox()
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('menuitemradio', { name: 'Compact' }).click()
  const after = await search.boundingBox()

  expect((before?.height ?? 0) - (after?.height ?? 0)).toBe(4)
  await expect(search).toHaveCSS('font-size', '13px')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  await drawn(page, /^web in /).press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'web' })).toBeVisible()
})
