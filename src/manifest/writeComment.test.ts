import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import { isRuleComment, ruleComment } from './writeComment'

const selector = (...requirements: readonly Requirement[]): LabelSelector => ({ requirements })
const label = (key: string, ...values: readonly string[]): Requirement => ({ key, operator: 'In', values })
const everybody = selector()
const app = (name: string) => selector(label('app', name))
const inNamespace = (name: string) => selector(label('kubernetes.io/metadata.name', name))
const pods = (podSelector: LabelSelector, namespaces: 'own' | LabelSelector = 'own'): Peer => ({
  kind: 'pods',
  podSelector,
  namespaces,
  place: null,
})
const block = (cidr: string, ...except: readonly string[]): Peer => ({
  kind: 'ipBlock',
  cidr,
  except,
  place: null,
})
const range = (protocol: PortMatch['protocol'], first: number, last = first): PortMatch => ({
  kind: 'range',
  protocol,
  first,
  last,
  place: null,
})
const tcp = range('TCP', 5432)
const rule = (peers: OneOrMore<Peer> | 'any', ...ports: readonly PortMatch[]): Rule => {
  const [first, ...rest] = ports
  return { peers, ports: first === undefined ? 'any' : [first, ...rest], place: null }
}

describe('ruleComment', () => {
  it.each([
    [
      'ingress: the peer calls',
      'ingress',
      app('db'),
      rule([pods(app('web'))], tcp),
      'web may call db on TCP 5432',
    ],
    [
      'egress: the pods themselves call',
      'egress',
      app('web'),
      rule([pods(app('db'))], tcp),
      'web may call db on TCP 5432',
    ],
    ['no peers, no ports', 'ingress', app('db'), rule('any'), 'anyone may call db on every port'],
    ['no peers of an egress rule', 'egress', app('db'), rule('any', tcp), 'db may call anything on TCP 5432'],
    [
      'another namespace',
      'ingress',
      app('db'),
      rule([pods(app('web'), inNamespace('shop'))], tcp),
      'web in shop may call db on TCP 5432',
    ],
    [
      'a whole namespace',
      'ingress',
      app('db'),
      rule([pods(everybody, inNamespace('ops'))], tcp),
      'pods in ops may call db on TCP 5432',
    ],
    [
      'the empty namespaceSelector',
      'ingress',
      app('db'),
      rule([pods(everybody, everybody)]),
      'pods of any namespace may call db on every port',
    ],
    [
      'a name in any namespace',
      'ingress',
      app('db'),
      rule([pods(app('web'), everybody)]),
      'web in any namespace may call db on every port',
    ],
    [
      'all but one namespace',
      'ingress',
      app('db'),
      rule([
        pods(everybody, selector({ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['dev'] })),
      ]),
      'pods in every namespace but dev may call db on every port',
    ],
    [
      'DNS',
      'egress',
      app('web'),
      rule(
        [pods(selector(label('k8s-app', 'kube-dns')), inNamespace('kube-system'))],
        range('TCP', 53),
        range('UDP', 53),
      ),
      'web may call kube-dns in kube-system on TCP 53, UDP 53',
    ],
    [
      'one namespace among itself',
      'ingress',
      everybody,
      rule([pods(everybody)]),
      'pods of this namespace may call each other on every port',
    ],
    [
      'everybody to one',
      'egress',
      everybody,
      rule([pods(app('db'))], tcp),
      'pods of this namespace may call db on TCP 5432',
    ],
    [
      'two',
      'ingress',
      app('db'),
      rule([pods(app('web')), pods(app('api'))], tcp),
      'web and api may call db on TCP 5432',
    ],
    [
      'two that are described by labels never read as one that has both',
      'ingress',
      app('db'),
      rule([pods(everybody, selector(label('team', 'shop'))), pods(selector(label('tier', 'backend')))], tcp),
      'any of: pods in namespaces with team=shop; or pods of this namespace with tier=backend may call db on TCP 5432',
    ],
    [
      'one that has both',
      'ingress',
      app('db'),
      rule([pods(selector(label('tier', 'backend')), selector(label('team', 'shop')))], tcp),
      'pods with tier=backend in namespaces with team=shop may call db on TCP 5432',
    ],
    [
      'described ones beside names',
      'egress',
      app('web'),
      rule([pods(app('db')), pods(everybody, inNamespace('ops')), pods(selector(label('tier', 'a')))], tcp),
      'web may call any of: db; pods in ops; or pods of this namespace with tier=a on TCP 5432',
    ],
    [
      'many are counted',
      'ingress',
      app('db'),
      rule([pods(app('a')), ...['b', 'c', 'd', 'e', 'f'].map((it) => pods(app(it)))], tcp),
      'a, b, c, d and 2 more may call db on TCP 5432',
    ],
    [
      'addresses',
      'egress',
      app('web'),
      rule([block('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16')], range('TCP', 443)),
      'web may call 10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16 on TCP 443',
    ],
    [
      'every address of one version',
      'egress',
      app('web'),
      rule([block('0.0.0.0/0', '10.0.0.0/8')]),
      'web may call any IPv4 address except 10.0.0.0/8 on every port',
    ],
    [
      'every address of both versions',
      'egress',
      app('web'),
      rule([block('0.0.0.0/0'), block('::/0')]),
      'web may call any address on every port',
    ],
    [
      'labels that name nobody are spelt out',
      'ingress',
      app('db'),
      rule([pods(selector(label('tier', 'web', 'api'), { key: 'canary', operator: 'DoesNotExist' }))], tcp),
      'pods with tier=web or api and without canary may call db on TCP 5432',
    ],
    [
      'a namespace by its labels',
      'ingress',
      app('db'),
      rule([pods(everybody, selector(label('team', 'a')))], tcp),
      'pods in namespaces with team=a may call db on TCP 5432',
    ],
    [
      'more than the name',
      'ingress',
      selector(label('app.kubernetes.io/name', 'db'), label('app.kubernetes.io/instance', 'eu')),
      rule('any', tcp),
      'anyone may call db with instance=eu on TCP 5432',
    ],
    [
      'ranges and names',
      'ingress',
      app('db'),
      rule(
        'any',
        range('TCP', 80, 90),
        { kind: 'named', protocol: 'TCP', name: 'http', place: null },
        range('UDP', 1, 65535),
      ),
      'anyone may call db on TCP 80-90, http, every UDP port',
    ],
  ] as const)('%s', (_why, direction, subject, one, words) => {
    expect(ruleComment(direction, subject, one)).toBe(words)
  })

  it('leaves out peers that are listed elsewhere', () => {
    const one = rule([pods(app('web')), pods(app('api'))], tcp)
    expect(ruleComment('ingress', app('db'), one, 'any of these')).toBe(
      'any of these may call db on TCP 5432',
    )
  })
})

