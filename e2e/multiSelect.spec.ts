import { expect, type Locator, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { changes, drawn, editList, inspector, openExample } from './support/screen'

const example = 'Default deny, to start from'

test('what is drawn from one of several cards is drawn from all, and is one step to undo', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, example)
  await card(page, 'web').click({ position: { x: 70, y: 14 } })
  await card(page, 'worker').click({ position: { x: 70, y: 14 }, modifiers: ['Shift'] })
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('2 workloads selected')

  await drag(page, gate(page, 'worker', 'Egress'), card(page, 'queue'), 'Allow web and worker to queue')
  await page.keyboard.press('Enter')
  await expect(added(page, 'web to queue')).toBeAttached()
  await expect(added(page, 'worker to queue')).toBeAttached()
  await expect(changes(page).getByRole('region', { name: '2 flows added' })).toBeVisible()
  await expect(await editList(page)).toHaveCount(2)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(await editList(page)).toHaveCount(0)
})

test('several cards are connected with the keyboard alone', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await card(page, 'web').press('Enter')
  await card(page, 'worker').press('Shift+Enter')
  await expect(drawn(page, /^worker in .*, selected$/)).toBeAttached()

  await inspector(page).getByRole('button', { name: 'Allow from these to…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Choose the other end' }).fill('queue')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'web and worker → queue' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(await editList(page)).toHaveText([
    'Allow web → queue on TCP 6379',
    'Allow worker → queue on TCP 6379',
  ])

  await inspector(page).getByRole('button', { name: 'Take web out of the selection' }).press('Enter')
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'worker' })).toBeVisible()
})

test('a flow is drawn to the outside although nothing of it is in the picture', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  // The first edit makes every flow without one step back, and with them the card of the outside.
  await drag(page, gate(page, 'worker', 'Egress'), card(page, 'queue'), 'Allow worker to queue')
  await page.keyboard.press('Enter')
  await expect(added(page, 'worker to queue')).toBeAttached()
  const outside = drawn(page, 'Everything outside, outside the cluster')
  await expect(outside).toHaveCount(0)

  await drag(page, gate(page, 'web', 'Egress'), outside, 'Allow web to outside')
  await expect(page.getByRole('dialog')).toContainText('To mean some of them, choose “Allow to…”')
  await page.getByRole('textbox', { name: 'Ports' }).fill('443')
  await page.keyboard.press('Enter')
  await expect(drawn(page, /^web to .*: allowed on TCP 443, added by your edits$/).first()).toBeAttached()
  await expect((await editList(page)).last()).toHaveText('Allow web → everything outside on TCP 443')
})

test('a flow is drawn from a namespace, which means all its pods', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  const frame = page.getByTitle('Egress gate of namespace team: draw from all its pods')
  await drag(page, frame, card(page, 'coredns'), 'Allow namespace team to coredns')
  await page.getByRole('textbox', { name: 'Other ports' }).fill('53/UDP')
  await page.keyboard.press('Enter')
  await expect((await editList(page)).first()).toContainText('Allow namespace team → coredns')
  await expect(changes(page).getByRole('article')).toHaveCount(1)
})

test('a flow of a namespace is allowed with the keyboard alone', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await drawn(page, /^namespace team: /).press('Enter')
  await inspector(page).getByRole('button', { name: 'Allow from…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Choose the other end' }).fill('namespace kube-system')
  await expect(page.getByRole('option', { name: 'Namespace kube-system' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Other ports' }).fill('8080')
  await page.keyboard.press('Enter')
  await expect((await editList(page)).first()).toContainText('Allow namespace kube-system → namespace team')
})

test('a flow to addresses that nothing names yet is allowed by typing them', async ({ page }) => {
  await openPage(page)
  await openExample(page, example)
  await drawn(page, /^web in /).press('Enter')
  await inspector(page).getByRole('button', { name: 'Allow to…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Choose the other end' }).fill('203.0.113.0/24')
  await expect(page.getByRole('option', { name: '203.0.113.0/24' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Ports' }).fill('443')
  await page.keyboard.press('Enter')
  await expect((await editList(page)).first()).toHaveText('Allow web → 203.0.113.0/24 on TCP 443')
  await expect(changes(page).getByRole('article')).toContainText('cidr: 203.0.113.0/24')
  await expect(drawn(page, 'web to 203.0.113.0/24: allowed on TCP 443, added by your edits')).toBeAttached()
})

function card(page: Page, name: string): Locator {
  return drawn(page, new RegExp(`^${name} in `))
}

function gate(page: Page, name: string, side: 'Ingress' | 'Egress'): Locator {
  return card(page, name).getByTitle(new RegExp(`^${side} gate`))
}

function added(page: Page, ends: string): Locator {
  return drawn(page, new RegExp(`^${ends}: allowed on .*, added by your edits$`))
}

/** Drags with the mouse; tries again when the view was still moving to fit the picture. The end may appear only while dragging. */
async function drag(page: Page, from: Locator, to: Locator, dialog: string): Promise<void> {
  await expect(async () => {
    await from.hover()
    await page.mouse.down()
    const start = await from.boundingBox()
    await page.mouse.move((start?.x ?? 0) + 30, (start?.y ?? 0) + 10, { steps: 3 })
    const end = await to.boundingBox()
    await page.mouse.move((end?.x ?? 0) + (end?.width ?? 0) / 2, (end?.y ?? 0) + (end?.height ?? 0) / 2, {
      steps: 5,
    })
    await page.mouse.up()
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible({ timeout: 2000 })
  }).toPass()
}
