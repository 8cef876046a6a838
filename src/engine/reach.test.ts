import { describe, expect, it } from 'vitest'
import type { Workload } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from './builders'
import { compile, type PolicyIndex } from './compile'
import { isIsolated, reach, side } from './reach'

const namespaces = { bank: 'team=blue', quiet: '', shop: 'team=red' }
const workloads = [
  workload('bank/ledger', 'app=ledger', 'http:9000'),
  workload('bank/web', 'app=web', 'http:8081 dns:53'),
  workload('quiet/cron', 'tier=be'),
  workload('shop/api', 'app=api tier=be', 'http:8080 http:8443 dns:53/UDP'),
  workload('shop/db', 'app=db tier=be', 'sql:5432', { ips: ['10.0.0.5', 'fd00::5'] }),
  workload('shop/node-agent', 'app=agent', 'http:9100', { hostNetwork: true, hostIps: ['192.168.0.7'] }),
  workload('shop/web', 'app=web tier=fe', 'http:80'),
]

function compiled(policies: readonly NetworkPolicy[], options: Partial<ScenarioOptions> = {}): PolicyIndex {
  return compile(clusterOf(namespaces, workloads, policies), { ...defaultOptions, ...options })
}

/** `shop/web` is that workload; anything else is the external block with that label. */
function position(index: PolicyIndex, name: string): number {
  const found = index.endpoints.findIndex((it) =>
    it.kind === 'workload' ? `${it.namespace}/${it.name}` === name : it.id === `outside/${name}`,
  )
  if (found === -1) throw new Error(`no endpoint ${name} in ${index.endpoints.map(({ id }) => id)}`)
  return found
}

function between(index: PolicyIndex, from: string, to: string): string {
  return formatConnections(reach(index, position(index, from), position(index, to)))
}

