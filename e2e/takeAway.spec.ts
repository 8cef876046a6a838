import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import {
  changes,
  drawn,
  editList,
  inspector,
  openExample,
  takeSmallestChange,
  upToDate,
} from './support/screen'
import { editor, textOf } from './support/text'

const cart = 'cartservice to redis-cart: allowed on TCP 6379'
const half = 'api to postgres: half-open, egress of api blocks on TCP 5432'
const mended = 'api to postgres: allowed on TCP 5432, added by your edits'

test('a flow is deleted, and the impact says what is removed', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Online Boutique')

  await drawn(page, cart).press('Enter')
  await inspector(page).getByRole('button', { name: 'Block this flow' }).click()

  await expect(changes(page).getByRole('region', { name: '1 flow removed' })).toContainText(
    'cartservice → redis-cart',
  )
  await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()
  await expect(changes(page).getByRole('deletion')).toContainText('matchLabels: {app: cartservice}')
  await expect(
    drawn(page, 'cartservice to redis-cart: was allowed on TCP 6379, removed by your edits'),
  ).toBeAttached()

  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await upToDate(page)
  await expect(drawn(page, /^cartservice to redis-cart/)).toHaveCount(0)
  await expect(drawn(page, 'checkoutservice to cartservice: allowed on TCP 7070')).toBeAttached()
})

test('a locked namespace stops what nobody allows, and keeps its DNS only if asked to', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await openLock(page, 'marketing')
  await expect(page.getByRole('checkbox', { name: 'Keep DNS open' })).toBeChecked()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()

  const stopped = changes(page).getByRole('region', { name: /flows removed$/ })
  await expect(stopped.getByRole('button', { name: 'marketing → outside every port' })).toBeVisible()
  await expect(stopped.getByRole('button', { name: 'outside → marketing every port' })).toBeVisible()
  await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()
  await expect(drawn(page, 'marketing to coredns: allowed on TCP 53 and UDP 53')).toBeAttached()
  await expect(drawn(page, 'marketing in marketing: isolated for ingress and egress')).toBeAttached()

  await page.getByRole('button', { name: 'Undo' }).click()
  await openLock(page, 'marketing')
  await page.getByRole('checkbox', { name: 'Keep DNS open' }).uncheck()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(stopped.getByRole('button', { name: 'marketing → coredns every port' })).toBeVisible()
  await expect(drawn(page, /^marketing to coredns: allowed/)).toHaveCount(0)
})

test('undo and redo go through text and edits in the order in which they were made', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  const edits = await editList(page)
  await page.getByRole('tab', { name: 'Manifests' }).click()
  const before = await textOf(page, 'payments.yaml')
  await drawn(page, half).press('Enter')
  await takeSmallestChange(page)
  await expect(drawn(page, mended)).toBeAttached()
  await editor(page).press('ControlOrMeta+Home')
  await page.keyboard.insertText('# mine\n')
  await upToDate(page)

  await editor(page).press('ControlOrMeta+z')
  expect(await textOf(page, 'payments.yaml')).toBe(before)
  await expect(drawn(page, mended)).toBeAttached()
  await editor(page).press('ControlOrMeta+z')
  await expect(drawn(page, half)).toBeAttached()
  await editList(page)
  await expect(edits).toHaveCount(0)

  await drawn(page, half).press('ControlOrMeta+Shift+z')
  await expect(edits).toHaveText(['Allow api → postgres on TCP 5432'])
  await drawn(page, mended).press('ControlOrMeta+Shift+z')
  await page.getByRole('tab', { name: 'Manifests' }).click()
  expect(await textOf(page, 'payments.yaml')).toBe(`# mine\n${before}`)
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled()
})

test('the buttons undo and redo an edit and its application', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, half).press('Enter')
  await takeSmallestChange(page)
  await expect(drawn(page, mended)).toBeAttached()
  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await expect(drawn(page, 'api to postgres: allowed on TCP 5432')).toBeAttached()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(drawn(page, mended)).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(drawn(page, half)).toBeAttached()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(drawn(page, mended)).toBeAttached()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(drawn(page, 'api to postgres: allowed on TCP 5432')).toBeAttached()
})

test('one edit of several is removed, and the others stay', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, half).press('Enter')
  await takeSmallestChange(page)
  await openLock(page, 'marketing')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  const edits = await editList(page)
  await expect(edits).toHaveCount(2)

  await page.getByRole('button', { name: /^Remove: Lock/ }).click()

  await expect(edits).toHaveText(['Allow api → postgres on TCP 5432'])
  await expect(drawn(page, mended)).toBeAttached()
  await expect(drawn(page, 'marketing in marketing: not isolated')).toBeAttached()
})

async function openLock(page: Page, namespace: string): Promise<void> {
  await drawn(page, new RegExp(`^namespace ${namespace}:`)).press('Enter')
  await inspector(page).getByRole('button', { name: 'Lock namespace…' }).click()
}
