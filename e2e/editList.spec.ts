import { expect, type Locator, type Page } from '@playwright/test'
import { follow, shareLink } from './support/link'
import { openPage, test } from './support/page'
import { changes, drawn, editList, inspector, notice, openExample, upToDate } from './support/screen'

const example = 'Default deny, to start from'

test('each edit says what it does and costs, and a switch takes it out and in again', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await allow(page, 'worker', 'queue')
  await allow(page, 'web', 'queue')
  await expect(await editList(page)).toHaveCount(2)
  const first = row(page, 'Allow worker → queue')
  await expect(first).toContainText('+1 flow')
  await expect(first).toContainText(/\d+ lines? of YAML/)

  const inForce = first.getByRole('switch', { name: 'In force: Allow worker → queue on TCP 6379' })
  await inForce.press('Space')
  await expect(inForce).not.toBeChecked()
  await expect(drawn(page, /^worker to queue: allowed/)).toHaveCount(0)
  await expect(changes(page).getByRole('region', { name: '1 flow added' })).toContainText('web → queue')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(inForce).toBeChecked()
  await expect(changes(page).getByRole('region', { name: '2 flows added' })).toBeVisible()
})

test('an edit that is switched off is so for whoever gets the link', async ({ page, colleague }) => {
  await openPage(page)
  await openExample(page, example)
  await allow(page, 'worker', 'queue')
  await editList(page)
  await row(page, 'Allow worker → queue').getByRole('switch').click()
  await upToDate(page)
  const link = await shareLink(page)
  await openPage(colleague)
  await follow(colleague, link.slice(link.indexOf('#')))
  await editList(colleague)
  await expect(row(colleague, 'Allow worker → queue').getByRole('switch')).not.toBeChecked()
  await expect(colleague.getByRole('tab', { name: 'Changes', exact: true })).toBeVisible()
})

test('edits, their arrows and their lines of YAML point at each other', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await allow(page, 'worker', 'queue')
  await allow(page, 'web', 'coredns', '53/UDP')
  await editList(page)
  const lit = changes(page).locator('[data-lit]')
  const [toQueue, toDns] = [row(page, 'Allow worker → queue'), row(page, 'Allow web → coredns')]
  await expect(toDns).toContainText('lines of YAML')

  await toDns.hover()
  await expect(lit.filter({ hasText: 'port: 53' })).toHaveCount(1)
  await expect(lit.filter({ hasText: 'port: 6379' })).toHaveCount(0)

  await toQueue.getByRole('switch').focus()
  await expect(lit.filter({ hasText: 'port: 6379' })).not.toHaveCount(0)
  await expect(lit.filter({ hasText: 'port: 53' })).toHaveCount(0)

  await changes(page).getByText('port: 53').hover()
  await expect(toDns).toHaveAttribute('data-pointed', 'true')
  await expect(toQueue).toHaveAttribute('data-pointed', 'false')

  await changes(page).getByRole('button', { name: 'Edit 2: Allow web → coredns on UDP 53' }).first().focus()
  await expect(toDns).toHaveAttribute('data-pointed', 'true')

  await drawn(page, /^worker to queue: .*added by your edits$/).focus()
  await expect(toQueue).toHaveAttribute('data-pointed', 'true')
  // What is brought into sight is so inside its panel: the bar at the top stays where it is.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
})

test('an edit that changes nothing says so', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await allow(page, 'coredns', 'metrics-server', '9')
  await expect(notice(page)).toContainText('no change is needed')
})

function row(page: Page, words: string): Locator {
  return page.getByRole('list', { name: 'Edits' }).getByRole('listitem').filter({ hasText: words })
}

/** Allows a flow with the keyboard, on the port that is proposed if none is given. */
async function allow(page: Page, from: string, to: string, ports = ''): Promise<void> {
  await drawn(page, new RegExp(`^${from} in `)).press('Enter')
  await inspector(page).getByRole('button', { name: 'Allow to…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Choose the other end' }).fill(to)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `${from} → ${to}` })
  await expect(dialog).toBeVisible()
  if (ports !== '') {
    for (const proposal of await dialog.getByRole('checkbox', { checked: true }).all())
      await proposal.uncheck()
    await dialog.getByRole('textbox').fill(ports)
  }
  await dialog.getByRole('button', { name: 'Allow' }).click()
  await upToDate(page)
}
