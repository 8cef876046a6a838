import { describe, expect, it } from 'vitest'
import type { Service } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { compile } from './compile'
import { judge } from './judge'

const workloads = [
  workload('shop/agent', 'app=agent', '', { hostNetwork: true, hostIps: ['192.168.0.7'] }),
  workload('shop/api', 'app=api', 'http:8080'),
  workload('shop/db', 'app=db', 'sql:5432', { ips: ['10.0.0.5'], hostIps: ['192.168.0.8'] }),
  workload('shop/near', 'app=near', '', { hostIps: ['192.168.0.7'] }),
  workload('shop/proxy', 'app=proxy', '', { hostNetwork: true }),
  workload('shop/web', 'app=web', 'http:80'),
]

interface Case {
  readonly policies: readonly NetworkPolicy[]
  /** `web -> db`; what is no workload is an external block. */
  readonly pair: string
  /** `kind: connections`, one a line. */
  readonly notes: string
  readonly options?: Partial<ScenarioOptions>
  readonly services?: readonly Service[]
  readonly why: string
}

function check({ policies, pair, notes, options = {}, services = [] }: Case): void {
  const cluster = { ...clusterOf({ shop: '' }, workloads, policies), services }
  const index = compile(cluster, { ...defaultOptions, ...options })
  const [from = '', to = ''] = pair.split(' -> ').map((name) => {
    const id = `shop/Deployment/${name}`
    return index.positionOf.has(id as EndpointId) ? id : `outside/${name}`
  })
  const verdict = judge(index, from as EndpointId, to as EndpointId)
  if (verdict === null) throw new Error(`nothing to judge: ${pair}`)
  const found = verdict.notes.map(({ kind, connections }) => `${kind}: ${formatConnections(connections)}`)
  expect(found.join('\n')).toBe(notes)
}

