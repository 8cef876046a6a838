import { describe, expect, it } from 'vitest'
import { servicesByWorkload } from '../engine/servicePorts'
import { workloadOf } from '../model/ids'
import type { Preview, PreviewEnds, PreviewFlows } from '../model/preview'
import { defaultOptions } from '../model/workspace'
import { shortLabel } from '../sets/connections'
import { synthesise } from '../synthesis/synthesise'
import { cluster } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import { preview } from './preview'

const shop = workloads('shop/web http:80', 'shop/api http:8080', 'shop/db pg:5432')
const coredns = workloads('kube-system/coredns dns:53/UDP', 'kube-system/metrics-server https:4443')
const service = (namespace: string, name: string, port: number, type = 'ClusterIP') => `
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {type: ${type}, selector: {app: ${name}}, ports: [{port: ${port}, targetPort: ${port}}]}
`
const webOnly = `
kind: NetworkPolicy
metadata: {name: db-from-web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]
`

describe('what a lock stops', () => {
  it.each<[why: string, yaml: string, proposed: string, stops: readonly string[]]>([
    [
      'without DNS no name resolves, which is said first',
      documents(shop, coredns),
      'isolate shop/web : egress',
      [
        'dns: web -> coredns : 53 UDP, TCP',
        'other: web -> 2 of shop : all',
        'other: web -> rest : all',
        'other: web -> metrics-server : all',
      ],
    ],
    [
      'with DNS it is not said',
      documents(shop, coredns),
      'isolate shop/web : egress dns',
      [
        'other: web -> 2 of shop : all',
        'other: web -> rest : all',
        'other: web -> metrics-server : all',
        'other: web -> coredns : 1-52 54-65535 UDP, TCP · all SCTP',
      ],
    ],
    [
      'DNS pods that the manifests do not show are missed all the same, and nothing else is said of them',
      shop,
      'isolate shop/web : egress',
      ['dns: web -> kube-dns : 53 UDP, TCP', 'other: web -> 2 of shop : all', 'other: web -> rest : all'],
    ],
    [
      'who locks the DNS pods in takes names from everybody but themselves and the outside',
      documents(workloads('shop/web'), coredns),
      'isolate kube-system/coredns : ingress',
      [
        'dns: 2 of several -> coredns : 53 UDP, TCP (coredns does not let them in: keeping DNS open is about what pods send.)',
        'other: rest -> coredns : all',
      ],
    ],
    [
      'who is like the DNS pods in all but name asks them too',
      coredns,
      'isolate kube-system/* : egress',
      [
        'dns: metrics-server -> coredns : 53 UDP, TCP',
        'other: 2 of kube-system -> rest : all',
        'other: coredns -> metrics-server : all',
      ],
    ],
    [
      'a policy that names the sender on the other side is a better hint than a Service',
      documents(shop, webOnly, service('shop', 'db', 5432)),
      'isolate shop/web : egress dns',
      [
        'needed: web -> db : 5432 (Policy db-from-web lets it in, on one side alone.)',
        'other: web -> rest : all',
        'other: web -> api : all',
      ],
    ],
    [
      'a Service of the namespace is a hint for its pods, on its target ports',
      documents(shop, service('shop', 'api', 8080)),
      'isolate shop/api : ingress',
      [
        'needed: 2 of shop -> api : 8080 (Service api offers it to the namespace.)',
        'other: rest -> api : all',
      ],
    ],
    [
      'a Service that leads in from outside is one for the outside',
      documents(workloads('shop/web http:80', 'batch/job'), service('shop', 'web', 80, 'LoadBalancer')),
      'isolate shop/web : ingress',
      [
        'needed: rest -> web : 80 (Service LoadBalancer web brings web traffic from outside.)',
        'other: job -> web : all',
      ],
    ],
    [
      'an ingress controller needs what has a Service, in any namespace',
      documents(workloads('edge/traefik', 'shop/web http:80'), service('shop', 'web', 80)),
      'isolate shop/web : ingress',
      [
        'needed: traefik -> web : 80 (traefik looks like an ingress controller, and web has a Service.)',
        'other: rest -> web : all',
      ],
    ],
    [
      'a collector needs ports that are called metrics',
      documents(workloads('monitoring/prometheus', 'shop/web http:80 metrics:9090')),
      'isolate shop/web : ingress',
      [
        'needed: prometheus -> web : 9090 (prometheus looks like it collects metrics, and web serves them here.)',
        'other: rest -> web : all',
      ],
    ],
  ])('%s', (_, yaml, proposed, stops) => {
    const { stops: found, starts } = previewOf(yaml, '', proposed)
    const lists = { dns: found.dns, needed: found.needed, other: found.other }
    expect(Object.entries(lists).flatMap(([name, list]) => rowsOf(name, list))).toEqual(stops)
    expect(starts.flows).toBe(0)
  })

  it('is of the draft that is there: an isolation that it has stops nothing again, and taking it back starts it', () => {
    const lock = 'isolate shop/web : egress'
    const again = previewOf(shop, lock, `${lock}\n${lock}`)
    expect(again.policies).toEqual([])
    expect(again.outcomes).toMatchObject([{ status: 'holds' }])
    const { starts, stops, policies } = previewOf(shop, lock, '')
    expect(stops.needed.flows + stops.other.flows).toBe(0)
    expect(rowsOf('starts', starts)).toContain('starts: web -> 2 of shop : all')
    expect(policies).toMatchObject([{ kind: 'delete' }])
  })
})

