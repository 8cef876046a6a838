import { describe, expect, it } from 'vitest'
import type { Workload } from '../model/cluster'
import { fileId } from '../model/ids'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { read } from './read'

function workloadsIn(text: string, options: ScenarioOptions = defaultOptions): readonly Workload[] {
  const { cluster, diagnostics } = read([{ id: fileId('f'), name: 'f.yaml', text }], options)
  const error = diagnostics.find(({ severity }) => severity === 'error')
  if (error) throw new Error(error.message)
  return cluster.workloads
}

/** `x/Deployment/web(2)`: the id and the number of pods. */
function summary(text: string, options?: ScenarioOptions): readonly string[] {
  return workloadsIn(text, options).map(({ id, replicas }) => `${id}(${replicas})`)
}

function documents(...texts: readonly string[]): string {
  return texts.join('\n---\n')
}

interface PodText {
  readonly owner?: string
  readonly labels?: string
  readonly ports?: string
  readonly status?: string
  readonly spec?: string
}

/** `owner` is `Kind/name`. */
function pod(name: string, { owner, labels = '', ports = '', status = '', spec = '' }: PodText = {}): string {
  const [kind, ownerName] = owner?.split('/') ?? []
  const references = owner ? `, ownerReferences: [{kind: ${kind}, name: ${ownerName}, controller: true}]` : ''
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: x, labels: {${labels}}${references}}, spec: {containers: [{name: c, ports: [${ports}]}]${spec}}, status: {${status}}}`
}

function controller(kind: string, name: string, spec = '', metadata = ''): string {
  const group = { Job: 'batch/v1', CronJob: 'batch/v1', ReplicationController: 'v1' }[kind] ?? 'apps/v1'
  const template = 'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}'
  const inner = kind === 'CronJob' ? `jobTemplate: {spec: {${template}${spec}}}` : `${template}${spec}`
  return `{apiVersion: ${group}, kind: ${kind}, metadata: {name: ${name}, namespace: x, labels: {own: label}${metadata}}, spec: {${inner}}}`
}

function policy(spec: string): string {
  return `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: x}, spec: ${spec}}`
}

const ownedBy = (kind: string, name: string) => `, ownerReferences: [{kind: ${kind}, name: ${name}}]`

describe('workload kinds (SEMANTICS 12, 13)', () => {
  it.each([
    ['Deployment', ', replicas: 3, selector: {matchLabels: {app: web}}', 3, { app: 'web' }],
    ['ReplicaSet', ', selector: {matchLabels: {app: web}}', 1, { app: 'web' }],
    ['StatefulSet', ', replicas: 0, selector: {matchLabels: {app: web}}', 0, { app: 'web' }],
    ['DaemonSet', ', selector: {matchLabels: {app: web}}', 1, { app: 'web' }],
    ['ReplicationController', ', replicas: 2, selector: {app: web}', 2, { app: 'web' }],
    ['ReplicationController', '', 1, { app: 'web' }],
    ['Job', ', parallelism: 4', 4, {}],
    ['CronJob', ', parallelism: 2', 2, {}],
  ])('%s with "%s": %d pods, the template’s labels', (kind, spec, replicas, ownerSelector) => {
    const labels = { app: 'web' }
    expect(workloadsIn(controller(kind, 'web', spec))).toMatchObject([
      { id: `x/${kind}/web`, workloadKind: kind, name: 'web', variant: '', labels, replicas, ownerSelector },
    ])
  })

  it('counts ports of containers and sidecars, not of other init containers (8)', () => {
    const text = pod('a', {
      ports: '{containerPort: 80, name: http}, {containerPort: 53, protocol: UDP}',
      spec: ', initContainers: [{name: i, ports: [{containerPort: 1}]}, {name: s, restartPolicy: Always, ports: [{containerPort: 2}]}]',
    })
    expect(workloadsIn(text)[0]?.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP' },
      { name: null, port: 53, protocol: 'UDP' },
      { name: null, port: 2, protocol: 'TCP' },
    ])
  })

  it('leaves out finished pods, with a count', () => {
    const text = documents(
      pod('a', { status: 'phase: Succeeded' }),
      pod('b', { status: 'phase: Failed' }),
      pod('c'),
    )
    expect(summary(text)).toEqual(['x/Pod/c(1)'])
    expect(read([{ id: fileId('f'), name: '', text }], defaultOptions).finishedPods).toBe(2)
  })
})

describe('owners (12)', () => {
  const replicaSet = controller('ReplicaSet', 'web-abc', ', replicas: 2', ownedBy('Deployment', 'web'))
  const deployment = controller('Deployment', 'web', ', replicas: 2')
  const hashed = 'app: web, pod-template-hash: abc'
  const pods = documents(
    pod('web-abc-1', { owner: 'ReplicaSet/web-abc', labels: hashed }),
    pod('web-abc-2', { owner: 'ReplicaSet/web-abc', labels: hashed }),
  )

  it.each([
    [documents(deployment, replicaSet, pods), ['x/Deployment/web(2)'], 'through a listed ReplicaSet'],
    [
      documents(deployment, pods),
      ['x/Deployment/web(2)'],
      'through a ReplicaSet that is not listed, by the hash in its name',
    ],
    [documents(replicaSet, pods), ['x/Deployment/web(2)'], 'a Deployment that only its ReplicaSet names'],
    [pods, ['x/ReplicaSet/web-abc(2)'], 'an owner that is not listed gives its name and kind'],
    [documents(deployment, replicaSet), ['x/Deployment/web(2)'], 'without pods the template counts'],
    [documents(replicaSet), ['x/Deployment/web(2)'], 'without pods and Deployment the ReplicaSet’s template'],
    [
      documents(
        replicaSet,
        controller('ReplicaSet', 'web-old', ', replicas: 0', ownedBy('Deployment', 'web')),
      ),
      ['x/Deployment/web(2)'],
      'an old ReplicaSet without pods is no second workload',
    ],
    [
      documents(controller('CronJob', 'tick'), pod('p', { owner: 'Job/tick-28391' })),
      ['x/CronJob/tick(1)'],
      'a CronJob’s Job that is not listed, by its name',
    ],
    [
      documents(controller('Job', 'once'), pod('p', { owner: 'Job/once', status: 'phase: Succeeded' })),
      ['x/Job/once(0)'],
      'a listed Job whose pods are finished has none',
    ],
    [pod('etcd', { owner: 'Node/n1' }), ['x/Pod/etcd(1)'], 'a mirror pod of a node is a bare pod'],
    [
      documents(
        controller('StatefulSet', 'db', '', ownedBy('Prometheus', 'k8s')),
        pod('db-0', { owner: 'StatefulSet/db' }),
      ),
      ['x/StatefulSet/db(1)'],
      'an operator’s StatefulSet keeps its own name',
    ],
  ])('%#: %j', (text, expected) => {
    expect(summary(text)).toEqual(expected)
  })

  it('knows a Deployment by its selector without the hash, and stands at the owner', () => {
    const listed = controller(
      'Deployment',
      'web',
      ', selector: {matchLabels: {app: web, pod-template-hash: abc}}',
    )
    const [workload] = workloadsIn(documents(pods, listed))
    expect(workload?.ownerSelector).toEqual({ app: 'web' })
    expect(workload?.place.document).toBe(2)
  })
})

describe('pods of one owner that policies can tell apart (12)', () => {
  const owner = 'StatefulSet/db'
  const a = (more: PodText) =>
    pod('db-0', { owner, labels: 'app: db, apps.kubernetes.io/pod-index: "0"', ...more })
  const b = (more: PodText) =>
    pod('db-1', { owner, labels: 'app: db, apps.kubernetes.io/pod-index: "1"', ...more })
  const ips = [a({ status: 'podIP: 10.0.0.1' }), b({ status: 'podIP: 10.0.1.1' })]
  const hosts = [
    a({ spec: ', hostNetwork: true', status: 'hostIP: 10.0.0.1' }),
    b({ spec: ', hostNetwork: true', status: 'hostIP: 10.0.1.1' }),
  ]
  const block = policy('{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}')

  it.each([
    [documents(a({}), b({})), ['x/StatefulSet/db(2)'], 'labels that the controller adds do not count'],
    [
      documents(a({}), b({}), policy('{podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "0"}}}')),
      ['x/StatefulSet/db~pod-index=0(1)', 'x/StatefulSet/db~pod-index=1(1)'],
      'unless a policy asks for them',
    ],
    [
      documents(
        a({}),
        b({}),
        policy(
          '{ingress: [{from: [{podSelector: {matchExpressions: [{key: apps.kubernetes.io/pod-index, operator: Exists}]}}]}]}',
        ),
      ),
      ['x/StatefulSet/db~pod-index=0(1)', 'x/StatefulSet/db~pod-index=1(1)'],
      'also in a peer',
    ],
    [
      documents(a({ labels: 'app: db, track: canary' }), b({ labels: 'app: db' })),
      ['x/StatefulSet/db~no track(1)', 'x/StatefulSet/db~track=canary(1)'],
      'other labels always count',
    ],
    [
      documents(a({ ports: '{containerPort: 80}' }), b({ ports: '{containerPort: 81, name: http}' })),
      ['x/StatefulSet/db~ports=80(1)', 'x/StatefulSet/db~ports=81 http(1)'],
      'ports',
    ],
    [
      documents(a({ spec: ', hostNetwork: true' }), b({})),
      ['x/StatefulSet/db~host network(1)', 'x/StatefulSet/db~pod network(1)'],
      'the host’s network',
    ],
    [documents(...ips), ['x/StatefulSet/db(2)'], 'addresses do not count without an ipBlock'],
    [
      documents(...ips, block),
      ['x/StatefulSet/db~ip=10.0.0.1(1)', 'x/StatefulSet/db~ip=10.0.1.1(1)'],
      'an ipBlock that contains one of them (17)',
    ],
    [
      documents(...ips, policy('{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/16}}]}]}')),
      ['x/StatefulSet/db(2)'],
      'an ipBlock that contains both',
    ],
    [
      documents(...ips, policy('{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/16, except: [10.0.1.0/24]}}]}]}')),
      ['x/StatefulSet/db~ip=10.0.0.1(1)', 'x/StatefulSet/db~ip=10.0.1.1(1)'],
      'an except',
    ],
    [
      documents(...hosts, block),
      ['x/StatefulSet/db~ip=10.0.0.1(1)', 'x/StatefulSet/db~ip=10.0.1.1(1)'],
      'the addresses of their nodes, on the host’s network (15)',
    ],
  ])('%#: %j', (text, expected) => {
    expect(summary(text)).toEqual(expected)
  })

  it('keeps pods together whose addresses the scenario does not look at', () => {
    const text = documents(...ips, block)
    expect(summary(text, { ...defaultOptions, ipBlockMatchesPods: 'never' })).toEqual(['x/StatefulSet/db(2)'])
  })

  it('gives a workload the labels that all its pods carry, and all their addresses', () => {
    const [workload] = workloadsIn(documents(...ips))
    expect(workload).toMatchObject({ labels: { app: 'db' }, ips: ['10.0.0.1', '10.0.1.1'] })
    expect(workload?.labels).not.toHaveProperty(['apps.kubernetes.io/pod-index'])
  })

  it('names variants by their pods and not by their order', () => {
    const canary = a({ labels: 'app: db, track: canary' })
    const stable = b({ labels: 'app: db, track: stable' })
    expect(summary(documents(canary, stable))).toEqual(summary(documents(stable, canary)))
  })

  it('names the pods of an owner only where policies may tell them apart', () => {
    const namesIn = (text: string) => workloadsIn(text).map(({ podNames }) => podNames)
    expect(namesIn(documents(a({ labels: 'v: "1"' }), b({ labels: 'v: "2"' })))).toEqual([['db-0'], ['db-1']])
    expect(namesIn(documents(a({ labels: 'v: "1"' }), b({ labels: 'v: "1"' })))).toEqual([undefined])
  })

  it('finds a name for variants that no single label tells apart', () => {
    const text = documents(
      pod('a', { owner, labels: 'v: "1", w: "1"' }),
      pod('b', { owner, labels: 'v: "1", w: "2"' }),
      pod('c', { owner, labels: 'v: "2", w: "1"' }),
    )
    expect(workloadsIn(text).map(({ variant }) => variant)).toEqual(['v=1 w=1', 'v=1 w=2', 'v=2 w=1'])
  })
})
