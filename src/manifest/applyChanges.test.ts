import { describe, expect, it } from 'vitest'
import type { PolicyChange } from '../model/edit'
import { fileId, policyId } from '../model/ids'
import type { NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { ManifestFile } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { applyChanges } from './applyChanges'
import { read } from './read'

const pods = (app: string): Peer => ({
  kind: 'pods',
  podSelector: { requirements: [{ key: 'app', operator: 'In', values: [app] }] },
  namespaces: 'own',
  place: null,
})
const tcp = (port: number): PortMatch => ({
  kind: 'range',
  protocol: 'TCP',
  first: port,
  last: port,
  place: null,
})
const rule = (peer: Peer, port: number): Rule => ({ peers: [peer], ports: [tcp(port)], place: null })

function fileOf(text: string, name = 'a.yaml', id = 'f1'): ManifestFile {
  return { id: fileId(id), name, text }
}

/** The text after one policy was amended by `amend`. */
function amended(text: string, amend: (policy: NetworkPolicy) => NetworkPolicy, name = 'web'): string {
  const files = [fileOf(text)]
  const { policies } = read(files, defaultOptions).cluster
  const was = policies.find((policy) => policy.name === name)
  if (was === undefined) throw new Error(`no policy ${name} in the test's text`)
  const change: PolicyChange = { kind: 'replace', policy: amend(was), edits: [] }
  return applyChanges(files, policies, [change])[0]?.text ?? ''
}

function without(text: string, ...names: string[]): string {
  const files = [fileOf(text)]
  const { policies } = read(files, defaultOptions).cluster
  const changes = names.map(
    (name): PolicyChange => ({ kind: 'delete', id: policyId('default', name), edits: [] }),
  )
  return applyChanges(files, policies, changes)[0]?.text ?? ''
}

const withIngress =
  (amend: (rules: readonly Rule[]) => readonly Rule[]) =>
  (policy: NetworkPolicy): NetworkPolicy => ({ ...policy, ingress: amend(policy.ingress) })

/** The peers of the first rule changed; its place and ports stay. */
const withPeers = (amend: (peers: readonly Peer[]) => readonly Peer[]) =>
  withIngress(([first, ...others]) => {
    if (first === undefined || first.peers === 'any') return []
    const [peer, ...more] = amend(first.peers)
    return [{ ...first, peers: peer === undefined ? 'any' : [peer, ...more] }, ...others]
  })

const block = `# the web policy
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web   # keep me
  labels: {team: "shop"}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress:
    # the api, for orders
    - from:
        - podSelector:
            matchLabels:
              app: api
        - ipBlock: {cidr: 10.0.0.0/8}  # office
      ports:
        - port: 8080

    # metrics
    - from:
        - namespaceSelector: {}
`

const json = `{
  "apiVersion": "networking.k8s.io/v1",
  "kind": "NetworkPolicy",
  "metadata": { "name": "web" },
  "spec": {
    "podSelector": {},
    "ingress": [
      {
        "from": [{ "podSelector": {} }]
      }
    ]
  }
}
`

describe('a replaced policy', () => {
  it('is not touched where nothing changed', () => {
    expect(amended(block, (policy) => policy)).toBe(block)
  })

  it('loses a rule with the comment that belongs to it, and nothing else', () => {
    const expected = block.replace(/ {4}# the api[\s\S]*8080\n\n/, '')
    expect(
      amended(
        block,
        withIngress((rules) => rules.slice(1)),
      ),
    ).toBe(expected)
  })

  it('loses its last rule without leaving a blank line behind', () => {
    const expected = block.replace(/\n {4}# metrics[\s\S]*$/, '')
    expect(
      amended(
        block,
        withIngress((rules) => rules.slice(0, 1)),
      ),
    ).toBe(expected)
  })

  it('keeps an empty list when all rules go, because the policy still isolates', () => {
    const expected = block.replace(/ingress:[\s\S]*$/, 'ingress: []\n')
    expect(
      amended(
        block,
        withIngress(() => []),
      ),
    ).toBe(expected)
  })

  it('keeps the comment behind the key of a list that goes, and no comment from within it', () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {}
  ingress: # who may call
  - from: # callers
    - podSelector: {} # all of them
`
    expect(
      amended(
        text,
        withIngress(() => []),
      ),
    ).toBe(`${text.slice(0, text.indexOf(' # who'))} [] # who may call\n`)
  })

  it('gets a rule in the layout of its siblings, with a comment', () => {
    const added = `    # cron may call web on TCP 9090
    - from:
        - podSelector:
            matchLabels:
              app: cron
      ports:
        - protocol: TCP
          port: 9090
`
    expect(
      amended(
        block,
        withIngress((rules) => [...rules, rule(pods('cron'), 9090)]),
      ),
    ).toBe(block + added)
  })

  it('loses a peer alone, on its whole line', () => {
    const expected = block.replace(/ {8}- ipBlock.*\n/, '')
    expect(
      amended(
        block,
        withPeers((peers) => peers.slice(0, 1)),
      ),
    ).toBe(expected)
  })

  it('loses a peer of several lines', () => {
    const expected = block.replace(/ {8}- podSelector:\n.*\n.*api\n/, '')
    expect(
      amended(
        block,
        withPeers((peers) => peers.slice(1)),
      ),
    ).toBe(expected)
  })

  it('gets a peer behind the others', () => {
    const expected = block.replace(
      '# office\n',
      '# office\n        - podSelector:\n            matchLabels:\n              app: cron\n',
    )
    expect(
      amended(
        block,
        withPeers((peers) => [...peers, pods('cron')]),
      ),
    ).toBe(expected)
  })

  it('gets a policy type in its flow list', () => {
    const expected = block.replace('[Ingress]', '[Ingress, Egress]')
    expect(amended(block, (it) => ({ ...it, policyTypes: ['ingress', 'egress'] }))).toBe(expected)
  })

  it('gets a direction that it did not have, behind the other', () => {
    const egress = `  egress:
    # web may call dns on TCP 53
    - to:
        - podSelector:
            matchLabels:
              app: dns
      ports:
        - protocol: TCP
          port: 53
`
    const amend = (it: NetworkPolicy): NetworkPolicy => ({
      ...it,
      policyTypes: ['ingress', 'egress'],
      egress: [rule(pods('dns'), 53)],
    })
    expect(amended(block, amend)).toBe(block.replace('[Ingress]', '[Ingress, Egress]') + egress)
  })

  it('keeps a byte order mark, which is no indentation', () => {
    const text =
      '\uFEFFkind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: web}\nspec: {podSelector: {}}\n'
    const amend = (it: NetworkPolicy): NetworkPolicy => ({ ...it, ingress: [rule(pods('api'), 80)] })
    const flow =
      '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{protocol: TCP, port: 80}]}]}'
    expect(amended(text, amend)).toBe(text.replace('{podSelector: {}}', flow))
    expect(amended(text.replace('spec: {podSelector: {}}', 'spec:'), amend)).toMatch(
      /^\uFEFFkind: NetworkPolicy\n(?:.*\n){2}spec:\n {2}podSelector: {}\n/,
    )
  })

  it('keeps CRLF line ends, also in what is new', () => {
    const crlf = block.replaceAll('\n', '\r\n')
    const grown = withIngress((rules) => [...rules.slice(1), rule(pods('cron'), 9090)])
    expect(amended(crlf, grown)).toBe(amended(block, grown).replaceAll('\n', '\r\n'))
  })

  it('stays JSON in the layout of its siblings', () => {
    const expected = json.replace(
      '"podSelector": {} }]\n      }',
      `"podSelector": {} }]
      },
      {
        "from": [
          {
            "podSelector": {
              "matchLabels": {
                "app": "cron"
              }
            }
          }
        ],
        "ports": [
          {
            "protocol": "TCP",
            "port": 9090
          }
        ]
      }`,
    )
    expect(
      amended(
        json,
        withIngress((rules) => [...rules, rule(pods('cron'), 9090)]),
      ),
    ).toBe(expected)
  })

  it('becomes an open rule without an empty list when its peers go', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {}\n    ports:\n    - port: 80\n'
    const expected = text.replace('- from:\n    - podSelector: {}\n    ports:', '- ports:')
    expect(
      amended(
        text,
        withPeers(() => []),
      ),
    ).toBe(expected)
  })

  it.each([
    ['one that says what the rule allowed', 'api and 10.0.0.0/8 may call web on TCP 8080'],
    ['one that was not true any more', 'cart may call web on every port'],
  ])('updates the comment that Drawbridge wrote above a rule: %s', (_why, was) => {
    const own = block.replace('# the api, for orders', `# ticket 12\n    # ${was}\n    # by ana`)
    const result = amended(
      own,
      withPeers((peers) => [...peers.slice(0, 1), pods('cron')]),
    )
    expect(result).toContain(
      '    # ticket 12\n    # api and cron may call web on TCP 8080\n    # by ana\n    - from',
    )
    expect(result).not.toContain(was)
    expect(result).toContain('# metrics')
  })

  it('says the new pods in its comments when the policy selects others, and touches no other comment', () => {
    const own = block.replace('# metrics', '# pods of any namespace may call web on every port')
    const result = amended(own, (policy) => ({
      ...policy,
      podSelector: { requirements: [{ key: 'app', operator: 'In', values: ['shop'] }] },
    }))
    expect(result).toContain('# the api, for orders\n')
    expect(result).toContain('# pods of any namespace may call shop on every port\n')
  })

  it.each([
    ['a user’s sentence of another form', 'the api may call us on TCP 8080 since May'],
    ['a reason', 'api may call web: ticket 12'],
  ])('leaves %s as it is when the rule changes', (_why, words) => {
    const own = block.replace('the api, for orders', words)
    const result = amended(
      own,
      withPeers((peers) => peers.slice(0, 1)),
    )
    expect(result).toContain(`    # ${words}\n    - from`)
  })

  it('keeps the rule and its comment where one rule becomes two', () => {
    const split = (rules: readonly Rule[]) =>
      rules.flatMap((it, i) => (i === 0 ? [it, { ...it, ports: [tcp(9090)] as const }] : [it]))
    expect(amended(block, withIngress(split))).toBe(
      block.replace(
        '        - port: 8080\n',
        `        - port: 8080
    # api and 10.0.0.0/8 may call web on TCP 9090
    - from:
        - podSelector:
            matchLabels:
              app: api
        - ipBlock:
            cidr: 10.0.0.0/8
      ports:
        - protocol: TCP
          port: 9090
`,
      ),
    )
  })

  it('keeps a comment that stands apart, also behind a rule that goes', () => {
    const text = block.replace('    # metrics\n', '    # -- operations --\n\n    # metrics\n')
    const result = amended(
      text,
      withIngress((rules) => rules.slice(1)),
    )
    expect(result).toContain('\n    # -- operations --\n\n    # metrics\n')
    expect(result).not.toContain('for orders')
  })

  it('keeps the spaces of a flow list around what goes and what comes', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec: {podSelector: {}, ingress: [{ports: [ {port: 1},{port: 2},  {port: 3} ]}]}\n'
    const withPorts = withIngress(([first]) =>
      first === undefined || first.ports === 'any'
        ? []
        : [{ ...first, ports: [...first.ports.slice(1), tcp(4)] as never }],
    )
    expect(amended(text, withPorts)).toBe(
      text.replace('{port: 1},{port: 2},  {port: 3}', '{port: 2},  {port: 3},{protocol: TCP, port: 4}'),
    )
  })

  it('is written anew from spec on where its text is an alias', () => {
    const alias = `apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: other}
  spec: &s
    podSelector: {}
    ingress:
    - {}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: web}  # mine
  spec: *s
`
    const result = amended(
      alias,
      withIngress(() => [rule(pods('api'), 80)]),
    )
    expect(result.startsWith(alias.slice(0, alias.indexOf('  spec: *s')))).toBe(true)
    expect(result).not.toContain('*s')
    const { policies } = read([fileOf(result)], defaultOptions).cluster
    expect(policies.map(({ name, ingress }) => [name, ingress.length])).toEqual([
      ['other', 1],
      ['web', 1],
    ])
  })

  it.each([
    // the other's spec         why
    ['ingress: *rules', 'an alias of its rules'],
    ['<<: *spec', 'a merge key'],
  ])('leaves another policy of its document alone that borrows its text: %s, %s', (borrowed) => {
    const shared = `apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: web}
  spec: &spec
    podSelector: {matchLabels: {app: web}}
    ingress: &rules
    - {}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: other}
  spec:
    ${borrowed}
    podSelector: {matchLabels: {app: other}}
`
    const result = amended(
      shared,
      withIngress((rules) => [...rules, rule(pods('api'), 80)]),
    )
    const { policies } = read([fileOf(result)], defaultOptions).cluster
    expect(policies.map(({ name, ingress }) => [name, ingress.length])).toEqual([
      ['other', 1],
      ['web', 2],
    ])
  })
})

