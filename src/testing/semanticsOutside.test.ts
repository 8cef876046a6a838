/** SEMANTICS, section Outside the cluster, rules 18 and 19: from the text to the verdict, a row a clause. */
import { describe, it } from 'vitest'
import { checkRule, pods, policy, type RuleRow } from './semanticsCheck'

const two = pods('web', 'db')
const from = (...peers: readonly string[]) =>
  `ingress: [${peers.map((peer, i) => `{from: [${peer}], ports: [{port: ${i + 1}}]}`).join(', ')}]`
const block = (cidr: string, ...except: readonly string[]) =>
  `{ipBlock: {cidr: "${cidr}", except: [${except.join(', ')}]}}`

// biome-ignore format: a table
const rows: readonly RuleRow[] = [
  ['18: without ipBlocks all addresses, IPv4 and IPv6, are one block', two, 'blocks: rest\n0.0.0.0 -> web: all\n255.255.255.255 -> web: all\n:: -> web: all\nffff::ffff -> web: all'],
  ['18: cut along the edges of ipBlocks', two + policy('db', from(block('10.0.0.0/8'))), 'blocks: 10.0.0.0/8 rest\n9.255.255.255 -> db: none\n10.0.0.0 -> db: TCP 1\n10.255.255.255 -> db: TCP 1\n11.0.0.0 -> db: none'],
  ['18: and of excepts', two + policy('db', from(block('10.0.0.0/8', '10.1.0.0/16'))), 'blocks: 10.0.0.0/8 10.1.0.0/16 rest\n10.0.255.255 -> db: TCP 1\n10.1.0.0 -> db: none\n10.1.255.255 -> db: none\n10.2.0.0 -> db: TCP 1'],
  ['18: of all policies, in both directions', two + policy('db', from(block('10.0.0.0/8'))) + policy('web', `policyTypes: [Egress], egress: [{to: [${block('10.1.0.0/16')}]}]`), 'blocks: 10.0.0.0/8 10.1.0.0/16 rest\n10.1.0.1 -> db: TCP 1\nweb -> 10.1.0.1: all\nweb -> 10.2.0.1: none'],
  ['18: overlapping blocks, each part with the verdict of all that hold it', two + policy('db', from(block('10.0.0.0/8'), block('10.1.0.0/16'), block('10.1.1.0/24'))), '10.9.0.1 -> db: TCP 1\n10.1.9.1 -> db: TCP 1-2\n10.1.1.1 -> db: TCP 1-3'],
  ['18: addresses on both sides of an except that the same ipBlocks hold are one block', two + policy('db', from(block('10.0.0.0/8', '10.64.0.0/10'))), 'blocks: 10.0.0.0/8 10.64.0.0/10 rest\n10.0.0.1 -> db: TCP 1\n10.128.0.1 -> db: TCP 1'],
  ['18: IPv6 in the same space', two + policy('db', from(block('2001:db8::/32', '"2001:db8:1::/48"'))), '2001:db8::1 -> db: TCP 1\n2001:db8:1::1 -> db: none\n10.0.0.1 -> db: none'],
  ['18: 0.0.0.0/0 and ::/0 together leave no rest', two + policy('db', from(`${block('0.0.0.0/0')}, ${block('::/0')}`)), 'blocks: 0.0.0.0/0 ::/0\n1.1.1.1 -> db: TCP 1\nfd00::1 -> db: TCP 1'],
  ['18: inert rules cut nothing', two + policy('db', `policyTypes: [Egress], ${from(block('10.0.0.0/8'))}`), 'blocks: rest\nwarning inert-rules at ingress => Add Ingress'],
  ['18: an external block is never isolated', two + policy('*', 'policyTypes: [Ingress, Egress]'), '1.1.1.1: open\nweb: ingress egress'],
  ['18: so what goes out is decided by the sender alone', two + policy('web', 'policyTypes: [Ingress]') + policy('db', 'policyTypes: [Egress]'), 'web -> 1.1.1.1: all\ndb -> 1.1.1.1: none'],
  ['19: `from` missing also admits the outside', two + policy('db', 'ingress: [{ports: [{port: 1}]}]'), '1.1.1.1 -> db: TCP 1\nfd00::1 -> db: TCP 1'],
  ['19: `to` missing also reaches the outside', two + policy('db', 'policyTypes: [Egress], egress: [{ports: [{port: 1}]}]'), 'db -> 1.1.1.1: TCP 1'],
  ['19: a selector never matches it', two + policy('db', from('{podSelector: {}}, {namespaceSelector: {}}, {podSelector: {}, namespaceSelector: {}}')), 'web -> db: TCP 1\n1.1.1.1 -> db: none\nfd00::1 -> db: none'],
  ['19: nor one that asks for nothing to be there', two + policy('db', from('{podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}, namespaceSelector: {}}')), '1.1.1.1 -> db: none'],
]

describe('SEMANTICS, Outside the cluster', () => {
  it.each(rows.map((row) => [row[0], row] as const))('SEMANTICS %s', (_, row) => checkRule(row))
})
