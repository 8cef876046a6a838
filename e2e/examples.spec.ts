import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { ask, selectAnyFlowOf, verdict } from './support/pair'
import { drawn, inspector, openExample } from './support/screen'

/** From, to, the verdict's headline, and the ports that it is about. */
type Question = readonly [from: string, to: string, headline: string, ports: string]

interface Shown {
  readonly title: string
  /** Arrows and cards by name: what must be seen at first sight. */
  readonly drawn: readonly string[]
  /** Beginnings of names: what must not be there. */
  readonly notDrawn: readonly string[]
  /** What the inspector answers; the first sender has a flow to begin from. */
  readonly asked: readonly Question[]
}

const bothSides = 'Allowed by rules on both sides.'
const nothingClosed = 'Allowed, because nothing is closed.'
const neither = 'Blocked on both sides.'
const dns = 'TCP 53 and UDP 53'

// biome-ignore format: tables
const examples: readonly Shown[] = [
  {
    title: 'Three-tier shop',
    drawn: [
      'frontend to api: half-open, egress of frontend blocks on TCP 8080',
      'api to database: allowed on TCP 5432',
      'ingress-nginx-controller to frontend: allowed on TCP 80, 443',
      'namespace production to coredns: allowed on TCP 53 and UDP 53, 3 flows',
      'frontend in production: isolated for ingress and egress',
      'coredns in kube-system: not isolated',
    ],
    notDrawn: ['frontend to database'],
    asked: [
      ['api',                      'database',       bothSides,                                 'TCP 5432'],
      ['frontend',                 'api',            'Blocked, though api would let it in.',    'TCP 8080'],
      ['frontend',                 'database',       neither,                                   'TCP 5432'],
      ['ingress-nginx-controller', 'frontend',       'Allowed: frontend lets it in.',           'TCP 80, 443'],
      ['frontend',                 'coredns',        'Partly allowed',                          dns],
    ],
  },
  {
    title: 'Payments',
    drawn: [
      'api to postgres: half-open, egress of api blocks on TCP 5432',
      'postgres in payments: isolated for ingress and egress',
      'marketing in marketing: not isolated',
    ],
    notDrawn: ['marketing to postgres'],
    asked: [
      ['api',                      'postgres',       'Blocked, though postgres would let it in.', 'TCP 5432'],
      ['api',                      'coredns',        'Partly allowed',                            dns],
      ['postgres',                 'coredns',        'Partly allowed',                            dns],
      ['marketing',                'postgres',       'Blocked: postgres does not let it in.',     'TCP 5432'],
    ],
  },
  {
    title: 'The namespace lab',
    drawn: [
      'external-client to frontend: half-open, egress of external-client blocks on TCP 80',
      'frontend to backend: allowed on TCP 80',
      'backend to database: half-open, egress of backend blocks on TCP 80',
      'external-client in netpol-demo: isolated for ingress and egress',
    ],
    notDrawn: ['frontend to database', 'external-client to database', 'external-client to backend'],
    asked: [
      ['frontend',                 'backend',        bothSides,                                   'TCP 80'],
      ['frontend',                 'database',       neither,                                     'TCP 80'],
      ['backend',                  'database',       'Blocked, though database would let it in.', 'TCP 80'],
      ['external-client',          'database',       neither,                                     'TCP 80'],
      ['external-client',          'frontend',       'Blocked, though frontend would let it in.', 'TCP 80'],
      ['external-client',          'backend',        neither,                                     'TCP 80'],
    ],
  },
  {
    title: 'Deny one app',
    drawn: ['web in default: isolated for ingress', 'reports in default: not isolated'],
    notDrawn: ['shop to web', 'reports to web'],
    asked: [
      ['shop',                     'web',            'Blocked: web does not let it in.',        'TCP 80'],
      ['reports',                  'web',            'Blocked: web does not let it in.',        'TCP 80'],
      ['web',                      'shop',           nothingClosed,                             'TCP 8080'],
      ['shop',                     'reports',        nothingClosed,                             'TCP 8080'],
    ],
  },
  {
    title: 'Quarantine',
    drawn: ['checkout-suspect in default: isolated for ingress', 'database in default: not isolated'],
    notDrawn: ['web to checkout-suspect'],
    asked: [
      ['web',                      'checkout-suspect', 'Blocked: checkout-suspect does not let it in.', 'TCP 8080'],
      ['checkout-suspect',         'database',       nothingClosed,                             'TCP 5432'],
    ],
  },
  {
    title: 'Online Boutique',
    drawn: [
      'checkoutservice to paymentservice: allowed on TCP 50051',
      'cartservice to redis-cart: allowed on TCP 6379',
      'frontend to adservice: allowed on TCP 9555',
      'loadgenerator in default: isolated for ingress and egress',
    ],
    notDrawn: ['cartservice to paymentservice', 'frontend to redis-cart'],
    asked: [
      ['checkoutservice',          'paymentservice', bothSides,                                      'TCP 50051'],
      ['cartservice',              'paymentservice', 'Blocked, though cartservice may send it.',     'TCP 50051'],
      ['cartservice',              'redis-cart',     bothSides,                                      'TCP 6379'],
      ['frontend',                 'redis-cart',     'Blocked, though frontend may send it.',        'TCP 6379'],
      ['loadgenerator',            'frontend',       bothSides,                                      'TCP 8080'],
    ],
  },
  {
    title: 'Default deny, to start from',
    drawn: ['web in team: isolated for ingress and egress'],
    notDrawn: ['web to queue'],
    asked: [
      ['metrics-server',           'web',            'Blocked: web does not let it in.',        'TCP 8080'],
      ['worker',                   'queue',          neither,                                   'TCP 6379'],
      ['worker',                   'coredns',        'Blocked: worker may not send it.',        'TCP 53, 9153 and UDP 53'],
    ],
  },
]

for (const { title, drawn: seen, notDrawn, asked } of examples) {
  test(`the example "${title}" shows what is allowed and what is blocked`, async ({ page }) => {
    await openPage(page)
    await openExample(page, title)

    for (const name of seen) await expect(drawn(page, name)).toBeAttached()
    for (const name of notDrawn) await expect(drawn(page, new RegExp(`^${name}:`))).toHaveCount(0)
    await expect(page.getByText('What to notice')).toBeVisible()

    await selectAnyFlowOf(page, asked[0]?.[0] ?? '')
    for (const [from, to, headline, ports] of asked) {
      await ask(page, from, to)
      await expect(verdict(page).getByRole('heading')).toHaveText(new RegExp(`^${headline}`))
      await expect(verdict(page)).toContainText(ports)
    }
  })
}

test('the pod in quarantine is seen to reach everything, the outside too', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Quarantine')

  await drawn(page, 'checkout-suspect in default: isolated for ingress').press('Enter')

  const reached = inspector(page).getByRole('region', { name: 'Can reach' })
  await expect(reached.getByRole('button', { name: 'outside every port' })).toBeVisible()
  await expect(reached.getByRole('button', { name: 'database default every port' })).toBeVisible()
  await expect(inspector(page).getByRole('region', { name: 'Reached by' })).toHaveText('Reached byNothing.')
})

test('an example opens from its address', async ({ page }) => {
  await openPage(page, '#example=payments')

  await expect(drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432')).toBeAttached()
})
