import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, inspector, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const labelled = (name: string, namespace: string, port: number) => `
kind: Deployment
apiVersion: apps/v1
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: main, ports: [{ containerPort: ${port} }] }] }
---`

const policy = (name: string, spec: string) => `
kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`

/** A misspelt label, another port, another workload and another namespace stand in the way of checkout's callers. */
const slips = [
  labelled('web', 'shop', 80),
  labelled('checkout', 'shop', 8080),
  labelled('prometheus', 'monitoring', 9090),
  policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }'),
  policy(
    'checkout-in',
    `
  podSelector: { matchLabels: { app: checkout } }
  ingress:
    - from:
        - podSelector: { matchLabels: { app: webb } }
    - from:
        - podSelector: { matchLabels: { app: web } }
      ports: [{ port: 9000 }]
    - from:
        - podSelector: { matchLabels: { app: prometheus } }
    - from:
        - ipBlock: { cidr: 10.0.0.0/8 }`,
  ),
].join('')

test('a blocked flow names the nearest rules and what was likely meant, with the line', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, slips)
  await upToDate(page)
  await drawn(page, /^web in shop/).press('Enter')
  await inspector(page).getByRole('button', { name: 'Ask about…' }).click()
  await page.getByRole('option', { name: 'checkout in shop' }).click()

  const verdict = inspector(page).getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('Likely a slip: app: webb should be app: web in checkout-in (line 41).')
  const ingress = inspector(page).getByRole('region', { name: 'Ingress of checkout' })
  await expect(ingress.getByRole('listitem')).toHaveText([
    'checkout-in, ingress rule 1 (line 41), opens it for pods with app: webb; web has app: web.',
    'checkout-in, ingress rule 4 (line 48), opens it for 10.0.0.0/8; the manifests do not say the address of web.',
    'checkout-in, ingress rule 2 (line 42), opens it for TCP 9000 only.',
  ])
  await expect(ingress).toContainText('1 more rule is for others.')
  const line = page.getByText('41', { exact: true })
  await verdict.getByRole('button', { name: 'checkout-in', exact: true }).click()
  await expect(line).toBeInViewport()
})

test('a flow from another namespace says that a podSelector alone means its own', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, slips)
  await upToDate(page)
  await drawn(page, /^prometheus in monitoring/).press('Enter')
  await inspector(page).getByRole('button', { name: 'Ask about…' }).click()
  await page.getByRole('option', { name: 'checkout in shop' }).click()

  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toContainText(
    'A podSelector alone means its own namespace.',
  )
  await expect(inspector(page).getByRole('region', { name: 'Ingress of checkout' })).toContainText(
    'of its own namespace, shop, only; prometheus is in namespace monitoring.',
  )
})
