import { expect, type Page } from '@playwright/test'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, notice, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

const webAndDb = [podOf('web', 8080), podOf('db', 5432)]
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'db-from-web', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [
      { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432, protocol: 'TCP' }] },
    ],
    policyTypes: ['Ingress'],
  },
}

test('what `kubectl get -o json` prints is read as it is', async ({ page }) => {
  await openPage(page)

  await pasteOnStartPage(page, JSON.stringify(listOf([...webAndDb, policy]), null, 4))

  await expectShop(page)
  await expect(page.getByRole('tab', { name: 'pasted-1.json' })).toBeVisible()
})

test('what `kubectl get -o yaml` prints is read as it is', async ({ page }) => {
  await openPage(page)

  await pasteOnStartPage(page, yamlList)

  await expectShop(page)
})

test('kinds that make no traffic are skipped with a count', async ({ page }) => {
  await openPage(page)
  const others = documents(
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: two}\n',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\n',
  )

  await pasteOnStartPage(page, documents(smallShop, others))

  await expectShop(page)
  await page.getByRole('tab', { name: /^Resources/ }).click()
  const skipped = page.getByRole('region', { name: 'Not part of the picture' })
  await expect(skipped.getByRole('listitem')).toHaveText(['ConfigMap ×2', 'Role ×1'])
})

test('a dump of more than 2 MB becomes a snapshot and says so', async ({ page }) => {
  await openPage(page)
  const padded = webAndDb.map((it) => ({
    ...it,
    metadata: { ...it.metadata, annotations: { 'last-applied': 'x'.repeat(1_100_000) } },
  }))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open files…' }).click()

  await (await chooser).setFiles({
    name: 'cluster.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(listOf([...padded, policy]))),
  })

  await expectShop(page)
  await expect(notice(page)).toContainText('1 file added')
  const snapshot = page.getByRole('tabpanel', { name: 'cluster.json' })
  await expect(snapshot).toContainText('cluster.json is a snapshot')
  await expect(snapshot).toContainText('The file has 2.2 MB')
  await expect(snapshot).toContainText('2 workloads with 2 pods')
})

function podOf(name: string, port: number) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: name } },
    spec: { containers: [{ name, image: name, ports: [{ containerPort: port, protocol: 'TCP' }] }] },
    status: { phase: 'Running', podIP: '10.0.0.7' },
  }
}

function listOf(items: readonly object[]) {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }
}

const yamlList = `apiVersion: v1
items:
${[pod('web', 'shop', 8080), pod('db', 'shop', 5432), policyYaml()].map(asItem).join('')}kind: List
metadata:
  resourceVersion: ""
`

function policyYaml(): string {
  return smallShop.slice(smallShop.indexOf('apiVersion: networking'))
}

function asItem(document: string): string {
  const [first, ...rest] = document.trimEnd().split('\n')
  return [`- ${first}`, ...rest.map((line) => `  ${line}`), ''].join('\n')
}

async function expectShop(page: Page): Promise<void> {
  await upToDate(page)
  await expect(drawn(page, 'web to db: allowed on TCP 5432')).toBeAttached()
  await expect(drawn(page, 'db in shop: isolated for ingress')).toBeAttached()
}
