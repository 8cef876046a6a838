/** SEMANTICS, section Pods, rules 12 to 17: from the text to the verdict, a row a clause. */
import { describe, expect, it } from 'vitest'
import { compareReach } from '../engine/compare'
import { compile } from '../engine/compile'
import { defaultOptions } from '../model/workspace'
import { cluster } from './build'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const template = 'template: {metadata: {labels: {app: web}}}'
const controller = (kind: string, name = 'web', spec = template, owner = '') =>
  `kind: ${kind}\nmetadata: {name: ${name}, labels: {app: own}${owner === '' ? '' : `, ${ownedBy(owner)}`}}\nspec: {${kind === 'CronJob' ? `jobTemplate: {spec: {${spec}}}` : spec}}\n---\n`
/** `Kind/name` */
const ownedBy = (owner: string) => {
  const [kind, name] = owner.split('/')
  return `ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]`
}
const ownedPod = (name: string, owner: string, labels = 'app: web', rest = '') =>
  `kind: Pod\nmetadata: {name: ${name}, labels: {${labels}}, ${ownedBy(owner)}}\n${rest}\n---\n`
const item = (document: string) =>
  document
    .replace('\n---\n', '')
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

// biome-ignore format: a table
const workloads: readonly RuleRow[] = [
  ...['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].map((kind): RuleRow => [`12: a ${kind}; its template’s labels count, not its own`, controller(kind) + policy('web') + policy('own', 'policyTypes: [Egress]'), `workloads: default/${kind}/web(1)\nweb: ingress`]),
  ['12: a Pod; its own labels count', pods('web') + policy('web'), 'workloads: default/Pod/web(1)\nweb: ingress'],
  ['12: List objects are opened', `kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n${item(pods('web'))}\n- apiVersion: networking.k8s.io/v1\n${item(policy('web'))}\n`, 'web: ingress'],
  ['12: typed lists too, whose items do not repeat what the list says', 'kind: PodList\napiVersion: v1\nitems: [{metadata: {name: web, labels: {app: web}}}]', 'workloads: default/Pod/web(1)'],
  ['12: pods that a listed workload owns are its pods and not drawn twice', controller('StatefulSet', 'db') + ownedPod('db-0', 'StatefulSet/db') + ownedPod('db-1', 'StatefulSet/db'), 'workloads: default/StatefulSet/db(2)'],
  ['12: through the ReplicaSet between', controller('Deployment') + controller('ReplicaSet', 'web-5f', template, 'Deployment/web') + ownedPod('web-5f-a', 'ReplicaSet/web-5f'), 'workloads: default/Deployment/web(1)'],
  ['12: through the Job between', controller('CronJob', 'tick') + controller('Job', 'tick-1', template, 'CronJob/tick') + ownedPod('tick-1-a', 'Job/tick-1'), 'workloads: default/CronJob/tick(1)'],
  ['12: through a ReplicaSet that is not listed, by the hash in its name', controller('Deployment') + ownedPod('web-5f-a', 'ReplicaSet/web-5f', 'app: web, pod-template-hash: 5f'), 'workloads: default/Deployment/web(1)'],
  ['12: through a Job that is not listed, by the time in its name', controller('CronJob', 'tick') + ownedPod('tick-28391-a', 'Job/tick-28391'), 'workloads: default/CronJob/tick(1)'],
  ['12: a pod whose owner is not listed is grouped with its siblings under the owner’s name', ownedPod('db-0', 'StatefulSet/db') + ownedPod('db-1', 'StatefulSet/db') + ownedPod('x', 'Foo/other'), 'workloads: default/StatefulSet/db(2) default/Foo/other(1)'],
  ['12: pods of one owner with other labels (a canary) stay apart', controller('Deployment') + ownedPod('a', 'Deployment/web', 'app: web') + ownedPod('b', 'Deployment/web', 'app: web, track: canary'), 'workloads: default/Deployment/web~no track(1) default/Deployment/web~track=canary(1)'],
  ['12: with other ports too', ownedPod('a', 'Foo/web', 'app: web', 'spec: {containers: [{name: c, ports: [{containerPort: 1}]}]}') + ownedPod('b', 'Foo/web', 'app: web', 'spec: {containers: [{name: c, ports: [{containerPort: 2}]}]}'), 'workloads: default/Foo/web~ports=1(1) default/Foo/web~ports=2(1)'],
  ['12: a label of the controller tells pods apart where a policy asks for it: pod-index', ownedPod('a', 'StatefulSet/db', 'app: db, apps.kubernetes.io/pod-index: "0"') + ownedPod('b', 'StatefulSet/db', 'app: db, apps.kubernetes.io/pod-index: "1"') + policy('db').replace('app: db', 'apps.kubernetes.io/pod-index: "0"'), 'default/StatefulSet/db~pod-index=0: ingress\ndefault/StatefulSet/db~pod-index=1: open'],
  ['12: and nowhere else', ownedPod('a', 'StatefulSet/db', 'app: db, apps.kubernetes.io/pod-index: "0"') + ownedPod('b', 'StatefulSet/db', 'app: db, apps.kubernetes.io/pod-index: "1"') + policy('db'), 'workloads: default/StatefulSet/db(2)\ndb: ingress'],
  ['13: zero replicas: still drawn, and policies apply', controller('Deployment', 'web', `replicas: 0, ${template}`) + pods('db') + policy('web', 'ingress: [{ports: [{port: 1}]}]'), 'workloads: default/Pod/db(1) default/Deployment/web(0)\ndb -> web: TCP 1'],
  ['13: pods in phase Succeeded or Failed are left out, with a count', pods('a status: {phase: Succeeded}', 'b status: {phase: Failed}', 'c status: {phase: Running}', 'd status: {phase: Pending}'), 'workloads: default/Pod/c(1) default/Pod/d(1)\nleft out: 2 finished'],
  ['14: a workload’s flow to its own siblings is governed by policies', controller('Deployment', 'web', `replicas: 2, ${template}`) + controller('Deployment', 'db', 'replicas: 2, template: {metadata: {labels: {app: db}}}') + policy('web') + policy('db', 'ingress: [{from: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 1}]}]'), 'web -> web: none\ndb -> db: TCP 1'],
]

const agent = 'agent spec: {hostNetwork: true}\nstatus: {hostIP: 192.168.0.7}'
const hosts = pods('web', agent)
const web = (from: string) => policy('web', `ingress: [{from: [${from}]}]`)
const ordinary = { hostNetworkPods: 'ordinary' } as const
// biome-ignore format: a table
const hostNetwork: readonly RuleRow[] = [
  ['15: outsidePolicies: never isolated', hosts + policy('*', 'policyTypes: [Ingress, Egress]'), 'agent: open\nweb: ingress egress\nnotes 1.1.1.1 -> agent: hostNetwork'],
  ['15: never matched by a podSelector', hosts + web('{podSelector: {matchLabels: {app: agent}}}'), 'agent -> web: none\nnotes agent -> web: hostNetwork nodeTraffic'],
  ['15: nor by a namespaceSelector', hosts + web('{namespaceSelector: {}}'), 'agent -> web: none'],
  ['15: as a peer matched by ipBlock alone: its host IP', hosts + web('{ipBlock: {cidr: 192.168.0.0/24}}'), 'agent -> web: all\nnotes agent -> web: hostNetwork ipBlockOnPodIp'],
  ['15: where its address is known', pods('web', 'agent spec: {hostNetwork: true}') + web('{ipBlock: {cidr: 192.168.0.0/24}}'), 'agent -> web: none'],
  ['15: by an except it is left out', hosts + web('{ipBlock: {cidr: 192.168.0.0/24, except: [192.168.0.7/32]}}'), 'agent -> web: none'],
  ['15: a rule without from admits it', hosts + policy('web', 'ingress: [{}]'), 'agent -> web: all\nnotes agent -> web: none'],
  ['15: a port name towards it means nothing', pods('web', 'agent spec: {hostNetwork: true, containers: [{name: c, ports: [{name: http, containerPort: 80}]}]}') + policy('web', 'policyTypes: [Egress], egress: [{ports: [{port: http}]}]'), 'web -> agent: none'],
  ['15: ordinary: isolated as any other pod', hosts + policy('*'), 'agent: ingress\nnotes web -> agent: hostNetwork', ordinary],
  ['15: ordinary: matched by selectors', hosts + web('{podSelector: {matchLabels: {app: agent}}}'), 'agent -> web: all\nnotes agent -> web: hostNetwork', ordinary],
  ['15: ordinary: the address of its node is not its own', hosts + web('{ipBlock: {cidr: 192.168.0.0/24}}'), 'agent -> web: none', ordinary],
  ['15: no note where nothing depends on it', hosts, 'agent -> web: all\nweb -> agent: all\nnotes agent -> web: none\nnotes web -> agent: none'],
  ['16: the node of a pod always reaches it: a note where the rest of the outside is closed out', pods('web', 'db') + policy('web', 'ingress: [{ports: [{port: 80}]}]'), '1.1.1.1 -> web: TCP 80\nnotes 1.1.1.1 -> web: nodeTraffic\nnotes db -> web: none'],
  ['16: and the pod its node', pods('web') + policy('web', 'policyTypes: [Egress]'), 'notes web -> 1.1.1.1: nodeTraffic'],
  ['16: no note where everything may come in', pods('web') + policy('web', 'ingress: [{}]'), 'notes 1.1.1.1 -> web: none'],
  ['16: nor about addresses that nodes do not have', pods('web status: {hostIP: 192.168.0.7}') + policy('web', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 1}]}]'), 'notes 10.0.0.1 -> web: none\nnotes 192.168.0.7 -> web: nodeTraffic'],
]