describe('isRuleComment', () => {
  const word = fc.constantFrom('web', 'a.b', 'on', 'TCP', 'x_1', '')
  const requirement = fc.oneof(
    fc.record({
      key: fc.constantFrom('app', 'tier'),
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.array(word, { minLength: 1, maxLength: 5 }),
    }),
    fc.record({
      key: fc.constantFrom('app', 'x/y'),
      operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
    }),
  )
  const someSelector = fc.array(requirement, { maxLength: 3 }).map((requirements) => ({ requirements }))
  const peer: fc.Arbitrary<Peer> = fc.oneof(
    fc.tuple(someSelector, fc.oneof(fc.constant('own' as const), someSelector)).map(([a, b]) => pods(a, b)),
    fc.constantFrom(block('0.0.0.0/0'), block('::/0'), block('10.0.0.0/8', '10.1.0.0/16')),
  )
  const port: fc.Arbitrary<PortMatch> = fc.constantFrom(tcp, range('UDP', 1, 65535), range('SCTP', 5, 9), {
    kind: 'named',
    protocol: 'TCP',
    name: 'http-2',
    place: null,
  })

  it('knows every comment that Drawbridge writes, and each is one line', () => {
    fc.assert(
      fc.property(
        someSelector,
        fc.array(peer, { maxLength: 7 }),
        fc.array(port, { maxLength: 4 }),
        fc.constantFrom('ingress' as const, 'egress' as const),
        (subject, [first, ...rest], ports, direction) => {
          const text = ruleComment(
            direction,
            subject,
            rule(first === undefined ? 'any' : [first, ...rest], ...ports),
          )
          expect(text).not.toMatch(/[\r\n]/)
          expect(isRuleComment(text), text).toBe(true)
        },
      ),
      { numRuns: 500, seed: 11 },
    )
  })

  it.each([
    'the api, for orders',
    'web may call db on TCP 5432 until the migration is done',
    'web may call db on Mondays',
    'may call db on TCP 5432',
    'web calls db on TCP 5432',
    'web may call db on TCP',
    'web may call db on TCP 5432, see ticket 12',
  ])('takes "%s" for the user’s own', (text) => {
    expect(isRuleComment(text)).toBe(false)
  })
})
