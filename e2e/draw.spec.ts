import { expect, type Locator, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { changes, drawn, editList, inspector, notice, openExample, upToDate } from './support/screen'
import { textOf } from './support/text'

const allowed = 'worker to queue: allowed on TCP 6379'

test('an arrow drawn from gate to gate becomes YAML with its proof, and Apply makes it true', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')
  const before = await textOf(page, 'team.yaml')

  const popover = await dragFlow(page, 'worker', 'queue')
  await expect(popover.getByRole('checkbox', { name: 'TCP 6379' })).toBeChecked()
  await page.keyboard.press('Enter')

  await expectProof(page)
  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await expectApplied(page)
  // The policies are new, so they stand in a file of their own.
  expect(await textOf(page, 'team.yaml')).toBe(before)
  expect(await textOf(page, 'policies.yaml')).toContain('# worker may call queue on TCP 6379')
})

test('the same is done with the keyboard alone', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')

  await drawn(page, 'worker in team: isolated for ingress and egress').press('Enter')
  await inspector(page).getByRole('button', { name: 'Allow to…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Choose the other end' }).press('q')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'worker → queue' })
  await expect(dialog.getByRole('checkbox', { name: 'TCP 6379' })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Other ports' })).toBeFocused()
  await page.keyboard.press('Enter')

  await expectProof(page)
  await page.getByRole('button', { name: 'Apply to manifests' }).press('Enter')
  await expectApplied(page)
})

test('a rule that is folded into a policy leaves every other byte of the text as it was', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  const before = await textOf(page, 'shop.yaml')

  await dragFlow(page, 'ingress-nginx-controller', 'api')
  await expect(page.getByRole('checkbox', { name: 'TCP 8080' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(changes(page).getByRole('region', { name: '1 flow added' })).toBeVisible()
  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await upToDate(page)

  await expect(drawn(page, 'ingress-nginx-controller to api: allowed on TCP 8080')).toBeAttached()
  const after = await textOf(page, 'shop.yaml')
  expect(insertion(before, after)).toContain('kubernetes.io/metadata.name: ingress-nginx')
})

test('a drawn arrow is left undone by Escape, or gets ports that are typed', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')
  const popover = await dragFlow(page, 'web', 'queue')
  await page.keyboard.press('Escape')
  await expect(popover).toHaveCount(0)
  await expect(await editList(page)).toHaveCount(0)

  await dragFlow(page, 'web', 'queue')
  const field = page.getByRole('textbox', { name: 'Other ports' })
  await page.getByRole('checkbox', { name: 'TCP 6379' }).uncheck()

  await field.fill('99999')
  await field.press('Enter')
  await expect(page.getByRole('form', { name: 'Ports' }).getByRole('alert')).not.toBeEmpty()
  await field.fill('53/UDP, 8000-8100')
  await field.press('Enter')

  await expect(
    drawn(page, 'web to queue: allowed on TCP 8000-8100 and UDP 53, added by your edits'),
  ).toBeAttached()
})

/**
 * Drags with the mouse from the egress gate of one card to the ingress gate of another, and gives the popover that
 * opens. Tries again when the view was still moving to fit the picture, which nobody's hand is fast enough for.
 */
async function dragFlow(page: Page, from: string, to: string): Promise<Locator> {
  const gate = (card: string, side: 'Ingress' | 'Egress') =>
    drawn(page, new RegExp(`^${card} in `)).getByTitle(new RegExp(`^${side} gate`))
  const popover = page.getByRole('dialog', { name: `Allow ${from} to ${to}` })
  await expect(async () => {
    await gate(from, 'Egress').hover()
    await page.mouse.down()
    await gate(to, 'Ingress').hover()
    await page.mouse.up()
    await expect(popover).toBeVisible({ timeout: 2000 })
  }).toPass()
  return popover
}

async function expectProof(page: Page): Promise<void> {
  await expect(changes(page).getByRole('region', { name: '1 flow added' })).toContainText('worker → queue')
  await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()
  // Both sides are isolated, so it takes a rule on each.
  await expect(changes(page).getByRole('article')).toHaveCount(2)
  await expect(changes(page).getByRole('insertion')).toContainText(['port: 6379', 'port: 6379'])
  await expect(changes(page).getByRole('deletion')).toHaveCount(0)
  await expect(drawn(page, `${allowed}, added by your edits`)).toBeAttached()
}

async function expectApplied(page: Page): Promise<void> {
  await expect(notice(page)).toContainText('in the manifests now')
  await upToDate(page)
  await expect(drawn(page, allowed)).toBeAttached()
  await expect(await editList(page)).toHaveCount(0)
  await page.getByRole('tab', { name: 'Manifests' }).click()
}

/** What was put in at one place. Fails when anything else of the text is different. */
function insertion(before: string, after: string): string {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  const tail = before.slice(start)
  expect(after.endsWith(tail), 'the text around the insertion is as it was').toBe(true)
  return after.slice(start, after.length - tail.length)
}
