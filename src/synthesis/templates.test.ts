import { describe, expect, it } from 'vitest'
import type { Cluster, Workload } from '../model/cluster'
import type { Edit } from '../model/edit'
import { editId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { TemplateName, TemplateParameters } from '../model/policyWish'
import { defaultOptions } from '../model/workspace'
import { showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'
import { templates } from './templates'

const namespaces = { shop: '', 'kube-system': '', ingress: '', monitoring: '' }
const shop = [
  workload('shop/api', 'app=api', ':8080'),
  workload('shop/web', 'app=web', 'http:80 metrics:9090'),
]
const dns = workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP')
const controller = workload('ingress/nginx', 'app.kubernetes.io/name=ingress-nginx', '')
const prometheus = workload('monitoring/prom', 'app.kubernetes.io/name=prometheus version=3', '')
const closed = policy('shop/closed', '', {})
const open = policy('shop/web-in', 'app=web', { types: ['ingress'], ingress: [rule([])] })

interface Row {
  readonly template: TemplateName
  readonly why: string
  readonly others?: readonly Workload[]
  readonly policies?: readonly NetworkPolicy[]
  readonly parameters?: TemplateParameters
  readonly changes: readonly string[]
  /** In the shop and around it. */
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
  readonly outcome: string
}

const isolates = (direction: string) =>
  `Isolates api and web for ${direction}, so only what rules allow is left to them.`

const rows: readonly Row[] = [
  {
    template: 'default-deny-ingress',
    why: 'nobody gets in, everybody gets out',
    changes: ['create shop/default-deny-ingress', '  [] ingress'],
    removed: [
      'outside/rest -> shop/api : All Connections',
      'outside/rest -> shop/web : All Connections',
      'shop/api -> shop/web : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome: `holds ${isolates('ingress')}`,
  },
  {
    template: 'default-deny-egress',
    why: 'nobody gets out, DNS neither',
    others: [dns],
    changes: ['create shop/default-deny-egress', '  [] egress'],
    removed: [
      'shop/api -> kube-system/coredns : All Connections',
      'shop/api -> outside/rest : All Connections',
      'shop/api -> shop/web : All Connections',
      'shop/web -> kube-system/coredns : All Connections',
      'shop/web -> outside/rest : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome: `holds ${isolates('egress')}`,
  },
  {
    template: 'default-deny',
    why: 'where it is so already nothing is written',
    policies: [closed],
    changes: [],
    outcome: 'already Policy closed says exactly that already.',
  },
  {
    template: 'default-deny-egress',
    why: 'a default deny both ways is one for egress too',
    policies: [closed],
    changes: [],
    outcome: 'already Policy closed says exactly that already.',
  },
  {
    template: 'default-deny',
    why: 'a name that is taken by another policy gets a number',
    policies: [policy('shop/default-deny', 'app=web', { types: ['ingress'] })],
    changes: ['create shop/default-deny-2', '  [] ingress egress'],
    removed: [
      'outside/rest -> shop/api : All Connections',
      'shop/api -> outside/rest : All Connections',
      'shop/web -> outside/rest : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome:
      'holds Isolates api for ingress, so only what rules allow is left to it. Isolates api and web for egress, so only what rules allow is left to them.',
  },
  {
    template: 'allow-dns',
    why: 'the DNS pods of these manifests, by both protocols',
    others: [dns],
    policies: [closed],
    changes: [
      'create shop/allow-dns',
      '  [] egress',
      '  egress to [k8s-app=kube-dns] in [ns=kube-system] : UDP 53, TCP 53',
    ],
    added: [
      'shop/api -> kube-system/coredns : TCP 53,UDP 53',
      'shop/web -> kube-system/coredns : TCP 53,UDP 53',
    ],
    outcome: 'holds',
  },
  {
    template: 'allow-dns',
    why: 'where egress is open it closes it, and that is said',
    others: [dns],
    changes: [
      'create shop/allow-dns',
      '  [] egress',
      '  egress to [k8s-app=kube-dns] in [ns=kube-system] : UDP 53, TCP 53',
    ],
    removed: [
      'shop/api -> kube-system/coredns : SCTP 1-65535,TCP 1-52,54-65535,UDP 1-52,54-65535',
      'shop/api -> outside/rest : All Connections',
      'shop/api -> shop/web : All Connections',
      'shop/web -> kube-system/coredns : SCTP 1-65535,TCP 1-52,54-65535,UDP 1-52,54-65535',
      'shop/web -> outside/rest : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome: `holds ${isolates('egress')}`,
  },
  {
    template: 'allow-dns',
    why: 'the usual labels where the manifests show no DNS pods, and the address of NodeLocal DNSCache where it is said',
    policies: [closed],
    parameters: { nodeLocal: '169.254.20.10' },
    changes: [
      'create shop/allow-dns',
      '  [] egress',
      '  egress to [k8s-app=kube-dns] in [ns=kube-system] | 169.254.20.10/32 : UDP 53, TCP 53',
    ],
    added: [
      'shop/api -> outside/169.254.20.10/32 : TCP 53,UDP 53',
      'shop/web -> outside/169.254.20.10/32 : TCP 53,UDP 53',
    ],
    outcome: 'holds',
  },
  {
    template: 'allow-same-namespace',
    why: 'it opens ingress alone; egress that is closed stays closed',
    policies: [policy('shop/closed', '', { types: ['ingress'] })],
    changes: ['create shop/allow-same-namespace', '  [] ingress', '  ingress from [] : all'],
    added: ['shop/api -> shop/web : All Connections', 'shop/web -> shop/api : All Connections'],
    outcome: 'holds',
  },
  {
    template: 'allow-ingress-controller',
    why: 'the controller of these manifests, on the port that is asked for',
    others: [controller],
    policies: [closed],
    parameters: { pods: 'app=web', ports: 'TCP http' },
    changes: [
      'create shop/allow-ingress-controller',
      '  [app=web] ingress',
      '  ingress from [app.kubernetes.io/name=ingress-nginx] in [ns=ingress] : TCP http',
    ],
    added: ['ingress/nginx -> shop/web : TCP 80'],
    outcome: 'holds',
  },
  {
    template: 'allow-monitoring',
    why: 'a named metrics port of the namespace is proposed, and no volatile label',
    others: [prometheus],
    policies: [closed],
    changes: [
      'create shop/allow-monitoring',
      '  [] ingress',
      '  ingress from [app.kubernetes.io/name=prometheus] in [ns=monitoring] : TCP metrics',
    ],
    added: ['monitoring/prom -> shop/web : TCP 9090'],
    outcome: 'holds',
  },
  {
    template: 'allow-external-https',
    why: 'public addresses alone',
    policies: [closed],
    parameters: { pods: 'app=web', except: '10.0.0.0/8' },
    changes: [
      'create shop/allow-external-https',
      '  [app=web] egress',
      '  egress to 0.0.0.0/0 -10.0.0.0/8 : TCP 443',
    ],
    added: ['shop/web -> outside/0.0.0.0/0 : TCP 443'],
    outcome: 'holds',
  },
  {
    template: 'allow-api-server',
    why: 'no manifest says where it is, so it is asked for',
    policies: [closed],
    changes: [],
    outcome:
      'impossible Addresses of the API server is not said. No manifest says them. Ask the cluster: kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes. The Service’s own address does not do.',
  },
  {
    template: 'allow-api-server',
    why: 'an address by itself is a block of one',
    policies: [closed],
    parameters: { pods: 'app=api', addresses: '172.18.0.2, 172.18.0.3/32' },
    changes: [
      'create shop/allow-api-server',
      '  [app=api] egress',
      '  egress to 172.18.0.2/32 | 172.18.0.3/32 : TCP 6443',
    ],
    added: ['shop/api -> outside/172.18.0.2/32 : TCP 6443', 'shop/api -> outside/172.18.0.3/32 : TCP 6443'],
    outcome: 'holds',
  },
  {
    template: 'quarantine',
    why: 'policies only add, so the others are kept off the labelled pods; nobody has the label yet',
    policies: [open],
    changes: [
      'create shop/quarantine',
      '  [quarantine=true] ingress egress',
      'replace shop/web-in',
      '  [app=web quarantine!=true] ingress',
      '  ingress from any : all',
    ],
    outcome: 'holds It selects no pod now.',
  },
  {
    template: 'quarantine',
    why: 'a pod with the label is cut off, whatever other policies allow',
    policies: [open],
    parameters: { label: 'app=web' },
    changes: [
      'create shop/quarantine',
      '  [app=web] ingress egress',
      'replace shop/web-in',
      '  [app=web] ingress',
    ],
    removed: [
      'outside/rest -> shop/web : All Connections',
      'shop/api -> shop/web : All Connections',
      'shop/web -> outside/rest : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome: 'holds Isolates web for egress, so only what rules allow is left to it.',
  },
  {
    template: 'quarantine',
    why: 'a selector cannot leave out pods that have two labels at once',
    parameters: { label: 'quarantine=true, app=web' },
    changes: [],
    outcome: 'impossible Label: One label is wanted here, and these are 2.',
  },
  {
    template: 'maintenance-lock',
    why: 'rules of other policies would keep the door open',
    policies: [open],
    parameters: { from: 'role=maintenance' },
    changes: [
      'create shop/maintenance-lock',
      '  [] ingress',
      '  ingress from [role=maintenance] : all',
      'replace shop/web-in',
      '  [app=web] ingress',
    ],
    removed: [
      'outside/rest -> shop/api : All Connections',
      'outside/rest -> shop/web : All Connections',
      'shop/api -> shop/web : All Connections',
      'shop/web -> shop/api : All Connections',
    ],
    outcome: 'holds Isolates api for ingress, so only what rules allow is left to it.',
  },
  {
    template: 'allow-monitoring',
    why: 'what is no label is refused with the way to write one',
    parameters: { pods: 'app:web' },
    changes: [],
    outcome: 'impossible Pods: "app:web" is no label. Write app=web, or several with commas.',
  },
]

function clusterFor({ others = [], policies = [] }: Row): Cluster {
  return clusterOf(namespaces, [...others, ...shop], policies)
}

describe('templates', () => {
  for (const row of rows)
    it(`${row.template}: ${row.why}`, () => {
      const { template, parameters = {}, changes, added = [], removed = [], outcome } = row
      const edit: Edit = { kind: 'template', id: editId('e1'), template, namespace: 'shop', parameters }
      const done = synthesise(clusterFor(row), [edit], defaultOptions)
      expect(done.outcomes.map(({ status, message }) => `${status} ${message}`.trim())).toEqual([outcome])
      expect(showChanges(done.changes)).toEqual(changes)
      expect(showFlows(done.impact.added).toSorted()).toEqual(added)
      expect(showFlows(done.impact.removed).toSorted()).toEqual(removed)
      expect([done.impact.collateralAdded, done.impact.collateralRemoved]).toEqual([[], []])
    })

  it('all have a row', () => {
    expect(templates.map(({ name }) => name).toSorted()).toEqual(
      [...new Set(rows.map(({ template }) => template))].toSorted(),
    )
  })
})
