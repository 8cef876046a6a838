import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, inspector, openExample, upToDate } from './support/screen'

const flow = 'cartservice to redis-cart: allowed on TCP 6379'
const removed = 'cartservice to redis-cart: was allowed on TCP 6379, removed by your edits'
const other = 'checkoutservice to cartservice: allowed on TCP 7070'

async function blockFlow(page: Page): Promise<void> {
  await openPage(page)
  await openExample(page, 'Online Boutique')
  await drawn(page, flow).press('Enter')
  await inspector(page).getByRole('button', { name: 'Block this flow' }).click()
  await expect(drawn(page, removed)).toBeAttached()
  await page.keyboard.press('Escape')
}

function show(page: Page, name: 'Before' | 'After' | 'Difference') {
  return page.getByRole('radio', { name, exact: true }).click()
}

/** Where a card is on the screen. */
async function placeOf(page: Page, name: RegExp) {
  const box = await drawn(page, name).boundingBox()
  return box && [Math.round(box.x), Math.round(box.y)]
}

test('before, after and difference tell the same flow in the same places', async ({ page }) => {
  await blockFlow(page)
  const place = await placeOf(page, /^redis-cart in /)

  await show(page, 'Before')
  await expect(drawn(page, flow)).toBeAttached()
  await expect(drawn(page, removed)).toHaveCount(0)
  expect(await placeOf(page, /^redis-cart in /)).toEqual(place)

  await show(page, 'Difference')
  await expect(drawn(page, removed)).toBeAttached()
  await expect(drawn(page, flow)).toHaveCount(0)
  expect(await placeOf(page, /^redis-cart in /)).toEqual(place)

  await show(page, 'After')
  await expect(drawn(page, other)).toBeAttached()
  await expect(drawn(page, removed)).toBeAttached()
  expect(await placeOf(page, /^redis-cart in /)).toEqual(place)
})

test('in a difference what does not change is calm', async ({ page }) => {
  await blockFlow(page)
  await show(page, 'Difference')
  await expect(drawn(page, /^redis-cart in /)).not.toHaveClass(/calm/)
  await expect(drawn(page, /^emailservice in /)).toHaveClass(/calm/)
  await show(page, 'After')
  await expect(drawn(page, /^emailservice in /)).not.toHaveClass(/calm/)
})

test('with less motion asked for, the new state is simply there', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await blockFlow(page)
  await show(page, 'Before')
  await expect(drawn(page, flow)).toBeAttached()
  await expect(page.locator('.flow-going, .flow-coming')).toHaveCount(0)
})

test('tidy up brings moved cards back to their places', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Online Boutique')
  await upToDate(page)
  const card = drawn(page, /^adservice in /)
  await card.press('Enter')
  const before = await standing(page)
  for (let i = 0; i < 5; i += 1) await card.press('ArrowDown')
  const tidy = page.getByRole('button', { name: 'Tidy up' })
  await expect.poll(() => standing(page)).not.toEqual(before)
  await tidy.click()
  await expect.poll(() => standing(page)).toEqual(before)
  await expect(tidy).toHaveCount(0)
})

/** Where a card stands in the picture, wherever that has been moved and zoomed to. */
function standing(page: Page): Promise<string> {
  return drawn(page, /^adservice in /).evaluate((it: HTMLElement) => it.style.transform)
}
