import { expect, type Page } from '@playwright/test'
import { smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { analysis, drawn, upToDate } from './support/screen'
import { paste, pasteOnStartPage } from './support/text'

/** Pods that each differ from all others, and policies that isolate them: what takes an evaluation longest. */
function hugeCluster(pods: number): string {
  const namespaceOf = (i: number) => `team-${i % 100}`
  const items = Array.from({ length: pods }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `app-${i}`,
      namespace: namespaceOf(i),
      labels: { app: `app-${i}`, tier: `tier-${i % 7}` },
    },
    spec: { containers: [{ name: 'main', image: 'app', ports: [{ containerPort: 8080 }] }] },
  }))
  const policies = Array.from({ length: 500 }, (_, i) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `only-${i}`, namespace: namespaceOf(i) },
    spec: {
      podSelector: { matchLabels: { tier: `tier-${i % 7}` } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: `app-${i}` } } }], ports: [{ port: 8080 }] }],
    },
  }))
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, ...policies] })
}

/** How far the evaluation is. */
function progress(page: Page) {
  return page.getByRole('progressbar', { name: 'Evaluation' })
}

test('a huge paste says how far it is, can be stopped, and is evaluated when asked for again', async ({
  page,
}) => {
  // Nothing but the evaluation itself decides how long this takes.
  test.slow()
  await openPage(page)
  await pasteOnStartPage(page, smallShop)
  await upToDate(page)

  await paste(page, hugeCluster(10_000))
  const files = page.getByRole('tablist', { name: 'Files' }).getByRole('tab')
  await expect(files).toHaveText(['pasted-1.yaml', 'pasted-2.json'])
  await expect(progress(page)).toHaveAttribute(
    'aria-valuetext',
    /^(Reading [\d,]+ of 10,503 documents|\w+ the )/,
  )
  await page.getByRole('button', { name: 'Cancel' }).click()

  await expect(page.getByRole('status', { name: 'Evaluation' })).toHaveText(
    'Stopped. The picture shows the manifests as they were before.',
  )
  await expect(analysis(page)).toHaveText('Stopped')
  await expect(progress(page)).toHaveCount(0)
  await expect(files).toHaveText(['pasted-1.yaml', 'pasted-2.json'])
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  // What the picture shows can still be asked about.
  await drawn(page, 'web in shop: not isolated').press('Enter')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('web')

  await page.getByRole('button', { name: 'Evaluate again' }).click()
  await expect(analysis(page)).toHaveText('Up to date', { timeout: 90_000 })
  await expect(drawn(page, /^namespace team-42: 100 workloads/)).toBeAttached()
  await expect(page.getByRole('status', { name: 'Evaluation' })).toHaveCount(0)
})
