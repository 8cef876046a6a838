import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, notice, openExample, takeSmallestChange } from './support/screen'
import { clipboardText } from './support/text'

test.describe('with one change to the payments policies', () => {
  test.beforeEach(async ({ page }) => {
    await openPage(page)
    await openExample(page, 'Payments')
    await drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432').press('Enter')
    await takeSmallestChange(page)
    await expect(page.getByRole('button', { name: 'Apply to manifests' })).toBeVisible()
  })

  test('a download of what changed holds that policy alone', async ({ page }) => {
    const { name, text } = await download(page, 'Download changed policies')

    expect(name).toBe('network-policy-changes.yaml')
    expect(policiesIn(text)).toEqual(['api-allow'])
    expect(text).toContain('port: 5432')
    await expect(notice(page)).toContainText('network-policy-changes.yaml')
  })

  test('a download of all policies holds the others too, and nothing but policies', async ({ page }) => {
    const { name, text } = await download(page, 'Download all policies')

    expect(name).toBe('network-policies.yaml')
    expect(policiesIn(text).sort()).toEqual(['allow-dns', 'api-allow', 'api-to-db', 'default-deny-all'])
    expect(text).not.toMatch(/kind: (Deployment|StatefulSet|Service|Namespace)/)
  })

  test('a download of the edits is what the command reads', async ({ page }) => {
    const { name, text } = await download(page, 'Download edits')

    expect(name).toBe('edits.yaml')
    expect(text).toBe(`apiVersion: drawbridge/v1
kind: Edits
edits:
- kind: allow
  from: payments/Deployment/api
  to: payments/StatefulSet/postgres
  ports: TCP 5432
`)
    await expect(notice(page)).toContainText('The edits are in edits.yaml')
  })

  test('the clipboard takes what changed, and all of them', async ({ page }) => {
    await page.getByRole('button', { name: 'Copy YAML' }).click()
    await expect(notice(page)).toContainText('The changed policies are on the clipboard')
    expect(policiesIn(await clipboardText(page))).toEqual(['api-allow'])

    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'Copy all policies' }).click()
    await expect(notice(page)).toContainText('All policies are on the clipboard')
    expect(policiesIn(await clipboardText(page))).toHaveLength(4)
  })
})

test('without a change there is nothing to take away but all policies', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await page.getByRole('button', { name: 'Export' }).click()

  await expect(page.getByRole('menuitem', { name: 'Download changed policies' })).toBeDisabled()
  await expect(page.getByRole('menuitem', { name: 'Download edits' })).toBeDisabled()
  await expect(page.getByRole('menuitem', { name: 'Download all policies' })).toBeEnabled()
})

test.describe('where the browser refuses the clipboard', () => {
  test.use({ permissions: [] })

  test('the text is shown to be copied by hand', async ({ page }) => {
    await openPage(page)
    await openExample(page, 'Payments')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'Copy all policies' }).click()

    await expect(notice(page)).toContainText('refused the clipboard')
    await expect(notice(page).getByRole('textbox', { name: 'Text to copy by hand' })).toHaveValue(/api-to-db/)
  })
})

async function download(page: Page, item: string) {
  await page.getByRole('button', { name: 'Export' }).click()
  const started = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).click()
  const file = await started
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** Names of the policies in a text, in its order. */
function policiesIn(text: string): string[] {
  return text
    .split(/^---$/m)
    .filter((document) => document.includes('kind: NetworkPolicy'))
    .map((document) => /^ {2}name: (\S+)$/m.exec(document)?.[1] ?? '')
}
