import { describe, expect, it } from 'vitest'
import type { Cluster } from '../model/cluster'
import { editId, fileId, policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { editsOf, lines, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const workloads = [
  workload('lab/probe', 'app=probe', ':80'),
  workload('shop/api', 'app=api', 'http:8080 metrics:9090'),
  workload('shop/db', 'app=db', ':5432'),
  workload('shop/web', 'app=web', ':80'),
]

/** Policies that stand in a text, unlike those that synthesis makes. */
function shop(policies: readonly NetworkPolicy[], more: Cluster['workloads'] = []): Cluster {
  const place = { file: fileId('f'), document: 0, from: 0, to: 0, line: 1, column: 1 }
  return clusterOf(
    { lab: '', shop: '' },
    [...workloads, ...more].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    policies.map((it) => ({ ...it, place })),
  )
}

const deny = policy('shop/deny', '', {})

interface Row {
  readonly why: string
  readonly policies?: readonly NetworkPolicy[]
  readonly more?: Cluster['workloads']
  readonly options?: Partial<ScenarioOptions>
  readonly edits: string
  readonly changes: string
  /** Of the edit that only what is drawn stays. */
  readonly outcome?: string
  readonly kept?: string
}

const webToApi = 'allow shop/web -> shop/api : TCP 8080'
const webToApiHalves = `
  create shop/api-allow
    [app=api] ingress
    ingress from [app=web] : TCP 8080`
const webToApiEgress = `
  create shop/web-allow
    [app=web] egress
    egress to [app=api] : TCP 8080`

const rows: readonly Row[] = [
  {
    why: 'without policies there is a default deny and what is drawn',
    edits: `${webToApi}\nonly shop`,
    changes: `${webToApiHalves}
  create shop/default-deny
    [] ingress egress${webToApiEgress}`,
  },
  {
    why: 'with nothing drawn everything is closed',
    edits: 'only shop',
    changes: `
  create shop/default-deny
    [] ingress egress`,
  },
  {
    why: 'DNS is kept for all pods in one rule',
    edits: 'only shop : dns',
    changes: `
  create shop/default-deny
    [] ingress egress
    egress to [k8s-app=kube-dns] in [ns=kube-system] : TCP 53, UDP 53`,
  },
  {
    why: 'a default deny that is there is used',
    policies: [deny],
    edits: `${webToApi}\nonly shop`,
    changes: `${webToApiHalves}${webToApiEgress}`,
    outcome: 'already Only what is drawn is allowed already; no change is needed.',
  },
  {
    why: 'a policy that allows everything is deleted, and does not stay under its name to deny',
    policies: [policy('shop/allow-all', '', { types: ['ingress'], ingress: [rule([])] })],
    edits: 'only shop',
    changes: `
  create shop/default-deny
    [] ingress egress
  delete shop/allow-all`,
  },
  {
    why: 'a policy of which nothing is right takes the rules of drawn flows for its pods',
    policies: [
      deny,
      policy('shop/api', 'app=api', { types: ['ingress'], ingress: [rule([pods('')], ['TCP'])] }),
    ],
    edits: `${webToApi}\nonly shop`,
    changes: `
  replace shop/api
    [app=api] ingress
    ingress from [app=web] : TCP 8080${webToApiEgress}`,
  },
  {
    why: 'what is right stays as it is, and what is half right loses peers, or ports',
    policies: [
      deny,
      policy('shop/api', 'app=api', {
        ingress: [rule([pods('app=web'), pods('app=db')], ['TCP http'])],
        egress: [rule([pods('app=db')], ['TCP 5432', 'TCP 5433'])],
      }),
      policy('shop/db', 'app=db', { types: ['ingress'], ingress: [rule([pods('app=api')], ['TCP 5432'])] }),
      policy('shop/web', 'app=web', { types: ['egress'], egress: [rule([pods('app=api')], ['TCP http'])] }),
    ],
    edits: `${webToApi}\nallow shop/api -> shop/db : TCP 5432\nonly shop`,
    changes: `
  replace shop/api
    [app=api] ingress egress
    ingress from [app=web] : TCP http
    egress to [app=db] : TCP 5432`,
  },
  {
    why: 'a policy that changes anyway takes the other direction too, since its pods are isolated in both',
    policies: [
      deny,
      policy('shop/api', 'app=api', { types: ['ingress'], ingress: [rule([pods('')], ['TCP'])] }),
    ],
    edits: `${webToApi}\nallow shop/api -> lab/probe : TCP 80\nonly shop`,
    changes: `
  replace shop/api
    [app=api] ingress egress
    ingress from [app=web] : TCP 8080
    egress to [app=probe] in [ns=lab] : TCP 80${webToApiEgress}`,
  },
  {
    why: 'one that is named after its direction keeps to it, and one that is right is left alone',
    policies: [
      deny,
      policy('shop/api-ingress', 'app=api', { types: ['ingress'], ingress: [rule([pods('')], ['TCP'])] }),
      policy('shop/web', 'app=web', {
        types: ['ingress'],
        ingress: [rule([pods('app=probe', 'kubernetes.io/metadata.name=lab')], ['TCP 80'])],
      }),
    ],
    edits: `${webToApi}\nallow shop/api -> lab/probe : TCP 80\nallow lab/probe -> shop/web : TCP 80\nonly shop`,
    changes: `
  create shop/api-allow
    [app=api] egress
    egress to [app=probe] in [ns=lab] : TCP 80
  replace shop/api-ingress
    [app=api] ingress
    ingress from [app=web] : TCP 8080${webToApiEgress}`,
  },
  {
    why: 'what is right for one pod of a policy and wrong for another is granted to that one alone',
    policies: [
      deny,
      policy('shop/from-probe', 'app=api,db', {
        types: ['ingress'],
        ingress: [rule([pods('app=probe', 'kubernetes.io/metadata.name=lab')], ['TCP 8080'])],
      }),
    ],
    edits: 'allow lab/probe -> shop/api : TCP 8080\nonly shop',
    changes: `
  create shop/api-allow
    [app=api] ingress
    ingress from [app=probe] in [ns=lab] : TCP 8080
  delete shop/from-probe`,
  },
  {
    why: 'a peer that is all pods of a namespace is more than those that are there',
    policies: [
      deny,
      policy('shop/api', 'app=api', {
        types: ['ingress'],
        ingress: [rule([pods('', 'kubernetes.io/metadata.name=lab')], ['TCP 8080'])],
      }),
    ],
    edits: 'allow lab/probe -> shop/api : TCP 8080\nonly shop',
    changes: `
  replace shop/api
    [app=api] ingress
    ingress from [app=probe] in [ns=lab] : TCP 8080`,
  },
  {
    why: 'the same peer is right where the whole namespace is drawn',
    policies: [
      deny,
      policy('shop/api', 'app=api', {
        types: ['ingress'],
        ingress: [rule([pods('', 'kubernetes.io/metadata.name=lab')], ['TCP 8080'])],
      }),
    ],
    edits: 'allow lab/* -> shop/api : TCP 8080\nonly shop',
    changes: '',
    outcome: 'already Only what is drawn is allowed already; no change is needed.',
  },
  {
    why: 'what selects nobody today allows only what nobody drew',
    policies: [
      deny,
      policy('shop/gone', 'app=gone', { ingress: [rule([pods('app=web')], ['TCP 80'])] }),
      policy('shop/web', 'app=web', { types: ['ingress'], ingress: [rule([pods('app=gone')], ['TCP 80'])] }),
    ],
    edits: 'only shop',
    changes: `
  delete shop/gone
  delete shop/web`,
  },
  {
    why: 'rules of a direction that is not among the types are inert, and stay',
    policies: [deny, policy('shop/inert', 'app=web', { types: ['egress'], ingress: [rule([])] })],
    edits: 'only shop',
    changes: '',
    outcome: 'already Only what is drawn is allowed already; no change is needed.',
  },
  {
    why: 'two namespaces that talk are locked down in one go, and a third that does not isolate itself needs nothing',
    edits: 'allow lab/probe -> shop/web : TCP 80\nonly lab,shop',
    changes: `
  create lab/default-deny
    [] ingress egress
  create lab/probe-allow
    [app=probe] egress
    egress to [app=web] in [ns=shop] : TCP 80
  create shop/default-deny
    [] ingress egress
  create shop/web-allow
    [app=web] ingress
    ingress from [app=probe] in [ns=lab] : TCP 80`,
  },
  {
    why: 'policies of other namespaces change only where they must let a drawn flow through',
    policies: [
      policy('lab/closed', 'app=probe', { types: ['egress'] }),
      policy('lab/wide', 'app=probe', {
        types: ['egress'],
        egress: [rule([pods('app=db', '')], ['TCP 5432'])],
      }),
    ],
    edits: 'allow lab/probe -> shop/web : TCP 80\nonly shop',
    changes: `
  replace lab/closed
    [app=probe] egress
    egress to [app=web] in [ns=shop] : TCP 80
  create shop/default-deny
    [] ingress egress
  create shop/web-allow
    [app=web] ingress
    ingress from [app=probe] in [ns=lab] : TCP 80`,
  },
  {
    why: 'ingress from outside and egress to a CIDR are drawn like any other flow',
    policies: [
      deny,
      policy('shop/web', 'app=web', {
        ingress: [rule([], ['TCP 80'])],
        egress: [rule([ipBlock('10.0.0.0/8')], ['TCP 443'])],
      }),
    ],
    edits: 'allow outside -> shop/web : TCP 80\nallow shop/web -> 10.1.0.0/16 : TCP 443\nonly shop',
    changes: `
  replace shop/web
    [app=web] ingress egress
    ingress from 0.0.0.0/0 | ::/0 : TCP 80
    egress to 10.1.0.0/16 : TCP 443`,
  },
  {
    why: 'host network pods are outside policies, and that is said',
    more: [workload('shop/agent', 'app=agent', '', { hostNetwork: true })],
    policies: [deny],
    edits: 'only shop',
    changes: '',
    outcome:
      'already Only what is drawn is allowed already; no change is needed. agent uses the network of its node, so no policy applies to it.',
  },
  {
    why: 'labels that do not tell a pod apart let it have what is drawn for another, which is listed',
    more: [workload('shop/api-2', 'app=api', ':8080')],
    policies: [deny],
    edits: `${webToApi}\nonly shop`,
    changes: `${webToApiHalves}${webToApiEgress}`,
    outcome:
      'impossible One flow stays that nobody drew: web to api-2 (8080). Labels and addresses do not tell them apart from what is drawn.',
    kept: 'shop/web -> shop/api-2 : TCP 8080',
  },
  {
    why: 'where only new policies are wanted, what old ones allow stays and is said',
    policies: [
      policy('shop/api', 'app=api', { types: ['ingress'], ingress: [rule([pods('app=db')], ['TCP 8080'])] }),
      policy('shop/db', 'app=db', { types: ['egress'], egress: [rule([], ['TCP 8080'])] }),
    ],
    options: { onlyNewPolicies: true },
    edits: 'only shop',
    changes: `
  create shop/default-deny
    [] ingress egress`,
    outcome:
      'impossible 3 flows stay that nobody drew: db to probe (8080), db to api (8080), db to other addresses (8080). More than what is drawn is allowed by policies shop/api and shop/db, and this scenario only adds new policies.',
    kept: `shop/db -> lab/probe : TCP 8080
shop/db -> shop/api : TCP 8080
shop/db -> outside/rest : TCP 8080`,
  },
  {
    why: 'where only new policies are wanted and old ones allow nothing more, it holds',
    policies: [policy('shop/api', 'app=api', { types: ['ingress'] })],
    options: { onlyNewPolicies: true },
    edits: 'only shop',
    changes: `
  create shop/default-deny
    [] ingress egress`,
  },
  {
    why: 'a namespace that is not there is said, and nothing is made of the others',
    edits: 'only shop,gone',
    changes: '',
    outcome: 'unknownEnd Namespace gone is not in the manifests.',
  },
  {
    why: 'DNS pods of another one of the namespaces let in who may ask them',
    more: [workload('lab/dns', 'k8s-app=kube-dns', ':53/UDP')],
    edits: 'only lab,shop',
    changes: `
  create lab/default-deny
    [] ingress egress
  create shop/default-deny
    [] ingress egress`,
  },
  {
    why: 'a later block of a drawn flow wins',
    edits: `${webToApi}\nonly shop\nblock shop/web -> shop/api : all`,
    changes: `
  create shop/default-deny
    [] ingress egress`,
  },
]

describe('only what is drawn', () => {
  it.each(rows)(
    '$why',
    ({ policies = [], more = [], options = {}, edits, changes, outcome = 'holds ', kept = '' }) => {
      const list = editsOf(edits)
      const result = synthesise(shop(policies, more), list, { ...defaultOptions, ...options })
      expect(showChanges(result.changes)).toEqual(lines(changes))
      const only = list.find(({ kind }) => kind === 'only')
      const { status, message } = result.outcomes.find(({ edit }) => edit === only?.id) ?? {}
      expect(`${status} ${message}`).toBe(outcome)
      expect(showFlows(result.impact.collateralKept ?? [])).toEqual(lines(kept))
      expect(result.impact.collateralRemoved).toEqual([])
    },
  )

  it('lets all of several namespaces ask DNS pods that are in one of them', () => {
    const system = clusterOf(
      { 'kube-system': '', shop: '' },
      [
        workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP dns-tcp:53'),
        workload('shop/web', 'app=web'),
      ],
      [],
    )
    const { changes, outcomes } = synthesise(system, editsOf('only kube-system,shop : dns'), defaultOptions)
    expect(showChanges(changes)).toContain('  ingress from [] | [] in [ns=shop] : TCP 53, UDP 53')
    expect(outcomes.map(({ status }) => status)).toEqual(['holds'])
  })

  it('takes back what a template allows, and says so', () => {
    const edits = [
      {
        kind: 'template' as const,
        id: editId('t'),
        template: 'allow-same-namespace' as const,
        namespace: 'shop',
        parameters: {},
      },
      ...editsOf('only shop'),
    ]
    const { changes, outcomes } = synthesise(shop([]), edits, defaultOptions)
    expect(showChanges(changes)).toEqual(['create shop/default-deny', '  [] ingress egress'])
    expect(outcomes[0]).toEqual({
      edit: 't',
      status: 'contradicted',
      message: 'Nothing of it is drawn: its policy is deleted again.',
    })
  })

  it('deletes a policy under the name that it has in the text, when it was to be renamed', () => {
    const wide = policy('shop/wide', 'app=web', { ingress: [rule([])] })
    const renaming = {
      kind: 'renamePolicy' as const,
      id: editId('r'),
      policy: policyId('shop', 'wide'),
      name: 'web',
    }
    const { changes, outcomes } = synthesise(
      shop([deny, wide]),
      [renaming, ...editsOf('only shop')],
      defaultOptions,
    )
    expect(showChanges(changes)).toEqual(['delete shop/wide'])
    expect(outcomes[0]?.status).toBe('contradicted')
  })
})