describe('the rule for DNS', () => {
  const nodeLocal = `
kind: DaemonSet
metadata: {name: node-local-dns, namespace: kube-system}
spec:
  template:
    metadata: {labels: {k8s-app: node-local-dns}}
    spec: {hostNetwork: true, containers: [{name: main, ports: [{containerPort: 53, protocol: UDP}]}]}
`
  it('has the labels of the pods that the manifests show, else the usual ones', () => {
    const rules = (yaml: string) =>
      previewOf(yaml, '', '').dns.rules.cluster.map((it) => it.map(({ text }) => text).join(''))
    expect(rules(shop)).toEqual(['UDP and TCP 53 to pods with k8s-app: kube-dns in namespace kube-system'])
    expect(rules(documents(shop, coredns))).toEqual([
      'UDP and TCP 53 to pods with app: coredns in namespace kube-system',
    ])
  })

  it('is missed at the node’s own address where the manifests show NodeLocal DNSCache, unless it is kept', () => {
    const yaml = documents(workloads('shop/web'), coredns, nodeLocal)
    const { stops, dns } = previewOf(yaml, '', 'isolate shop/web : egress dns')
    expect(dns).toMatchObject({ isListed: true, hasNodeLocal: true })
    expect(rowsOf('dns', stops.dns)).toEqual(['dns: web -> 169.254.20.10/32 : 53 UDP, TCP'])
    expect(previewOf(yaml, '', 'isolate shop/web : egress node-local-dns').stops.dns.flows).toBe(0)
  })
})

function previewOf(yaml: string, edits: string, proposed: string): Preview {
  const found = cluster(yaml)
  const own = editsOf(edits)
  return preview({
    cluster: found,
    options: defaultOptions,
    edits: own,
    policies: synthesise(found, own, defaultOptions).policies,
    services: servicesByWorkload(found),
    proposed: editsOf(proposed),
  })
}

function rowsOf(list: string, { rows }: PreviewFlows): readonly string[] {
  return rows.map(({ from, to, connections, why }) => {
    const reason = why.map(({ text }) => text).join('')
    const row = `${list}: ${endText(from)} -> ${endText(to)} : ${shortLabel(connections)}`
    return reason === '' ? row : `${row} (${reason})`
  })
}

function endText({ count, first, namespace }: PreviewEnds): string {
  const [id] = first
  if (id === undefined || count > 1) return `${count} of ${namespace ?? 'several'}`
  return workloadOf(id)?.name ?? id.slice(id.indexOf('/') + 1)
}

function workloads(...lines: readonly string[]): string {
  return documents(
    ...lines.map((line) => {
      const [path = '', ...ports] = line.split(' ')
      const [namespace = '', name = ''] = path.split('/')
      const listed = ports.map((text) => {
        const [portName = '', number = '', protocol = 'TCP'] = text.split(/[:/]/)
        return `{name: ${portName}, containerPort: ${number}, protocol: ${protocol}}`
      })
      return `
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, ports: [${listed.join()}]}]}
`
    }),
  )
}

function documents(...parts: readonly string[]): string {
  return parts.join('---')
}
