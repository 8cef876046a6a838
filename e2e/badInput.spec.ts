import { expect, type Page } from '@playwright/test'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { analysis, drawn, notice, openExample, openExampleFromMenu, upToDate } from './support/screen'
import { clipboardText, editor, paste, pasteOnStartPage, textOf } from './support/text'

const templateLines = Array.from({ length: 200 }, (_, i) => `  key${i}: {{ .Values.key${i} | quote }}`)
const helmTemplate = ['{{- if .Values.enabled }}', ...templateLines, '{{- end }}', ''].join('\n')

const secret = `apiVersion: v1
kind: Secret
metadata: {name: db-login, namespace: shop}
stringData: {password: hunter2-open-sesame}
`

test('an empty text is no error, and the editor says what goes in', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Write one' }).click()

  await upToDate(page)
  await expect(editor(page)).toContainText('Paste or type Kubernetes manifests')
  await editor(page).fill('# nothing yet\n---\n\n')
  await upToDate(page)
  await expect(problems(page)).toHaveCount(0)
})

test('pasting nothing says so', async ({ page }) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await paste(page, ' \n\n')

  await expect(notice(page)).toContainText('no text on the clipboard')
})

const unreadable = [
  { what: 'a sentence', text: 'hello world', message: 'this is plain text', at: '1:1' },
  { what: 'an open bracket', text: 'kind: [broken\n', message: 'does not fit the lines above', at: '1:14' },
  { what: '200 lines of a Helm template', text: helmTemplate, message: 'helm template', at: '1:1' },
]

for (const { what, text, message, at } of unreadable) {
  test(`${what} alone gives one clear message and stays in the editor`, async ({ page }) => {
    await openPage(page)
    await pasteOnStartPage(page, text)

    await expect(analysis(page)).toHaveText('1 problem')
    await analysis(page).getByRole('button').click()
    await expect(problems(page)).toHaveCount(1)
    await expect(problems(page)).toContainText(message)
    await expect(problems(page)).toContainText(`pasted-1.yaml:${at}`)
    expect(await textOf(page, 'pasted-1.yaml')).toBe(text)
  })
}

test('one bad document among good ones is reported with its line, and the rest is drawn', async ({
  page,
}) => {
  await openPage(page)
  const others = Array.from({ length: 20 }, (_, i) => pod(`job${i}`, 'batch'))
  await pasteOnStartPage(page, documents(...others, 'kind: [broken\n', smallShop))

  await expect(analysis(page)).toHaveText('1 problem')
  await expect(drawn(page, 'job19 in batch: not isolated')).toBeAttached()
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(page.getByRole('tab', { name: 'pasted-1.yaml has errors' })).toBeVisible()
  await expect(editor(page)).not.toContainText('broken')

  await analysis(page).getByRole('button').click()
  await problems(page).getByRole('button', { name: 'pasted-1.yaml:101:14' }).click()
  await expect(editor(page).getByText('kind: [broken')).toBeInViewport()
})

test('a mark in the gutter says what is wrong with its line', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(pod('cache', 'shop'), 'kind: [broken\n', smallShop))
  await expect(analysis(page)).toHaveText('1 problem')
  const sentence = page.getByText('does not fit the lines above')
  await expect(sentence).toHaveCount(0)

  await hoverGutter(page, 6)

  await expect(sentence).toBeVisible()
})

test('a policy that the API server would refuse is reported line by line, and the rest is evaluated', async ({
  page,
}) => {
  await openPage(page)
  const refused = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web-in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - ports:
        - {protocol: TCP, port: 99999}
`
  await pasteOnStartPage(page, documents(refused, smallShop))

  await expect(analysis(page)).toHaveText('1 problem')
  await analysis(page).getByRole('button').click()
  await expect(problems(page)).toHaveText(/port is 99999, which is no port.*1 to 65535.*pasted-1\.yaml:8:/)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
})

test('a Secret is counted, and its values are nowhere but in the text that was pasted', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(smallShop, secret))
  await upToDate(page)

  await page.getByRole('tab', { name: /^Resources/ }).click()
  await expect(page.getByRole('region', { name: 'Not part of the picture' })).toHaveText(/Secret ×1/)
  expect(await page.locator('body').ariaSnapshot()).not.toMatch(/hunter2|db-login/)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Copy all policies' }).click()
  await expect.poll(() => clipboardText(page)).toContain('kind: NetworkPolicy')
  expect(await clipboardText(page)).not.toMatch(/hunter2|db-login/)
})

test('a Secret that is no valid YAML is reported without its values', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(smallShop, secret.replace('sesame}', 'sesame')))

  await analysis(page).getByRole('button', { name: '1 problem' }).click()
  await expect(problems(page)).toHaveCount(1)
  await expect(problems(page)).not.toContainText('hunter2')
})

test('work outlives a reload', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(smallShop, 'kind: [broken\n'))
  await expect(analysis(page)).toHaveText('1 problem')
  await expect(page.getByText('Saved on this machine')).toBeVisible()

  await page.reload()

  await expect(analysis(page)).toHaveText('1 problem')
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  expect(await textOf(page, 'pasted-1.yaml')).toBe(documents(smallShop, 'kind: [broken\n'))
})

test('undo brings back what an example took the place of', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)

  await openExampleFromMenu(page, 'Payments')
  await expect(drawn(page, 'postgres in payments: isolated for ingress and egress')).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()

  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(page.getByRole('tab', { name: 'payments.yaml' })).toHaveCount(0)
  expect(await textOf(page, 'pasted-1.yaml')).toBe(smallShop)
})

test('text that breaks while it is typed leaves the rest of the picture and comes right again', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Payments')
  const half = 'api to postgres: half-open, egress of api blocks on TCP 5432'
  await editor(page).press('ControlOrMeta+End')

  await paste(page, '---\nkind: {')
  await expect(analysis(page)).toHaveText('1 problem')
  await expect(drawn(page, half)).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()

  await upToDate(page)
  await expect(drawn(page, half)).toBeAttached()
})

function problems(page: Page) {
  return page.getByRole('list', { name: 'Problems' }).getByRole('listitem')
}

/** The marks stand at the left of the numbers, and have no name of their own to be found by. */
async function hoverGutter(page: Page, line: number): Promise<void> {
  const number = await page.getByText(String(line), { exact: true }).boundingBox()
  if (number === null) throw new Error(`line ${line} is not in sight`)
  await page.mouse.move(number.x - 7, number.y + number.height / 2)
}
