import { describe, expect, it } from 'vitest'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { cluster } from '../testing/build'
import { editsOf, lines, showChanges } from '../testing/editNotation'
import { clusterDns } from './dns'
import { synthesise } from './synthesise'

const workload = (path: string, labels: string, rest = '', kind = 'Deployment') => {
  const [namespace, name] = path.split('/')
  return `
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {${labels}}}, spec: {${rest}}}}
`
}
const web = workload('shop/web', 'app: web')
const coredns = workload('kube-system/coredns', 'k8s-app: kube-dns')
const port = (name: string, number: number) =>
  `containers: [{name: main, ports: [{name: ${name}, containerPort: ${number}, protocol: UDP}]}]`

describe('the cluster’s DNS', () => {
  it.each<[why: string, yaml: readonly string[], servers: readonly string[]]>([
    ['the usual label and port where nothing is shown', [web], ['kube-system/future/kube-dns TCP 53,UDP 53']],
    ['by its label', [coredns], ['kube-system/Deployment/coredns TCP 53,UDP 53']],
    [
      'by its port, whatever it is called',
      [workload('kube-system/names', 'app: names', port('x', 53))],
      ['kube-system/Deployment/names TCP 53,UDP 53'],
    ],
    [
      'not somewhere else',
      [workload('shop/coredns', 'k8s-app: kube-dns', port('x', 53))],
      ['kube-system/future/kube-dns TCP 53,UDP 53'],
    ],
    [
      'on OpenShift on the port that its Service sends to',
      [
        workload(
          'openshift-dns/dns-default',
          'dns.operator.openshift.io/daemonset-dns: default',
          port('dns', 5353),
          'DaemonSet',
        ),
        `
kind: Service
metadata: {name: dns-default, namespace: openshift-dns}
spec:
  selector: {dns.operator.openshift.io/daemonset-dns: default}
  ports: [{name: dns, port: 53, protocol: UDP, targetPort: dns}, {name: metrics, port: 9154}]
`,
      ],
      ['openshift-dns/DaemonSet/dns-default UDP 5353'],
    ],
    [
      'without NodeLocal DNSCache, which has port 53 as well',
      [
        coredns,
        workload('kube-system/node-local-dns', 'k8s-app: node-local-dns', port('dns', 53), 'DaemonSet'),
      ],
      ['kube-system/Deployment/coredns TCP 53,UDP 53'],
    ],
  ])('%s', (_, yaml, servers) => {
    const dns = clusterDns(cluster(yaml.join('---')), defaultOptions)
    expect(
      dns.servers.cluster.map(({ end, connections }) =>
        end.kind === 'workload' ? `${end.id} ${formatConnections(connections)}` : end.kind,
      ),
    ).toEqual(servers)
  })

  it.each<[why: string, cache: string, egress: readonly string[]]>([
    [
      'at its link-local address, for its pods are on the host network',
      'hostNetwork: true',
      ['egress to 169.254.20.10/32 | [k8s-app=kube-dns] in [ns=kube-system] : TCP 53, UDP 53'],
    ],
    [
      'and by its labels where they are not, as with a local redirect',
      '',
      [
        'egress to 169.254.20.10/32 | [k8s-app=kube-dns] in [ns=kube-system] | [k8s-app=node-local-dns] in [ns=kube-system] : TCP 53, UDP 53',
      ],
    ],
  ])('keeps NodeLocal DNSCache %s', (_, network, egress) => {
    const cache = workload('kube-system/node-local-dns', 'k8s-app: node-local-dns', network, 'DaemonSet')
    const found = cluster([web, coredns, cache].join('---'))
    const { changes, outcomes, impact } = synthesise(
      found,
      editsOf('isolate shop/web : egress node-local-dns'),
      defaultOptions,
    )
    expect(outcomes).toMatchObject([{ status: 'holds' }])
    expect(impact.collateralRemoved).toEqual([])
    expect(showChanges(changes)).toEqual([
      ...lines(`
        create shop/web-isolate
          [app=web] egress
      `),
      ...egress.map((line) => `  ${line}`),
    ])
  })
})
