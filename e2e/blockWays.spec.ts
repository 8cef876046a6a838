import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { tabAndPress } from './support/keyboard'
import { follow, shareLink } from './support/link'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, editList, inspector, upToDate } from './support/screen'
import { paste, pasteOnStartPage } from './support/text'

const edits = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: block, from: outside, to: shop/web, ports: TCP 8080}
`

test('the ways to block a flow are compared, another one is taken, and undone', async ({ page }) => {
  const dialog = await openWays(page)
  await expect(ways(dialog)).toHaveCount(2)
  const [proposed, other] = [ways(dialog).nth(0), ways(dialog).nth(1)]
  await expect(proposed).toHaveAccessibleName('At the receiver')
  await expect(proposed).toContainText('Proposed')
  await expect(proposed).toContainText('In use')
  await expect(proposed).toContainText('Policy shop/db-from-web no longer allows it.')
  await expect(proposed).toContainText(/−1 flow · 1 policy, \d+ lines of YAML/)
  await expect(proposed.getByText('Nothing else changes.')).toBeVisible()
  await tabAndPress(page, proposed.getByText('YAML: 1 policy'))
  await expect(proposed.getByRole('deletion')).toContainText('port: 5432')
  await expect(other).toHaveAccessibleName('At the sender')
  await expect(other).toContainText('New policy shop/web-isolate isolates web, open so far, for egress')

  await tabAndPress(page, other.getByText('YAML: 1 policy'))
  await expect(other.getByRole('insertion')).toContainText('name: web-isolate')
  await other.getByRole('button', { name: 'Use this way: At the sender' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(await editList(page)).toHaveText(['Block web → db on TCP 5432, cut at the sender'])
  await expect(changes(page).getByRole('article', { name: 'New policy web-isolate' })).toBeVisible()
  await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(await editList(page)).toHaveText(['Block web → db on TCP 5432'])
  await expect(changes(page).getByRole('article', { name: 'Changed policy db-from-web' })).toBeVisible()
})

test('a link carries the way that was taken', async ({ page, colleague }) => {
  const dialog = await openWays(page)
  await dialog.getByRole('button', { name: 'Use this way: At the sender' }).click()
  await upToDate(page)
  const link = await shareLink(page)
  await openPage(colleague)
  await follow(colleague, link.slice(link.indexOf('#')))
  await expect(await editList(colleague)).toHaveText(['Block web → db on TCP 5432, cut at the sender'])
})

test('a side that cannot be cut says why', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await paste(page, edits)
  await editList(page)
  await page.getByRole('button', { name: /^No other way: Block / }).click()
  await expect(ways(page.getByRole('dialog')).nth(1)).toContainText(
    'Not possible: Policies are for pods, so nothing can be cut at everything outside.',
  )
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the dialog of the ways has nothing that keeps somebody out', async ({ page }) => {
      const dialog = await openWays(page)
      for (const summary of await dialog.getByText(/^YAML: /).all()) await summary.click()
      expect(await violations(page, '[role=dialog]')).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: /^Other ways \(1\): / })).toBeFocused()
    })
  })
}

/** The dialog for the block of the one flow of the small shop. */
async function openWays(page: Page): Promise<Locator> {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await drawn(page, 'web to db: allowed on TCP 5432').press('Enter')
  await inspector(page).getByRole('button', { name: 'Block this flow' }).click()
  await editList(page)
  await page.getByRole('button', { name: 'Other ways (1): Block web → db on TCP 5432' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ways to block web → db' })
  await expect(ways(dialog).first()).toBeVisible()
  return dialog
}

function ways(dialog: Locator): Locator {
  return dialog.getByRole('list', { name: 'Ways' }).locator('> li')
}
