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

  await expect(headline(dialog)).toHaveText('Stops 17 flows: 4 for DNS.')
  await expect(dialog.getByRole('list', { name: 'Names stop resolving' })).toContainText(
    '4 workloads → coredns in kube-system',
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
  await expect(dialog.getByRole('list', { name: 'Isolated by' })).toContainText(
    'Your edit Lock namespace kube-system for ingress and egress; DNS stays open.',
  )
  await dialog.getByRole('button', { name: 'Open up' }).press('Enter')
  await expect(await editList(page)).toHaveCount(0)
})

test('a namespace that the manifests isolate is opened in the directions that are wanted', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')
  await drawn(page, /^namespace team: /).press('Enter')
  const dialog = await open(page, 'Open up again…', 'Open up namespace team')

  await expect(dialog.getByRole('list', { name: 'Isolated by' })).toHaveText(
    'Policy team/default-deny-all (line 15) isolates for ingress and egress, only denies and selects nobody else.',
  )
  await expect(headline(dialog)).toHaveText('Starts 25 flows.')
  await dialog.getByRole('checkbox', { name: 'Ingress' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Egress' }).uncheck()
  await expect(headline(dialog)).toHaveText('Nothing changes.')
  await expect(dialog.getByRole('button', { name: 'Open up' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Egress' }).check()
  await dialog.getByRole('button', { name: 'Open up' }).press('Enter')
  await upToDate(page)
  await expect(
    drawn(page, /^namespace team: 3 workloads, 3 isolated for ingress, 0 for egress/),
  ).toBeAttached()
  await expect(await editList(page)).toHaveText(['Open namespace team for egress'])
})

test('of a namespace that is closed one workload is opened, and the others stay closed unless that is chosen', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Default deny, to start from')
  await drawn(page, /^web in team/).press('Enter')
  const dialog = await open(page, 'Open up again…', 'Open up web')

  await expect(dialog.getByRole('list', { name: 'Isolated by' })).toContainText('selects 2 others.')
  await expect(dialog.getByRole('radio', { name: 'Only web (proposed)' })).toBeChecked()
  const alone = await headline(dialog).textContent()
  await dialog.getByRole('radio', { name: 'Delete these policies' }).click()
  await expect(dialog.getByText('Also opens queue and worker for ingress.')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Everybody that these policies select' }).click()
  await expect(headline(dialog)).toHaveText('Starts 25 flows.')
  await dialog.getByRole('radio', { name: 'Only web (proposed)' }).click()
  await expect(headline(dialog)).toHaveText(alone ?? '')
  await dialog.getByRole('button', { name: 'Open up' }).press('Enter')
  await upToDate(page)
  await expect(
    drawn(page, /^namespace team: 3 workloads, 2 isolated for ingress, 2 for egress/),
  ).toBeAttached()
  await expect(changes(page).getByRole('insertion').filter({ hasText: 'operator: NotIn' })).toHaveCount(1)
  await expect(await editList(page)).toHaveText(['Open web for ingress and egress'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(await editList(page)).toHaveCount(0)
})

test('one workload of a namespace that an edit locks is opened, and the lock stays for the others', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^namespace kube-system: /).press('Enter')
  const locking = await open(page, 'Lock namespace…', 'Lock namespace kube-system')
  await locking.getByRole('button', { name: 'Lock' }).press('Enter')
  await upToDate(page)
  await drawn(page, /^coredns in kube-system/).press('Enter')
  const dialog = await open(page, 'Open up again…', 'Open up coredns')
  // Enter accepts what the dialog proposes.
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(await editList(page)).toHaveText([
    /^Lock namespace kube-system/,
    'Open coredns for ingress and egress',
  ])
  await expect(drawn(page, /^coredns in kube-system/)).toHaveAccessibleName(/^(?!.*isolated for)/)
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
