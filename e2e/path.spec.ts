import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find } from './support/keyboard'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, inspector, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

/** `web` reaches `db` over `api` alone; nobody gets to `vault`. */
const chain = documents(
  pod('web', 'shop', 8080),
  pod('api', 'shop', 9000),
  pod('db', 'shop', 5432),
  pod('vault', 'shop', 8200),
  ingressPolicy('web', 'nobody', 'shop', 1),
  ingressPolicy('api', 'web', 'shop', 9000),
  ingressPolicy('db', 'api', 'shop', 5432),
  ingressPolicy('vault', 'nobody', 'shop', 1),
)

test('the path between two chosen cards is told step by step, and each step can be asked about', async ({
  page,
}) => {
  await openChain(page)
  await choose(page, 'web', 'db')
  await inspector(page).getByRole('button', { name: 'Path from web to db' }).press('Enter')

  await expect(found(page)).toHaveText('web gets to db in 2 steps, over api.')
  const steps = path(page).getByRole('list', { name: 'Steps of the path' }).getByRole('button')
  await expect(steps).toHaveCount(2)
  await expect(steps.first()).toContainText('TCP 9000')
  await steps.last().press('Enter')
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toContainText('Allowed')
  await expect(steps.last()).toHaveAttribute('aria-current', 'true')

  await page.getByRole('button', { name: 'Hide the path from web to db' }).click()
  await expect(path(page)).toHaveCount(0)
})

test('where there is no path it is said why, and the flow that is missing is one press away', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await find(page, 'ingress-nginx-controller > database', /controller → database/)
  await inspector(page)
    .getByRole('button', { name: /^Path from ingress-nginx-controller/ })
    .click()

  await expect(found(page)).toContainText('ingress-nginx-controller does not get to database.')
  const gaps = path(page).getByRole('list', { name: 'Where the path stops' }).getByRole('button')
  await expect(gaps).toHaveText(['frontendapiegress of frontend blocks TCP 8080'])
  await gaps.first().click()
  await inspector(page).getByRole('region', { name: 'Smallest change' }).getByRole('button').first().click()
  await expect(found(page)).toHaveText(/gets to database in 3 steps, over frontend and api\.$/)
})

test('nobody gets to a workload that lets nobody in, and a command shows that', async ({ page }) => {
  await openChain(page)
  await find(page, 'web > vault', /web → vault/)
  await find(page, 'Show the path', 'Show the path from web to vault')
  await expect(found(page)).toContainText('nothing can reach vault')
})

test('how far a break-in goes is shown on the picture, and no longer when something else is selected', async ({
  page,
}) => {
  await openChain(page)
  await drawn(page, /^web in shop/).press('Enter')
  const show = inspector(page)
    .getByRole('region', { name: 'If compromised' })
    .getByRole('button', { name: 'Show on the picture' })
  await show.click()
  await expect(show).toHaveAttribute('aria-pressed', 'true')
  await drawn(page, /^api in shop/).press('Enter')
  await expect(show).toHaveAttribute('aria-pressed', 'false')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('a path has no accessibility violation', async ({ page }) => {
      await openChain(page)
      await choose(page, 'web', 'db')
      await inspector(page).getByRole('button', { name: 'Path from web to db' }).click()
      await expect(found(page)).toContainText('over api')
      expect(await violations(page)).toEqual([])
    })
  })
}

async function openChain(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, chain)
  await upToDate(page)
}

async function choose(page: Page, from: string, to: string): Promise<void> {
  await drawn(page, new RegExp(`^${from} in shop`)).press('Enter')
  await drawn(page, new RegExp(`^${to} in shop`)).press('Shift+Enter')
}

function path(page: Page): Locator {
  return inspector(page).getByRole('region', { name: 'Path', exact: true })
}

function found(page: Page): Locator {
  return inspector(page).getByRole('status', { name: 'Path found' })
}
