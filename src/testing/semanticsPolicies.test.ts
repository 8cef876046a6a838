/** SEMANTICS, sections Words and Policy objects, rules 1 to 11: from the text to the verdict, a row a clause. */
import { describe, it } from 'vitest'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const three = pods('web', 'db', 'other/web')
const namespace = (name: string, labels: string) =>
  `kind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}\n---\n`
const from = (peers: string, ports = '') =>
  `ingress: [{from: [${peers}]${ports === '' ? '' : `, ports: [${ports}]`}}]`
const to = (peers: string, ports = '') =>
  `policyTypes: [Egress], egress: [{to: [${peers}]${ports === '' ? '' : `, ports: [${ports}]`}}]`
const labelled = (name: string, labels: string) =>
  `kind: Pod\nmetadata: {name: ${name}, labels: {${labels}}}\n---\n`
const named = (text: string) => text.replace('for-', 'second-')

// biome-ignore format: a table
const words: readonly RuleRow[] = [
  ['Words: without a policy that selects it, a pod allows everything in both directions', three, 'web: open\nweb -> db: all\ndb -> 1.1.1.1: all\n1.1.1.1 -> db: all'],
  ['Words: isolated in a direction by a policy that selects it and has that direction among its types', three + policy('db', 'policyTypes: [Ingress]') + policy('web', 'policyTypes: [Egress]'), 'db: ingress\nweb: egress\nother/web: open'],
  ['Words: allowed when the sender allows it as egress AND the receiver as ingress', three + policy('web', to('{podSelector: {}}', '{port: 1, endPort: 9}')) + policy('db', from('{podSelector: {}}', '{port: 5, endPort: 20}')), 'web -> db: TCP 5-9\ndb -> web: all'],
  ['Words: policies only add: the union of all rules of all policies', three + policy('db', from('{podSelector: {}}', '{port: 1}')) + named(policy('db', 'ingress: [{ports: [{port: 2}]}, {ports: [{port: 3, protocol: UDP}]}]')), 'web -> db: TCP 1-2,UDP 3'],
  ['Words: a policy of another namespace isolates nobody here', three + policy('other/*'), 'other/web: ingress\nweb: open\ndb: open'],
]

