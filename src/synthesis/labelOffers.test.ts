import { describe, expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { editsOf } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const workloads = [
  workload('shop/api', 'app=shop'),
  workload('shop/db', 'app=db'),
  workload('shop/web', 'app=shop version=1'),
  { ...workload('shop/old', 'app=old'), variant: '1', id: workload('shop/old~1', '').id },
  { ...workload('shop/old', 'app=old'), variant: '2', id: workload('shop/old~2', '').id },
]
const dbOnly = policy('shop/db', 'app=db', { types: ['ingress'] })
const denyAll = policy('shop/deny', '', {})

interface Row {
  readonly why: string
  readonly policies: readonly NetworkPolicy[]
  readonly edits: string
  /** `e1,e2 shop/Deployment/api (shop/Deployment/web) component: api` */
  readonly offers: readonly string[]
  /** How many flows come along today. */
  readonly collateral: number
  /** What the first edit's outcome begins with. */
  readonly says: string
}

const meansToo = (name: string, other: string) =>
  `Labels cannot tell ${name} apart from ${other}, so this means ${other} too. The label app.kubernetes.io/component: ${name} on the pods of ${name} would tell it apart.`
const ofApi = 'shop/Deployment/api (shop/Deployment/web) app.kubernetes.io/component: api'
const ofWeb = 'shop/Deployment/web (shop/Deployment/api) app.kubernetes.io/component: web'

const rows: readonly Row[] = [
  {
    why: 'a sender that a rule names, with flows that come along',
    policies: [dbOnly],
    edits: 'allow shop/api -> shop/db : TCP 1',
    offers: [`e1 ${ofApi}`],
    collateral: 1,
    says: meansToo('api', 'web'),
  },
  {
    why: 'no flow comes along today, since the other is closed by itself, but the rule means it too',
    policies: [dbOnly, policy('shop/closed', 'version=1', { types: ['egress'] })],
    edits: 'allow shop/api -> shop/db : TCP 1',
    offers: [`e1 ${ofApi}`],
    collateral: 0,
    says: meansToo('api', 'web'),
  },
  {
    why: 'a subject that is isolated',
    policies: [],
    edits: 'isolate shop/api : ingress',
    offers: [`e1 ${ofApi}`],
    collateral: 5,
    says: meansToo('api', 'web'),
  },
  {
    why: 'both ends, each with a label of its own',
    policies: [denyAll],
    edits: 'allow shop/api -> shop/web : TCP 1',
    offers: [`e1 ${ofApi}`, `e1 ${ofWeb}`],
    collateral: 1,
    says: meansToo('api', 'web'),
  },
  {
    why: 'who asks for both means both',
    policies: [dbOnly],
    edits: `
    allow shop/api -> shop/db : TCP 1
    allow shop/web -> shop/db : TCP 1-2
    `,
    offers: [`e2 ${ofWeb}`],
    collateral: 1,
    says: 'Also allows api to db (2).',
  },
  {
    why: 'one label is offered for all edits that need it',
    policies: [dbOnly],
    edits: `
    allow shop/api -> shop/db : TCP 1
    isolate shop/api : ingress
    `,
    offers: [`e1,e2 ${ofApi}`],
    collateral: 6,
    says: meansToo('api', 'web'),
  },
  {
    why: 'what cannot be blocked for this reason alone could be with the label',
    policies: [
      policy('shop/db', 'app=db', { types: ['ingress'], ingress: [rule([pods('app=shop')], ['TCP 1'])] }),
    ],
    edits: `
    block shop/api -> shop/db : TCP 1
    allow shop/web -> shop/db : TCP 1
    `,
    offers: [`e1 ${ofApi}`],
    collateral: 0,
    says: 'No change of the policies blocks api to db: labels do not tell it apart from what must stay allowed. Nothing was changed for it. Labels cannot tell api apart from web. The label app.kubernetes.io/component: api on the pods of api would tell it apart.',
  },
  {
    why: 'pods of one template get the same labels, so none is offered, but it is said',
    policies: [dbOnly],
    edits: 'allow shop/old~1 -> shop/db : TCP 1',
    offers: [],
    collateral: 1,
    says: 'Labels cannot tell old (1) apart from old (2), so this means old (2) too. Also allows',
  },
  {
    why: 'nothing is said of an edit that changes nothing',
    policies: [],
    edits: 'allow shop/api -> shop/db : TCP 1',
    offers: [],
    collateral: 0,
    says: 'That is so already',
  },
]

describe('labels that are offered', () => {
  it.each(rows)('$why', ({ policies, edits, offers, collateral, says }) => {
    const { labelOffers, cost, outcomes } = synthesise(
      clusterOf({ shop: '' }, workloads, policies),
      editsOf(edits),
      defaultOptions,
    )
    const shown = labelOffers.map(
      (it) => `${it.edits} ${it.workload} (${it.others}) ${it.label.key}: ${it.label.value}`,
    )
    expect(shown).toEqual(offers)
    expect(outcomes[0]?.message.slice(0, says.length)).toBe(says)
    expect(cost.collateral).toBe(collateral)
  })
})
