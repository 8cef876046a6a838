import { expect, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, upToDate } from './support/screen'
import { editor, pasteOnStartPage } from './support/text'

const shop = documents(
  pod('web', 'shop', 8080),
  pod('db', 'shop', 5432),
  ingressPolicy('db', 'web', 'shop', 5432),
  ingressPolicy('bd', 'web', 'shop', 5432),
)

const begun = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: new, namespace: shop}
spec:
  podSelector:
    matchLabels:
      `

/** Goes to the end of the text and writes there. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).press('ControlOrMeta+End')
  await page.keyboard.insertText(text)
}

/** Puts the cursor into words of the text; the search field of the editor finds them. */
async function goToWords(page: Page, words: string): Promise<void> {
  await editor(page).press('ControlOrMeta+f')
  const field = page.getByRole('textbox', { name: 'Find' })
  await field.pressSequentially(words)
  await field.press('Enter')
  await field.press('Escape')
  await expect(editor(page)).toBeFocused()
}

async function open(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, shop)
  await upToDate(page)
}

test('labels that exist are offered, keys first, then the values of the key with how many pods have them', async ({
  page,
}) => {
  await open(page)
  await write(page, begun)

  await page.keyboard.type('a')
  const list = page.getByRole('listbox', { name: 'Completions' })
  await expect(list.getByRole('option')).toHaveText([/^app/])
  await list.getByRole('option').click()
  await page.keyboard.press('Control+Space')
  await expect(list.getByRole('option')).toHaveText(['db1 pod', 'web1 pod'])
  await list.getByRole('option').first().click()

  await expect(editor(page)).toContainText('app: db')
})

test('a key shows what the selector at the cursor matches, or the slip that keeps it from matching', async ({
  page,
}) => {
  await open(page)
  await goToWords(page, 'podSelector: {matchLabels: {app: db')
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.getByRole('tooltip')).toContainText('Applies to 1 workload (1 pod):')
  await expect(page.getByRole('tooltip')).toContainText('shop/db')

  await page.keyboard.press('Escape')
  await expect(page.getByRole('tooltip')).toHaveCount(0)

  await goToWords(page, 'podSelector: {matchLabels: {app: bd')
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.getByRole('tooltip')).toContainText('Applies to nothing.')
})

test('the pointer over a selector shows what it matches', async ({ page }) => {
  await open(page)
  await editor(page).getByText('podSelector').first().hover()
  await expect(page.getByRole('tooltip')).toContainText('shop/db')
})

test('documents fold to a line that says what they are, and stay folded while one types', async ({
  page,
}) => {
  await open(page)
  await page.getByRole('button', { name: 'Fold documents' }).click()
  await page.getByRole('menuitem', { name: 'Fold all but NetworkPolicies' }).click()

  const web = page.getByRole('button', { name: 'Unfold Pod shop/web … 4 lines' })
  await expect(web).toBeVisible()
  await expect(editor(page)).toContainText('db-from-web')
  await write(page, '# more')
  await upToDate(page)
  await expect(web).toBeVisible()

  await web.press('Enter')
  await expect(web).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Unfold Pod shop/db … 4 lines' })).toBeVisible()
})

test('documents of one kind fold', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Fold documents' }).click()
  await page.getByRole('menuitem', { name: 'Fold NetworkPolicy (2)' }).click()

  await expect(
    page.getByRole('button', { name: 'Unfold NetworkPolicy shop/db-from-web … 8 lines' }),
  ).toBeVisible()
  await expect(editor(page)).toContainText('kind: Pod')
})

test('a policy that selects nobody has a mark that says so', async ({ page }) => {
  await open(page)
  const mark = page.getByRole('button', { name: 'Finding: NetworkPolicy bd-from-web selects no pod' })
  await mark.click()
  await expect(page.getByRole('tooltip')).toContainText('selects no pod, so it changes nothing')
})

test('an error in the text has a mark with its words', async ({ page }) => {
  await open(page)
  await write(page, '---\nkind: [\n')
  await expect(page.getByRole('button', { name: /^Error: / })).toBeVisible()
})

test('what is selected on the graph is marked in the text, and keeps the focus', async ({ page }) => {
  await open(page)
  const marked = editor(page).locator('[aria-current]')
  await expect(marked).toHaveCount(0)
  const card = drawn(page, /^db in /)
  await card.press('Enter')
  await expect(marked).toHaveText([/^apiVersion: v1/, /^kind: Pod/, /name: db,/, /^spec:/])
  await expect(card).toBeFocused()

  await drawn(page, /^web to db: /).press('Enter')
  await expect(marked.first()).toHaveText(/networking/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('what a selector matches has no accessibility violation', async ({ page }) => {
      await open(page)
      await goToWords(page, 'podSelector: {matchLabels: {app: bd')
      await page.keyboard.press('ControlOrMeta+.')
      await expect(page.getByRole('tooltip')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('completions beside folded documents have no accessibility violation', async ({ page }) => {
      await open(page)
      await editor(page).press('Control+Alt+p')
      await expect(page.getByRole('button', { name: /^Unfold Pod shop\/web/ })).toBeVisible()
      await write(page, begun)
      await page.keyboard.type('a')
      await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}
