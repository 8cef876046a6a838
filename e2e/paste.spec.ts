import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, upToDate } from './support/screen'

const manifests = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db-from-web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: web}}}]
      ports: [{port: 5432}]
`

test('manifests pasted anywhere on the page become a graph', async ({ page }) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await paste(page, manifests)

  await upToDate(page)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(drawn(page, 'web in shop: not isolated')).toBeAttached()
  await expect(drawn(page, 'db in shop: isolated for ingress')).toBeAttached()
})

test('one bad document is reported and does not hide the others', async ({ page }) => {
  await openPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await paste(page, `${manifests}---\nkind: [broken\n`)

  await expect(page.getByRole('status', { name: 'Analysis' })).toHaveText('1 problem')
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
})

/** A real paste needs the clipboard's permission; the page sees the same event. */
async function paste(page: Parameters<typeof upToDate>[0], text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}
