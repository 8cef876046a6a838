import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, openExample, openExampleFromMenu, upToDate } from './support/screen'

function offer(page: Page) {
  return page.getByRole('region', { name: 'Tour' })
}

function step(page: Page, title: string) {
  return page.getByRole('dialog', { name: title })
}

const titles = [
  'Every card has two gates',
  'An arrow is a flow that is really allowed',
  'Half-open: the commonest mistake',
  'Why, and why not',
  'Draw what you want',
  'The YAML, and its proof',
  'Agree on it',
]

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion } })

    test('the tour is offered on the first example, and walked through with Enter', async ({ page }) => {
      test.slow()
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await offer(page).getByRole('button', { name: 'Take the tour' }).click()
      for (const title of titles) {
        await expect(step(page, title).getByRole('button', { name: /^(Next|Done)$/ })).toBeFocused()
        await page.keyboard.press('Enter')
      }
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeFocused()
      // What the tour did is an edit as any other.
      await expect(page.getByRole('tab', { name: 'Edits 1' })).toBeVisible()
      await page.keyboard.press('ControlOrMeta+z')
      await upToDate(page)
      await expect(offer(page)).toHaveCount(0)
    })
  })
}

test('Escape ends the tour, which is never offered again, and can be started from the search', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await offer(page).getByRole('button', { name: 'Take the tour' }).click()
  await expect(step(page, titles[0] ?? '')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.reload()
  await upToDate(page)
  await expect(drawn(page, /^frontend in /)).toBeVisible()
  await expect(offer(page)).toHaveCount(0)

  await openExampleFromMenu(page, 'Payments')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('tour')
  await page.keyboard.press('Enter')
  await expect(step(page, titles[0] ?? '')).toBeVisible()
})

test('the tour can be refused', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await offer(page).getByRole('button', { name: 'No, thanks' }).click()
  await expect(offer(page)).toHaveCount(0)
  await page.reload()
  await upToDate(page)
  await expect(offer(page)).toHaveCount(0)
})