// biome-ignore format: a table
const defaults: readonly RuleRow[] = [
  ['1: metadata.namespace missing: default, with a diagnostic', pods('web'), 'workloads: default/Pod/web(1)\ninfo default-namespace at apiVersion: v1 => Add `namespace:`'],
  ['1: the same for a policy, which applies in default', pods('default/web', 'other/web') + policy('web'), 'policies: default/for-web\nweb -> other/web: all\nother/web -> web: none\ninfo default-namespace at apiVersion: networking.k8s.io/v1 => Add `namespace:`'],
  ['1: null and the empty name are missing too', 'kind: Pod\nmetadata: {name: a, namespace: null}\n---\nkind: Pod\nmetadata: {name: b, namespace: ""}', 'workloads: default/Pod/a(1) default/Pod/b(1)'],
  ['1: the scenario can name another default', pods('web', 'prod/db') + policy('prod/db', from('{podSelector: {}}')), 'workloads: prod/Pod/db(1) prod/Pod/web(1)\nprod/web -> prod/db: all', {defaultNamespace: 'prod'}],
  ['2: policyTypes missing: Ingress', three + policy('db'), 'db: ingress'],
  ['2: policyTypes null', three + policy('db', 'policyTypes: null'), 'db: ingress'],
  ['2: policyTypes empty: as missing', three + policy('db', 'policyTypes: []'), 'db: ingress'],
  ['2: policyTypes missing, one egress rule: Egress too', three + policy('db', 'egress: [{}]'), 'db: ingress egress\ndb -> web: all'],
  ['2: policyTypes empty, one egress rule: Egress too', three + policy('db', 'policyTypes: [], egress: [{ports: [{port: 53}]}]'), 'db: ingress egress\ndb -> web: TCP 53'],
  ['2: `egress: []` without policyTypes isolates nothing for egress', three + policy('db', 'egress: []'), 'db: ingress\ndb -> web: all'],
  ['2: `egress: null` neither', three + policy('db', 'egress: null'), 'db: ingress'],
  ['2: `egress: []` with type Egress: nothing goes out', three + policy('db', 'policyTypes: [Egress], egress: []'), 'db: egress\ndb -> web: none\ndb -> 1.1.1.1: none'],
  ['2: Ingress and Egress without rules: closed both ways', three + policy('db', 'policyTypes: [Ingress, Egress]'), 'db: ingress egress\nweb -> db: none\ndb -> web: none'],
  ['2: ingress rules under [Egress] alone are inert, and a diagnostic says so', three + policy('db', 'policyTypes: [Egress], ingress: [{from: [{podSelector: {}}]}]'), 'db: egress\nother/web -> db: all\nwarning inert-rules at ingress => Add Ingress to policyTypes'],
  ['2: egress rules under [Ingress] alone are inert, and a diagnostic says so', three + policy('db', 'policyTypes: [Ingress], egress: [{ports: [{port: 53}]}]'), 'db: ingress\ndb -> web: all\nwarning inert-rules at egress => Add Egress to policyTypes'],
  ['2: rules that are not there are no inert rules', three + policy('db', 'policyTypes: [Egress], ingress: []'), 'db: egress'],
  ['3: podSelector {}: every pod of the namespace of the policy', three + policy('*'), 'web: ingress\ndb: ingress\nother/web: open'],
  ['3: podSelector missing: as {}', `${three}kind: NetworkPolicy\nmetadata: {name: p}\nspec: {policyTypes: [Ingress]}`, 'web: ingress\ndb: ingress\nother/web: open'],
  ['3: podSelector null: as {}', `${three}kind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: null}`, 'web: ingress\ndb: ingress\nother/web: open'],
  ['3: `ingress: []`: isolated, nothing allowed', three + policy('db', 'ingress: []'), 'db: ingress\nweb -> db: none\n1.1.1.1 -> db: none'],
  ['3: `ingress: null`', three + policy('db', 'ingress: null'), 'db: ingress\nweb -> db: none'],
  ['3: ingress missing with type Ingress', three + policy('db', 'policyTypes: [Ingress]'), 'db: ingress\nweb -> db: none'],
  ['3: `ingress: [{}]`: everything allowed', three + policy('db', 'ingress: [{}]'), 'db: ingress\nweb -> db: all\nother/web -> db: all\n1.1.1.1 -> db: all'],
  ['3: `egress: [{}]`: everything allowed', three + policy('db', 'policyTypes: [Egress], egress: [{}]'), 'db: egress\ndb -> web: all\ndb -> 1.1.1.1: all'],
  ...['', 'from: null, ', 'from: [], '].map((peers): RuleRow => [`4: {${peers}…} admits every peer, inside and outside the cluster`, three + policy('db', `ingress: [{${peers}ports: [{port: 1}]}]`), 'web -> db: TCP 1\nother/web -> db: TCP 1\n1.1.1.1 -> db: TCP 1\nfd00::1 -> db: TCP 1']),
  ...['', 'to: null, ', 'to: [], '].map((peers): RuleRow => [`4: {${peers}…} reaches every peer, inside and outside the cluster`, three + policy('db', `policyTypes: [Egress], egress: [{${peers}ports: [{port: 1}]}]`), 'db -> web: TCP 1\ndb -> other/web: TCP 1\ndb -> 1.1.1.1: TCP 1\ndb -> fd00::1: TCP 1']),
  ...['', ', ports: null', ', ports: []'].map((ports): RuleRow => [`4: {from: …${ports}} allows every port of every protocol`, three + policy('db', `ingress: [{from: [{podSelector: {}}]${ports}}]`), 'web -> db: all\nother/web -> db: none']),
]

