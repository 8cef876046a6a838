import { describe, expect, it } from 'vitest'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { cluster } from './build'
import { checkReachability } from './check'

const statefulPod = (index: number, ip = '') => `
kind: Pod
metadata:
  name: db-${index}
  labels: {app: db, apps.kubernetes.io/pod-index: "${index}"}
  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]
${ip === '' ? '' : `status: {podIP: ${ip}}`}
---`

const client = `
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: c, ports: [{name: http, containerPort: 9999}]}]}
---`

const denyIngress = (podSelector: string) => `
kind: NetworkPolicy
metadata: {name: deny-${podSelector.length}}
spec: {podSelector: ${podSelector}}
---`

describe('pods of one owner', () => {
  it('stay one endpoint while no policy asks for the labels that tell them apart', () => {
    const yaml = `${client}${statefulPod(0)}${statefulPod(1)}${denyIngress('{matchLabels: {app: db}}')}`
    expect(cluster(yaml).workloads.map(({ id }) => id)).toEqual([
      'default/Pod/client',
      'default/StatefulSet/db',
    ])
    checkReachability(yaml, 'client -> db: none')
  })

  it('are several when a policy selects one by the label of its controller', () => {
    checkReachability(
      `${client}${statefulPod(0)}${statefulPod(1)}${denyIngress('{matchLabels: {apps.kubernetes.io/pod-index: "0"}}')}`,
      `
      client                             -> default/StatefulSet/db~pod-index=0: none
      client                             -> default/StatefulSet/db~pod-index=1: all
      default/StatefulSet/db~pod-index=1 -> default/StatefulSet/db~pod-index=0: none
      default/StatefulSet/db~pod-index=0 -> default/StatefulSet/db~pod-index=1: all
      `,
    )
  })

  it('are several when an ipBlock holds one of their addresses', () => {
    const policy = `
kind: NetworkPolicy
metadata: {name: from-one}
spec: {podSelector: {matchLabels: {app: client}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.1/32}}]}]}
---`
    checkReachability(
      `${client}${policy}${statefulPod(0, '10.0.0.1')}${statefulPod(1, '10.0.0.2')}`,
      `
      default/StatefulSet/db~ip=10.0.0.1 -> client: all
      default/StatefulSet/db~ip=10.0.0.2 -> client: none
      `,
    )
  })
})

const agent = `
kind: Pod
metadata: {name: agent, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: c, ports: [{name: http, containerPort: 80}]}]}
status: {hostIP: 192.168.0.7}
---`
const fromNode = `
kind: NetworkPolicy
metadata: {name: from-node}
spec: {podSelector: {matchLabels: {app: client}}, ingress: [{from: [{ipBlock: {cidr: 192.168.0.0/24}}]}]}
---`
const fromAgent = `
kind: NetworkPolicy
metadata: {name: from-agent}
spec: {podSelector: {matchLabels: {app: client}}, ingress: [{from: [{podSelector: {matchLabels: {app: agent}}}]}]}
---`

describe('a host network pod', () => {
  // biome-ignore format: a table
  it.each<[string, Partial<ScenarioOptions>, string, string]>([
    // policies                                     options                             table                    why
    [fromNode,                                      {},                                 'agent -> client: all',  'it is its node\'s address'],
    [fromAgent,                                     {},                                 'agent -> client: none', 'no selector finds it'],
    [denyIngress('{}'),                             {},                                 'client -> agent: all',  'no policy isolates it'],
    [fromNode,            {ipBlockMatchesPods: 'never'},                       'agent -> client: none', 'an ipBlock never matches a pod then'],
    [fromNode,            {hostNetworkPods: 'ordinary'},                       'agent -> client: none', 'an ordinary pod has no host IP'],
    [fromAgent,           {hostNetworkPods: 'ordinary'},                       'agent -> client: all',  'an ordinary pod is found by selectors'],
    [denyIngress('{}'),   {hostNetworkPods: 'ordinary'},                       'client -> agent: none', 'an ordinary pod is isolated'],
  ])('%s with %j: %s, since %s', (policies, options, table) => {
    checkReachability(`${client}${agent}${policies}`, table, { ...defaultOptions, ...options })
  })
})

describe('a port name in an egress rule', () => {
  const server = `
kind: Pod
metadata: {name: server, labels: {app: server}}
spec: {containers: [{name: c, ports: [{name: http, containerPort: 80}]}, {name: d, ports: [{name: http, containerPort: 8080}, {name: http, containerPort: 53, protocol: UDP}]}]}
status: {podIP: 10.0.0.1}
---`
  const toPeer = (peer: string) => `
kind: NetworkPolicy
metadata: {name: to-http}
spec: {podSelector: {matchLabels: {app: client}}, policyTypes: [Egress], egress: [{to: [${peer}], ports: [{port: http}]}]}
---`
  // biome-ignore format: a table
  it.each([
    // peer                                       table                                why
    ['podSelector: {}',                           'client -> server: TCP 80,8080',     'every container of that name and protocol, on the receiver'],
    ['ipBlock: {cidr: 10.0.0.0/8}',               'client -> server: none',            'a name towards an ipBlock means nothing, also when it matches a pod'],
    ['ipBlock: {cidr: 10.0.0.0/8}',               'client -> 10.9.9.9: none',          'the outside has no names'],
    ['namespaceSelector: {}',                     'client -> server: TCP 80,8080',     'a namespace peer stands for pods'],
  ])('towards {%s}: %s, since %s', (peer, table) => {
    checkReachability(`${client}${server}${toPeer(`{${peer}}`)}`, table)
  })
})

describe('names and values', () => {
  // biome-ignore format: a table
  it.each([
    // selector                                                                  table                      why
    ['{matchLabels: {app: Client}}',                                             'db -> client: all',       'values are compared with their case'],
    ['{matchLabels: {App: client}}',                                             'db -> client: all',       'keys too'],
    ['{matchExpressions: [{key: empty, operator: Exists}]}',                     'client -> db: none',      'an empty value is a value'],
    ['{matchExpressions: [{key: empty, operator: In, values: [""]}]}',           'db -> client: all',       'an absent key is no empty value'],
    ['{matchExpressions: [{key: constructor, operator: Exists}]}',               'db -> client: all',       'what every object inherits is no label'],
    ['{matchExpressions: [{key: constructor, operator: DoesNotExist}]}',         'db -> client: none',      'nor one that would be missing'],
  ])('%s: %s, since %s', (podSelector, table) => {
    const db = 'kind: Pod\nmetadata: {name: db, labels: {empty: ""}}\n---\n'
    checkReachability(`${client}\n${db}${denyIngress(podSelector)}`, table)
  })
})
