import { expect, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find, goTo, tabTo } from './support/keyboard'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, inspector, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const namespaces = 20
const team = (number: number) => `team-${number % namespaces}`

/** Twenty namespaces of four workloads; `web` of each may be reached from the namespace after it alone. */
const largeCluster = documents(
  ...Array.from({ length: namespaces }, (_, i) => [
    ...['web', 'api', 'db', 'job'].map((name) => pod(name, team(i), 8080)),
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: ${team(i)}}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${team(i + 1)}}}}]
      ports: [{port: 8080}]
`,
  ]).flat(),
)

/** The bundle of the four flows into a namespace. */
const bundle = 'namespace team-8 to namespace team-7: allowed on TCP 8080, 4 flows'
const card = 'web in team-7: isolated for ingress'

async function openLarge(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, largeCluster)
  await upToDate(page)
}

test('from afar namespaces and their bundles are there by name, and the keyboard reaches them', async ({
  page,
}) => {
  await openLarge(page)
  for (const number of [0, 7, 19])
    await expect(drawn(page, new RegExp(`^namespace team-${number}: 4 workloads, 1 isolated`))).toBeVisible()
  await expect(drawn(page, bundle)).toBeAttached()
  await expect(drawn(page, card)).toHaveCount(0)

  await goTo(page, page.getByRole('region', { name: 'Graph' }))
  await tabTo(page, drawn(page, bundle))
  await page.keyboard.press('Enter')
  await expect(inspector(page)).toContainText('team-8')
  await drawn(page, /^namespace team-7:/).press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'team-7' })).toBeVisible()
})

test('nearer cards take the place of boxes, then tell their ports, and go again', async ({ page }) => {
  await openLarge(page)
  await find(page, 'web team-7', /^web/)
  await expect(drawn(page, card)).toBeVisible()
  await expect(drawn(page, card)).not.toContainText('8080')

  await zoom(page, 'Zoom in', 5)
  await expect(drawn(page, card)).toContainText('8080')

  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  await expect(drawn(page, card)).toHaveCount(0)
  // The selected workload keeps arrows of its own.
  await expect(
    drawn(page, 'namespace team-10 to namespace team-9: allowed on TCP 8080, 4 flows'),
  ).toBeAttached()
})

test('a card that is but a box is selected with a click, and a double click goes to its namespace', async ({
  page,
}) => {
  await openLarge(page)
  const box = await drawn(page, /^namespace team-7:/).boundingBox()
  if (box === null) throw new Error('the namespace is not drawn')
  const empty = { x: box.x + box.width / 2, y: box.y + box.height - 2 }
  await page.mouse.click(empty.x, empty.y)
  await expect(inspector(page).getByRole('heading', { name: 'team-7' })).toBeVisible()
  await page.mouse.dblclick(empty.x, empty.y)
  await expect(drawn(page, card)).toBeVisible()
})

test('a small cluster shows its cards at any zoom', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)
  await zoom(page, 'Zoom out', 12)
  await expect(drawn(page, 'web in shop: not isolated')).toBeVisible()
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the picture from afar has nothing that keeps somebody out', async ({ page }) => {
      await openLarge(page)
      await expect(drawn(page, bundle)).toBeAttached()
      expect(await violations(page, '.canvas')).toEqual([])
    })
  })

async function zoom(page: Page, name: 'Zoom in' | 'Zoom out', times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await page.getByRole('button', { name, exact: true }).click()
}
