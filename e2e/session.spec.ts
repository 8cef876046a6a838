import { expect } from '@playwright/test'
import { contentOf, shareLink } from './support/link'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import {
  changes,
  drawn,
  editList,
  inspector,
  openExampleFromMenu,
  takeSmallestChange,
  upToDate,
} from './support/screen'
import { editor, paste, pasteOnStartPage } from './support/text'

test('a whole session asks for nothing but the files of the build', async ({ page, colleague, watched }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await editor(page).press('ControlOrMeta+End')
  await paste(page, '# a comment\n')
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await page.getByRole('button', { name: /^Show unrestricted/ }).click()
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('option', { name: /^db Pod/ }).click()
  await inspector(page).getByRole('button', { name: 'Isolate…' }).click()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(await editList(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Apply to manifests' }).click()
  await upToDate(page)

  await openExampleFromMenu(page, 'Payments')
  await drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432').press('Enter')
  await takeSmallestChange(page)
  await expect(changes(page).getByRole('region', { name: '1 flow added' })).toBeVisible()
  await page.getByRole('button', { name: 'Copy YAML' }).click()
  const link = await shareLink(page)
  expect(contentOf(link)).toContain('postgres')
  await colleague.goto(link)
  await expect(drawn(colleague, /^api to postgres: allowed/)).toBeAttached()
  await page.reload()
  await expect(drawn(page, /^api to postgres: allowed/)).toBeAttached()

  const asked = watched.requests.filter((url) => !url.startsWith('blob:'))
  expect(asked.length).toBeGreaterThan(5)
  const files = new URL('./', page.url()).href
  for (const url of asked)
    expect(url.replace(files, ''), url).toMatch(/^$|^#v1\.|^drawbridge\.svg$|^assets\/[\w.-]+\.(js|css)$/)
})