const policy = (name: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\nspec:\n  podSelector: {}\n`

describe('a deleted policy', () => {
  it.each([
    [
      'the first has no separator of its own: the next one goes',
      [policy('a'), policy('b')].join('---\n'),
      ['a'],
      policy('b'),
    ],
    ['the last goes with its separator', [policy('a'), policy('b')].join('---\n'), ['b'], policy('a')],
    ['a leading separator stays one', `---\n${policy('a')}---\n${policy('b')}`, ['a'], `---\n${policy('b')}`],
    [
      'from the middle',
      [policy('a'), policy('x'), policy('b')].join('---\n'),
      ['x'],
      [policy('a'), policy('b')].join('---\n'),
    ],
    ['nothing is left', policy('a'), ['a'], ''],
    [
      'an earlier one of the name must not come back',
      [policy('a'), policy('x'), policy('a')].join('---\n'),
      ['a'],
      policy('x'),
    ],
    ['several at once', [policy('a'), policy('b')].join('---\n'), ['a', 'b'], ''],
  ])('%s', (_why, text, names, expected) => {
    expect(without(text, ...names)).toBe(expected)
  })

  const list = `apiVersion: v1
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: a}
  spec: {podSelector: {}}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: b}
  spec: {podSelector: {}}
kind: List
`

  it('is cut out of a List, which stays one', () => {
    expect(without(list, 'a')).toBe(list.replace(/- apiVersion[\s\S]*?{podSelector: {}}\n/, ''))
    expect(without(list, 'a', 'b')).toBe('apiVersion: v1\nitems: []\nkind: List\n')
  })

  it('is cut out of a JSON List', () => {
    const item = (name: string) =>
      `{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"${name}"},"spec":{"podSelector":{}}}`
    const text = (items: string) => `{"apiVersion":"v1","kind":"List","items":[${items}]}`
    expect(without(text(`${item('a')},${item('b')}`), 'a')).toBe(text(item('b')))
    expect(without(text(`${item('a')},${item('b')}`), 'b')).toBe(text(item('a')))
  })
})

describe('created policies', () => {
  const created = {
    id: policyId('shop', 'a'),
    namespace: 'shop',
    name: 'a',
    podSelector: { requirements: [] },
    policyTypes: ['ingress'],
    ingress: [],
    egress: [],
    place: null,
  } as const

  it.each([
    ['CRLF where all files have it', ['a: 1\r\n', 'b: 1\r\n'], true],
    ['LF where only some have it', ['a: 1\r\n', 'b: 1\n'], false],
    ['LF where nothing shows what is wanted', [''], false],
  ])('end their lines with %s', (_why, texts, isCrlf) => {
    const files = texts.map((text, i) => fileOf(text, `${i}.yaml`, `f${i}`))
    const text = applyChanges(files, [], [{ kind: 'create', edits: [], policy: created }]).at(-1)?.text ?? ''
    expect([text.includes('\r\n'), /[^\r]\n/.test(text)]).toEqual([isCrlf, !isCrlf])
  })

  it('share one new file, whose name and id are free', () => {
    const files = [fileOf('', 'policies.yaml', 'f7'), fileOf('x: 1\n')]
    const make = (name: string): PolicyChange => ({
      kind: 'create',
      edits: [],
      policy: { ...created, id: policyId('shop', name), name },
    })
    const result = applyChanges(files, [], [make('a'), make('b')])
    expect(result.slice(0, 2)).toEqual(files)
    expect(result[2]).toMatchObject({ id: 'f8', name: 'policies-2.yaml' })
    expect(read(result.slice(2), defaultOptions).cluster.policies.map((it) => it.id)).toEqual([
      'shop/a',
      'shop/b',
    ])
  })
})
