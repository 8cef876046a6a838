import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { connectivity } from './connectivity'
import { formatters } from './formats'

function linesOf(yaml: string, format: keyof typeof formatters = 'txt'): readonly string[] {
  return [...formatters[format](connectivity(compile(cluster(yaml), defaultOptions)))]
}

/** The flows between pods; those with the outside are left away. */
function podLines(yaml: string): readonly string[] {
  return linesOf(yaml).filter((line) => !line.includes('[External]'))
}

function pod(name: string, app: string, more = ''): string {
  return `kind: Pod\nmetadata: {name: ${name}, labels: {app: ${app}}${more}}\n`
}

function policy(app: string, spec: string): string {
  return `kind: NetworkPolicy\nmetadata: {name: ${app}}\nspec: {podSelector: {matchLabels: {app: ${app}}}, ${spec}}\n`
}

const db = pod('db', 'db')
const fromPort = (cidrs: string) =>
  policy('db', `policyTypes: [Ingress, Egress], ingress: [{from: [${cidrs}]}]`)

describe('flows with the outside', () => {
  it.each([
    {
      why: 'two blocks that touch are one range',
      cidrs: '{ipBlock: {cidr: 10.0.0.0/9}}, {ipBlock: {cidr: 10.128.0.0/9}}',
      expected: ['10.0.0.0-10.255.255.255[External] => default/db[Pod] : All Connections'],
    },
    {
      why: 'an exception cuts its block in two',
      cidrs: '{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}',
      expected: [
        '10.0.0.0-10.0.255.255[External] => default/db[Pod] : All Connections',
        '10.2.0.0-10.255.255.255[External] => default/db[Pod] : All Connections',
      ],
    },
    {
      why: 'what one peer leaves out another lets in',
      cidrs: '{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: 10.1.0.0/16}}',
      expected: ['10.0.0.0-10.255.255.255[External] => default/db[Pod] : All Connections'],
    },
    {
      why: 'IPv6 as IPv4, and the last IPv4 address is no neighbour of the first IPv6 address',
      cidrs: '{ipBlock: {cidr: 255.0.0.0/8}}, {ipBlock: {cidr: "::/64"}}',
      expected: [
        '255.0.0.0-255.255.255.255[External] => default/db[Pod] : All Connections',
        '::-::ffff:ffff:ffff:ffff[External] => default/db[Pod] : All Connections',
      ],
    },
    {
      why: 'addresses of IPv6 into which IPv4 is mapped stay IPv6',
      cidrs: '{ipBlock: {cidr: "::fffe:0:0/95"}}',
      expected: ['::fffe:0:0-::ffff:255.255.255.255[External] => default/db[Pod] : All Connections'],
    },
  ])('$why', ({ cidrs, expected }) => {
    expect(linesOf(`${db}---\n${fromPort(cidrs)}`)).toEqual(expected)
  })

  it('joins ranges for each pod by itself', () => {
    const lines = linesOf(`${db}---\n${pod('web', 'web')}---\n${fromPort('{ipBlock: {cidr: 10.0.0.0/8}}')}`)
    expect(lines).toContain('0.0.0.0-255.255.255.255[External] => default/web[Pod] : All Connections')
    expect(lines).toContain('10.0.0.0-10.255.255.255[External] => default/db[Pod] : All Connections')
  })
})

describe('what pods of one workload send each other', () => {
  const template = 'template: {metadata: {labels: {app: web}}}'
  it.each([
    [
      'a Deployment can have a second pod',
      `kind: Deployment\nmetadata: {name: web}\nspec: {${template}}\n`,
      1,
    ],
    ['a bare pod has no sibling', pod('web', 'web'), 0],
    [
      'pods that are listed under their owner are siblings',
      `${pod('web-1', 'web', ', ownerReferences: [{kind: ReplicaSet, name: web, controller: true}]')}---
${pod('web-2', 'web', ', ownerReferences: [{kind: ReplicaSet, name: web, controller: true}]')}`,
      1,
    ],
  ])('%s', (_, yaml, expected) => {
    const isToItself = (line: string) => {
      const { from, to } = JSON.parse(line)
      return from.name === to.name && from.name !== undefined
    }
    expect(linesOf(yaml, 'jsonl').filter(isToItself)).toHaveLength(expected)
    expect(podLines(yaml)).toEqual([])
  })
})

describe('several workloads of one owner', () => {
  const owner = ', ownerReferences: [{kind: StatefulSet, name: db, controller: true}]'
  const member = (name: string, role: string) =>
    `kind: Pod\nmetadata: {name: ${name}, labels: {app: db, role: ${role}}${owner}}\n`
  const pods = `${member('db-0', 'primary')}---\n${member('db-1', 'replica')}---\n${pod('web', 'web')}`
  const closed = (labels: string) =>
    `kind: NetworkPolicy\nmetadata: {name: closed}\nspec: {podSelector: {matchLabels: {${labels}}}}\n`

  it('are their owner where they send and receive alike', () => {
    expect(podLines(`${pods}---\n${closed('app: db')}`)).toEqual([
      'default/db[StatefulSet] => default/web[Pod] : All Connections',
    ])
  })

  it('are their pods where a policy tells them apart', () => {
    expect(podLines(`${pods}---\n${closed('role: primary')}`)).toEqual([
      'default/db-0[Pod] => default/db-1[Pod] : All Connections',
      'default/db-0[Pod] => default/web[Pod] : All Connections',
      'default/db-1[Pod] => default/web[Pod] : All Connections',
      'default/web[Pod] => default/db-1[Pod] : All Connections',
    ])
  })

  // Each policy is on the primary alone, and the flows that it takes away are the only ones that tell the two apart.
  it.each([
    [
      'send',
      'policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]',
      'db-0',
      'web',
    ],
    ['receive', 'ingress: [{from: [{podSelector: {matchLabels: {app: db}}}]}]', 'web', 'db-0'],
    [
      'exchange among themselves',
      'policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}]}]',
      'db-0',
      'db-1',
    ],
  ])('are their pods where they differ only in what they %s', (_, rules, from, to) => {
    const yaml = `${pods}---\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {matchLabels: {role: primary}}, ${rules}}\n`
    const everyPair = ['db-0', 'db-1', 'web'].flatMap((a) =>
      ['db-0', 'db-1', 'web'].filter((b) => b !== a).map((b) => `default/${a}[Pod] => default/${b}[Pod]`),
    )
    const lines = podLines(yaml).map((line) => line.replace(/ : .*/, ''))
    expect(lines).toEqual(everyPair.filter((pair) => pair !== `default/${from}[Pod] => default/${to}[Pod]`))
  })

  it('are their owner with what sets their templates apart, where no pods are listed', () => {
    const replicaSet = (name: string, track: string) =>
      `kind: ReplicaSet
metadata: {name: ${name}, ownerReferences: [{kind: Deployment, name: web, controller: true}]}
spec: {template: {metadata: {labels: {app: web, track: ${track}}}}}
`
    const yaml = `${replicaSet('web-1', 'stable')}---\n${replicaSet('web-2', 'canary')}---\n${closed('track: canary')}`
    expect(podLines(yaml)).toEqual([
      'default/web~track=canary[Deployment] => default/web~track=stable[Deployment] : All Connections',
    ])
  })
})

it("sorts by bytes: addresses before names, and each sender's lines by receiver", () => {
  const lines = linesOf(`${db}---\n${pod('web', 'web')}---\n${pod('a', 'a')}`)
  expect(lines).toHaveLength(18)
  expect(lines).toEqual([...lines].sort())
})
