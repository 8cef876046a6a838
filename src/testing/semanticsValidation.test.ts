/** SEMANTICS, sections Validation and YAML, rules 22, 23 and 25: each mistake with its place and what to do, a row a clause. */
import { describe, it } from 'vitest'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const two = pods('web', 'db')
/** The refused policy would open `db` for everybody; the other one, which is left as it is, closes it. */
const closed = policy('db').replace('for-db', 'closed')
const refused = (spec: string) => `${two}${policy('db', spec)}${closed}`
const alone = '\nweb -> db: none\npolicies: default/closed'
const peer = (text: string) => refused(`ingress: [{}, {from: [${text}]}]`)
const port = (text: string) => refused(`ingress: [{}, {ports: [${text}]}]`)
const expression = (text: string) => peer(`{podSelector: {matchExpressions: [${text}]}}`)
const label = (text: string) => peer(`{podSelector: {matchLabels: {${text}}}}`)

// biome-ignore format: a table
const refusals: readonly (readonly [clause: string, yaml: string, diagnostic: string])[] = [
  ['a peer with nothing in it', peer('{}'), 'empty-peer at {} => Use `podSelector: {}` for all pods'],
  ['a peer of nulls', peer('{podSelector: null}'), 'empty-peer at {podSelector: null} => Use `podSelector: {}`'],
  ['ipBlock beside a podSelector', peer('{ipBlock: {cidr: 1.0.0.0/8}, podSelector: {}}'), 'peer-with-both at ipBlock => begin it with a dash'],
  ['ipBlock beside a namespaceSelector', peer('{namespaceSelector: {}, ipBlock: {cidr: 1.0.0.0/8}}'), 'peer-with-both at ipBlock => begin it with a dash'],
  ['an ipBlock without cidr', peer('{ipBlock: {except: [1.0.0.0/8]}}'), 'no-cidr at ipBlock => Add `cidr:`'],
  ['a cidr that is an address', peer('{ipBlock: {cidr: 1.2.3.4}}'), 'bad-cidr at 1.2.3.4 => 1.2.3.4/32 is this one address'],
  ['a cidr with too long a prefix', peer('{ipBlock: {cidr: 1.2.3.0/33}}'), 'bad-cidr at 1.2.3.0/33 => Write an address, a slash and a prefix length'],
  ['an except outside its cidr', peer('{ipBlock: {cidr: 1.0.0.0/8, except: [2.0.0.0/16]}}'), 'except-outside-cidr at 2.0.0.0/16 => a smaller range inside its cidr'],
  ['an except as large as its cidr', peer('{ipBlock: {cidr: 1.0.0.0/8, except: [1.0.0.0/8]}}'), 'except-outside-cidr at 1.0.0.0/8 => a smaller range'],
  ['an except of the other IP version', peer('{ipBlock: {cidr: 1.0.0.0/8, except: ["fd00::/16"]}}'), 'except-outside-cidr at "fd00::/16" => a smaller range'],
  ['port 0', port('{port: 0}'), 'bad-port at 0 => from 1 to 65535'],
  ['port 65536', port('{port: 65536}'), 'bad-port at 65536 => from 1 to 65535'],
  ['a negative port', port('{port: -1}'), 'bad-port at -1 => from 1 to 65535'],
  ['a port that is no whole number', port('{port: 80.5}'), 'wrong-type at 80.5 => Write digits alone'],
  ['endPort without a port', port('{endPort: 90}'), 'bad-end-port at 90 => the first port as a number in `port`'],
  ['endPort beside a port name', port('{port: http, endPort: 90}'), 'bad-end-port at 90 => the first port as a number'],
  ['endPort below its port', port('{port: 90, endPort: 80}'), 'bad-end-port at 80 => the last in `endPort`'],
  ['endPort above 65535', port('{port: 90, endPort: 65536}'), 'bad-port at 65536 => from 1 to 65535'],
  ['an unknown protocol', port('{protocol: HTTP}'), 'bad-protocol at HTTP => Use TCP, UDP or SCTP'],
  ['a protocol in small letters', port('{protocol: udp}'), 'bad-protocol at udp => Write UDP, in capitals'],
  ['an unknown policy type', refused('policyTypes: [Both], ingress: [{}]'), 'bad-policy-type at Both => Use Ingress or Egress'],
  ['a policy type in small letters', refused('policyTypes: [ingress], egress: [{}]'), 'bad-policy-type at ingress => with a capital letter'],
  ['an unknown operator', expression('{key: app, operator: Equals, values: [web]}'), 'bad-operator at Equals => Use In, NotIn, Exists or DoesNotExist'],
  ['no operator', expression('{key: app}'), 'bad-operator at {key: app} => Use In, NotIn'],
  ['In without values', expression('{key: app, operator: In}'), 'no-values at {key: app, operator: In} => List them under `values`, or use Exists'],
  ['In with an empty list of values', expression('{key: app, operator: In, values: []}'), 'no-values at [] => List them'],
  ['NotIn without values', expression('{key: app, operator: NotIn}'), 'no-values at {key: app, operator: NotIn} => or use DoesNotExist'],
  ['Exists with values', expression('{key: app, operator: Exists, values: [web]}'), 'unwanted-values at values => or use In'],
  ['DoesNotExist with values', expression('{key: app, operator: DoesNotExist, values: [web]}'), 'unwanted-values at values => or use NotIn'],
  ['an invalid label key', label('"a b": web'), 'bad-label-key at "a b" => up to 63 letters, digits'],
  ['an invalid key in an expression', expression('{key: a/b/c, operator: Exists}'), 'bad-label-key at a/b/c => a DNS name and a slash may stand before it'],
  ['an invalid label value', label('app: web/1'), 'bad-label-value at web/1 => empty or up to 63 letters'],
  ['an invalid value in an expression', expression('{key: app, operator: In, values: [-web]}'), 'bad-label-value at -web => with a letter or digit at both ends'],
  ['an invalid port name', port('{port: Web}'), 'bad-port-name at Web => at most 15 lower-case letters'],
  ['a port name of 16 letters', port('{port: abcdefghijklmnop}'), 'bad-port-name at abcdefghijklmnop => at most 15'],
]

