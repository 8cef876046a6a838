import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { ask, selectAnyFlowOf, verdict } from './support/pair'
import { changes, drawn, inspector, openExample, takeSmallestChange, upToDate } from './support/screen'

interface Guide {
  readonly title: string
  /** Flows that the guide promises and that are half-open: from, to, port. */
  readonly broken: readonly (readonly [from: string, to: string, port: string])[]
  /** Flows that must stay blocked. */
  readonly blocked: readonly (readonly [from: string, to: string])[]
}

const guides: readonly Guide[] = [
  {
    title: 'Three-tier shop',
    broken: [['frontend', 'api', 'TCP 8080']],
    blocked: [['frontend', 'database']],
  },
  { title: 'Payments', broken: [['api', 'postgres', 'TCP 5432']], blocked: [['marketing', 'postgres']] },
  {
    title: 'The namespace lab',
    broken: [
      ['external-client', 'frontend', 'TCP 80'],
      ['backend', 'database', 'TCP 80'],
    ],
    blocked: [
      ['external-client', 'database'],
      ['frontend', 'database'],
    ],
  },
]

for (const { title, broken, blocked } of guides) {
  test(`${title}: what the guide promises works after one button for each missing half`, async ({ page }) => {
    await openPage(page)
    await openExample(page, title)

    for (const [from, to, port] of broken) {
      const name = `${from} to ${to}: half-open, egress of ${from} blocks on ${port}`
      await drawn(page, name).press('Enter')
      await takeSmallestChange(page)
      await expect(drawn(page, `${from} to ${to}: allowed on ${port}, added by your edits`)).toBeAttached()
    }
    const count = `${broken.length} ${broken.length === 1 ? 'flow' : 'flows'} added`
    await expect(changes(page).getByRole('region', { name: count })).toBeVisible()
    await expect(changes(page).getByText('Nothing else changes.')).toBeVisible()
    await page.getByRole('button', { name: 'Apply to manifests' }).click()
    await upToDate(page)

    for (const [from, to, port] of broken) {
      await expect(drawn(page, `${from} to ${to}: allowed on ${port}`)).toBeAttached()
      await expect(drawn(page, new RegExp(`^${from} to ${to}: half-open`))).toHaveCount(0)
    }
    await selectAnyFlowOf(page, broken[0]?.[0] ?? '')
    for (const [from, to] of blocked) {
      await ask(page, from, to)
      await expect(verdict(page).getByRole('heading')).toHaveText(/^Blocked/)
    }
  })
}

test('a half-open flow is explained from both sides, with jumps to the lines that decide', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  const rule = page.getByText('170', { exact: true })
  await expect(rule).toHaveCount(0)

  await drawn(page, 'frontend to api: half-open, egress of frontend blocks on TCP 8080').press('Enter')

  const egress = inspector(page).getByRole('region', { name: 'Egress of frontend' })
  await expect(egress.getByText('Blocked', { exact: true })).toBeVisible()
  await expect(egress).toContainText('Closed by deny-all-traffic')
  await expect(egress).toContainText('No rule opens it to api on TCP 8080.')
  const ingress = inspector(page).getByRole('region', { name: 'Ingress of api' })
  await expect(ingress.getByText('Allowed', { exact: true })).toBeVisible()
  const opening = ingress.getByText(/^Opened by/)
  await opening.getByRole('button', { name: 'allow-frontend-to-api', exact: true }).click()
  await expect(ingress).toContainText('(line 170)')
  await expect(rule).toBeInViewport()
})