const admit = (podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(`shop/in-${podSelector}`, podSelector, {
    types: ['ingress'],
    ingress: rules.map((it) => rule(...it)),
  })
const release = (podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(`shop/out-${podSelector}`, podSelector, {
    types: ['egress'],
    egress: rules.map((it) => rule(...it)),
  })
const never = { ipBlockMatchesPods: 'never' } as const
const ordinary = { hostNetworkPods: 'ordinary' } as const
const everything = 'All Connections'
const ten = ipBlock('10.0.0.0/8')

// biome-ignore format: a table
const hostNetwork: readonly Case[] = [
  {policies: [policy('shop/p', '', {})], pair: 'db -> agent', notes: `hostNetwork: ${everything}`, why: 'a policy would isolate it, were it as any other pod'},
  {policies: [admit('app=agent')], pair: 'web -> agent', options: ordinary, notes: `hostNetwork: ${everything}`, why: 'most plugins would not isolate it'},
  {policies: [admit('app=web', [[pods('app=agent')], ['TCP 80']], [[], ['TCP 81']])], pair: 'agent -> web', notes: 'hostNetwork: TCP 80\nnodeTraffic: SCTP 1-65535,TCP 1-80,82-65535,UDP 1-65535', why: 'a selector would find it, on one port'},
  {policies: [admit('app=web', [[ipBlock('192.168.0.7/32')], ['TCP 80']])], pair: 'agent -> web', options: ordinary, notes: 'hostNetwork: TCP 80', why: 'its node has an address in the block'},
  {policies: [], pair: 'agent -> web', notes: '', why: 'no policies: allowed either way'},
  {policies: [admit('app=web', [[], []])], pair: 'agent -> web', notes: '', why: 'a rule for everybody admits it either way'},
  {policies: [policy('shop/p', '', {})], pair: 'api -> web', notes: '', why: 'neither end is on the host network'},
]

// biome-ignore format: a table
const podAddresses: readonly Case[] = [
  {policies: [release('app=web', [[ten], ['TCP 80']])], pair: 'web -> db', notes: 'ipBlockOnPodIp: TCP 80', why: 'an ipBlock has the pod in it'},
  {policies: [admit('app=web', [[ten], ['TCP 80']])], pair: 'db -> web', options: never, notes: 'ipBlockOnPodIp: TCP 80', why: 'with another plugin it would count'},
  {policies: [release('app=web', [[ten], ['TCP 80']], [[pods('app=db')], ['TCP']])], pair: 'web -> db', notes: '', why: 'a selector allows the same ports'},
  {policies: [release('app=web', [[ipBlock('10.0.0.0/8', '10.0.0.0/24')]], [[ipBlock('1.0.0.0/8')]])], pair: 'web -> db', notes: '', why: 'the block leaves it out, and the other is elsewhere'},
  {policies: [release('app=web', [[ten], ['TCP 80']])], pair: 'web -> 10.0.0.0/8', notes: `nodeTraffic: SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535`, why: 'addresses outside are no pod'},
]

// biome-ignore format: a table
const unknownAddresses: readonly Case[] = [
  {policies: [admit('app=db', [[ipBlock('0.0.0.0/0')], ['TCP 5432']])], pair: 'web -> db', notes: 'podIpUnknown: TCP 5432', why: '0.0.0.0/0 would hold it, whatever its address'},
  {policies: [release('app=db', [[ipBlock('172.16.0.0/12', '172.16.0.0/16')], ['TCP 80']])], pair: 'db -> web', notes: 'podIpUnknown: TCP 80', why: 'what an except leaves may hold it'},
  {policies: [admit('app=db', [[ipBlock('0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10')]])], pair: 'web -> db', notes: '', why: 'no address of a usual cluster is left'},
  {policies: [admit('app=db', [[ipBlock('203.0.113.0/24'), ipBlock('2001:db8::/32')]])], pair: 'web -> db', notes: '', why: 'public addresses are no pod'},
  {policies: [admit('app=web', [[ipBlock('172.16.0.0/12')]])], pair: 'db -> web', notes: '', why: 'its address is known, and elsewhere'},
  {policies: [admit('app=db', [[ipBlock('0.0.0.0/0')], ['TCP 80']], [[pods('app=web')], ['TCP 80-90']])], pair: 'web -> db', notes: 'endPort: TCP 81-90', why: 'a selector allows the same ports'},
  {policies: [release('app=db', [[ipBlock('0.0.0.0/0')], ['TCP http']])], pair: 'db -> web', notes: '', why: 'a name towards an ipBlock opens nothing anyway'},
  {policies: [admit('app=db', [[ipBlock('0.0.0.0/0')]])], pair: 'web -> db', options: never, notes: '', why: 'the scenario has decided that no ipBlock matches a pod'},
]

// biome-ignore format: a table
const outsideNames: readonly Case[] = [
  {policies: [release('app=web', [[], ['TCP http', 'UDP 53']])], pair: 'web -> rest', notes: 'namedPortToOutside: SCTP 1-65535,TCP 1-65535,UDP 1-52,54-65535\nnodeTraffic: SCTP 1-65535,TCP 1-65535,UDP 1-52,54-65535', why: 'a name towards everybody, and the outside has none'},
  {policies: [release('app=web', [[ten], ['TCP sql']])], pair: 'web -> db', notes: `namedPortToOutside: ${everything}`, why: 'a name towards an ipBlock, also where it has a pod in it'},
  {policies: [release('app=web', [[], ['TCP http']])], pair: 'web -> api', notes: '', why: 'a pod has names'},
  {policies: [release('app=web', [[], ['TCP http']], [[], []])], pair: 'web -> rest', notes: '', why: 'another rule allows everything'},
  {policies: [admit('app=db', [[ipBlock('1.0.0.0/8')], ['TCP sql']])], pair: '1.0.0.0/8 -> db', notes: '', why: 'an ingress rule means the name on the selected pod'},
  {policies: [policy('shop/p', 'app=web', {egress: [rule([], ['TCP http'])]})], pair: 'rest -> web', notes: `nodeTraffic: ${everything}`, why: 'what the pod sends says nothing about who comes in'},
]

// biome-ignore format: a table
const nodes: readonly Case[] = [
  {policies: [admit('app=web', [[], ['TCP 80']])], pair: 'rest -> web', notes: 'nodeTraffic: SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535', why: 'its own node is among the addresses, and reaches the closed ports too'},
  {policies: [release('app=web')], pair: 'web -> rest', notes: `nodeTraffic: ${everything}`, why: 'the same on its way out'},
  {policies: [admit('app=near')], pair: 'agent -> near', notes: `nodeTraffic: ${everything}`, why: 'a host network pod of the same node is that node'},
  {policies: [admit('app=db')], pair: 'agent -> db', notes: '', why: 'they are on two nodes'},
  {policies: [admit('app=db')], pair: 'proxy -> db', notes: `nodeTraffic: ${everything}`, why: 'nobody says where the other one is'},
  {policies: [admit('app=db'), admit('app=none', [[ipBlock('192.168.0.8/32')]])], pair: '192.168.0.8/32 -> db', notes: `nodeTraffic: ${everything}`, why: 'the known address of its node'},
  {policies: [admit('app=db', [[ipBlock('192.168.0.0/29')], ['TCP 1']])], pair: '192.168.0.0/29 -> db', notes: '', why: 'the known address of its node is elsewhere'},
  {policies: [admit('app=web', [[ipBlock('203.0.113.0/24')], ['TCP 1']])], pair: '203.0.113.0/24 -> web', notes: '', why: 'nodes of a usual cluster have no such address'},
  {policies: [admit('app=web', [[], []])], pair: 'rest -> web', notes: '', why: 'nothing is closed to it'},
  {policies: [admit('app=db')], pair: 'rest -> web', notes: '', why: 'the pod is not isolated'},
  {policies: [admit('app=web')], pair: 'db -> web', notes: '', why: 'the other end is a pod'},
]

// biome-ignore format: a table
const endPorts: readonly Case[] = [
  {policies: [release('app=web', [[pods('app=db')], ['TCP 5000-6000']])], pair: 'web -> db', notes: 'endPort: TCP 5001-6000', why: 'all but the first port of the range'},
  {policies: [admit('app=db', [[], ['TCP 5000-6000']], [[pods('app=web')], ['TCP']])], pair: 'web -> db', notes: '', why: 'another rule allows the whole protocol'},
  {policies: [admit('app=db', [[pods('app=api')], ['TCP 5000-6000']])], pair: 'web -> db', notes: '', why: 'the rule is for somebody else'},
  {policies: [admit('app=db', [[], ['TCP 80-80', 'UDP']])], pair: 'web -> db', notes: '', why: 'one port is no range, nor are all'},
]

function service(rest: Partial<Service>): Service {
  const place = { file: workloads[0]?.place.file, document: 0, from: 0, to: 0, line: 1, column: 1 }
  return {
    namespace: 'shop',
    name: 'web',
    type: 'LoadBalancer',
    selector: { app: 'web' },
    ports: [{ name: null, port: 80, protocol: 'TCP', targetPort: 8080 }],
    externalTrafficPolicy: 'Cluster',
    place: place as Service['place'],
    ...rest,
  }
}
const office = [admit('app=web', [[ipBlock('203.0.113.0/24')]])]
const fromOffice = '203.0.113.0/24 -> web'

// biome-ignore format: a table
const clients: readonly Case[] = [
  {policies: office, pair: fromOffice, services: [service({})], notes: 'snat: TCP 8080', why: 'what comes through it may carry an address of a node'},
  {policies: office, pair: fromOffice, services: [service({ type: 'NodePort'})], notes: 'snat: TCP 8080', why: 'a NodePort does the same'},
  {policies: [admit('app=web', [[ipBlock('203.0.113.0/24')]], [[ipBlock('192.168.0.0/16')], ['TCP 1']])], pair: '192.168.0.0/16 -> web', services: [service({})], notes: 'nodeTraffic: SCTP 1-65535,TCP 2-65535,UDP 1-65535\nsnat: TCP 8080', why: 'it decides about clients outside the block too'},
  {policies: office, pair: fromOffice, services: [service({ externalTrafficPolicy: 'Local'})], notes: '', why: 'Local keeps the address'},
  {policies: office, pair: fromOffice, services: [service({ type: 'ClusterIP'})], notes: '', why: 'nothing outside comes through it'},
  {policies: office, pair: fromOffice, services: [service({ selector: { app: 'api'}})], notes: '', why: 'it selects another pod'},
  {policies: office, pair: fromOffice, notes: '', why: 'there is no Service'},
  {policies: [admit('app=web', [[ipBlock('203.0.113.0/24')], ['TCP 80']])], pair: fromOffice, services: [service({})], notes: '', why: 'the ipBlock is about another port than the one it sends to'},
  {policies: [...office, admit('app', [[], ['TCP 8080']])], pair: fromOffice, services: [service({})], notes: '', why: 'everybody may come in on that port'},
  {policies: [admit('app=web', [[ipBlock('0.0.0.0/0')]])], pair: '0.0.0.0/0 -> web', services: [service({})], notes: '', why: 'the node is in it as well as the client'},
  {policies: [release('app=web', [[ipBlock('203.0.113.0/24')]])], pair: 'web -> 203.0.113.0/24', services: [service({})], notes: '', why: 'it is about who comes in'},
  {policies: [admit('app=web', [[ipBlock('0.0.0.0/0', '203.0.113.0/24')]])], pair: '203.0.113.0/24 -> web', services: [service({})], notes: 'snat: TCP 8080', why: 'a block of everybody but these tells them apart'},
]

describe.each([
  ['SEMANTICS 15: hostNetwork', hostNetwork],
  ['SEMANTICS 17: ipBlockOnPodIp', podAddresses],
  ['SEMANTICS 17: podIpUnknown', unknownAddresses],
  ['SEMANTICS 8: namedPortToOutside', outsideNames],
  ['SEMANTICS 16: nodeTraffic', nodes],
  ['SEMANTICS 8: endPort', endPorts],
  ['SEMANTICS 21: snat', clients],
])('%s', (_, cases) => {
  it.each(cases)('$pair: $why', check)
})
