import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { drop, writeFiles } from './support/files'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, editList, notice, openExample, upToDate } from './support/screen'
import { paste, pasteOnStartPage } from './support/text'

const header = 'apiVersion: drawbridge/v1\nkind: Edits\nedits:\n'
const allow = '- {kind: allow, from: shop/db, to: shop/web, ports: TCP 8080}\n'
const lock = '- {kind: isolate, end: shop, directions: ingress}\n'
const off = '- {kind: block, from: "*", to: outside, ports: all, disabled: true}\n'

test('a file of edits that is dropped adds them to the list as one step and only once, and no manifest', async ({
  page,
}, info) => {
  await openShop(page)
  await writeFiles(info, { 'edits.yaml': header + lock + allow + off })
  await drop(page, [info.outputPath('edits.yaml')])

  await expect(notice(page)).toContainText('3 edits added from edits.yaml.')
  await expect(edits(page)).toHaveCount(3)
  await expect(drawn(page, /^db to web: allowed on TCP 8080/)).toBeAttached()
  await expect(switchOf(page, 'Block all pods')).not.toBeChecked()
  await expect(tabs(page)).toHaveText(['pasted-1.yaml'])

  await drop(page, [info.outputPath('edits.yaml')])
  await expect(notice(page)).toContainText('No edits added from edits.yaml. 3 already here.')
  await expect(edits(page)).toHaveCount(3)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(edits(page)).toHaveCount(0)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
})

test('what of a file cannot be read is said with its place, and the rest is added to what is there', async ({
  page,
}) => {
  await openShop(page)
  await paste(page, header + lock)
  await expect(edits(page)).toHaveCount(1)
  const wrong = '- {kind: allow, from: shop, to: shop/web, ports: 80}\n'
  await paste(page, `${header}${wrong}${allow}- {kind: alow}\n`)

  await expect(notice(page)).toContainText('1 edit added from pasted-2.yaml.')
  await expect(notice(page).getByRole('listitem')).toHaveText([
    /^pasted-2\.yaml, line 4, column 23: "shop" can be read in two ways\./,
    'pasted-2.yaml, line 6, column 10: There is no edit "alow". Did you mean allow?',
  ])
  await expect(edits(page)).toHaveCount(2)
})

test('an end that is not in the manifests keeps its edit, which says so', async ({ page }) => {
  await openShop(page)
  await paste(page, `${header}- {kind: allow, from: shop/mail, to: shop/web, ports: 80}\n`)
  await expect(edits(page)).toContainText(['shop/Deployment/mail is not in the manifests.'])
})

test('edits and manifests that are dropped together become one step', async ({ page }, info) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await writeFiles(info, { 'work/edits.yaml': header + allow, 'work/shop.yaml': smallShop })
  await drop(page, [info.outputPath('work')])

  await expect(notice(page)).toContainText('1 edit added from work/edits.yaml. 1 file added.')
  await expect(edits(page)).toHaveText([/^Allow db → web on TCP 8080/])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'See who can really reach whom' })).toBeVisible()
})

test('edits without any manifests are not taken for some', async ({ page }) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await paste(page, header + allow)
  await expect(notice(page)).toContainText('there are no manifests yet')
  await expect(page.getByRole('heading', { level: 1, name: 'See who can really reach whom' })).toBeVisible()
})

test('a file of edits that is exported brings them all back', async ({ page }, info) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  const some = `${header}- {kind: allow, from: production/frontend, to: production/database, ports: TCP 5432}
- {kind: isolate, end: kube-system, directions: "ingress,egress,dns,node-local-dns", disabled: true}
- {kind: template, template: allow-monitoring, namespace: production, parameters: {pods: app=frontend}}
- {kind: renamePolicy, policy: production/allow-dns, name: names}
- {kind: disableRule, policy: production/allow-api-egress-to-db, rule: egress 1}
`
  await paste(page, some)
  await expect(edits(page)).toHaveCount(5)
  const words = await edits(page)
    .getByRole('button', { name: /^(?!Remove)/ })
    .allTextContents()

  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download edits' }).click()
  const exported = await readFile(await (await download).path(), 'utf8')
  await page.getByRole('button', { name: 'Remove all edits' }).click()
  await writeFiles(info, { 'edits.yaml': exported })
  await drop(page, [info.outputPath('edits.yaml')])

  await expect(edits(page)).toHaveCount(5)
  expect(
    await edits(page)
      .getByRole('button', { name: /^(?!Remove)/ })
      .allTextContents(),
  ).toEqual(words)
  await expect(switchOf(page, 'Lock namespace kube-system')).not.toBeChecked()
})

async function openShop(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await editList(page)
}

function edits(page: Page) {
  return page.getByRole('list', { name: 'Edits' }).getByRole('listitem')
}

function switchOf(page: Page, words: string) {
  return page.getByRole('switch', { name: new RegExp(`^In force: ${words}`) })
}

function tabs(page: Page) {
  return page
    .getByRole('tablist', { name: 'Files', includeHidden: true })
    .getByRole('tab', { includeHidden: true })
}