// biome-ignore format: a table
const unknownFields: readonly (readonly [clause: string, yaml: string, diagnostic: string])[] = [
  ['`podselector`', refused('podselector: {}, ingress: [{}]'), 'unknown-field at podselector => Did you mean `podSelector`?'],
  ['`policyType`', refused('policyType: [Ingress], ingress: [{}]'), 'unknown-field at policyType => Did you mean `policyTypes`?'],
  ['`form`', refused('ingress: [{}, {form: []}]'), 'unknown-field at form => Did you mean `from`?'],
  ['`port:` under `from`', peer('{podSelector: {}, port: 80}'), 'unknown-field at port => `port` belongs below `ports`'],
  ['`ports` in a peer', peer('{podSelector: {}, ports: []}'), 'unknown-field at ports => beside the list of peers'],
  ['`to` in an ingress rule', refused('ingress: [{}, {to: []}]'), 'unknown-field at to => An ingress rule has `from`'],
  ['`matchLabel`', peer('{podSelector: {matchLabel: {app: web}}}'), 'unknown-field at matchLabel => Did you mean `matchLabels`?'],
  ['`namespaceselector`', peer('{namespaceselector: {}, podSelector: {}}'), 'unknown-field at namespaceselector => Did you mean `namespaceSelector`?'],
  ['`expect` for except', peer('{ipBlock: {cidr: 1.0.0.0/8, expect: []}}'), 'unknown-field at expect => Did you mean `except`?'],
  ['`endport`', port('{port: 80, endport: 90}'), 'unknown-field at endport => Did you mean `endPort`?'],
  ['`op` in an expression', expression('{key: app, op: Exists, operator: Exists}'), 'unknown-field at op => It may have key, operator, values'],
  ['a peer that is no item of a list', refused('ingress: [{}, {from: {podSelector: {}}}]'), 'wrong-type at {podSelector: {}} => Begin each of its items with a dash'],
]

