import { expect, type Page } from '@playwright/test'
import { contentOf, follow, shareLink } from './support/link'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { changes, drawn, editList, notice, openExample, takeSmallestChange, upToDate } from './support/screen'
import { pasteOnStartPage, textOf } from './support/text'

const half = 'api to postgres: half-open, egress of api blocks on TCP 5432'
const mended = 'api to postgres: allowed on TCP 5432, added by your edits'

test('a link opens on the same picture in a fresh browser, with the edits and the picture before them', async ({
  page,
  colleague,
}) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await drawn(page, half).press('Enter')
  await takeSmallestChange(page)
  await expect(drawn(page, mended)).toBeAttached()
  const link = await shareLink(page)

  await colleague.goto(link)

  await expect(drawn(colleague, mended)).toBeAttached()
  await expect(changes(colleague).getByRole('region', { name: '1 flow added' })).toContainText(
    'api → postgres',
  )
  await expect(await editList(colleague)).toHaveText(['Allow api → postgres on TCP 5432'])
  expect(await namesDrawn(colleague)).toEqual(await namesDrawn(page))
  await colleague.getByRole('radio', { name: 'Before' }).click()
  await expect(drawn(colleague, half)).toBeAttached()
  await colleague.getByRole('radio', { name: 'After' }).click()
  await expect(drawn(colleague, mended)).toBeAttached()
})

test('what a link takes the place of is put aside, and comes back from the menu', async ({
  page,
  colleague,
}) => {
  await openPage(page)
  await openExample(page, 'Payments')
  const link = await shareLink(page)
  await openPage(colleague)
  await pasteOnStartPage(colleague, smallShop)
  await upToDate(colleague)

  await follow(colleague, new URL(link).hash)
  await expect(drawn(colleague, half)).toBeAttached()
  await expect(drawn(colleague, /^web in shop/)).toHaveCount(0)
  await expect(colleague).not.toHaveURL(/#v1/)

  await colleague.getByRole('button', { name: 'Open' }).click()
  await colleague.getByRole('menuitem', { name: 'Untitled workspace 1 file, 0 edits' }).click()
  await expect(drawn(colleague, 'web to db: allowed on TCP 5432')).toBeAttached()
  expect(await textOf(colleague, 'pasted-1.yaml')).toBe(smallShop)
})

const unusable = [
  { what: 'a broken link', hash: '#v1.thisIsNoLink', message: 'incomplete or damaged' },
  { what: 'an address of another program', hash: '#/settings', message: 'not a Drawbridge link' },
  { what: 'a link of a newer version', hash: '#v9.abc', message: 'another version of Drawbridge' },
]

test('links that cannot be used say so each, and leave the work at hand alone', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')

  for (const { what, hash, message } of unusable) {
    await follow(page, hash)
    await expect(notice(page), what).toContainText(message)
    await expect(drawn(page, half)).toBeAttached()
    await page.getByRole('button', { name: 'Dismiss' }).click()
  }
})

test('a link that was cut off opens the start page with a sentence', async ({ page }) => {
  await openPage(page, '#v1.q1YKLi1OVbJSys9TqgUA')

  await expect(notice(page)).toContainText(/damaged|no Drawbridge scenario/)
  await expect(page.getByRole('heading', { level: 1, name: 'See who can really reach whom' })).toBeVisible()
})

test('nothing that is no part of the picture is in a link', async ({ page, colleague }) => {
  const open = pod('web', 'shop', 8080)
  const talkative = open.replace(
    'image: web',
    'image: registry.example/web:1, args: [--key=open-sesame], env: [{name: TOKEN, value: open-sesame}]',
  )
  const annotated = talkative.replace('labels:', 'annotations: {note: open-sesame}, labels:')
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData: {password: open-sesame}\n'
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {key: open-sesame}\n'
  await openPage(page)
  await pasteOnStartPage(page, documents(annotated, secret, config, `# open-sesame\n${pod('db', 'shop')}`))
  await upToDate(page)

  const link = await shareLink(page)

  const content = contentOf(link)
  expect(content).toContain('web')
  expect(content).not.toMatch(/open-sesame|TOKEN|login|settings|registry\.example/)
  await colleague.goto(link)
  await expect(drawn(colleague, 'web in shop: not isolated')).toBeAttached()
})

/** Every frame, card and arrow of the picture. */
async function namesDrawn(page: Page): Promise<readonly (string | null)[]> {
  const names = await drawn(page, /./).evaluateAll((all) => all.map((it) => it.getAttribute('aria-label')))
  expect(names.length).toBeGreaterThan(0)
  return names.sort()
}
