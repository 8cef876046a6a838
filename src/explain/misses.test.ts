import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Explanation, Sentence } from '../model/explanation'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { explain } from './explain'

const workloads = [
  workload('edge/gateway', 'app.kubernetes.io/name=gateway', 'http:443'),
  workload('shop/agent', 'app=agent', '', { hostNetwork: true }),
  workload('shop/api', 'app=api', 'http:8080 dns:53/UDP', { ips: ['10.0.0.5'] }),
  workload('shop/db', 'app=db', 'sql:5432', { ips: ['10.1.0.5'] }),
  workload('shop/frontend', 'app=frontend tier=web', 'http:80'),
  workload('shop/wide', 'app=wide', ''),
]

function asked(
  policies: readonly NetworkPolicy[],
  pair: string,
  port: string,
  options: Partial<ScenarioOptions> = {},
): Explanation {
  const cluster = clusterOf({ shop: 'team=shop', edge: 'team=edge' }, workloads, policies)
  const index = compile(cluster, { ...defaultOptions, ...options })
  const idOf = (name: string) =>
    (name.startsWith('outside/') ? name : name.replace('/', '/Deployment/')) as EndpointId
  const [from = '', to = ''] = pair.split(' -> ')
  const [protocol, number] = port.split(' ')
  const connections = connectionsOf(protocol === 'UDP' ? 'UDP' : 'TCP', Number(number))
  const explanation = explain(cluster, index, idOf(from), idOf(to), connections)
  if (explanation === null) throw new Error('nothing to explain')
  return explanation
}

const plain = (parts: Sentence) =>
  parts
    .map((part) => (part.kind === 'text' ? part.text : `[${part.text}]`))
    .join('')
    .replaceAll(' (in the draft)', '')

const into = (...rules: NetworkPolicy['ingress']) => [
  policy('shop/deny', '', {}),
  policy('shop/in', 'app=api', { types: ['ingress'], ingress: rules }),
]
const outOf = (...rules: NetworkPolicy['egress']) => [
  policy('shop/out', 'app=frontend', { types: ['egress'], egress: rules }),
]
const never = { ipBlockMatchesPods: 'never' } as const

