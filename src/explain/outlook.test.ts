import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Outlook } from '../model/outlook'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { lab, payments, shop } from '../testing/scenarioTexts'
import { outlook } from './outlook'

/** `production/api` is that workload, `outside` the addresses that no ipBlock names. */
function ask(yaml: string, name: string): Outlook {
  const index = compile(cluster(yaml), defaultOptions)
  const found = index.endpoints.find((it) =>
    it.kind === 'external' ? it.isRest && name === 'outside' : `${it.namespace}/${it.name}` === name,
  )
  const answer = found && outlook(index, found.id)
  if (!answer) throw new Error(`no ${name}`)
  return answer
}

/** `high: Exposed to …`, with code in backticks. */
function lines({ exposure }: Outlook, direction: 'ingress' | 'egress'): readonly string[] {
  return (exposure?.[direction] ?? []).map(({ danger, sentence }) => {
    const words = sentence.map((part) => (part.kind === 'code' ? `\`${part.text}\`` : part.text))
    return `${danger}: ${words.join('')}`
  })
}

const guides: Readonly<Record<string, string>> = { shop, payments, lab }

describe('how far it goes', () => {
  // biome-ignore format: a table
  it.each([
    ['shop', 'production/frontend', 'onward', 'If frontend is taken over: 1 workload in one step, 2 in two, and all of the internet on every port in two steps.', 'through DNS and out'],
    ['shop', 'production/frontend', 'inward', 'frontend can be reached from 1 workload in one step, 2 in two, all 4 in three, and all of the internet in two steps.', 'through the ingress controller'],
    ['shop', 'production/api', 'inward', 'Nothing can reach api.', 'the half-open flow of the guide'],
    ['shop', 'ingress-nginx/controller', 'inward', 'controller can be reached from 1 workload in one step, all 4 in two, and all of the internet on TCP 443.', 'in one step the ports are said'],
    ['lab', 'netpol-demo/backend', 'onward', 'If backend is taken over: all of the internet on UDP and TCP 53.', 'DNS to anywhere'],
    ['lab', 'outside', 'onward', 'From the internet: 1 workload in one step, and 2 in two.', 'addresses are not taken over'],
    ['lab', 'outside', 'inward', 'The internet can be reached from all 4 workloads in one step.', 'who can call home'],
  ] as const)('%s: %s %s', (guide, name, way, expected, _why) => {
    expect(ask(guides[guide] ?? '', name)[way].headline).toBe(expected)
  })

  it('lists each step with the pair that it takes', () => {
    const { layers } = ask(shop, 'production/frontend').onward
    expect(
      layers.map(({ count, hops }) => [count, ...hops.map(({ from, to }) => `${from} > ${to}`)]),
    ).toEqual([
      [1, 'production/Deployment/frontend > kube-system/Deployment/coredns'],
      [
        2,
        'kube-system/Deployment/coredns > ingress-nginx/Deployment/controller',
        'kube-system/Deployment/coredns > outside/rest',
      ],
    ])
    const [first] = ask(shop, 'production/frontend').inward.layers
    expect(first?.hops[0]).toMatchObject({
      endpoint: 'ingress-nginx/Deployment/controller',
      from: 'ingress-nginx/Deployment/controller',
      to: 'production/Deployment/frontend',
    })
  })

  it('says when it ends there', () => {
    const alone = `
kind: Pod
metadata: {name: a, labels: {app: a}}
---
kind: NetworkPolicy
metadata: {name: none}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`
    expect(ask(alone, 'default/a').onward.headline).toBe(
      'If a is taken over, it ends there: it can reach nothing else.',
    )
    expect(ask(alone, 'outside').onward.headline).toBe('The internet can reach nothing.')
  })
})

