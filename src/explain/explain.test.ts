import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { read } from '../manifest/read'
import type { ConnectionSet } from '../model/connections'
import type { Explanation, Sentence, SideExplanation } from '../model/explanation'
import { fileId } from '../model/ids'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { connectionsOf, formatConnections } from '../sets/connections'
import { lab, payments, shop } from '../testing/scenarioTexts'
import { explain } from './explain'

/** `production/frontend` is that workload, `outside` the addresses that no ipBlock names, anything else an external block. */
function ask(
  text: string,
  from: string,
  to: string,
  asked: ConnectionSet | null = null,
  options: Partial<ScenarioOptions> = {},
): Explanation {
  const all = { ...defaultOptions, ...options }
  const { cluster } = read([{ id: fileId('test'), name: 'test', text }], all)
  const index = compile(cluster, all)
  const idOf = (name: string) => {
    const found = index.endpoints.find((it) =>
      it.kind === 'workload'
        ? `${it.namespace}/${it.name}` === name
        : it.isRest
          ? name === 'outside'
          : it.id === `outside/${name}`,
    )
    if (found === undefined) throw new Error(`no ${name} in ${index.endpoints.map(({ id }) => id).join()}`)
    return found.id
  }
  const explanation = explain(cluster, index, idOf(from), idOf(to), asked)
  if (explanation === null) throw new Error('nothing to explain')
  return explanation
}

function sentences(side: SideExplanation): readonly string[] {
  return side.sentences.map(plain)
}

function plain(parts: Sentence): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : `[${part.text}]`)).join('')
}

const guides: Readonly<Record<string, string>> = { shop, payments, lab }

describe('the guides', () => {
  // biome-ignore format: a table
  it.each([
    ['shop', 'production/frontend', 'production/api', 'blocked', 'Blocked, though api would let it in.', 'one side only: the half-open flow of the guide'],
    ['shop', 'production/api', 'production/database', 'allowed', 'Allowed by rules on both sides.', 'both ends have their half'],
    ['shop', 'production/frontend', 'production/database', 'blocked', 'Blocked on both sides.', 'nobody meant it'],
    ['shop', 'ingress-nginx/controller', 'production/frontend', 'partly', 'Partly allowed: TCP 80 and 443, but not TCP 9000.', 'the Service also sends to 9000'],
    ['shop', 'production/frontend', 'outside', 'blocked', 'Blocked: frontend may not send it.', 'DNS goes to pods only'],
    ['shop', 'ingress-nginx/controller', 'kube-system/coredns', 'allowed', 'Allowed, because nothing is closed.', 'no policies there'],
    ['payments', 'payments/api', 'payments/postgres', 'blocked', 'Blocked, though postgres would let it in.', 'half-open'],
    ['payments', 'marketing/marketing', 'payments/postgres', 'blocked', 'Blocked: postgres does not let it in.', 'its own egress is open'],
    ['lab', 'netpol-demo/frontend', 'netpol-demo/backend', 'allowed', 'Allowed by rules on both sides.', 'the one flow of the chain that works'],
    ['lab', 'netpol-demo/external-client', 'netpol-demo/frontend', 'blocked', 'Blocked, though frontend would let it in.', 'the lab says allowed'],
    ['lab', 'outside', 'netpol-demo/frontend', 'allowed', 'Allowed: frontend lets it in.', 'a rule without from admits the outside'],
  ])('%s: %s to %s is %s', (guide, from, to, outcome, headline) => {
    expect(ask(guides[guide] ?? '', from, to)).toMatchObject({ outcome, headline })
  })

  it('says who closes each side and which rule opens it, with its line', () => {
    const { summary, egress, ingress } = ask(shop, 'production/frontend', 'production/api')
    expect(summary).toBe(
      'frontend may not send: its egress is closed and no rule opens it to api on TCP 8080.',
    )
    expect(egress.outcome).toBe('blocked')
    expect(sentences(egress)).toEqual([
      'Closed by [deny-all-traffic] (line 57) and [allow-dns] (line 62).',
      'No rule opens it to api on TCP 8080.',
    ])
    expect(egress.nearMisses.map(plain)).toEqual([
      '[allow-dns], egress rule 1 (line 65), opens it for UDP and TCP 53 only.',
    ])
    expect(ingress.outcome).toBe('allowed')
    expect(sentences(ingress)).toEqual([
      'Closed by [deny-all-traffic] (line 57) and [allow-frontend-to-api] (line 67).',
      'Opened by [allow-frontend-to-api], ingress rule 1: pods with [app: frontend], TCP 8080 (line 70).',
    ])
  })

  it('links a policy to the place of the rule', () => {
    const { ingress } = ask(shop, 'production/frontend', 'production/api')
    const link = ingress.sentences[1]?.find((part) => part.kind === 'policy')
    expect(link).toMatchObject({ policy: 'production/allow-frontend-to-api', place: { line: 70 } })
  })

  it('names the label that a rule misses', () => {
    const { ingress } = ask(shop, 'production/frontend', 'production/database')
    expect(ingress.nearMisses.map(plain)).toContain(
      '[allow-api-to-database], ingress rule 1 (line 75), opens it for pods with [app: api]; frontend has [app: frontend].',
    )
  })
})

