import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { differenceFormatters } from './differenceFormats'
import { differences } from './differences'

function diff(before: string, after: string, format: keyof typeof differenceFormatters = 'txt') {
  const [old, now] = [cluster(before), cluster(after)]
  const found = differences(
    compile(old, defaultOptions, now.policies),
    compile(now, defaultOptions, old.policies),
  )
  return differenceFormatters[format](found)
}

const web = 'kind: Pod\nmetadata: {name: web, labels: {app: web}}\n'
const db = 'kind: Deployment\nmetadata: {name: db}\nspec: {template: {metadata: {labels: {app: db}}}}\n'
const base = `${web}---\n${db}---\n`

function policy(rules: string): string {
  return `kind: NetworkPolicy\nmetadata: {name: db}\nspec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress], ${rules}}\n`
}

const fromWeb = (ports: string) =>
  policy(`ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [${ports}]}]`)
const fromCidr = (cidr: string) => policy(`ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]`)

describe('differences', () => {
  it.each([
    ['the same manifests', fromWeb('{port: 80}'), fromWeb('{port: 80}'), []],
    [
      'the same set in other words',
      fromWeb('{port: 80}, {port: 81}'),
      fromWeb('{port: 80, endPort: 81}'),
      [],
    ],
    [
      'more ports',
      fromWeb('{port: 80}'),
      fromWeb('{port: 80}, {port: 443}'),
      [
        'changed, source: default/web[Pod], destination: default/db[Deployment], ref1: TCP 80, ref2: TCP 80,443',
      ],
    ],
    [
      'a flow less',
      fromWeb('{port: 80}'),
      policy('ingress: []'),
      [
        'removed, source: default/web[Pod], destination: default/db[Deployment], ref1: TCP 80, ref2: No Connections',
      ],
    ],
    [
      'addresses cut by both, the half that stays is none',
      fromCidr('10.0.0.0/9'),
      fromCidr('10.0.0.0/8'),
      [
        'added, source: 10.128.0.0-10.255.255.255[External], destination: default/db[Deployment], ref1: No Connections, ref2: All Connections',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const lines = diff(base + before, base + after)
    expect(lines).toEqual(
      expected.length === 0 ? [] : ['Connectivity diff:', ...expected.map((line) => `diff-type: ${line}`)],
    )
  })

  it('says which workloads are new', () => {
    const lines = diff(
      `${base}${fromWeb('{port: 80}')}`,
      `${base}${fromWeb('{port: 80}')}---\n${web.replaceAll('web', 'api')}`,
    )
    expect(lines).toContain(
      'diff-type: added, source: default/api[Pod], destination: default/web[Pod], ref1: No Connections, ref2: All Connections, workloads-diff-info: workload default/api[Pod] added',
    )
    expect(lines).not.toContainEqual(expect.stringContaining('removed'))
  })

  it('shows what pods of one workload send each other as JSON alone', () => {
    const [before, after] = [
      base + policy('ingress: []'),
      base + policy('ingress: [{from: [{podSelector: {}}]}], egress: [{}]'),
    ]
    const siblings = {
      change: 'added',
      from: { namespace: 'default', kind: 'Deployment', name: 'db' },
      to: { namespace: 'default', kind: 'Deployment', name: 'db' },
      before: null,
      after: 'All',
    }
    expect(diff(before, after, 'jsonl').map((line) => JSON.parse(line))).toContainEqual(siblings)
    expect(JSON.parse(diff(before, after, 'json').join('\n'))).toContainEqual(siblings)
    expect(diff(before, after).join('\n')).not.toMatch(/source: (\S+), destination: \1,/)
  })

  it('splits an owner in both clusters when one of them tells its pods apart', () => {
    const member = (name: string, role: string) =>
      `kind: Pod\nmetadata: {name: ${name}, labels: {app: db, role: ${role}}, ownerReferences: [{kind: StatefulSet, name: db, controller: true}]}\n---\n`
    const pods = `${web}---\n${member('db-0', 'primary')}${member('db-1', 'replica')}`
    const closed =
      'kind: NetworkPolicy\nmetadata: {name: closed}\nspec: {podSelector: {matchLabels: {role: primary}}}\n'
    expect(diff(pods, pods + closed).filter((line) => !line.includes('[External]'))).toEqual([
      'Connectivity diff:',
      'diff-type: removed, source: default/db-1[Pod], destination: default/db-0[Pod], ref1: All Connections, ref2: No Connections',
      'diff-type: removed, source: default/web[Pod], destination: default/db-0[Pod], ref1: All Connections, ref2: No Connections',
    ])
  })
})