const teams = three + namespace('other', 'team: red') + pods('other/db')
// biome-ignore format: a table
const peers: readonly RuleRow[] = [
  ['5: several items in `from` are alternatives', teams + policy('db', from('{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {matchLabels: {team: red}}}')), 'web -> db: all\nother/db -> db: all\n1.1.1.1 -> db: none'],
  ['5: podSelector and namespaceSelector in ONE item must both match', teams + policy('db', from('{podSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {team: red}}}')), 'web -> db: none\nother/web -> db: all\nother/db -> db: none'],
  ['5: the same in `to`', teams + policy('web', to('{podSelector: {matchLabels: {app: db}}, namespaceSelector: {matchLabels: {team: red}}}')), 'web -> db: none\nweb -> other/db: all\nweb -> other/web: none'],
  ['6: podSelector alone: pods of the namespace of the policy', three + policy('db', from('{podSelector: {matchLabels: {app: web}}}')), 'web -> db: all\nother/web -> db: none'],
  ['6: namespaceSelector alone: all pods of the matching namespaces', teams + policy('db', from('{namespaceSelector: {matchLabels: {team: red}}}')), 'other/web -> db: all\nother/db -> db: all\nweb -> db: none'],
  ['6: namespaceSelector {}: all namespaces, and nothing outside', three + policy('db', from('{namespaceSelector: {}}')), 'web -> db: all\nother/web -> db: all\n1.1.1.1 -> db: none'],
  ['6: podSelector null is missing', three + policy('db', from('{podSelector: null, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}')), 'other/web -> db: all\nweb -> db: none'],
  ['6: namespaceSelector null is missing', three + policy('db', from('{podSelector: {}, namespaceSelector: null}')), 'web -> db: all\nother/web -> db: none'],
  ['6: ipBlock null is missing', three + policy('db', from('{podSelector: {}, ipBlock: null}')), 'web -> db: all\nother/web -> db: none'],
  ['6: ipBlock stands alone', three + policy('db', from('{podSelector: {}, ipBlock: {cidr: 1.0.0.0/8}}')), 'db: open\nerror peer-with-both at ipBlock => Make the ipBlock a peer of its own'],
  ['9: cidr minus except', three + policy('db', from('{ipBlock: {cidr: 1.0.0.0/8, except: [1.1.0.0/16, 1.2.0.0/16]}}')), '1.0.0.1 -> db: all\n1.1.0.1 -> db: none\n1.2.0.1 -> db: none\n1.3.0.1 -> db: all\n2.0.0.1 -> db: none'],
  ['9: an except takes nothing from another peer', three + policy('db', from('{ipBlock: {cidr: 1.0.0.0/8, except: [1.1.0.0/16]}}, {ipBlock: {cidr: 1.1.1.0/24}}')), '1.1.1.1 -> db: all\n1.1.2.1 -> db: none'],
  ['9: nor from another rule', three + policy('db', 'ingress: [{from: [{ipBlock: {cidr: 1.0.0.0/8, except: [1.1.0.0/16]}}]}, {ports: [{port: 1}]}]'), '1.1.1.1 -> db: TCP 1\n1.0.0.1 -> db: all'],
  ['9: IPv6', three + policy('web', to('{ipBlock: {cidr: "2001:db8::/32", except: ["2001:db8:1::/48"]}}')), 'web -> 2001:db8::1: all\nweb -> 2001:db8:1::1: none\nweb -> 1.1.1.1: none'],
  ['9: 0.0.0.0/0 is IPv4 alone, ::/0 IPv6 alone', three + policy('web', to('{ipBlock: {cidr: 0.0.0.0/0}}')) + policy('db', to('{ipBlock: {cidr: "::/0"}}')), 'web -> 1.1.1.1: all\nweb -> fd00::1: none\ndb -> fd00::1: all\ndb -> 1.1.1.1: none'],
  ['9: host bits are accepted, with a diagnostic', three + policy('db', from('{ipBlock: {cidr: 1.2.3.4/8, except: [1.2.3.4/16]}}')), '1.9.9.9 -> db: all\n1.2.9.9 -> db: none\nwarning host-bits at 1.2.3.4/8 => Write the first address\nwarning host-bits at 1.2.3.4/16 => Write the first address'],
  ['10: every namespace carries its name, also when its manifest does not show it', teams + policy('db', from('{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}')), 'other/web -> db: all\nweb -> db: none'],
  ['10: also when it is only implied by an object in it', three + policy('db', from('{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [default]}]}}')), 'other/web -> db: all\nweb -> db: none'],
  ['10: a contrary value of a manifest is overridden, with a diagnostic', three + namespace('other', 'kubernetes.io/metadata.name: forged') + policy('db', from('{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: forged}}}')), 'other/web -> db: none\nwarning forced-name-label at forged => Remove the label'],
  ['10: its own name written out is fine', three + namespace('other', 'kubernetes.io/metadata.name: other'), 'workloads: default/Pod/db(1) default/Pod/web(1) other/Pod/web(1)'],
  ['11: a kind counts with its API group: Calico’s is another', `${three}apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {selector: all()}`, 'web: open\npolicies: none\nleft out: NetworkPolicy (projectcalico.org/v3) 1\nwarning policy-not-evaluated at apiVersion: projectcalico.org/v3 => Read it by itself'],
  ['11: of two with one namespace and name the later wins, with a diagnostic', three + policy('db', 'ingress: [{}]') + policy('db', 'policyTypes: [Egress]'), 'db: egress\npolicies: default/for-db\nwarning duplicate-object at apiVersion: networking.k8s.io/v1 => Remove or rename one'],
  ['11: a missing namespace and the written default are one place', three + policy('db') + policy('default/db', 'ingress: [{}]'), 'web -> db: all\nwarning duplicate-object at apiVersion: networking.k8s.io/v1 => Remove or rename one'],
  ['11: the same name in two namespaces are two policies', three + policy('web') + policy('other/web', 'policyTypes: [Egress]'), 'policies: default/for-web other/for-web\nweb: ingress\nother/web: egress'],
]

