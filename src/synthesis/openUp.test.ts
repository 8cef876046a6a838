import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, workloadOf } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { editsOf, lines, showChanges } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const workloads = [
  workload('shop/api', 'app=api'),
  workload('shop/db', 'app=db'),
  workload('shop/one', 'app=web tier=one'),
  workload('shop/two', 'app=web tier=two'),
  workload('shop/twin', 'app=web tier=two'),
  workload('mon/prom', 'app=prom'),
]
const denyAll = policy('shop/deny', '', {})
const denyIngress = policy('shop/deny', '', { types: ['ingress'] })
const fromProm = rule([pods('app=prom', 'kubernetes.io/metadata.name=mon')], ['TCP 9'])

interface Row {
  readonly why: string
  readonly policies: readonly NetworkPolicy[]
  readonly edits: string
  readonly changes: string
  readonly outcomes: readonly string[]
  /** Who is opened besides. */
  readonly collateral?: readonly string[]
  readonly onlyNew?: true
}

const rows: readonly Row[] = [
  {
    why: 'a default deny leaves out the one workload, and stays for all others, pods to come among them',
    policies: [denyIngress],
    edits: 'open shop/api : ingress',
    changes: `
    replace shop/deny
      [app!=api] ingress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'of a default deny in both directions the other one stays for everybody',
    policies: [denyAll],
    edits: 'open shop/api : ingress',
    changes: `
    replace shop/deny
      [] egress
    create shop/deny-ingress
      [app!=api] ingress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'rules go on to grant what they did to those that stay isolated',
    policies: [policy('shop/prom', '', { ingress: [fromProm] })],
    edits: 'open shop/api : ingress',
    changes: `
    replace shop/prom
      [] egress
    create shop/prom-ingress
      [app!=api] ingress
      ingress from [app=prom] in [ns=mon] : TCP 9
    `,
    outcomes: ['holds'],
  },
  {
    why: 'a policy for the workload alone is of no use any more',
    policies: [policy('shop/api', 'app=api', { types: ['ingress'], ingress: [fromProm] })],
    edits: 'open shop/api : ingress',
    changes: 'delete shop/api',
    outcomes: ['holds'],
  },
  {
    why: 'or loses the direction, with its rules',
    policies: [policy('shop/api', 'app=api', { ingress: [fromProm] })],
    edits: 'open shop/api : ingress',
    changes: `
    replace shop/api
      [app=api] egress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'each policy that isolates it is altered, no other',
    policies: [
      denyIngress,
      policy('shop/egress', '', { types: ['egress'] }),
      policy('shop/some', 'app=api,db', { types: ['ingress'] }),
    ],
    edits: 'open shop/api : ingress',
    changes: `
    replace shop/deny
      [app!=api] ingress
    replace shop/some
      [app=db] ingress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'whom labels cannot tell apart is opened too, and said and listed',
    policies: [denyIngress],
    edits: 'open shop/two : ingress',
    changes: `
    replace shop/deny
      [tier!=two] ingress
    `,
    outcomes: [
      'holds Labels cannot tell two apart from twin, so this means twin too. The label app.kubernetes.io/component: two on the pods of two would tell it apart. Also opens twin for ingress.',
    ],
    collateral: ['twin'],
  },
  {
    why: 'a namespace is opened by deleting what isolates it',
    policies: [denyAll, policy('shop/db', 'app=db', { types: ['ingress'] }), policy('mon/deny', '', {})],
    edits: 'open shop/* : ingress,egress',
    changes: `
    delete shop/deny
    delete shop/db
    `,
    outcomes: ['holds'],
  },
  {
    why: 'or by dropping the direction',
    policies: [denyAll],
    edits: 'open shop/* : egress',
    changes: `
    replace shop/deny
      [] ingress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'another way opens others, who are said and listed',
    policies: [policy('shop/deny', 'app=api,db', { types: ['ingress'] })],
    edits: 'open shop/api : ingress by delete',
    changes: 'delete shop/deny',
    outcomes: ['holds Also opens db for ingress.'],
    collateral: ['db'],
  },
  {
    why: 'to drop a direction keeps the other, for everybody',
    policies: [policy('shop/deny', 'app=api,db', {})],
    edits: 'open shop/api : ingress by drop',
    changes: `
    replace shop/deny
      [app=api,db] egress
    `,
    outcomes: ['holds Also opens db for ingress.'],
    collateral: ['db'],
  },
  {
    why: 'isolating and opening again is no change',
    policies: [],
    edits: `
    isolate shop/api : ingress
    open shop/api : ingress
    `,
    changes: '',
    outcomes: ['contradicted A later edit opens this, or a part of it.', 'already No policy isolates it.'],
  },
  {
    why: 'opening and isolating again is isolating',
    policies: [],
    edits: `
    open shop/api : ingress
    isolate shop/api : ingress
    `,
    changes: `
    create shop/api-isolate
      [app=api] ingress
    `,
    outcomes: ['contradicted A later edit isolates this, or a part of it.', 'holds'],
  },
  {
    why: 'one workload of a namespace that an edit locks',
    policies: [],
    edits: `
    isolate shop/* : ingress
    open shop/api : ingress
    `,
    changes: `
    create shop/default-deny
      [app!=api] ingress
    `,
    outcomes: ['contradicted A later edit opens this, or a part of it.', 'holds'],
  },
  {
    why: 'one workload of a namespace in which only what is drawn is to stay',
    policies: [],
    edits: `
    only shop : none
    open shop/api : ingress
    `,
    changes: `
    create shop/default-deny
      [] egress
    create shop/default-deny-ingress
      [app!=api] ingress
    `,
    outcomes: ['contradicted A later edit opens this, or a part of it.', 'holds'],
  },
  {
    why: 'a later lock of one workload of an opened namespace holds',
    policies: [denyIngress],
    edits: `
    open shop/* : ingress
    isolate shop/api : ingress
    `,
    changes: `
    create shop/api-isolate
      [app=api] ingress
    delete shop/deny
    `,
    outcomes: ['contradicted A later edit isolates this, or a part of it.', 'holds'],
  },
  {
    why: 'where policies stay as they are it cannot be done',
    policies: [denyIngress],
    edits: 'open shop/api : ingress',
    onlyNew: true,
    changes: '',
    outcomes: ['impossible This would change policy shop/deny, and this scenario only adds new policies.'],
  },
  {
    why: 'addresses have no policies',
    policies: [],
    edits: 'open 10.0.0.0/8 : ingress',
    changes: '',
    outcomes: ['impossible Policies isolate pods; addresses outside the cluster have none.'],
  },
  {
    why: 'who is gone is said',
    policies: [],
    edits: 'open shop/gone : ingress',
    changes: '',
    outcomes: ['unknownEnd shop/Deployment/gone is not in the manifests.'],
  },
]

describe('opening', () => {
  it.each(rows)('$why', ({ policies, edits, changes, outcomes, collateral = [], onlyNew }) => {
    const options = { ...defaultOptions, onlyNewPolicies: onlyNew === true }
    const cluster = clusterOf({ mon: '', shop: '' }, workloads, policies)
    const result = synthesise(cluster, editsOf(edits), options)
    expect(showChanges(result.changes)).toEqual(lines(changes))
    expect(result.outcomes.map(({ status, message }) => `${status} ${message}`.trim())).toEqual(outcomes)
    const { collateralAdded, collateralRemoved } = result.impact
    const receivers = new Set(collateralAdded.map(({ to }) => workloadOf(to)?.name))
    expect([[...receivers], collateralRemoved]).toEqual([collateral, []])
  })

  it('an unlabelled workload among others is told by what it lacks', () => {
    const cluster = clusterOf({ shop: '' }, [workload('shop/bare', ''), ...workloads], [denyIngress])
    const end = { kind: 'workload', id: workload('shop/bare', '').id } as const
    const edit: Edit = { kind: 'open', id: editId('e'), end, directions: ['ingress'] }
    expect(showChanges(synthesise(cluster, [edit], defaultOptions).changes)).toEqual([
      'replace shop/deny',
      '  [app] ingress',
    ])
  })

  it('a workload that it takes two labels to tell is left out by two policies, which say all others', () => {
    const those = ['a=1 b=1', 'a=1 b=2', 'a=2 b=1'].map((it, i) => workload(`shop/w${i}`, it))
    const cluster = clusterOf({ shop: '' }, those, [
      policy('shop/deny', '', { types: ['ingress'], ingress: [fromProm] }),
    ])
    expect(
      showChanges(synthesise(cluster, editsOf('open shop/w0 : ingress'), defaultOptions).changes),
    ).toEqual(
      lines(`
      replace shop/deny
        [a!=1] ingress
        ingress from [app=prom] in [ns=mon] : TCP 9
      create shop/deny-2
        [a=1 b!=1] ingress
        ingress from [app=prom] in [ns=mon] : TCP 9
      `),
    )
  })
})
