import { expect, type Locator, type Page } from '@playwright/test'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, editList, inspector, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

test('locking a namespace shows first what stops, names before all, and follows every choice', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^namespace kube-system: /).press('Enter')
  const dialog = await open(page, 'Lock namespace…', 'Lock namespace kube-system')

  await expect(headline(dialog)).toHaveText('Stops 17 flows: 5 for DNS.')
  await expect(dialog.getByRole('list', { name: 'Names stop resolving' })).toContainText(
    '5 workloads → coredns in kube-system',
  )
  await dialog.getByRole('checkbox', { name: 'Ingress' }).uncheck()
  await expect(headline(dialog)).toHaveText(/^Stops \d+ flows\.$/)
  await dialog.getByRole('checkbox', { name: 'Keep DNS open' }).uncheck()
  await expect(headline(dialog)).toHaveText(/: 1 for DNS\.$/)
  await expect(dialog.getByRole('checkbox', { name: 'NodeLocal DNSCache too' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Egress' }).uncheck()
  await expect(headline(dialog)).toHaveText('Nothing changes.')
  await expect(dialog.getByRole('button', { name: 'Lock' })).toBeDisabled()
})

test('a flow that another policy expects is pointed out before it stops; the lock keeps exact DNS', async ({
  page,
}) => {
  await openPage(page)
  const shop = documents(
    pod('web', 'shop', 8080),
    pod('db', 'shop', 5432),
    ingressPolicy('db', 'web', 'shop', 5432),
  )
  await pasteOnStartPage(page, shop)
  await upToDate(page)
  await drawn(page, /^web in shop/).press('Enter')
  const dialog = await open(page, 'Isolate…', 'Lock web')

  const needed = dialog.getByRole('list', { name: 'Likely needed' })
  await expect(needed).toContainText('web → db')
  await expect(needed).toContainText('Policy db-from-web lets it in, on one side alone.')
  await expect(dialog.getByRole('checkbox', { name: 'Keep DNS open' })).toHaveAccessibleDescription(
    /k8s-app: kube-dns in namespace kube-system: the usual labels/,
  )
  await dialog.getByRole('checkbox', { name: 'NodeLocal DNSCache too' }).check()
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Lock' }).press('Enter')

  await expect(dialog).toHaveCount(0)
  await expect(changes(page).getByRole('insertion').filter({ hasText: 'k8s-app: kube-dns' })).not.toHaveCount(
    0,
  )
  await expect(changes(page).getByRole('insertion').filter({ hasText: '169.254.20.10/32' })).not.toHaveCount(
    0,
  )
  await expect(await editList(page)).toHaveText([
    'Lock web for ingress and egress; DNS and NodeLocal DNSCache stay open',
  ])
})

test('a lock is taken back from where it was made', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^namespace kube-system: /).press('Enter')
  const locking = await open(page, 'Lock namespace…', 'Lock namespace kube-system')
  await locking.getByRole('button', { name: 'Lock' }).press('Enter')
  await upToDate(page)

  const dialog = await open(page, 'Open up again…', 'Open up namespace kube-system')
  await expect(headline(dialog)).toHaveText('Starts 17 flows.')
  await expect(dialog.getByRole('checkbox', { name: 'Take back your edit' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Open up' }).press('Enter')
  await expect(await editList(page)).toHaveCount(0)
})

test('what the manifests isolate is opened by deleting policies, each with what it does', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')
  await drawn(page, /^namespace team: /).press('Enter')
  const dialog = await open(page, 'Open up again…', 'Open up namespace team')

  const policy = dialog.getByRole('checkbox', { name: 'Delete policy team/default-deny-all' })
  await expect(policy).toHaveAccessibleDescription(
    'Line 15. Isolates for ingress and egress. It only denies.',
  )
  await expect(headline(dialog)).toHaveText('Starts 25 flows.')
  await policy.uncheck()
  await expect(headline(dialog)).toHaveText('Nothing changes.')
  await expect(dialog.getByRole('button', { name: 'Open up' })).toBeDisabled()
  await policy.check()
  await dialog.getByRole('button', { name: 'Open up' }).press('Enter')
  await upToDate(page)
  await expect(drawn(page, /^namespace team: 3 workloads, 0 isolated for ingress/)).toBeAttached()
})

/** Opens a dialog of the inspector, and waits for its preview. */
async function open(page: Page, button: string, title: string): Promise<Locator> {
  await inspector(page).getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.getByRole('region', { name: 'Preview' })).toHaveAttribute('aria-busy', 'false')
  return dialog
}

function headline(dialog: Locator): Locator {
  return dialog.getByRole('status', { name: 'Preview' })
}