// biome-ignore format: a table
const selectors: readonly RuleRow[] = ([
  // selector                                                                 isolated                why
  ['{matchLabels: {app: web, tier: fe}}',                                     'web',                  'matchLabels are ANDed'],
  ['{matchLabels: {app: web, tier: be}}',                                     '',                     'one that fails is enough'],
  ['{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: DoesNotExist}]}', '',          'matchLabels and matchExpressions are ANDed'],
  ['{matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: NotIn, values: [fe]}]}', 'db', 'matchExpressions are ANDed'],
  ['{matchExpressions: [{key: tier, operator: In, values: [fe, mid]}]}',      'web',                  'In: the key is there and its value is listed'],
  ['{matchExpressions: [{key: tier, operator: In, values: [""]}]}',           'blank',                'In: a missing key is no empty value'],
  ['{matchExpressions: [{key: tier, operator: NotIn, values: [fe]}]}',        'db bare blank',        'NotIn: the value is not listed, also when the key is missing'],
  ['{matchExpressions: [{key: tier, operator: Exists}]}',                     'web db blank',         'Exists: by key alone, whatever its value'],
  ['{matchExpressions: [{key: tier, operator: DoesNotExist}]}',               'bare',                 'DoesNotExist: by key alone'],
  ['{matchExpressions: []}',                                                  'web db bare blank',    'no requirement at all selects everything'],
  ['{matchLabels: {}, matchExpressions: null}',                               'web db bare blank',    'empty and null are none'],
  ['{matchLabels: {App: web}}',                                               '',                     'keys are compared with their case'],
] as const).map(([selector, isolated, why]) => [
  `7: ${why}`,
  `${labelled('web', 'app: web, tier: fe')}${labelled('db', 'app: db, tier: be')}${labelled('bare', '')}${labelled('blank', 'tier: ""')}kind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: ${selector}}`,
  ['web', 'db', 'bare', 'blank'].map((name) => `${name}: ${isolated.split(' ').includes(name) ? 'ingress' : 'open'}`).join('\n'),
])

describe('SEMANTICS, Words and Policy objects', () => {
  it.each([...words, ...defaults, ...peers, ...selectors].map((row) => [row[0], row] as const))(
    'SEMANTICS %s',
    (_, row) => checkRule(row),
  )
})
