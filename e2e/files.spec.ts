import { expect, type Page } from '@playwright/test'
import { drop, writeFiles } from './support/files'
import { ingressPolicy, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, notice, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const folder = {
  'base/web.yaml': pod('web', 'shop', 8080),
  'base/data/db.yml': pod('db', 'shop', 5432),
  'base/policy.yaml': ingressPolicy('db', 'web', 'shop', 5432),
  'base/README.md': '# The shop',
}

test('a folder and a file dropped on the page are read, and what is no manifest is skipped with a count', async ({
  page,
}, info) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await writeFiles(info, { ...folder, 'cache.yaml': pod('cache', 'shop', 6379) })

  await drop(page, [info.outputPath('base'), info.outputPath('cache.yaml')])

  await expect(notice(page)).toContainText('4 files added. 1 skipped')
  await expectShop(page)
  await expect(drawn(page, 'cache in shop: not isolated')).toBeAttached()
})

test('files dropped on open work are added to it, and none twice', async ({ page }, info) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await writeFiles(info, { 'cache.yaml': pod('cache', 'shop'), 'mail.json': podAsJson('mail', 'shop') })

  await drop(page, [info.outputPath('cache.yaml'), info.outputPath('mail.json')])

  await expect(fileTabs(page)).toHaveText(['pasted-1.yaml', 'cache.yaml', 'mail.json'])
  await expect(drawn(page, 'cache in shop: not isolated')).toBeAttached()
  await expect(drawn(page, 'mail in shop: not isolated')).toBeAttached()
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()

  await drop(page, [info.outputPath('cache.yaml')])
  await expect(notice(page)).toContainText('1 already here')
  await expect(fileTabs(page)).toHaveCount(3)
})

test('a folder is opened whole', async ({ page }, info) => {
  await openPage(page)
  await writeFiles(info, folder)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open folder…' }).click()

  await (await chooser).setFiles(info.outputPath('base'))

  await expectShop(page)
  await expect(notice(page)).toContainText('3 files added. 1 skipped')
})

test('several files are opened side by side, and each can be looked at', async ({ page }, info) => {
  await openPage(page)
  await writeFiles(info, folder)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open files…' }).click()

  await (await chooser).setFiles(['base/web.yaml', 'base/data/db.yml'].map((name) => info.outputPath(name)))

  await expect(fileTabs(page)).toHaveText(['web.yaml', 'db.yml'])
  await expect(page.getByRole('textbox', { name: 'Manifest web.yaml' })).toContainText('name: web')
  await page.getByRole('tab', { name: 'db.yml' }).click()
  await expect(page.getByRole('textbox', { name: 'Manifest db.yml' })).toContainText('name: db')
})

async function expectShop(page: Page): Promise<void> {
  await upToDate(page)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(drawn(page, 'db in shop: isolated for ingress')).toBeAttached()
}

function fileTabs(page: Page) {
  return page.getByRole('tablist', { name: 'Files' }).getByRole('tab')
}

function podAsJson(name: string, namespace: string): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: {} })
}