describe('the nearest rule of the ingress side', () => {
  // biome-ignore format: a table
  it.each<readonly [string, readonly NetworkPolicy[], string, string, Partial<ScenarioOptions>, string]>([
    ['another value', into(rule([pods('app=db')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [app: db]; frontend has [app: frontend].'],
    ['two requirements', into(rule([pods('app=db tier=data')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [app: db, tier: data]; frontend has [app: frontend] and [tier: web].'],
    ['a missing label', into(rule([pods('role=web')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [role: web]; frontend has no label [role], but [tier: web].'],
    ['no label like it', into(rule([pods('canary')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [canary]; frontend has no label [canary].'],
    ['the own namespace', into(rule([pods('')])), 'edge/gateway -> shop/api', 'TCP 8080', {}, 'opens it for every pod of its own namespace, shop, only; gateway is in namespace edge.'],
    ['the own namespace and port', into(rule([pods('')], ['TCP 9090'])), 'edge/gateway -> shop/api', 'TCP 8080', {}, 'opens it for every pod of its own namespace, shop, on TCP 9090 only; gateway is in namespace edge.'],
    ['a namespace by name', into(rule([pods('', 'kubernetes.io/metadata.name=web')])), 'edge/gateway -> shop/api', 'TCP 8080', {}, 'opens it for every pod in namespace web; gateway is in namespace edge.'],
    ['a namespace label', into(rule([pods('', 'team=web')])), 'edge/gateway -> shop/api', 'TCP 8080', {}, 'opens it for every pod in namespaces with [team: web]; namespace edge has [team: edge].'],
    ['another port', into(rule([pods('app=frontend')], ['TCP 9090'])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for TCP 9090 only.'],
    ['another protocol', into(rule([pods('app=frontend')], ['TCP 53'])), 'shop/frontend -> shop/api', 'UDP 53', {}, 'opens it for TCP 53 only, not for UDP.'],
    ['a port name that is not there', into(rule([pods('app=frontend')], ['TCP web'])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for port "web" (TCP); api has no port of that name, this one is "http".'],
    ['peer and port', into(rule([pods('app=db')], ['TCP 9090'])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [app: db] on TCP 9090 only; frontend has [app: frontend].'],
    ['an address that is unknown', into(rule([ipBlock('10.0.0.0/8')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for 10.0.0.0/8; the manifests do not say the address of frontend.'],
    ['an address that is left out', into(rule([ipBlock('10.0.0.0/8', '10.1.0.0/16')])), 'shop/db -> shop/api', 'TCP 8080', {}, 'opens it for 10.0.0.0/8 except 10.1.0.0/16; 10.1.0.0/16 is left out of it.'],
    ['an address elsewhere', into(rule([ipBlock('10.2.0.0/16')])), 'shop/db -> shop/api', 'TCP 8080', {}, 'opens it for 10.2.0.0/16; db has 10.1.0.5.'],
    ['addresses that do not count', into(rule([ipBlock('10.0.0.0/8')])), 'shop/db -> shop/api', 'TCP 8080', never, "opens it for 10.0.0.0/8; by this scenario's options an ipBlock never means pods."],
    ['the host network', into(rule([pods('app=agent')])), 'shop/agent -> shop/api', 'TCP 8080', {}, 'opens it for pods with [app: agent]; agent is on the host network, where no selector finds it.'],
    ['a selector and the outside', into(rule([pods('')])), 'outside/rest -> shop/api', 'TCP 8080', {}, 'opens it for every pod; selectors find pods, never addresses outside.'],
    ['the best peer of several', into(rule([pods('app=db tier=data'), pods('app=db')])), 'shop/frontend -> shop/api', 'TCP 8080', {}, 'opens it for pods with [app: db]; frontend has [app: frontend].'],
  ])('says %s', (_, policies, pair, port, options, words) => {
    expect(asked(policies, pair, port, options).ingress.nearMisses.map(plain)).toEqual([
      `[in], ingress rule 1, ${words}`,
    ])
  })

  it('may be of a policy that misses the pod by one requirement', () => {
    const policies = [
      policy('shop/deny', '', {}),
      policy('shop/in', 'app=apii', { types: ['ingress'], ingress: [rule([pods('app=frontend')])] }),
      policy('shop/two', 'app=apii tier=x', { types: ['ingress'], ingress: [rule([])] }),
      policy('shop/others', 'app=apii', { types: ['ingress'], ingress: [rule([pods('app=db')])] }),
    ]
    const { ingress, hints } = asked(policies, 'shop/frontend -> shop/api', 'TCP 8080')
    expect(ingress.nearMisses.map(plain)).toEqual([
      '[in] would open it, but applies to pods with [app: apii] only; api has [app: api].',
    ])
    expect(ingress.moreMisses).toBe('')
    expect(hints.map(plain)).toContain('Likely a slip: [app: apii] should be [app: api] in [in].')
  })

  it('may be inert, because its policy leaves out the direction', () => {
    const inert = policy('shop/in', 'app=api', { types: ['egress'], ingress: [rule([])], egress: [rule([])] })
    const { ingress, hints } = asked(
      [policy('shop/deny', '', {}), inert],
      'edge/gateway -> shop/api',
      'TCP 8080',
    )
    expect(ingress.nearMisses.map(plain)).toEqual([
      '[in] would open it, but its policyTypes leave out Ingress.',
    ])
    expect(hints.map(plain)).toEqual(['Likely forgotten: add [Ingress] to the policyTypes of [in].'])
  })

  it('is one of three, nearest first, and the rest is a number', () => {
    const policies = into(
      rule([pods('app=db tier=data')]),
      rule([pods('app=db')]),
      rule([pods('app=cart')]),
      rule([pods('app=frontent')]),
      rule([pods('app=frontend')], ['TCP 1']),
      rule([pods('app=frontend')], ['TCP web']),
    )
    const { ingress } = asked(policies, 'shop/frontend -> shop/api', 'TCP 8080')
    expect(ingress.nearMisses.map((it) => plain(it).slice(0, 20))).toEqual([
      '[in], ingress rule 4',
      '[in], ingress rule 6',
      '[in], ingress rule 5',
    ])
    expect(ingress.moreMisses).toBe('3 more rules are for others.')
  })

  it('is not told of a side that lacks nothing, nor twice of a rule that opens a part', () => {
    const half = into(rule([pods('app=frontend')], ['TCP 8080']), rule([pods('app=db')]))
    expect(asked(half, 'shop/frontend -> shop/api', 'TCP 8080').ingress).toMatchObject({
      nearMisses: [],
      moreMisses: '',
    })
    const cluster = clusterOf({}, workloads, half)
    const index = compile(cluster, defaultOptions)
    const [from, to] = ['shop/Deployment/frontend', 'shop/Deployment/api'] as EndpointId[]
    if (from === undefined || to === undefined) throw new Error('no ends')
    const both = explain(cluster, index, from, to, connectionsOf('TCP', 8080, 8081))
    expect(both?.ingress.nearMisses.map(plain)).toEqual([
      '[in], ingress rule 2, opens it for pods with [app: db]; frontend has [app: frontend].',
    ])
  })
})

describe('the nearest rule of the egress side', () => {
  // biome-ignore format: a table
  it.each<readonly [string, readonly NetworkPolicy[], string, string, string]>([
    ['addresses elsewhere', outOf(rule([ipBlock('10.0.0.0/8')])), 'shop/frontend -> outside/rest', 'TCP 443', 'opens it to 10.0.0.0/8; everything outside is not in it.'],
    ['addresses left out', outOf(rule([ipBlock('10.0.0.0/8', '10.9.0.0/16')])), 'shop/frontend -> outside/rest', 'TCP 443', 'opens it to 10.0.0.0/8 except 10.9.0.0/16; everything outside is not in it.'],
    ['a port name towards addresses', outOf(rule([ipBlock('0.0.0.0/0')], ['TCP https'])), 'shop/frontend -> outside/0.0.0.0/0', 'TCP 443', 'opens it for port "https" (TCP); only pods give names to ports.'],
    ['another label', outOf(rule([pods('app=db')])), 'shop/frontend -> shop/api', 'TCP 8080', 'opens it to pods with [app: db]; api has [app: api].'],
  ])('says %s', (_, policies, pair, port, words) => {
    expect(asked(policies, pair, port).egress.nearMisses.map(plain)).toEqual([`[out], egress rule 1, ${words}`])
  })
})

describe('rules that are for others', () => {
  const isolated = (...others: readonly NetworkPolicy[]) => [
    policy('shop/deny', '', { types: ['ingress', 'egress'] }),
    ...others,
    policy('shop/out', 'app=frontend', {
      types: ['egress'],
      egress: [rule([pods('app=db')], ['TCP 5432']), rule([pods('app=cart')], ['TCP 1'])],
    }),
  ]
  const names = (peers: Parameters<typeof rule>[0]) =>
    policy('shop/dns', '', { types: ['egress'], egress: [rule(peers, ['UDP 53', 'TCP 53'])] })
  const nearest = (policies: readonly NetworkPolicy[]) => {
    const { egress } = asked(policies, 'shop/frontend -> shop/api', 'TCP 8080')
    return [egress.nearMisses.map((it) => plain(it).slice(0, 20)), egress.moreMisses]
  }
  const own = [['[out], egress rule 1', '[out], egress rule 2'], '1 more rule is for others.']

  it('are told of the own namespace before a rule for names', () => {
    expect(nearest(isolated(names([pods('', 'kubernetes.io/metadata.name=kube-system')])))).toEqual(own)
    expect(nearest(isolated(names([])))).toEqual(own)
  })

  it('are told of the rule for names where it is the only one', () => {
    expect(nearest([names([])])).toEqual([['[dns], egress rule 1'], ''])
  })

  it('are those that close the side too: the denying policy, then those for this workload', () => {
    const { egress } = asked(isolated(names([])), 'shop/frontend -> shop/api', 'TCP 8080')
    expect(plain(egress.sentences[0] ?? [])).toBe('Closed by [deny], [out] and 1 more.')
  })
})

describe('a hint', () => {
  // biome-ignore format: a table
  it.each<readonly [string, readonly NetworkPolicy[], string, string, readonly string[]]>([
    ['a misspelt value', into(rule([pods('app=gatewy', '')]), rule([pods('app=frontent')])), 'shop/frontend -> shop/api', 'TCP 8080', ['Likely a slip: [app: frontent] should be [app: frontend] in [in].']],
    ['no slip where somebody is called so', into(rule([pods('app=wida')]), rule([pods('app=wide')])), 'shop/frontend -> shop/api', 'TCP 8080', []],
    ['the value under another key', into(rule([pods('app=gateway', 'team=edge')])), 'edge/gateway -> shop/api', 'TCP 8080', ['Likely a slip: [app: gateway] should be [app.kubernetes.io/name: gateway] in [in].']],
    ['a label that the namespace lacks', into(rule([pods('', 'access=yes')])), 'edge/gateway -> shop/api', 'TCP 8080', ['Namespace edge is not in the manifests, so its labels are not known. If it has [access: yes], add it.']],
    ['no label of a namespace that is called so', into(rule([pods('', 'name=edge')])), 'shop/frontend -> shop/api', 'TCP 8080', []],
    ['the name of the namespace under another key', into(rule([pods('', 'name=edge')])), 'edge/gateway -> shop/api', 'TCP 8080', ['Likely a slip: [name: edge] should be [kubernetes.io/metadata.name: edge] in [in].']],
    ['a podSelector for another namespace', into(rule([pods('app.kubernetes.io/name=gateway')])), 'edge/gateway -> shop/api', 'TCP 8080', ['A podSelector alone means its own namespace. To mean this one, put a namespaceSelector with [kubernetes.io/metadata.name: edge] beside it, in the same item, in [in].']],
    ['nothing about "everybody here"', into(rule([pods('')])), 'edge/gateway -> shop/api', 'TCP 8080', []],
    ['the name of the port', into(rule([], ['TCP web'])), 'edge/gateway -> shop/api', 'TCP 8080', ['Likely a slip: name the port [http], or write it as a number, in [in].']],
    ['a number where no name is', into(rule([], ['TCP web'])), 'edge/gateway -> shop/api', 'TCP 9', ['Write the port as a number in [in].']],
    ['the protocol', into(rule([], ['TCP 53'])), 'edge/gateway -> shop/api', 'UDP 53', ['Likely forgotten: the port with [protocol: UDP] in [in].']],
    ['nothing about another value', into(rule([pods('app=db')])), 'shop/wide -> shop/api', 'TCP 8080', []],
    ['nothing where two things differ', into(rule([pods('app=frontent')], ['TCP 1'])), 'shop/frontend -> shop/api', 'TCP 8080', []],
  ])('says %s', (_, policies, pair, port, hints) => {
    const open = policies.map((it) => (it.name === 'deny' ? { ...it, policyTypes: ['ingress'] as const } : it))
    expect(asked(open, pair, port).hints.map(plain)).toEqual(hints)
  })
})
