import { expect, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find, tabAndPress } from './support/keyboard'
import { documents, ingressPolicy, pod } from './support/manifests'
import { openPage, test } from './support/page'
import { analysis, changes, inspector, openExample, upToDate } from './support/screen'
import { pasteOnStartPage } from './support/text'

/** `db` is let in twice by the same, and by nobody; `web-in` means nobody by a slip; only `web` is isolated for egress, without DNS. */
const shop = documents(
  pod('web', 'shop', 8080),
  pod('db', 'shop', 5432),
  pod('ledger', 'bank'),
  pod('coredns', 'kube-system', 53),
  ingressPolicy('db', 'web', 'shop', 5432),
  policy('db-in', 'db', [
    'policyTypes: [Ingress]',
    'ingress:',
    '  - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}',
    '  - {from: [{podSelector: {matchLabels: {app: ledegr}}, namespaceSelector: {}}]}',
    '  - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: admin}]}',
    'egress:',
    '  - {}',
  ]),
  policy('web-in', 'webb', ['ingress: [{}]']),
  policy('web-out', 'web', [
    'policyTypes: [Egress]',
    'egress:',
    '  - {to: [{podSelector: {matchLabels: {app: db}}}]}',
  ]),
)

function policy(name: string, app: string, spec: readonly string[]): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ${app}}}
${spec.map((line) => `  ${line}\n`).join('')}`
}

test('peers of one rule are any of them, each with its pods, and one that a dash too many tore in two is remarked upon', async ({
  page,
}) => {
  await openPage(page)
  const torn = policy('torn', 'db', [
    'ingress:',
    '  - from:',
    '    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}',
    '    - podSelector: {matchLabels: {tier: backend}}',
  ])
  await pasteOnStartPage(page, documents(pod('db', 'shop', 5432), pod('ledger', 'bank'), torn))
  await upToDate(page)
  await selectPolicy(page, 'torn')
  const rule = inspector(page).getByRole('listitem', { name: 'Ingress rule 1' })
  await expect(rule).toContainText('any of these may call db on every port')
  const peers = rule.getByRole('list', { name: 'Any of' }).getByRole('listitem')
  await expect(peers).toHaveText([
    /^every pod in namespace bankline \d+matches 1 pod$/,
    /^pods of namespace shop with tier: backendline \d+matches no podThese are two peers: either is enough/,
  ])
  expect(await violations(page)).toEqual([])
})

test('the focus goes to the verdict when the button that changed it is gone', async ({ page }) => {
  await openPage(page)
  const manifests = documents(
    pod('web', 'shop'),
    pod('db', 'shop', 5432),
    policy('closed', 'db', ['ingress: []']),
  )
  await pasteOnStartPage(page, manifests)
  await upToDate(page)
  await find(page, 'web -> db', /^web → db/)
  await inspector(page).getByRole('button', { name: 'Allow this flow' }).press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'Allowed: db lets it in.' })).toBeFocused()
})

test('a policy says whom it selects, what it isolates, and which of its rules grant nothing and why', async ({
  page,
}) => {
  await openInspected(page)
  await selectPolicy(page, 'db-in')

  await expect(inspector(page).getByRole('heading', { level: 2, name: 'db-in' })).toBeVisible()
  await expect(inspector(page).getByRole('heading', { name: 'Selects 1 workload' })).toBeVisible()
  await expect(
    inspector(page).getByText('Isolates for ingress: only what rules allow comes in.'),
  ).toBeVisible()
  const rules = inspector(page).getByRole('region', { name: 'Ingress rules' })
  await expect(rules.getByRole('heading', { name: 'Ingress rules' })).toContainText(
    '3 rules, all grant nothing',
  )
  await expect(rules.getByRole('listitem', { name: 'Ingress rule 1' })).toContainText(
    'web may call db on TCP 5432',
  )
  await expect(rules.getByRole('listitem', { name: 'Ingress rule 1' })).toContainText(
    'All that it opens is open by db-from-web, ingress rule 1 (line',
  )
  await expect(rules.getByRole('listitem', { name: 'Ingress rule 2' })).toContainText(
    'Likely a slip: app: ledegr should be app: ledger, which ledger has.',
  )
  await expect(inspector(page).getByRole('listitem', { name: 'Egress rule 1' })).toContainText(
    'Egress is not among the policyTypes of the policy.',
  )

  await inspector(page).getByRole('button', { name: 'db', exact: true }).click()
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'db' })).toBeVisible()
})

test('a policy that selects nobody says whom it likely means', async ({ page }) => {
  await openInspected(page)
  await selectPolicy(page, 'web-in')

  await expect(inspector(page).getByRole('region', { name: 'Selects' })).toContainText(
    'No pod of namespace shop has app: webb. Likely a slip: app: webb should be app: web, which web has.',
  )
  await expect(inspector(page).getByRole('listitem', { name: 'Ingress rule 1' })).toContainText(
    'Grants nothing',
  )
})

test('a rule leads to its line, and its policy can be changed from there', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await selectPolicy(page, 'allow-dns')

  await inspector(page).getByRole('button', { name: 'Egress rule 1: show line 146' }).click()
  await expect(page.getByRole('tab', { name: 'Manifests' })).toHaveAttribute('aria-selected', 'true')
  await inspector(page).getByRole('button', { name: 'Switch rules…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /^Egress rule 1/ })
    .uncheck()
  await page.getByRole('dialog').getByRole('button', { name: 'Change rules' }).click()
  await upToDate(page)

  await expect(inspector(page).getByText('Isolates for egress, and has no rule')).toBeVisible()
})

test('a workload says which policies select it and why, and what its sides let through', async ({ page }) => {
  await openInspected(page)
  await find(page, 'web Pod', /^web Pod in shop/)

  const policies = inspector(page).getByRole('region', { name: 'Policies' })
  await expect(policies.getByRole('heading')).toHaveText('Selected by 1 policy')
  await expect(policies.getByRole('listitem')).toContainText([
    'app: web matches.',
    'Likely a slip: it wants app: webb, and this one has app: web.',
  ])
  await expect(inspector(page).getByText('Lets out to 1 of 3 workloads.')).toBeVisible()

  // With the keyboard, which is never left without a place to go on from.
  await policies.getByRole('button', { name: 'Inspect policy web-out' }).press('Enter')
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'web-out' })).toBeVisible()
  await expect(inspector(page)).toBeFocused()
  await inspector(page).getByRole('button', { name: 'Back to web' }).press('Enter')
  await expect(inspector(page)).toBeFocused()
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'web' })).toBeVisible()
})

test('a namespace says who is not isolated and isolates them, what isolates pods to come, and who cannot ask DNS', async ({
  page,
}) => {
  await openInspected(page)
  await find(page, 'shop Namespace', /^shop Namespace/)

  const isolation = inspector(page).getByRole('region', { name: 'Isolation' })
  await expect(isolation.getByRole('progressbar', { name: 'Ingress isolated' })).toHaveAttribute('value', '1')
  await expect(isolation).toContainText('No default for egress: pods to come are open.')
  await expect(isolation).toContainText('1 of 1 whose egress is isolated may not ask DNS: web.')
  await expect(inspector(page).getByRole('button', { name: 'bank: 1 flow in, 1 flow out' })).toBeVisible()

  await tabAndPress(page, isolation.getByRole('button', { name: 'Isolate db…' }))
  await page.getByRole('dialog', { name: 'Lock db' }).getByRole('button', { name: 'Lock' }).press('Enter')
  await expect(isolation.getByRole('button', { name: 'Isolate db…' })).toHaveCount(0)
  await expect(isolation.getByRole('button', { name: /^web open for ingress/ })).toBeFocused()
})

test('the evidence of a flow leads to its policy and back, and some of its ports can be blocked', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await find(page, 'api Deployment', /^api Deployment/)
  await inspector(page)
    .getByRole('region', { name: 'Can reach' })
    .getByRole('button', { name: /^coredns/ })
    .click()
  await inspector(page).getByRole('button', { name: 'Inspect policy allow-dns' }).click()
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'allow-dns' })).toBeVisible()
  await inspector(page).getByRole('button', { name: 'Back to api → coredns' }).click()

  await inspector(page).getByRole('button', { name: 'Block some ports…' }).click()
  const chooser = page.getByRole('dialog', { name: 'Block api to coredns' })
  await expect(chooser).toContainText('Now open: TCP 53 and UDP 53.')
  expect(await violations(page, '[role=dialog]')).toEqual([])
  for (const box of await chooser.getByRole('checkbox').all()) await box.uncheck()
  await chooser.getByRole('textbox').fill('53/TCP')
  await chooser.getByRole('button', { name: 'Block' }).click()

  await expect(changes(page).getByRole('article').first()).toBeVisible()
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toContainText('UDP 53')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('no inspector has an accessibility violation', async ({ page }) => {
      await openInspected(page)
      for (const policy of ['db-in', 'web-in', 'web-out']) {
        await selectPolicy(page, policy)
        await expect(inspector(page).getByRole('region', { name: 'Selects' })).toBeVisible()
        expect.soft(await violations(page, '.inspector'), policy).toEqual([])
      }
      await find(page, 'web Pod', /^web Pod in shop/)
      await expect(inspector(page).getByRole('region', { name: 'Policies' })).toBeVisible()
      expect.soft(await violations(page, '.inspector'), 'web').toEqual([])
      await inspector(page).getByRole('region', { name: 'Can reach' }).getByRole('button').first().click()
      await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
      expect.soft(await violations(page, '.inspector'), 'a flow').toEqual([])
      await find(page, 'shop Namespace', /^shop Namespace/)
      await expect(inspector(page).getByRole('region', { name: 'Isolation' })).toBeVisible()
      expect.soft(await violations(page, '.inspector'), 'shop').toEqual([])
    })
  })
}

async function openInspected(page: Page): Promise<void> {
  await openPage(page)
  await pasteOnStartPage(page, shop)
  // The inert rule is one.
  await expect(analysis(page)).toHaveText('1 problem')
}

async function selectPolicy(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: /^Resources/ }).click()
  await page
    .getByRole('region', { name: 'Policies' })
    .getByRole('button', { name: new RegExp(`^${name} `) })
    .first()
    .click()
}