// biome-ignore format: a table
const kinds: readonly RuleRow[] = [
  ['23: unknown kinds are skipped, with a count', `${two}kind: Secret\nmetadata: {name: a}\n---\nkind: Secret\nmetadata: {name: b}\n---\nkind: Gateway\napiVersion: gateway.networking.k8s.io/v1\n`, 'left out: Gateway 1, Secret 2\nworkloads: default/Pod/db(1) default/Pod/web(1)'],
  ['23: a kind that is surely misspelt is skipped and says so', `${two}kind: Networkpolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: a}\n`, 'left out: Networkpolicy 1\nwarning unknown-kind at Networkpolicy => Did you mean NetworkPolicy?'],
  ['23: so is a kind in a version that does not serve it', `${two}kind: NetworkPolicy\napiVersion: extensions/v1beta1\nmetadata: {name: a}\n`, 'left out: NetworkPolicy (extensions/v1beta1) 1\nwarning wrong-api-version at extensions/v1beta1 => Change apiVersion to networking.k8s.io/v1'],
]

const merged =
  'kind: NetworkPolicy\nmetadata: {name: p}\nspec:\n  podSelector: {matchLabels: &web {app: web}}\n  ingress:\n  - from:\n    - podSelector: {matchLabels: {<<: *web, app: db}}\n---\n'
const flowTabs =
  'kind: NetworkPolicy\nmetadata: {name: p}\nspec: {\n\tpodSelector: {},\n\tingress: [\n\t\t{ports: [{port: 1}]}\n\t]\n}\n---\n'
const booleans = ['yes', 'no', 'on', 'off', 'y', 'n']
// biome-ignore format: a table
const dialect: readonly RuleRow[] = [
  ['25: merge keys are resolved, and own keys win', two + merged, 'web: ingress\ndb -> web: all'],
  ...booleans.map((word): RuleRow => [`25: unquoted \`${word}\` is a boolean, and no label value`, label(`app: ${word}`), `error not-a-string at ${word} => Quote it: "${word}"${alone}`]),
  ...booleans.map((word): RuleRow => [`25: quoted "${word}" is a label value`, `kind: Pod\nmetadata: {name: a, labels: {app: "${word}"}}\n---\n${policy('x').replace('app: x', `app: "${word}"`)}`, 'a: ingress']),
  ['25: a boolean is no label value on a pod either', 'kind: Pod\nmetadata: {name: a, labels: {app: yes}}\n', 'error not-a-string at yes => Quote it: "yes"'],
  ['25: `0777` is octal', two + policy('db', 'ingress: [{ports: [{port: 0777}]}]'), 'web -> db: TCP 511'],
  ['25: a tab that begins a line inside a flow collection is accepted', two + flowTabs, 'web -> db: TCP 1'],
  ['25: a tab that indents a block is not', `${two}kind: NetworkPolicy\nspec:\n\tpodSelector: {}\n`, 'web: open\nerror not-yaml at \tpodSelector: {} => Indent this line with spaces'],
  ['25: a number is no label value', label('app: 1'), `error not-a-string at 1 => Quote it: "1"${alone}`],
  ['25: nor in an expression', expression('{key: app, operator: In, values: [1.5]}'), `error not-a-string at 1.5 => Quote it: "1.5"${alone}`],
  ['25: a port written as "80" is a wrong port name', port('{port: "80"}'), `error quoted-port at "80" => Remove the quotes${alone}`],
]

describe('SEMANTICS, Validation and YAML', () => {
  const errors = [
    ...refusals.map(([clause, yaml, diagnostic]) => [`22: ${clause}`, yaml, diagnostic] as const),
    ...unknownFields.map(([clause, yaml, diagnostic]) => [`23: ${clause}`, yaml, diagnostic] as const),
  ]
  it.each(errors)(
    'SEMANTICS %s: an error at its place, and that object alone is left out',
    (rule, yaml, diagnostic) => checkRule([rule, yaml, `error ${diagnostic}${alone}`]),
  )

  it.each([...kinds, ...dialect].map((row) => [row[0], row] as const))('SEMANTICS %s', (_, row) =>
    checkRule(row),
  )

  it('SEMANTICS 22: without its mistake the same policy opens what the other one closes', () =>
    checkRule(['', peer('{podSelector: {}}'), 'web -> db: all\npolicies: default/closed default/for-db']))
})
