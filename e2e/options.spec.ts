import { expect, type Page } from '@playwright/test'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, inspector, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const client = `${pod('client', 'shop')}status: {podIP: 10.0.0.5}\n`
const fromAddresses = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db-from-addresses, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 5432}]}]
`
const agent = pod('client', 'shop').replace('spec: {', 'spec: {hostNetwork: true, ')
const nowhere = pod('client', 'shop').replace(', namespace: shop', '')
const db = pod('db', 'shop', 5432)
const fromClient = ingressPolicy('db', 'client', 'shop', 5432)
const allowed = 'client to db: allowed on TCP 5432'

// The flow of each is there with one value of the option and not with the other.
const cases = [
  {
    option: 'ipBlocks match pods',
    manifests: documents(client, db, fromAddresses),
    when: 'Matters where an ipBlock contains pod addresses',
    isAllowedAtFirst: true,
  },
  {
    option: 'Host network pods stay outside policies',
    manifests: documents(agent, db, fromClient),
    when: 'Matters for pods with hostNetwork: true',
    isAllowedAtFirst: false,
  },
]

for (const { option, manifests, when, isAllowedAtFirst } of cases) {
  test(`"${option}" says when it matters and decides a flow`, async ({ page }) => {
    await openPage(page)
    await pasteOnStartPage(page, manifests)
    await upToDate(page)
    await expectFlow(page, isAllowedAtFirst)

    await page.getByRole('button', { name: 'Scenario options' }).click()
    const box = page.getByRole('checkbox', { name: option })
    await expect(box).toHaveAccessibleDescription(new RegExp(when))
    await expect(box).toBeChecked()
    await box.click()
    await expectFlow(page, !isAllowedAtFirst)
    await box.click()
    await expectFlow(page, isAllowedAtFirst)
  })
}

test('"Default namespace" says when it matters and decides a flow', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(nowhere, db, fromClient))
  await upToDate(page)
  await expect(drawn(page, /^client in default/)).toBeAttached()
  await expectFlow(page, false)

  await page.getByRole('button', { name: 'Scenario options' }).click()
  const field = page.getByRole('textbox', { name: 'Default namespace' })
  await expect(field).toHaveAccessibleDescription(/Matters for objects that name no namespace/)
  await field.fill('shop')
  await field.press('Enter')
  await expect(drawn(page, /^client in shop/)).toBeAttached()
  await expectFlow(page, true)
})

test('"Only add new policies" leaves the policies alone and says which one is in the way', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Online Boutique')
  await drawn(page, 'cartservice to redis-cart: allowed on TCP 6379').press('Enter')
  await inspector(page).getByRole('button', { name: 'Block this flow' }).click()
  await expect(changes(page).getByRole('deletion').first()).toBeVisible()

  await page.getByRole('button', { name: 'Scenario options' }).click()
  const box = page.getByRole('checkbox', { name: 'Only add new policies' })
  await expect(box).toHaveAccessibleDescription(/The policies that are there stay as they are/)
  await expect(box).not.toBeChecked()
  await box.click()
  await expect(changes(page).getByRole('deletion')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /^Edits/ }).click()
  await expect(page.getByRole('list', { name: 'Edits' })).toContainText(
    /default\/redis-cart.* policies only add/,
  )
})

async function expectFlow(page: Page, isAllowed: boolean): Promise<void> {
  await expect(drawn(page, allowed)).toHaveCount(isAllowed ? 1 : 0)
}
