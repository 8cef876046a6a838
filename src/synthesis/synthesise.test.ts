import { describe, expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { editsOf, lines, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { addressNote } from './notes'
import { synthesise } from './synthesise'

const namespaces = { shop: '', mon: '', 'kube-system': '', bare: '' }
const workloads = [
  workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP'),
  workload('shop/api', 'app=api', ':8080'),
  workload('shop/db', 'app=db', ':5432 metrics:9187'),
  workload('shop/web', 'app=web tier=fe', ':80'),
  workload('shop/canary', 'app=web tier=fe', ':80'),
  workload('mon/prom', 'app=prom'),
  workload('mon/node', 'app=node', '', { hostNetwork: true, hostIps: ['192.168.0.1'] }),
  workload('mon/proxy', 'app=proxy', '', { hostNetwork: true }),
  workload('bare/one', ''),
]
const denyAll = policy('shop/default-deny', '', {})
const dnsPeer = '[k8s-app=kube-dns] in [ns=kube-system] : TCP 53, UDP 53'
const alike =
  'Labels cannot tell web apart from canary, so this means canary too. The label app.kubernetes.io/component: web on the pods of web would tell it apart.'
const everybodyBut = (name: string) => `[] in [ns!=shop] | [app!=${name}] | 0.0.0.0/0 | ::/0`
const wasOpen = 'was open: this isolates it for ingress and allows all the rest by rules.'

interface Row {
  readonly why: string
  readonly policies: readonly NetworkPolicy[]
  readonly edits: string
  readonly changes: string
  /** One for each edit: its status and message. */
  readonly outcomes: readonly string[]
  readonly collateral?: readonly string[]
}

const rows: readonly Row[] = [
  {
    why: 'an open pair is allowed already, and a rule for it would isolate both',
    policies: [],
    edits: 'allow shop/api -> shop/db : TCP 5432',
    changes: '',
    outcomes: ['already That is so already; no change is needed.'],
  },
  {
    why: 'only the side that is isolated gets a rule',
    policies: [policy('shop/deny', 'app=db', { types: ['ingress'] })],
    edits: 'allow shop/api -> shop/db : TCP 5432',
    changes: `
    replace shop/deny
      [app=db] ingress
      ingress from [app=api] : TCP 5432
    `,
    outcomes: ['holds'],
  },
  {
    why: 'ports that are granted already are not said again; an interval that lacks parts is one entry',
    policies: [
      policy('shop/db', 'app=db', {
        types: ['ingress'],
        ingress: [rule([pods('app=api')], ['TCP 80', 'UDP 7'])],
      }),
    ],
    edits: 'allow shop/api -> shop/db : TCP 79-81, UDP 7',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=api] : TCP 80, UDP 7, TCP 79-81
    `,
    outcomes: ['holds'],
  },
  {
    why: 'flows of one workload share a policy, and peers with the same ports a rule',
    policies: [denyAll],
    edits: `
    allow shop/api -> shop/db : TCP 5432
    allow mon/prom -> shop/db : TCP 5432
    allow mon/prom -> shop/db : TCP 9187
    `,
    changes: `
    create shop/api-allow
      [app=api] egress
      egress to [app=db] : TCP 5432
    create shop/db-allow
      [app=db] ingress
      ingress from [app=api] : TCP 5432
      ingress from [app=prom] in [ns=mon] : TCP 5432, TCP 9187
    `,
    outcomes: ['holds', 'holds', 'holds'],
  },
  {
    why: 'a name that is taken by another policy gets a number',
    policies: [denyAll, policy('shop/db-allow', 'app=other', { types: ['ingress'] })],
    edits: 'allow mon/prom -> shop/db : TCP 5432',
    changes: `
    create shop/db-allow-2
      [app=db] ingress
      ingress from [app=prom] in [ns=mon] : TCP 5432
    `,
    outcomes: ['holds'],
  },
  {
    why: 'everything and a whole namespace need the fewest words, and what they cover needs none',
    policies: [denyAll],
    edits: `
    allow mon/prom -> shop/db : TCP 5432
    allow mon/* -> shop/db : all
    `,
    changes: `
    create shop/db-allow
      [app=db] ingress
      ingress from [] in [ns=mon] : all
    `,
    outcomes: ['holds', 'holds'],
  },
  {
    why: 'to a namespace that is isolated as a whole goes one rule for all, in the policy that isolates it',
    policies: [denyAll],
    edits: 'allow * -> shop/* : TCP 9090',
    changes: `
    replace shop/default-deny
      [] ingress egress
      ingress from [] in [] : TCP 9090
      egress to [] : TCP 9090
    `,
    outcomes: ['holds'],
  },
  {
    why: 'outside and a CIDR are ipBlocks; a host network pod that they match by the address of its node is listed',
    policies: [denyAll],
    edits: `
    allow shop/api -> outside : TCP 443
    allow 10.0.0.0/8 -> shop/api : TCP 8080
    `,
    changes: `
    create shop/api-allow
      [app=api] ingress egress
      ingress from 10.0.0.0/8 : TCP 8080
      egress to 0.0.0.0/0 | ::/0 : TCP 443
    `,
    outcomes: ['holds Also allows api to node (443).', 'holds'],
    collateral: ['shop/api -> mon/node : TCP 443'],
  },
  {
    why: 'an unlabelled workload is its namespace only where it is alone in it',
    policies: [denyAll],
    edits: 'allow bare/one -> shop/api : TCP 8080',
    changes: `
    create shop/api-allow
      [app=api] ingress
      ingress from [] in [ns=bare] : TCP 8080
    `,
    outcomes: ['holds'],
  },
  {
    why: 'what labels cannot tell apart comes along, is listed and is said',
    policies: [denyAll],
    edits: 'allow shop/api -> shop/web : TCP 80',
    changes: `
    create shop/api-allow
      [app=api] egress
      egress to [app=web] : TCP 80
    create shop/web-allow
      [app=web] ingress
      ingress from [app=api] : TCP 80
    `,
    outcomes: [`holds ${alike} Also allows api to canary (80).`],
    collateral: ['shop/api -> shop/canary : TCP 80'],
  },
  {
    why: 'a host network pod is the address of its node',
    policies: [denyAll],
    edits: 'allow mon/node -> shop/api : TCP 8080',
    changes: `
    create shop/api-allow
      [app=api] ingress
      ingress from 192.168.0.1/32 : TCP 8080
    `,
    outcomes: ['holds Also allows 192.168.0.1/32 to api (8080).'],
    collateral: ['outside/192.168.0.1/32 -> shop/api : TCP 8080'],
  },
  {
    why: 'a host network pod whose node is not known cannot be named, nor isolated',
    policies: [denyAll],
    edits: `
    allow mon/proxy -> shop/api : TCP 8080
    isolate mon/proxy : ingress
    `,
    changes: '',
    outcomes: [
      'impossible proxy uses the network of its node: no selector finds it, and no address of its node does this either.',
      'impossible proxy uses the network of its node, so no policy applies to it.',
    ],
  },
  {
    why: 'two ends outside the cluster are nobody that policies govern',
    policies: [],
    edits: `
    allow outside -> 10.0.0.0/8 : all
    isolate outside : ingress
    `,
    changes: '',
    outcomes: [
      'impossible Policies govern the traffic of pods, so one end must be pods of the cluster.',
      'impossible Policies isolate pods; addresses outside the cluster have none.',
    ],
  },
  {
    why: 'ends that are gone are said',
    policies: [denyAll],
    edits: `
    allow shop/gone -> shop/api : TCP 8080
    isolate nowhere/* : ingress
    `,
    changes: '',
    outcomes: [
      'unknownEnd shop/Deployment/gone is not in the manifests.',
      'unknownEnd Namespace nowhere is not in the manifests.',
    ],
  },
  {
    why: 'a namespace is isolated by one default deny, with DNS to the DNS pods alone',
    policies: [],
    edits: 'isolate bare/* : ingress egress dns',
    changes: `
    create bare/default-deny
      [] ingress egress
      egress to ${dnsPeer}
    `,
    outcomes: ['holds'],
  },
  {
    why: 'only the missing direction is added, to a policy that says nothing else; DNS goes there too',
    policies: [policy('shop/deny', '', { types: ['ingress'] })],
    edits: 'isolate shop/* : ingress egress dns',
    changes: `
    replace shop/deny
      [] ingress egress
      egress to ${dnsPeer}
    `,
    outcomes: ['holds'],
  },
  {
    why: 'a default deny that is named after its direction keeps to it',
    policies: [policy('shop/default-deny-ingress', '', { types: ['ingress'] })],
    edits: 'isolate shop/* : egress',
    changes: `
    create shop/default-deny
      [] egress
    `,
    outcomes: ['holds'],
  },
  {
    why: 'a namespace that is isolated is left alone',
    policies: [denyAll],
    edits: 'isolate shop/* : ingress egress',
    changes: '',
    outcomes: ['already It is isolated already.'],
  },
  {
    why: 'a namespace is not isolated while its future pods are not',
    policies: [
      policy('bare/one', '!app', { types: ['ingress'] }),
      policy('mon/prom', 'app', { types: ['ingress'] }),
    ],
    edits: `
    isolate bare/* : ingress
    isolate mon/* : ingress
    `,
    changes: `
    create mon/default-deny
      [] ingress
    `,
    outcomes: ['already It is isolated already.', 'holds'],
  },
  {
    why: 'a workload gets a policy of its own, and the flows drawn to it go there',
    policies: [],
    edits: `
    allow shop/api -> shop/db : TCP 5432
    isolate shop/db : ingress
    `,
    changes: `
    create shop/db-isolate
      [app=db] ingress
      ingress from [app=api] : TCP 5432
    `,
    outcomes: ['holds', 'holds'],
  },
  {
    why: 'an open pair is blocked by isolating the receiver and granting all the rest; whom no rule can name is listed',
    policies: [],
    edits: 'block shop/api -> shop/db : TCP 5432',
    changes: `
    create shop/db-isolate
      [app=db] ingress
      ingress from any : TCP 1-5431, TCP 5433-65535, UDP, SCTP
      ingress from ${everybodyBut('api')} : all
    `,
    outcomes: [`holds db ${wasOpen} ${addressNote} Also blocks proxy to db (5432).`],
    collateral: ['mon/proxy -> shop/db : TCP 5432'],
  },
  {
    why: 'a rule for one peer of several loses the peer, and the peer keeps its other ports: the range is split',
    policies: [
      policy('shop/db', 'app=db', {
        types: ['ingress'],
        ingress: [
          rule([pods('app=api'), pods('app=prom', 'kubernetes.io/metadata.name=mon')], ['TCP 1-9000']),
        ],
      }),
    ],
    edits: 'block shop/api -> shop/db : TCP 5432',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=prom] in [ns=mon] : TCP 1-9000
      ingress from [app=api] : TCP 1-5431, TCP 5433-9000
    `,
    outcomes: ['holds'],
  },
  {
    why: 'a named port goes when what it stands for is blocked',
    policies: [
      policy('shop/db', 'app=db', {
        types: ['ingress'],
        ingress: [rule([pods('app=api')], ['TCP metrics', 'TCP 5432'])],
      }),
    ],
    edits: 'block shop/api -> shop/db : TCP 9000-9999',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=api] : TCP 5432
    `,
    outcomes: ['holds'],
  },
  {
    why: 'what the other pods of a shared policy lose is granted to them again',
    policies: [
      policy('shop/inside', '', { types: ['ingress'], ingress: [rule([pods('')], ['TCP 1-9000'])] }),
    ],
    edits: 'block shop/api -> shop/db : TCP 5432',
    changes: `
    replace shop/inside
      [] ingress
      ingress from [] : TCP 1-5431, TCP 5433-9000
      ingress from [app!=api] : TCP 1-9000
    create shop/inside-except-db
      [app!=db] ingress
      ingress from [app=api] : TCP 5432
    `,
    outcomes: ['holds'],
  },
  {
    why: 'a CIDR is cut out of a wider one',
    policies: [
      policy('shop/db', 'app=db', { types: ['egress'], egress: [rule([ipBlock('0.0.0.0/0')], ['TCP 443'])] }),
    ],
    edits: 'block shop/db -> 10.0.0.0/8 : all',
    changes: `
    replace shop/db
      [app=db] egress
      egress to 0.0.0.0/0 -10.0.0.0/8 : TCP 443
    `,
    outcomes: ['holds'],
  },
  {
    why: 'of two that contradict each other the later wins',
    policies: [denyAll],
    edits: `
    allow mon/prom -> shop/db : TCP 5432
    block mon/prom -> shop/db : TCP 5432
    `,
    changes: '',
    outcomes: [
      'contradicted A later edit blocks this, or a part of it.',
      'already That is so already; no change is needed.',
    ],
  },
  {
    why: 'also when the later is the allow',
    policies: [denyAll],
    edits: `
    block mon/prom -> shop/db : all
    allow mon/prom -> shop/db : TCP 5432
    `,
    changes: `
    create shop/db-allow
      [app=db] ingress
      ingress from [app=prom] in [ns=mon] : TCP 5432
    `,
    outcomes: ['contradicted A later edit allows this, or a part of it.', 'holds'],
  },
  {
    why: 'a later block is cut out of a wider allow',
    policies: [denyAll],
    edits: `
    allow shop/* -> shop/db : TCP 5432
    block shop/api -> shop/db : TCP 5432
    `,
    changes: `
    create shop/db-allow
      [app=db] ingress
      ingress from [app!=api] : TCP 5432
    replace shop/default-deny
      [] ingress egress
      egress to [app=db] : TCP 5432
    `,
    outcomes: ['contradicted A later edit blocks this, or a part of it.', 'holds'],
  },
]

describe('synthesise', () => {
  it.each(rows)('$why', ({ policies, edits, changes, outcomes, collateral = [] }) => {
    const result = synthesise(clusterOf(namespaces, workloads, policies), editsOf(edits), defaultOptions)
    expect(showChanges(result.changes)).toEqual(lines(changes))
    expect(result.outcomes.map(({ status, message }) => `${status} ${message}`.trim())).toEqual(outcomes)
    const { collateralAdded, collateralRemoved } = result.impact
    expect(showFlows([...collateralAdded, ...collateralRemoved])).toEqual(collateral)
  })

  it('takes the usual label for DNS where the manifests show no DNS pods, and sees it there the next time', () => {
    const cluster = clusterOf({ shop: '' }, [workload('shop/api', 'app=api')], [])
    const edits = editsOf('isolate shop/* : egress dns')
    const result = synthesise(cluster, edits, defaultOptions)
    expect(showChanges(result.changes)).toEqual([
      'create shop/default-deny',
      '  [] egress',
      `  egress to ${dnsPeer}`,
    ])
    const again = synthesise({ ...cluster, policies: result.policies }, edits, defaultOptions)
    expect(again.outcomes[0]?.status).toBe('already')
  })

  it('keeps the objects of the parts that it does not change, with their places', () => {
    const [first, second] = [rule([pods('app=api')], ['TCP 1']), rule([pods('app=web')], ['TCP 2'])]
    const cluster = clusterOf(namespaces, workloads, [
      policy('shop/db', 'app=db', { types: ['ingress'], ingress: [first, second] }),
    ])
    const result = synthesise(cluster, editsOf('allow shop/api -> shop/db : TCP 3'), defaultOptions)
    const [amended] = result.policies
    expect(amended?.place).toBe(cluster.policies[0]?.place)
    expect(amended?.podSelector).toBe(cluster.policies[0]?.podSelector)
    expect(amended?.ingress[1]).toBe(second)
    expect(amended?.ingress[0]?.peers).toBe(first.peers)
    expect(amended?.ingress[0]?.ports[0]).toBe(first.ports[0])
  })

  it('names the edits that a change is for', () => {
    const edits = editsOf('allow mon/prom -> shop/db : TCP 1\nallow mon/prom -> shop/api : TCP 2')
    const { changes } = synthesise(clusterOf(namespaces, workloads, [denyAll]), edits, defaultOptions)
    expect(changes.map((change) => change.edits)).toEqual([['e2'], ['e1']])
  })
})
