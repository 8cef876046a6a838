/** SEMANTICS, section Services, rules 20 and 21: from the text to the verdict, a row a clause. */

import { describe, expect, it } from 'vitest'
import { readInput } from '../cli/input'
import { clusterWarnings } from '../explain/clusterWarnings'
import { plainView } from '../model/graphView'
import { defaultOptions } from '../model/workspace'
import type { Analysis } from '../worker/protocol'
import { createSession } from '../worker/session'
import { fixture, manifestFile } from './build'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const cluster = pods(
  'web spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}, {name: http, containerPort: 53, protocol: UDP}, {containerPort: 9090}]}]}',
  'db',
  'other/web',
)
const service = (spec: string, metadata = '') =>
  `kind: Service\nmetadata: {name: front${metadata}}\nspec: {${spec}}\n---\n`
const toWeb = (rest: string, ports = 'port: 80, targetPort: http') =>
  service(`selector: {app: web}, ports: [{${ports}}]${rest}`)

// biome-ignore format: a table
const targets: readonly RuleRow[] = [
  ['20: policies see traffic after translation: the targetPort counts, not the port', cluster + toWeb('', 'port: 80, targetPort: 9090') + policy('web', 'ingress: [{ports: [{port: 80}]}]'), 'service front -> web: TCP 9090\ndb -> web: TCP 80'],
  ['20: a service is no endpoint', cluster + toWeb(''), 'workloads: default/Pod/db(1) default/Pod/web(1) other/Pod/web(1)'],
  ['20: a policy’s podSelector never finds a Service by its labels', cluster + service('selector: {app: web}, ports: [{port: 80}]', ', labels: {app: front}') + policy('front'), 'web: open'],
  ['20: numeric targetPort', cluster + toWeb('', 'port: 80, targetPort: 9090'), 'service front -> web: TCP 9090'],
  ['20: targetPort missing: the port itself', cluster + toWeb('', 'port: 80'), 'service front -> web: TCP 80'],
  ['20: named targetPort, resolved on the pod, by protocol', cluster + toWeb('', 'port: 80, targetPort: http'), 'service front -> web: TCP 8080'],
  ['20: the same name in another protocol is another port', cluster + toWeb('', 'port: 80, targetPort: http, protocol: UDP'), 'service front -> web: UDP 53'],
  ['20: a name that the pod does not have leads nowhere on it', cluster + toWeb('', 'port: 80, targetPort: grpc'), 'service front -> web: none'],
  ['20: several ports', cluster + service('selector: {app: web}, ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 90, targetPort: 9090}]'), 'service front -> web: TCP 8080,9090'],
  ['20: headless', cluster + toWeb(', clusterIP: None'), 'service front -> web: TCP 8080'],
  ['20: pods of its own namespace alone', cluster + toWeb(''), 'service front -> other/web: nowhere'],
  ['20: several labels in the selector must all match', cluster + service('selector: {app: web, tier: fe}, ports: [{port: 80}]'), 'service front -> web: nowhere'],
  ['20: no selector: diagnosed', cluster + service('ports: [{port: 80}]'), 'service front -> web: nowhere\ninfo no-selector at spec => Add `selector:`'],
  ['20: selector null: as none', cluster + service('selector: null, ports: [{port: 80}]'), 'service front -> web: nowhere\ninfo no-selector at spec => Add `selector:`'],
  ['20: an empty selector: as none', cluster + service('selector: {}, ports: [{port: 80}]'), 'service front -> web: nowhere\ninfo no-selector at spec => Add `selector:`'],
  ['20: ExternalName: diagnosed', cluster + service('type: ExternalName, externalName: db.example.com'), 'service front -> web: nowhere\ninfo external-name at ExternalName => use the addresses of that host'],
  ['20: a selector beside ExternalName counts for nothing', cluster + service('type: ExternalName, externalName: db.example.com, selector: {app: web}'), 'service front -> web: nowhere\ninfo external-name at ExternalName => use the addresses'],
]

const office = policy('web', 'ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]')
const warning =
  'warning hidden-clients at {ipBlock: {cidr: 203.0.113.0/24}} => Set `externalTrafficPolicy: Local`'
// biome-ignore format: a table
const hidden: readonly RuleRow[] = [
  ['21: an ingress ipBlock on pods behind a LoadBalancer gets a warning', cluster + office + toWeb(', type: LoadBalancer'), `${warning}\n203.0.113.1 -> web: all\nnotes 203.0.113.1 -> web: snat`],
  ['21: behind a NodePort too', cluster + office + toWeb(', type: NodePort'), `${warning}\nnotes 203.0.113.1 -> web: snat`],
  ['21: externalTrafficPolicy Cluster written out', cluster + office + toWeb(', type: LoadBalancer, externalTrafficPolicy: Cluster'), warning],
  ['21: Local keeps the address of the client', cluster + office + toWeb(', type: LoadBalancer, externalTrafficPolicy: Local'), '203.0.113.1 -> web: all\nnotes 203.0.113.1 -> web: none'],
  ['21: a ClusterIP hides nobody outside', cluster + office + toWeb(''), 'notes 203.0.113.1 -> web: none'],
  ['21: nor one in front of other pods', cluster + office + toWeb(', type: LoadBalancer').replace('{app: web}', '{app: db}'), 'notes 203.0.113.1 -> web: none'],
  ['21: nor one of another namespace', cluster + office + service('selector: {app: web}, type: LoadBalancer, ports: [{port: 80}]', ', namespace: other'), 'notes 203.0.113.1 -> web: none'],
  ['21: an egress ipBlock is about somebody else', cluster + policy('web', 'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]') + toWeb(', type: LoadBalancer'), 'notes web -> 203.0.113.1: none'],
  ['21: an inert ingress ipBlock decides nothing', cluster + office.replace('ingress:', 'policyTypes: [Egress], ingress:') + toWeb(', type: LoadBalancer'), 'warning inert-rules at ingress => Add Ingress'],
  ['21: 0.0.0.0/0 admits the node as well as the client', cluster + policy('web', 'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]') + toWeb(', type: LoadBalancer'), '1.1.1.1 -> web: all\nnotes 1.1.1.1 -> web: none'],
  ['21: one warning a policy, at its first ipBlock', cluster + policy('web', 'ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 203.0.113.0/24}}, {ipBlock: {cidr: 198.51.100.0/24}}]}]') + toWeb(', type: LoadBalancer'), warning],
]

describe('SEMANTICS, Services', () => {
  it.each([...targets, ...hidden].map((row) => [row[0], row] as const))('SEMANTICS %s', (_, row) =>
    checkRule(row, clusterWarnings),
  )

  it('SEMANTICS 21: the editor and the command both give the warning, in its place among the others', () => {
    const text = fixture(
      `${cluster}${office}${toWeb(', type: LoadBalancer').replace('{app: web}', '{}')}${toWeb(', type: LoadBalancer')}`,
    )
    const files = [manifestFile('rule.yaml', text)]
    const scenario = { files, edits: [], options: defaultOptions }
    const analysis = createSession(() => 0).answer({
      id: 1,
      method: 'analyse',
      params: { scenario, view: plainView },
    }) as Analysis
    const { reading } = readInput({ files, edits: [], options: null }, { options: {}, baseline: false })
    for (const { diagnostics } of [analysis, reading])
      expect(diagnostics.map(({ code }) => code)).toEqual([
        'default-namespace',
        'hidden-clients',
        'no-selector',
        'duplicate-object',
      ])
  })
})