describe('flips', () => {
  it.each([
    ['production/frontend', 'production/api', 'One egress rule for frontend to api, TCP 8080.'],
    ['ingress-nginx/controller', 'production/api', 'One ingress rule for api from controller, TCP 8080.'],
    [
      'production/frontend',
      'production/database',
      'One egress rule for frontend to database and one ingress rule for database from frontend, TCP 5432.',
    ],
  ])('%s to %s needs a half on each closed side that lacks it', (from, to, sentence) => {
    const { flips, asked } = ask(shop, from, to)
    expect(flips).toHaveLength(1)
    expect(flips[0]).toMatchObject({ sentence, edit: { kind: 'allow', connections: asked } })
  })

  it('allows what is missing and blocks everything that is allowed, when no ports were asked for', () => {
    const { flips } = ask(shop, 'ingress-nginx/controller', 'production/frontend')
    expect(flips.map(({ edit }) => edit.kind)).toEqual(['allow', 'block'])
    const [allow, block] = flips.map(({ edit }) =>
      'connections' in edit ? formatConnections(edit.connections) : '',
    )
    expect([allow, block]).toEqual(['TCP 9000', 'TCP 80,443'])
    const [open] = ask(shop, 'ingress-nginx/controller', 'kube-system/coredns').flips
    expect(open?.sentence).toContain('Stops every port')
  })

  it('blocks only the ports in question, when there were some', () => {
    const asked = connectionsOf('TCP', 9153)
    const { flips } = ask(shop, 'ingress-nginx/controller', 'kube-system/coredns', asked)
    expect(flips).toMatchObject([{ edit: { kind: 'block', connections: asked } }])
  })
})

const pod = (name: string, rest = '') =>
  `kind: Pod\napiVersion: v1\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {${rest}containers: [{name: main, image: main, ports: [{name: web, containerPort: 80}]}]}\n---\n`
const policy = (name: string, spec: string) =>
  `kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: ${name}, namespace: shop}\nspec: ${spec}\n---\n`
const two = pod('a') + pod('b')

describe('the rest of the grammar', () => {
  it('says that the two sides open different ports', () => {
    const text = `${two}${policy('out', '{podSelector: {matchLabels: {app: a}}, policyTypes: [Egress], egress: [{ports: [{port: 81}]}]}')}${policy('in', '{podSelector: {matchLabels: {app: b}}, ingress: [{ports: [{port: 80}]}]}')}`
    const asked = { ...connectionsOf('TCP', 80, 81) }
    expect(ask(text, 'shop/a', 'shop/b', asked)).toMatchObject({
      outcome: 'blocked',
      headline: 'Blocked: the two sides open different ports.',
      summary: 'a may send TCP 81; b lets in TCP 80.',
    })
  })

  it('names the port name that the destination does not have', () => {
    const text = `${two}${policy('in', '{podSelector: {matchLabels: {app: b}}, ingress: [{ports: [{port: metrics}]}]}')}`
    expect(ask(text, 'shop/a', 'shop/b').ingress.nearMisses.map(plain)).toContain(
      '[in], ingress rule 1 (line 14), opens it for port "metrics" (TCP); b has no port of that name, this one is "web".',
    )
  })

  it('says that an ipBlock does not match a pod without a known address', () => {
    const text = `${two}${policy('in', '{podSelector: {matchLabels: {app: b}}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}')}`
    expect(ask(text, 'shop/a', 'shop/b').ingress.nearMisses.map(plain)).toContain(
      '[in], ingress rule 1 (line 14), opens it for 0.0.0.0/0; the manifests do not say the address of a.',
    )
  })

  it('offers a CIDR with its exceptions for a block of addresses', () => {
    const text = `${two}${policy('out', '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}')}`
    const { flips } = ask(text, 'shop/a', '10.0.0.0/8')
    expect(flips[0]?.edit).toMatchObject({
      kind: 'block',
      to: { kind: 'cidr', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
    })
  })

  it.each([
    ['outsidePolicies', 'here no policy applies to it'],
    ['ordinary', 'here it counts as any other pod'],
  ] as const)('notes the host network, %s', (hostNetworkPods, words) => {
    const text = `${pod('a', 'hostNetwork: true, ')}${pod('b')}${policy('deny', '{podSelector: {}}')}`
    const { notes, ingress } = ask(text, 'shop/b', 'shop/a', null, { hostNetworkPods })
    expect(notes.join()).toContain(words)
    expect(sentences(ingress).join()).toContain(
      hostNetworkPods === 'ordinary' ? 'Closed by [deny]' : "its node's network",
    )
  })

  it('tells two workloads of one name apart by their namespaces', () => {
    const text = `${pod('web')}${pod('web').replace('namespace: shop', 'namespace: bank')}`
    expect(ask(text, 'shop/web', 'bank/web').summary).toContain(
      'No policy isolates shop/web for egress or bank/web',
    )
  })

  it('has nothing to say about an end that is not there', () => {
    const { cluster } = read([{ id: fileId('test'), name: 'test', text: two }], defaultOptions)
    const index = compile(cluster, defaultOptions)
    const [a] = cluster.workloads
    if (a === undefined) throw new Error('no workload')
    expect(explain({ ...cluster }, index, a.id, `${a.id}x` as typeof a.id, null)).toBeNull()
  })
})
