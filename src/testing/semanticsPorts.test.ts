/** SEMANTICS, Policy objects, rule 8: port entries, from the text to the verdict, a row a clause. */
import { describe, it } from 'vitest'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const container = (ports: string) => `{name: c, ports: [${ports}]}`
const cluster = pods(
  'web',
  `db spec: {containers: [${container('{name: sql, containerPort: 5432}, {name: dns, containerPort: 53, protocol: UDP}')}]}`,
  `api spec: {containers: [${container('{name: sql, containerPort: 1433}, {name: dns, containerPort: 5353}')}]}`,
)
const admits = (ports: string, app = 'db') =>
  cluster + policy(app, `ingress: [{from: [{podSelector: {}}], ports: [${ports}]}]`)
const releases = (ports: string, peers = '{podSelector: {}}') =>
  cluster + policy('web', `policyTypes: [Egress], egress: [{to: [${peers}], ports: [${ports}]}]`)

// biome-ignore format: a table
const numbers: readonly RuleRow[] = [
  ['8: protocol missing: TCP', admits('{port: 80}'), 'web -> db: TCP 80'],
  ['8: protocol null: TCP', admits('{port: 80, protocol: null}'), 'web -> db: TCP 80'],
  ['8: port missing: all ports of the protocol', admits('{protocol: UDP}'), 'web -> db: UDP 1-65535'],
  ['8: port null: all ports of the protocol', admits('{port: null, protocol: SCTP}'), 'web -> db: SCTP 1-65535'],
  ['8: `ports: [{}]` is all TCP and only TCP', admits('{}'), 'web -> db: TCP 1-65535'],
  ['8: a number matches that port', admits('{port: 1}, {port: 65535, protocol: UDP}'), 'web -> db: TCP 1,UDP 65535'],
  ['8: with endPort, the closed range', admits('{port: 80, endPort: 90}'), 'web -> db: TCP 80-90\nnotes web -> db: endPort'],
  ['8: endPort of the port itself is one port, and no plugin gets it wrong', admits('{port: 80, endPort: 80}'), 'web -> db: TCP 80\nnotes web -> db: none'],
  ['8: a number does not ask whether a container declares it', admits('{port: 9999}'), 'web -> db: TCP 9999'],
  ['8: several entries are alternatives, also when they touch', admits('{port: 80}, {port: 81, endPort: 90}, {port: 85, endPort: 99}'), 'web -> db: TCP 80-99'],
  ['8: only TCP, UDP and SCTP exist here: ICMP is refused', admits('{protocol: ICMP}'), 'db: open\nerror bad-protocol at ICMP => Use TCP, UDP or SCTP'],
]

const two = pods(
  'web',
  `db spec: {containers: [${container('{name: http, containerPort: 80}')}, ${container('{name: http, containerPort: 8080}, {name: http, containerPort: 53, protocol: UDP}')}]}`,
)
const withInit = pods(
  'web',
  `db spec: {containers: [{name: c}], initContainers: [{name: setup, ports: [{name: sql, containerPort: 1}]}, {name: sidecar, restartPolicy: Always, ports: [{name: sql, containerPort: 2}]}]}`,
)
const httpIn = policy('db', 'ingress: [{ports: [{port: http}]}]')
const addressed = cluster.replace('app: db}}', 'app: db}}\nstatus: {podIP: 10.0.0.5}')

// biome-ignore format: a table
const names: readonly RuleRow[] = [
  ['8: a name is resolved on the destination: ingress, on the selected pod', admits('{port: sql}', '*'), 'web -> db: TCP 5432\nweb -> api: TCP 1433'],
  ['8: egress, on each peer pod by itself, so one rule means another number on each', releases('{port: sql}'), 'web -> db: TCP 5432\nweb -> api: TCP 1433'],
  ['8: of that name AND that protocol', admits('{port: dns}, {port: dns, protocol: UDP}', '*'), 'web -> db: UDP 53\nweb -> api: TCP 5353'],
  ['8: TCP where the entry names no protocol', releases('{port: dns}'), 'web -> db: none\nweb -> api: TCP 5353'],
  ['8: a name that the destination does not have allows nothing, ingress', admits('{port: http}'), 'db: ingress\nweb -> db: none'],
  ['8: a name that the destination does not have allows nothing, egress', releases('{port: http}, {port: 1}'), 'web -> db: TCP 1\nweb -> api: TCP 1'],
  ['8: a name on the sender’s own pod means nothing', `${two}${policy('db', 'policyTypes: [Egress], egress: [{ports: [{port: http}]}]')}`, 'db -> web: none'],
  ['8: a name towards an ipBlock allows nothing, outside', releases('{port: sql}', '{ipBlock: {cidr: 1.0.0.0/8}}'), 'web -> 1.1.1.1: none\nnotes web -> 1.1.1.1: namedPortToOutside'],
  ['8: nor where the ipBlock has a pod in it', addressed + policy('web', 'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: sql}, {port: 1}]}]'), 'web -> db: TCP 1\nnotes web -> db: ipBlockOnPodIp namedPortToOutside'],
  ['8: a name towards everybody allows nothing outside', cluster + policy('web', 'policyTypes: [Egress], egress: [{ports: [{port: sql}]}]'), 'web -> db: TCP 5432\nweb -> 1.1.1.1: none\nnotes web -> db: none'],
  ['8: from an ipBlock the selected pod resolves it', cluster + policy('db', 'ingress: [{from: [{ipBlock: {cidr: 1.0.0.0/8}}], ports: [{port: sql}]}]'), '1.1.1.1 -> db: TCP 5432\n2.1.1.1 -> db: none'],
  ['8: one name on several containers: all of those ports', two + httpIn, 'web -> db: TCP 80,8080'],
  ['8: sidecars count, other init containers do not', withInit + policy('db', 'ingress: [{ports: [{port: sql}]}]'), 'web -> db: TCP 2'],
]

describe('SEMANTICS, Policy objects: ports', () => {
  it.each([...numbers, ...names].map((row) => [row[0], row] as const))('SEMANTICS %s', (_, row) =>
    checkRule(row),
  )
})
