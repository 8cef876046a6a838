import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, openExample } from './support/screen'

/** What must be seen at first sight: arrows and cards by name. `not`: what must not be there. */
const examples = [
  {
    title: 'Three-tier shop',
    arrows: [
      'frontend to api: half-open, egress of frontend blocks on TCP 8080',
      'api to database: allowed on TCP 5432',
      'ingress-nginx-controller to frontend: allowed on TCP 80, 443',
      'namespace production to coredns: allowed on TCP 53 and UDP 53, 3 flows',
    ],
    cards: [
      'frontend in production: isolated for ingress and egress',
      'coredns in kube-system: not isolated',
    ],
    notArrows: ['frontend to database'],
  },
  {
    title: 'Payments',
    arrows: ['api to postgres: half-open, egress of api blocks on TCP 5432'],
    cards: ['postgres in payments: isolated for ingress and egress', 'marketing in marketing: not isolated'],
    notArrows: ['marketing to postgres'],
  },
  {
    title: 'The namespace lab',
    arrows: [
      'external-client to frontend: half-open, egress of external-client blocks on TCP 80',
      'frontend to backend: allowed on TCP 80',
      'backend to database: half-open, egress of backend blocks on TCP 80',
    ],
    cards: ['external-client in netpol-demo: isolated for ingress and egress'],
    notArrows: ['frontend to database', 'external-client to database'],
  },
  {
    title: 'Deny one app',
    arrows: [],
    cards: ['web in default: isolated for ingress', 'reports in default: not isolated'],
    notArrows: ['shop to web'],
  },
  {
    title: 'Quarantine',
    arrows: [],
    cards: ['checkout-suspect in default: isolated for ingress', 'database in default: not isolated'],
    notArrows: ['web to checkout-suspect'],
  },
  {
    title: 'Online Boutique',
    arrows: [
      'checkoutservice to paymentservice: allowed on TCP 50051',
      'cartservice to redis-cart: allowed on TCP 6379',
      'frontend to adservice: allowed on TCP 9555',
    ],
    cards: ['loadgenerator in default: isolated for ingress and egress'],
    notArrows: ['cartservice to paymentservice: allowed'],
  },
  {
    title: 'Default deny, to start from',
    arrows: [],
    cards: ['web in team: isolated for ingress and egress'],
    notArrows: ['web to queue'],
  },
]

for (const { title, arrows, cards, notArrows } of examples) {
  test(`the example "${title}" shows what is allowed and what is not`, async ({ page }) => {
    await openPage(page)
    await openExample(page, title)

    for (const name of [...arrows, ...cards]) await expect(drawn(page, name)).toBeAttached()
    for (const name of notArrows)
      await expect(page.getByRole('group', { name: new RegExp(`^${name}`) })).toHaveCount(0)
    await expect(page.getByText('What to notice')).toBeVisible()
  })
}

test('an example opens from its address', async ({ page }) => {
  await openPage(page, '#example=payments')

  await expect(drawn(page, 'api to postgres: half-open, egress of api blocks on TCP 5432')).toBeAttached()
})
