import { describe, expect, it } from 'vitest'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { SideVerdict, Verdict } from '../model/verdict'
import { defaultOptions } from '../model/workspace'
import { formatConnections, shortLabel } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { compile } from './compile'
import { judge } from './judge'

const workloads = [
  workload('shop/agent', 'app=agent', 'http:9100', { hostNetwork: true, hostIps: ['192.168.0.7'] }),
  workload('shop/api', 'app=api', 'http:8080'),
  workload('shop/db', 'app=db', 'sql:5432', { ips: ['10.0.0.5'] }),
  workload('shop/web', 'app=web', 'http:80'),
]
const rest = 'outside/rest'
const id = (name: string) => (name.startsWith('outside/') ? name : `shop/Deployment/${name}`) as EndpointId

function judged(policies: readonly NetworkPolicy[], from: string, to: string): Verdict {
  const index = compile(clusterOf({ shop: '' }, workloads, policies), defaultOptions)
  const verdict = judge(index, id(from), id(to))
  if (verdict === null) throw new Error('no verdict')
  return verdict
}

/** Grants as `policy rule.peer ports`, misses as `policy rule why`; `-` for a rule without peers. */
function evidence(side: SideVerdict): readonly string[] {
  if (side.kind === 'notIsolated') return [side.why]
  return [
    `by ${side.by.join(' ')}`,
    ...side.grants.map(
      (it) => `${it.rule.policy} ${it.rule.position}.${it.peer ?? '-'} ${shortLabel(it.connections)}`,
    ),
    ...side.misses.map((it) => `${it.rule.policy} ${it.rule.position} ${it.why}`),
  ]
}

const many = policy('shop/many', 'app=db', {
  types: ['ingress'],
  ingress: [
    rule([pods('app=nobody')], ['TCP 1']),
    rule([pods('app=nobody'), pods('app=web'), pods('app')], ['TCP 2', 'TCP sql']),
    rule([], ['TCP 3']),
    rule([pods('app=web')], ['TCP nothing']),
  ],
})
const closed = policy('shop/closed', '', {})

describe('judge', () => {
  it('names the isolating policies, every peer that grants, and why each other rule does not', () => {
    const verdict = judged([closed, many], 'web', 'db')
    expect(evidence(verdict.ingress)).toEqual([
      'by shop/closed shop/many',
      'shop/many 1.1 2 5432',
      'shop/many 1.2 2 5432',
      'shop/many 2.- 3',
      'shop/many 0 peer',
      'shop/many 3 namedPort',
    ])
    expect(verdict.ingress).toMatchObject({ connections: { TCP: [{ first: 2, last: 3 }, { first: 5432 }] } })
    expect(evidence(verdict.egress)).toEqual(['by shop/closed'])
    expect(formatConnections(verdict.connections)).toBe('No Connections')
    expect(verdict).toMatchObject({ from: id('web'), to: id('db'), notes: [] })
  })

  it.each([
    ['web', 'db', 'noPolicy', 'no policy has the direction'],
    ['outside/rest', 'db', 'outside', 'SEMANTICS 18: an external block is never isolated'],
    ['agent', 'db', 'hostNetwork', 'SEMANTICS 15: outside policies'],
  ])('%s -> %s: egress is not isolated, %s: %s', (from, to, why) => {
    const released = policy('shop/p', 'app=agent', {})
    expect(evidence(judged([many, released], from, to).egress)).toEqual([why])
  })

  it('leaves a policy out of the direction that it does not have (SEMANTICS 2)', () => {
    expect(evidence(judged([many], 'db', 'web').egress)).toEqual(['noPolicy'])
    expect(evidence(judged([many], 'db', 'web').ingress)).toEqual(['noPolicy'])
  })

  it('asks each matching peer by itself whether a port name means something (SEMANTICS 8)', () => {
    const toDb = policy('shop/p', 'app=web', {
      types: ['egress'],
      egress: [
        rule([ipBlock('10.0.0.0/8'), pods('app=db')], ['TCP sql']),
        rule([ipBlock('10.0.0.0/8')], ['TCP sql']),
      ],
    })
    expect(evidence(judged([toDb], 'web', 'db').egress)).toEqual([
      'by shop/p',
      'shop/p 0.1 5432',
      'shop/p 1 namedPort',
    ])
    expect(evidence(judged([toDb], 'web', 'outside/10.0.0.0/8').egress)).toEqual([
      'by shop/p',
      'shop/p 0 namedPort',
      'shop/p 1 namedPort',
    ])
  })

  const toTen = policy('shop/p', 'app=web', { types: ['egress'], egress: [rule([ipBlock('10.0.0.0/8')])] })

  it('has nothing to say about ids that it does not know and between external blocks', () => {
    const index = compile(clusterOf({ shop: '' }, workloads, [toTen]), defaultOptions)
    expect(judge(index, id('web'), id('nobody'))).toBeNull()
    expect(judge(index, id('nobody'), id('web'))).toBeNull()
    expect(judge(index, id(rest), id('outside/10.0.0.0/8'))).toBeNull()
  })
})
