import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, editList, notice, upToDate } from './support/screen'
import { editor, paste, pasteOnStartPage, textOf } from './support/text'

const deployment = (name: string) => `# ${name} of the shop
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels:
        app: shop # all of it
    spec: {containers: [{name: main, image: ${name}}]}
`

const shop = documents(
  deployment('api'),
  deployment('web'),
  pod('db', 'shop', 5432),
  ingressPolicy('db', 'cache', 'shop', 5432),
)
const edits = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: allow, from: shop/api, to: shop/db, ports: TCP 5432}
`
const addition = 'Add label app.kubernetes.io/component: api to Deployment shop/api, line 9'

test('an edit that means others too says whom, and one button adds the label that tells them apart', async ({
  page,
}) => {
  await open(page)
  await expect(edit(page)).toContainText('Labels cannot tell api apart from web, so this means web too.')
  await expect(changes(page)).toContainText('web')

  await edit(page).getByRole('button', { name: 'Show line 9 of Deployment shop/api' }).press('Enter')
  await expect(editor(page)).toContainText('api of the shop')
  await editList(page)
  await edit(page).getByRole('button', { name: addition }).press('Enter')

  await expect(notice(page)).toHaveText('The label app.kubernetes.io/component: api is in the manifests now.')
  await upToDate(page)
  await expect(edit(page)).not.toContainText('Labels cannot tell')
  await expect(edit(page).getByRole('button', { name: /^Add label/ })).toHaveCount(0)
  await expect(
    changes(page).getByRole('insertion').filter({ hasText: 'app.kubernetes.io/component: api' }),
  ).toHaveCount(1)
  const label = '        app.kubernetes.io/component: api\n'
  const labelled = shop.replace('# all of it\n', `# all of it\n${label}`)
  expect(await manifests(page)).toBe(labelled)

  await page.getByRole('button', { name: 'Undo' }).click()
  await upToDate(page)
  expect(await manifests(page)).toBe(shop)
  await editList(page)
  await expect(edit(page).getByRole('button', { name: addition })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })
    test('the offer of a label has no accessibility problem', async ({ page }) => {
      await open(page)
      await expect(edit(page).getByRole('button', { name: addition })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}

/** A shop in which labels do not tell api and web apart, and an edit for one of them. */
async function open(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, shop)
  await upToDate(page)
  await paste(page, edits)
  await expect(await editList(page)).toHaveCount(1)
  await upToDate(page)
}

async function manifests(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Manifests' }).click()
  return textOf(page, 'pasted-1.yaml')
}

function edit(page: Page): Locator {
  return page.getByRole('list', { name: 'Edits' }).getByRole('listitem').first()
}