describe('exposure', () => {
  // biome-ignore format: a table
  it.each([
    ['shop', 'ingress-nginx/controller', 'ingress', [
      'high: Exposed to all of the internet on every port, since no policy isolates it for ingress.',
      'high: Exposed to any pod in any namespace on every port, also to pods that do not exist yet; from production only on UDP and TCP 53.',
    ], 'open, but the pods of production may only ask for names'],
    ['shop', 'production/api', 'ingress', [
      'none: Rules would let in any pod with `app: frontend` in its own namespace on TCP 8080, but the policies of production let no such pod out.',
    ], 'half-open, for future pods too'],
    ['shop', 'production/api', 'egress', [
      'medium: May connect to any pod in any namespace on UDP and TCP 53, also to pods that do not exist yet; not in production, whose own policies do not let it in.',
      'low: May connect to any pod with `app: database` in its own namespace on TCP 5432.',
    ], 'of what it may send, the database lets in one port'],
    ['shop', 'production/frontend', 'ingress', ['low: Exposed to any pod in namespace ingress-nginx on TCP 80 and 443.'], 'by namespace'],
    ['payments', 'payments/api', 'ingress', [], 'nothing to say'],
    ['lab', 'netpol-demo/frontend', 'ingress', [
      'high: Exposed to all of the internet on TCP 80.',
      'medium: Exposed to any pod in any namespace on TCP 80, also to pods that do not exist yet; not from netpol-demo, whose own policies let no such pod out.',
    ], 'the most dangerous first'],
  ] as const)('%s: %s %s', (guide, name, direction, expected, _why) => {
    expect(lines(ask(guides[guide] ?? '', name), direction)).toEqual(expected)
  })

  const web = (rules: string, more = '') => `
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
---
kind: NetworkPolicy
metadata: {name: web}
spec: {podSelector: {matchLabels: {app: web}}, ${rules}}
${more}`
  const front = (rest: string) => `---
kind: Service
metadata: {name: front}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}, {port: 81}]${rest}}
`
  const leads = 'The LoadBalancer Service front leads to it from outside on TCP 80-81'

  // biome-ignore format: a table
  it.each([
    [web('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]'), 'ingress', ['medium: Exposed to 10.0.0.0/8 except 10.1.0.0/16 on every port.'], 'as the rule says it'],
    [web('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: "fd00::/8"}}]}]'), 'ingress', ['medium: Exposed to 10.0.0.0/8 and fd00::/8 on every port.'], 'both versions'],
    [web('ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [1.0.0.0/32, 1.0.0.2/32, 1.0.0.4/32, 1.0.0.6/32]}}]}]'), 'ingress', ['medium: Exposed to 5 ranges of addresses on every port.'], 'too many to name'],
    [web('egress: [{to: [{namespaceSelector: {matchLabels: {team: red}}}], ports: [{port: http}, {port: 9}]}], policyTypes: [Egress]'), 'egress',
      ['low: May connect to any pod in namespaces with `team: red` on TCP 9 and whichever port it calls "http" (TCP).'], 'only the pod says what a name means'],
    [web('ingress: [{ports: [{port: 80}]}]', front('')), 'ingress', [
      'high: Exposed to all of the internet on TCP 80.',
      `high: ${leads}, and all of the internet may connect there on TCP 80.`,
      'medium: Exposed to any pod in any namespace on TCP 80, also to pods that do not exist yet.',
    ], 'a Service leads in, and part of it is open'],
    [web('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]', front('')), 'ingress', [
      'medium: Exposed to 10.0.0.0/8 on every port.',
      `medium: ${leads}, and some addresses outside may connect there. It may hide the client's address (externalTrafficPolicy: Cluster); then rules by address see a node's instead.`,
    ], 'rules by address behind a Service'],
    [web('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]', front(', externalTrafficPolicy: Local')), 'ingress', [
      'medium: Exposed to 10.0.0.0/8 on every port.',
      `medium: ${leads}, and some addresses outside may connect there.`,
    ], 'the client keeps its address'],
    [web('ingress: []', front('')), 'ingress', [`none: ${leads}, but no address outside may connect there.`], 'a door that is shut'],
  ] as const)('%#', (yaml, direction, expected, _why) => {
    expect(lines(ask(yaml, 'default/web'), direction)).toEqual(expected)
  })

  it('is not asked of addresses, and says what the network does not', () => {
    expect(ask(shop, 'outside').exposure).toBeNull()
    const host =
      'kind: Deployment\nmetadata: {name: a}\nspec: {replicas: 0, selector: {}, template: {spec: {hostNetwork: true}}}'
    expect(ask(host, 'default/a').notes.slice(1)).toEqual([
      "It uses its node's network: who takes it has the node's connections too.",
      'It has no pods now; this is for when it has.',
    ])
  })

  it('names a few namespaces, and counts the others', () => {
    const locked = ['a', 'b', 'c', 'd', 'e'].map(
      (name) =>
        `---\nkind: NetworkPolicy\nmetadata: {name: none, namespace: ${name}}\nspec: {podSelector: {}, policyTypes: [Egress]}\n`,
    )
    expect(lines(ask(web('ingress: [{}]', locked.join('')), 'default/web'), 'ingress')[1]).toContain(
      'not from a, b, c and 2 more namespaces, whose own policies let no such pod out',
    )
  })
})
