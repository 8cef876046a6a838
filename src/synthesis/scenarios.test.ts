import { describe, expect, it } from 'vitest'
import type { Cluster } from '../model/cluster'
import { defaultOptions } from '../model/workspace'
import { editsOf, lines, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const dnsPod = workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP dns-tcp:53')
const dnsPorts = ['UDP 53', 'TCP 53']

/** Published guides to default deny, as they stand: each forgets the senders. */
const shop = clusterOf(
  { production: '', 'ingress-nginx': '', 'kube-system': '' },
  [
    workload('ingress-nginx/controller', 'app=controller'),
    dnsPod,
    workload('production/api', 'app=api', ':8080'),
    workload('production/database', 'app=database', ':5432'),
    workload('production/frontend', 'app=frontend', ':80 :443'),
  ],
  [
    policy('production/allow-api-egress-to-db', 'app=api', {
      types: ['egress'],
      egress: [rule([pods('app=database')], ['TCP 5432'])],
    }),
    policy('production/allow-api-to-database', 'app=database', {
      types: ['ingress'],
      ingress: [rule([pods('app=api')], ['TCP 5432'])],
    }),
    policy('production/allow-dns', '', { types: ['egress'], egress: [rule([pods('', '')], dnsPorts)] }),
    policy('production/allow-frontend-to-api', 'app=api', {
      types: ['ingress'],
      ingress: [rule([pods('app=frontend')], ['TCP 8080'])],
    }),
    policy('production/allow-ingress-controller', 'app=frontend', {
      types: ['ingress'],
      ingress: [rule([pods('', 'kubernetes.io/metadata.name=ingress-nginx')], ['TCP 80', 'TCP 443'])],
    }),
    policy('production/deny-all-traffic', '', {}),
  ],
)

const payments = clusterOf(
  { payments: '', marketing: '', 'kube-system': '' },
  [
    dnsPod,
    workload('marketing/marketing', 'app=marketing'),
    workload('payments/api', 'app=api'),
    workload('payments/postgres', 'app=postgres', ':5432'),
  ],
  [
    policy('payments/allow-dns', '', {
      types: ['egress'],
      egress: [rule([pods('', 'kubernetes.io/metadata.name=kube-system')], dnsPorts)],
    }),
    policy('payments/api-to-db', 'app=postgres', {
      types: ['ingress'],
      ingress: [rule([pods('app=api')], ['TCP 5432'])],
    }),
    policy('payments/default-deny-all', '', {}),
  ],
)

const lab = clusterOf(
  { 'netpol-demo': '' },
  [
    workload('netpol-demo/backend', 'app=backend tier=api', ':80'),
    workload('netpol-demo/database', 'app=database tier=data', ':80'),
    workload('netpol-demo/external-client', 'app=external-client'),
    workload('netpol-demo/frontend', 'app=frontend tier=web', ':80'),
  ],
  [
    policy('netpol-demo/allow-backend-to-database', 'app=database', {
      types: ['ingress'],
      ingress: [rule([pods('app=backend')], ['TCP 80'])],
    }),
    policy('netpol-demo/allow-dns-egress', '', { types: ['egress'], egress: [rule([], dnsPorts)] }),
    policy('netpol-demo/allow-frontend-egress-to-backend', 'app=frontend', {
      types: ['egress'],
      egress: [rule([pods('app=backend')], ['TCP 80'])],
    }),
    policy('netpol-demo/allow-frontend-ingress', 'app=frontend', {
      types: ['ingress'],
      ingress: [rule([], ['TCP 80'])],
    }),
    policy('netpol-demo/allow-frontend-to-backend', 'app=backend', {
      types: ['ingress'],
      ingress: [rule([pods('app=frontend')], ['TCP 80'])],
    }),
    policy('netpol-demo/default-deny-egress', '', { types: ['egress'] }),
    policy('netpol-demo/default-deny-ingress', '', { types: ['ingress'] }),
  ],
)

/** Edits in; the changes and the whole impact out. There is never collateral here. */
function check(cluster: Cluster, edits: string, changes: string, added: string, removed = ''): void {
  const result = synthesise(cluster, editsOf(edits), defaultOptions)
  expect(result.outcomes.map(({ status, message }) => `${status}${message}`)).toEqual(
    lines(edits).map(() => 'holds'),
  )
  expect(showChanges(result.changes)).toEqual(lines(changes))
  expect(showFlows(result.impact.added)).toEqual(lines(added))
  expect(showFlows(result.impact.removed)).toEqual(lines(removed))
  expect([...result.impact.collateralAdded, ...result.impact.collateralRemoved]).toEqual([])
}

describe('the three-tier shop', () => {
  it('is missing one egress rule from frontend to api', () => {
    check(
      shop,
      'allow production/frontend -> production/api : TCP 8080',
      `
      create production/frontend-allow
        [app=frontend] egress
        egress to [app=api] : TCP 8080
      `,
      'production/frontend -> production/api : TCP 8080',
    )
  })

  it('amends the policies that are there: a flow that both sides block needs one rule on each', () => {
    check(
      shop,
      'allow production/api -> production/frontend : TCP 443',
      `
      replace production/allow-api-egress-to-db
        [app=api] egress
        egress to [app=database] : TCP 5432
        egress to [app=frontend] : TCP 443
      replace production/allow-ingress-controller
        [app=frontend] ingress
        ingress from [] in [ns=ingress-nginx] : TCP 80, TCP 443
        ingress from [app=frontend] : TCP 443
      `.replace('from [app=frontend]', 'from [app=api]'),
      'production/api -> production/frontend : TCP 443',
    )
  })

  it('adds a port to a rule with the same peers, on both sides', () => {
    check(
      shop,
      'allow production/api -> production/database : TCP 9187',
      `
      replace production/allow-api-egress-to-db
        [app=api] egress
        egress to [app=database] : TCP 5432, TCP 9187
      replace production/allow-api-to-database
        [app=database] ingress
        ingress from [app=api] : TCP 5432, TCP 9187
      `,
      'production/api -> production/database : TCP 9187',
    )
  })

  it('adds a peer to a rule with the same ports', () => {
    check(
      shop,
      'allow production/database -> production/api : TCP 8080',
      `
      replace production/allow-frontend-to-api
        [app=api] ingress
        ingress from [app=frontend] | [app=database] : TCP 8080
      create production/database-allow
        [app=database] egress
        egress to [app=api] : TCP 8080
      `,
      'production/database -> production/api : TCP 8080',
    )
  })

  it('makes one policy for both directions rather than amend two', () => {
    check(
      shop,
      `
      allow production/database -> production/api : TCP 8080
      allow production/api -> production/frontend : TCP 80
      `,
      `
      replace production/allow-ingress-controller
        [app=frontend] ingress
        ingress from [] in [ns=ingress-nginx] : TCP 80, TCP 443
        ingress from [app=api] : TCP 80
      create production/api-allow
        [app=api] ingress egress
        ingress from [app=database] : TCP 8080
        egress to [app=frontend] : TCP 80
      create production/database-allow
        [app=database] egress
        egress to [app=api] : TCP 8080
      `,
      `
      production/api -> production/frontend : TCP 80
      production/database -> production/api : TCP 8080
      `,
    )
  })

  it('blocks what one rule grants by taking out that peer, and keeps the policy and its isolation', () => {
    check(
      shop,
      'block production/api -> production/database : TCP 5432',
      `
      replace production/allow-api-to-database
        [app=database] ingress
      `,
      '',
      'production/api -> production/database : TCP 5432',
    )
  })

  it('blocks one of two ports by narrowing the rule', () => {
    check(
      shop,
      'block ingress-nginx/controller -> production/frontend : TCP 80',
      `
      replace production/allow-ingress-controller
        [app=frontend] ingress
        ingress from [] in [ns=ingress-nginx] : TCP 443
      `,
      '',
      'ingress-nginx/controller -> production/frontend : TCP 80',
    )
  })
})

describe('payments', () => {
  it('is missing one egress rule from api to postgres', () => {
    check(
      payments,
      'allow payments/api -> payments/postgres : TCP 5432',
      `
      create payments/api-allow
        [app=api] egress
        egress to [app=postgres] : TCP 5432
      `,
      'payments/api -> payments/postgres : TCP 5432',
    )
  })

  it('lets a pod of another namespace in with both selectors in one peer, and writes nothing for its open egress', () => {
    check(
      payments,
      'allow marketing/marketing -> payments/postgres : TCP 5432',
      `
      replace payments/api-to-db
        [app=postgres] ingress
        ingress from [app=api] | [app=marketing] in [ns=marketing] : TCP 5432
      `,
      'marketing/marketing -> payments/postgres : TCP 5432',
    )
  })
})

describe('the namespace lab', () => {
  it('works with two egress rules', () => {
    check(
      lab,
      `
      allow netpol-demo/external-client -> netpol-demo/frontend : TCP 80
      allow netpol-demo/backend -> netpol-demo/database : TCP 80
      `,
      `
      create netpol-demo/backend-allow
        [app=backend] egress
        egress to [app=database] : TCP 80
      create netpol-demo/external-client-allow
        [app=external-client] egress
        egress to [app=frontend] : TCP 80
      `,
      `
      netpol-demo/backend -> netpol-demo/database : TCP 80
      netpol-demo/external-client -> netpol-demo/frontend : TCP 80
      `,
    )
  })
})
