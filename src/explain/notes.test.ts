import { expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { EndpointId } from '../model/ids'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { cluster } from '../testing/build'
import { explain } from './explain'

const pod = (name: string, rest = '') => `
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
${rest}
---`
const pods = `${pod('web', 'spec: {containers: [{name: c, ports: [{name: http, containerPort: 80}]}]}')}
${pod('db', 'status: {podIP: 10.0.0.5}')}${pod('agent', 'spec: {hostNetwork: true}')}
kind: Service
metadata: {name: front}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
---
`
const policy = (app: string, spec: string) => `
kind: NetworkPolicy
metadata: {name: to-${app}}
spec: {podSelector: {matchLabels: {app: ${app}}}, ${spec}}
---`
const fromBlock = policy('web', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]')
const idOf = (end: string) => (end.startsWith('outside/') ? end : `default/Pod/${end}`) as EndpointId

function notesAbout(
  policies: string,
  pair: string,
  options: Partial<ScenarioOptions> = {},
  port: number | null = null,
): readonly string[] {
  const all = { ...defaultOptions, ...options }
  const found = cluster(pods + policies, all)
  const [from = '', to = ''] = pair.split(' -> ')
  const asked = port === null ? null : connectionsOf('TCP', port)
  const explanation = explain(found, compile(found, all), idOf(from), idOf(to), asked)
  if (explanation === null) throw new Error(`nothing to explain: ${pair}`)
  return explanation.notes
}

// biome-ignore format: a table
it.each<[string, string, string, Partial<ScenarioOptions>, RegExp]>([
  ['SEMANTICS 15: hostNetwork', policy('agent', ''), 'web -> agent', {}, /^agent uses its node's network\. .* here no policy applies to it and no selector finds it, as with most plugins\.$/],
  ['SEMANTICS 15: hostNetwork, ordinary', policy('agent', ''), 'web -> agent', {hostNetworkPods: 'ordinary'}, /^agent uses its node's network\. .* here it counts as any other pod\.$/],
  ['SEMANTICS 17: ipBlock on a pod IP', fromBlock, 'db -> web', {}, /^An ipBlock contains a pod's address here and counts for it/],
  ['SEMANTICS 17: ipBlock on a pod IP, never', fromBlock, 'db -> web', {ipBlockMatchesPods: 'never'}, /^An ipBlock contains a pod's address here and does not count for it/],
  ['SEMANTICS 17: a pod without known address', policy('db', 'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]'), 'web -> db', {}, /^An ipBlock may contain a pod whose address the manifests do not say; .* Add the pods as `kubectl get pods -A -o yaml` prints them/],
  ['SEMANTICS 8: a name towards addresses', policy('web', 'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: http}]}]'), 'web -> db', {}, /^A rule names a port by its name towards addresses\./],
  ['SEMANTICS 16: the own node', policy('web', ''), 'outside/rest -> web', {}, /^web and the node that it runs on always reach each other, .* kubelet probes get through\.$/],
  ['SEMANTICS 16: a pod on the own node', policy('web', ''), 'agent -> web', {}, /^Where agent runs on the same node as web, the two always reach each other/],
  ['SEMANTICS 8: endPort', policy('web', 'ingress: [{ports: [{port: 79, endPort: 90}]}]'), 'db -> web', {}, /^A rule gives its ports as a range with endPort\. A plugin without endPort support opens only the first port/],
  ['SEMANTICS 21: SNAT', fromBlock, 'outside/10.0.0.0/8 -> web', {}, /^Traffic through Service front may arrive with the address of a node instead of the client's, .* externalTrafficPolicy: Local/],
])('%s has one sentence', (_, policies, pair, options, sentence) => {
  expect(notesAbout(policies, pair, options)).toEqual([expect.stringMatching(sentence)])
})

// biome-ignore format: a table
it.each([
  ['ingress: [{ports: [{port: 79, endPort: 90}]}]', 'db -> web', 80, 1, 'a port of the range'],
  ['ingress: [{ports: [{port: 79, endPort: 90}]}]', 'db -> web', 79, 0, 'its first port'],
  ['ingress: [{ports: [{port: 79, endPort: 90}]}]', 'db -> web', 443, 0, 'a port outside the range'],
  ['ingress: [{ports: [{port: 80}]}]', 'outside/rest -> web', 80, 0, 'an open port needs no word about the own node'],
  ['ingress: [{ports: [{port: 80}]}]', 'outside/rest -> web', 81, 1, 'a closed one does'],
])('%s: %s on TCP %i has %i notes: %s', (spec, pair, port, count) => {
  expect(notesAbout(policy('web', spec), pair, {}, port)).toHaveLength(count)
})

it('SEMANTICS 14: says what a pair of one workload means', () => {
  expect(notesAbout('', 'web -> web')).toEqual([
    'A pod always reaches itself; this is about traffic among the pods of web.',
  ])
})
