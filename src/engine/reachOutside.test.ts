import { describe, it } from 'vitest'
import { ipBlock, pods, policy } from '../testing/smallClusters'
import { admit, all, checkFlows, type FlowCase, none } from '../testing/smallShop'

const cases: readonly FlowCase[] = [
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

describe('reach of pods with special standing and of the outside', () => {
  it.each(cases)('SEMANTICS $rule', checkFlows)
})