const db = pods('db status: {podIP: 10.0.0.5, podIPs: [{ip: 10.0.0.5}, {ip: "fd00::5"}]}', 'web')
const block = (cidr: string, app = 'web', except = '') =>
  policy(app, `ingress: [{from: [{ipBlock: {cidr: "${cidr}"${except}}}]}]`)
const never = { ipBlockMatchesPods: 'never' } as const
// biome-ignore format: a table
const addresses: readonly RuleRow[] = [
  ['17: an ipBlock matches a pod whose podIP is known', db + block('10.0.0.0/24'), 'db -> web: all\nnotes db -> web: ipBlockOnPodIp'],
  ['17: by any of its podIPs', db + block('fd00::/64'), 'db -> web: all'],
  ['17: not outside the block', db + block('10.0.1.0/24'), 'db -> web: none\nnotes db -> web: none'],
  ['17: not in an except', db + block('10.0.0.0/8', 'web', ', except: [10.0.0.0/16]'), 'db -> web: none'],
  ['17: the same in egress', db + policy('web', 'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.5/32}}], ports: [{port: 5432}]}]'), 'web -> db: TCP 5432'],
  ['17: never: an ipBlock matches no pod', db + block('10.0.0.0/24'), 'db -> web: none\n10.0.0.9 -> web: all\nnotes db -> web: ipBlockOnPodIp', never],
  ['17: a pod without a known IP is never matched, not even by 0.0.0.0/0', db + block('0.0.0.0/0', 'db'), 'web -> db: none\nnotes web -> db: podIpUnknown'],
  ['17: and has no note where a selector admits it anyway', db + policy('db', 'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {podSelector: {}}]}]'), 'web -> db: all\nnotes web -> db: none'],
  ['17: pods of one owner are told apart by an ipBlock between their addresses', ownedPod('a', 'Foo/web', 'app: web', 'status: {podIP: 10.0.0.1}') + ownedPod('b', 'Foo/web', 'app: web', 'status: {podIP: 10.0.1.1}') + pods('db') + block('10.0.0.0/24', 'db'), 'default/Foo/web~ip=10.0.0.1 -> db: all\ndefault/Foo/web~ip=10.0.1.1 -> db: none'],
]

describe('SEMANTICS, Pods', () => {
  it.each([...workloads, ...hostNetwork, ...addresses].map((row) => [row[0], row] as const))(
    'SEMANTICS %s',
    (_, row) => checkRule(row),
  )

  it.each([
    [1, [], 'a pod can always reach itself: closing it changes nothing between it and itself'],
    [2, ['default/Deployment/web'], 'siblings are governed: closing them stops their flow'],
  ])('SEMANTICS 14: %i replicas: %j, %s', (replicas, changed) => {
    const yaml = controller('Deployment', 'web', `replicas: ${replicas}, ${template}`)
    const [before, after] = [yaml, yaml + policy('web')].map((text) => cluster(text))
    if (before === undefined || after === undefined) throw new Error('no clusters')
    const { removed } = compareReach(compile(before, defaultOptions), compile(after, defaultOptions))
    expect(removed.filter(({ from, to }) => from === to).map(({ to }) => to)).toEqual(changed)
  })
})
