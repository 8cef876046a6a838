import { describe, expect, it } from 'vitest'
import type { Workload } from '../model/cluster'
import { defaultOptions } from '../model/workspace'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { admit, all, between, checkFlows, type FlowCase, none, release } from '../testing/smallShop'
import { compile } from './compile'
import { isIsolated } from './reach'

const cases: readonly FlowCase[] = [
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
]

describe('reach', () => {
  it.each(cases)('SEMANTICS $rule', checkFlows)

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