const both = ['All Connections', 'No Connections'] as const
const [all, none] = both
const ingressOnly = { types: ['ingress'] as const }
const admit = (name: string, podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(name, podSelector, { ...ingressOnly, ingress: rules.map((it) => rule(...it)) })
const release = (name: string, podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(name, podSelector, { types: ['egress'], egress: rules.map((it) => rule(...it)) })

interface Case {
  readonly rule: string
  readonly policies: readonly NetworkPolicy[]
  /** `from -> to: connections` */
  readonly flows: readonly string[]
  readonly options?: Partial<ScenarioOptions>
}

const dbFromWeb = admit('shop/p', 'app=db', [[pods('app=web')], ['TCP 5432']])
const cases: readonly Case[] = [
  {
    rule: 'Words: without policies everything flows, in and out of the cluster',
    policies: [],
    flows: [`shop/web -> bank/web: ${all}`, `rest -> shop/web: ${all}`, `shop/web -> rest: ${all}`],
  },
  {
    rule: 'Words: a flow needs the egress of one side and the ingress of the other',
    policies: [
      admit('shop/in', 'app=db', [[pods('')], ['TCP 1-100']]),
      release('shop/out', 'app=web', [[pods('')], ['TCP 50-200', 'UDP 53']]),
    ],
    flows: [
      'shop/web -> shop/db: TCP 50-100',
      'shop/api -> shop/db: TCP 1-100',
      `shop/db -> shop/web: ${all}`,
    ],
  },
  {
    rule: 'Words: policies only add, also when their ports touch and overlap',
    policies: [
      admit('shop/a', 'app=db', [[pods('')], ['TCP 1-10', 'TCP 11']]),
      admit('shop/b', 'tier=be', [[pods('app=web')], ['TCP 5-20', 'UDP 53']]),
    ],
    flows: ['shop/web -> shop/db: TCP 1-20,UDP 53', 'shop/api -> shop/db: TCP 1-11'],
  },
  {
    rule: 'Words: a policy applies to its own namespace alone',
    policies: [admit('shop/p', 'app=web')],
    flows: [`quiet/cron -> shop/web: ${none}`, `quiet/cron -> bank/web: ${all}`],
  },
  {
    rule: '2: rules of a direction that is not among the types are inert',
    policies: [
      policy('shop/p', 'app=db', {
        types: ['egress'],
        ingress: [rule([pods('app=api')])],
        egress: [rule([])],
      }),
    ],
    flows: [`shop/web -> shop/db: ${all}`, `shop/db -> rest: ${all}`],
  },
  {
    rule: '3: an empty podSelector selects every pod of the namespace',
    policies: [admit('shop/p', '')],
    flows: [`bank/web -> shop/web: ${none}`, `bank/web -> shop/db: ${none}`, `shop/web -> bank/web: ${all}`],
  },
  {
    rule: '3: no rules isolate, one empty rule allows everything',
    policies: [admit('shop/none', 'app=db'), admit('bank/all', 'app=web', [[], []])],
    flows: [`shop/web -> shop/db: ${none}`, `shop/web -> bank/web: ${all}`, `rest -> bank/web: ${all}`],
  },
  {
    rule: '4, 19: a rule without peers admits everybody, inside and outside',
    policies: [admit('shop/p', 'app=db', [[], ['TCP 5432']])],
    flows: [
      'bank/web -> shop/db: TCP 5432',
      'rest -> shop/db: TCP 5432',
      'shop/node-agent -> shop/db: TCP 5432',
    ],
  },
  {
    rule: '4: a rule without ports allows every port of every protocol',
    policies: [admit('shop/p', 'app=db', [[pods('app=web')], []])],
    flows: [`shop/web -> shop/db: ${all}`, `shop/api -> shop/db: ${none}`],
  },
  {
    rule: '5: several peers are alternatives, two selectors in one peer must both match',
    policies: [
      admit('shop/p', 'app=db', [[pods('app=api'), pods('app=ledger', 'team=blue')], ['TCP 1']]),
      admit('shop/q', 'app=api', [[pods('app=web', 'team=blue')]]),
    ],
    flows: [
      'shop/api -> shop/db: TCP 1',
      'bank/ledger -> shop/db: TCP 1',
      `bank/web -> shop/db: ${none}`,
      `bank/web -> shop/api: ${all}`,
      `shop/web -> shop/api: ${none}`,
    ],
  },
  {
    rule: '5: peers and ports of one rule are a product, and rules do not mix',
    policies: [
      admit(
        'shop/p',
        'app=db',
        [
          [pods('app=web'), pods('app=api')],
          ['TCP 1', 'UDP 2'],
        ],
        [[pods('app=web')], ['TCP 9']],
      ),
    ],
    flows: ['shop/web -> shop/db: TCP 1,9,UDP 2', 'shop/api -> shop/db: TCP 1,UDP 2'],
  },
  {
    rule: '6: a podSelector alone reaches the own namespace only',
    policies: [admit('shop/p', 'app=db', [[pods('app=web')]])],
    flows: [`shop/web -> shop/db: ${all}`, `bank/web -> shop/db: ${none}`],
  },
  {
    rule: '6: a namespaceSelector alone stands for all pods of the namespaces, the empty one for all namespaces',
    policies: [
      admit('shop/p', 'app=db', [[pods('', 'team=blue')]]),
      admit('shop/q', 'app=api', [[pods('', '')]]),
    ],
    flows: [
      `bank/web -> shop/db: ${all}`,
      `shop/web -> shop/db: ${none}`,
      `quiet/cron -> shop/api: ${all}`,
      `rest -> shop/api: ${none}`,
    ],
  },
  {
    rule: '7: In and Exists need the key, NotIn and DoesNotExist hold without it',
    policies: [
      admit('shop/p', 'app=db', [[pods('tier!=fe', '')], ['TCP 1']], [[pods('tier', '')], ['TCP 2']]),
      admit('shop/q', 'app=db', [[pods('!tier', '')], ['TCP 3']], [[pods('app=web,api', '')], ['TCP 4']]),
    ],
    flows: [
      'shop/web -> shop/db: TCP 2,4',
      'shop/api -> shop/db: TCP 1-2,4',
      'bank/web -> shop/db: TCP 1,3-4',
      'quiet/cron -> shop/db: TCP 1-2',
    ],
  },
  {
    rule: '7: requirements of one selector are ANDed',
    policies: [admit('shop/p', 'app=db', [[pods('app tier!=fe', '')]])],
    flows: [`shop/api -> shop/db: ${all}`, `shop/web -> shop/db: ${none}`, `quiet/cron -> shop/db: ${none}`],
  },
  {
    rule: '8: a protocol alone is all of its ports',
    policies: [admit('shop/p', 'app=db', [[], ['TCP']])],
    flows: ['shop/web -> shop/db: TCP 1-65535'],
  },
  {
    rule: '8: in an ingress rule a name is resolved on the selected pod, by protocol, all ports of that name',
    policies: [
      admit('shop/p', '', [[pods('app=web', '')], ['TCP http']]),
      admit('bank/p', '', [[], ['TCP http', 'UDP dns']]),
    ],
    flows: [
      'bank/web -> shop/api: TCP 8080,8443',
      'bank/web -> shop/web: TCP 80',
      `bank/web -> shop/db: ${none}`,
      'rest -> bank/web: TCP 8081',
    ],
  },
  {
    rule: '8: in an egress rule a name is resolved on each peer by itself',
    policies: [release('shop/p', 'app=web', [[pods('', '')], ['TCP http', 'UDP dns']])],
    flows: [
      'shop/web -> shop/api: TCP 8080,8443,UDP 53',
      'shop/web -> bank/web: TCP 8081',
      'shop/web -> bank/ledger: TCP 9000',
      `shop/web -> shop/db: ${none}`,
    ],
  },
  {
    rule: '8: a name towards an ipBlock or the outside allows nothing, also where the ipBlock has a pod in it',
    policies: [
      release('shop/p', 'app=web', [[ipBlock('10.0.0.0/8')], ['TCP sql', 'TCP 1']]),
      release('shop/q', 'app=api', [[], ['TCP sql', 'TCP http']]),
    ],
    flows: [
      'shop/web -> 10.0.0.0/8: TCP 1',
      'shop/web -> shop/db: TCP 1',
      'shop/api -> shop/db: TCP 5432',
      `shop/api -> rest: ${none}`,
      `shop/api -> shop/node-agent: ${none}`,
    ],
  },
  {
    rule: '8: in an ingress rule a name serves an ipBlock too, for the selected pod has it',
    policies: [admit('shop/p', 'app=db', [[ipBlock('1.0.0.0/8')], ['TCP sql']])],
    flows: ['1.0.0.0/8 -> shop/db: TCP 5432', `rest -> shop/db: ${none}`],
  },
  {
    rule: '9: an except takes away from its own peer only',
    policies: [
      admit('shop/p', 'app=db', [[ipBlock('1.0.0.0/8', '1.1.0.0/16'), ipBlock('1.1.1.0/24')], ['TCP 1']]),
      admit('shop/q', 'app=db', [[ipBlock('1.1.0.0/16')], ['TCP 2']]),
    ],
    flows: [
      '1.0.0.0/8 -> shop/db: TCP 1',
      '1.1.0.0/16 -> shop/db: TCP 2',
      '1.1.1.0/24 -> shop/db: TCP 1-2',
      `rest -> shop/db: ${none}`,
    ],
  },
  {
    rule: '9: host bits in a CIDR count as zero; an except may be all of the block',
    policies: [
      admit('shop/p', 'app=db', [[ipBlock('1.2.3.4/8')], ['TCP 1']]),
      admit('shop/q', 'app=api', [[ipBlock('2.0.0.0/8', '2.0.0.0/8')], ['TCP 1']]),
    ],
    flows: ['1.0.0.0/8 -> shop/db: TCP 1', `2.0.0.0/8 -> shop/api: ${none}`],
  },
  {
    rule: '9: IPv6',
    policies: [admit('shop/p', 'app=db', [[ipBlock('2001:db8::/32', '2001:db8:1::/48')], ['TCP 1']])],
    flows: ['2001:db8::/32 -> shop/db: TCP 1', `2001:db8:1::/48 -> shop/db: ${none}`],
  },
  {
    rule: '10: a namespace is found by its name label',
    policies: [admit('shop/p', 'app=db', [[pods('', 'kubernetes.io/metadata.name=quiet')]])],
    flows: [`quiet/cron -> shop/db: ${all}`, `bank/web -> shop/db: ${none}`],
  },
  {
    rule: "14: a workload's own pods are governed like any others",
    policies: [
      admit('shop/p', 'app=db', [[pods('app=web')]]),
      admit('shop/q', 'app=web', [[pods('app=web')]]),
    ],
    flows: [`shop/db -> shop/db: ${none}`, `shop/web -> shop/web: ${all}`],
  },
  {
    rule: '15: a host network pod is outside policies: never isolated, found by no selector, only as anybody or by address',
    policies: [
      policy('shop/p', '', {}),
      admit('shop/q', 'app=db', [[pods('', '')], ['TCP 1']], [[ipBlock('192.168.0.0/24')], ['TCP 2']]),
      admit('bank/r', 'app=web', [[pods('app=agent', '')]]),
    ],
    flows: [
      `shop/node-agent -> rest: ${all}`,
      `rest -> shop/node-agent: ${all}`,
      'shop/node-agent -> shop/db: TCP 2',
      `shop/node-agent -> bank/web: ${none}`,
      `shop/web -> shop/node-agent: ${none}`,
    ],
  },
  {
    rule: '15: ordinary: a host network pod as any other, by its labels and not by the address of its node',
    options: { hostNetworkPods: 'ordinary' },
    policies: [
      policy('shop/p', 'app=agent', {}),
      admit('shop/q', 'app=db', [[pods('app=agent')], ['TCP 1']], [[ipBlock('192.168.0.0/24')], ['TCP 2']]),
      admit('bank/r', 'app=web', [[pods('app=agent', '')]]),
    ],
    flows: [
      `shop/node-agent -> shop/db: ${none}`,
      `rest -> shop/node-agent: ${none}`,
      `shop/node-agent -> bank/web: ${none}`,
    ],
  },
  {
    rule: '17: an ipBlock matches a pod with a known address in it, by any of its addresses, and no pod without one',
    policies: [
      admit('bank/p', 'app=web', [[ipBlock('0.0.0.0/0')], ['TCP 4']], [[ipBlock('fd00::/8')], ['TCP 6']]),
      admit('bank/q', 'app=ledger', [[ipBlock('10.0.0.0/24', '10.0.0.5/32')], ['TCP 1']]),
    ],
    flows: [
      'shop/db -> bank/web: TCP 4,6',
      `shop/web -> bank/web: ${none}`,
      'fd00::/8 -> bank/web: TCP 6',
      `shop/db -> bank/ledger: ${none}`,
    ],
  },
  {
    rule: '17: never: an ipBlock matches no pod',
    options: { ipBlockMatchesPods: 'never' },
    policies: [admit('bank/p', 'app=web', [[ipBlock('0.0.0.0/0'), ipBlock('192.168.0.0/24')]])],
    flows: [
      `shop/db -> bank/web: ${none}`,
      `shop/node-agent -> bank/web: ${none}`,
      `0.0.0.0/0 -> bank/web: ${all}`,
    ],
  },
  {
    rule: '18, 19: an external block is never isolated and no selector matches it',
    policies: [admit('shop/p', '', [[pods('', '')], ['TCP 1']], [[ipBlock('1.1.1.1/32')], ['TCP 2']])],
    flows: [`rest -> shop/db: ${none}`, '1.1.1.1/32 -> shop/db: TCP 2', `shop/db -> 1.1.1.1/32: ${all}`],
  },
  {
    rule: 'Words: between two external blocks nothing is asked',
    policies: [admit('shop/p', 'app=db', [[ipBlock('1.1.1.1/32')]])],
    flows: [`rest -> 1.1.1.1/32: ${none}`, `rest -> rest: ${none}`],
  },
]

describe('reach', () => {
  it.each(cases)('SEMANTICS $rule', ({ policies, flows, options }) => {
    const index = compiled(policies, options)
    for (const flow of flows) {
      const [, from = '', to = ''] = /^(\S+) -> (\S+): /.exec(flow) ?? []
      expect(`${from} -> ${to}: ${between(index, from, to)}`).toBe(flow)
    }
  })

  it('knows labels with names of object members', () => {
    const odd: Workload = { ...workload('shop/odd', ''), labels: { constructor: 'toString' } }
    const cluster = clusterOf({ shop: '' }, [odd, workload('shop/web', '')], [admit('shop/p', 'constructor')])
    const index = compile(cluster, defaultOptions)
    expect(isIsolated(index, 'ingress', 0)).toBe(true)
    expect(isIsolated(index, 'ingress', 1)).toBe(false)
  })

  it('gives a namespace that nothing declares its name label', () => {
    const cluster = clusterOf(
      {},
      [workload('a/x', 'app=x'), workload('b/y', '')],
      [admit('a/p', '', [[pods('', 'kubernetes.io/metadata.name=b')]])],
    )
    const index = compile(cluster, defaultOptions)
    expect(between(index, 'b/y', 'a/x')).toBe(all)
    expect(between(index, 'a/x', 'a/x')).toBe(none)
  })
})

describe('side and isIsolated', () => {
  it('tell a side that no policy isolates from one that allows nothing', () => {
    const index = compiled([dbFromWeb])
    const [db, web, api] = [
      position(index, 'shop/db'),
      position(index, 'shop/web'),
      position(index, 'shop/api'),
    ]
    expect(side(index, 'ingress', db, web)).toEqual({ TCP: [{ first: 5432, last: 5432 }], UDP: [], SCTP: [] })
    expect(side(index, 'ingress', db, api)).toEqual({ TCP: [], UDP: [], SCTP: [] })
    expect(side(index, 'egress', web, db)).toBeNull()
    expect(isIsolated(index, 'ingress', db)).toBe(true)
    expect(isIsolated(index, 'egress', db)).toBe(false)
    expect(isIsolated(index, 'ingress', position(index, 'rest'))).toBe(false)
  })
})

describe('compile', () => {
  it('numbers workloads in cluster order, then external blocks, and finds them by id', () => {
    const index = compiled([admit('shop/p', 'app=db', [[ipBlock('1.1.1.1/32')]])])
    expect(index.endpoints.slice(0, workloads.length)).toEqual(workloads)
    expect(index.endpoints.slice(workloads.length).map(({ id }) => id)).toEqual([
      'outside/1.1.1.1/32',
      'outside/rest',
    ])
    for (const [i, { id }] of index.endpoints.entries()) expect(index.positionOf.get(id)).toBe(i)
    expect(index.positionOf.get('shop/Deployment/nobody' as EndpointId)).toBeUndefined()
  })

  it('cuts the outside by the policies of another cluster too, so that both have the same endpoints', () => {
    const before = [admit('shop/p', 'app=db', [[ipBlock('1.0.0.0/8')]])]
    const after = [release('shop/q', 'app=web', [[ipBlock('1.1.0.0/16'), ipBlock('fd00::/8')]])]
    const baseline = compile(clusterOf(namespaces, workloads, before), defaultOptions, after)
    const draft = compile(clusterOf(namespaces, workloads, after), defaultOptions, before)
    expect(baseline.endpoints).toEqual(draft.endpoints)
    expect(between(baseline, '1.1.0.0/16', 'shop/db')).toBe(all)
  })

  it('is not cut by ipBlocks of inert rules', () => {
    const index = compiled([
      policy('shop/p', '', { ...ingressOnly, egress: [rule([ipBlock('1.1.1.1/32')])] }),
    ])
    expect(index.endpoints.slice(workloads.length).map(({ id }) => id)).toEqual(['outside/rest'])
  })
})
