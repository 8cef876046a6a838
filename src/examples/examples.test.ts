import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach, side } from '../engine/reach'
import { read } from '../manifest/read'
import type { Endpoint } from '../model/cluster'
import { fileId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  intersect,
  isEmpty,
  unionAll,
} from '../sets/connections'
import { type Example, examples } from './examples'

const none = 'No Connections'
const all = 'All Connections'
const names = 'TCP 53,UDP 53'

/**
 * From, to, what is allowed, and which sides block the ports that the destination declares. A why that begins with "half" means
 * that a rule of the other side allows it. The verdicts were worked out by hand from the rules of the API, not by the engine.
 */
type Row = readonly [from: string, to: string, allowed: string, blockedBy: string, why: string]

// biome-ignore format: tables
const tables: Readonly<Record<string, readonly Row[]>> = {
  'three-tier-shop': [
    ['production/frontend',   'production/api',       none,  'egress', 'half: the api lets it in, default deny does not let it out'],
    ['production/api',        'production/database',  'TCP 5432', '', 'both halves are there'],
    ['ingress-nginx/ingress-nginx-controller', 'production/frontend', 'TCP 80,443', '', 'nobody isolates the controller'],
    ['production/frontend',   'production/database',  none,  'both',   'no rule on either side'],
    ['production/database',   'production/api',       none,  'both',   'flows have a direction'],
    ['production/api',        'production/frontend',  none,  'both',   'the controller alone may come in'],
    ['production/frontend',   'kube-system/coredns',  names, '',       'DNS, but not the metrics port'],
    ['production/api',        'kube-system/coredns',  names, '',       'every pod of the namespace'],
    ['production/database',   'kube-system/coredns',  names, '',       'every pod of the namespace'],
    ['production/api',        'kube-system/metrics-server', names, 'egress', 'wider than needed: port 53 of any pod'],
    ['production/api',        'ingress-nginx/ingress-nginx-controller', names, 'egress', 'of any namespace'],
    ['production/api',        'outside',              none,  'egress', 'a namespaceSelector never matches the outside'],
    ['outside',               'production/frontend',  none,  'ingress', 'visitors come through the controller'],
  ],
  payments: [
    ['payments/api',          'payments/postgres',    none,  'egress', 'half: the database lets it in, the api may only ask for names'],
    ['marketing/marketing',   'payments/postgres',    none,  'ingress', 'it may send, and is not let in'],
    ['payments/api',          'kube-system/coredns',  names, '',       'names resolve'],
    ['payments/postgres',     'kube-system/coredns',  names, '',       'for every pod of the namespace'],
    ['payments/api',          'kube-system/metrics-server', names, 'egress', 'port 53 of any pod in kube-system'],
    ['payments/api',          'marketing/marketing',  none,  'egress', 'but of no other namespace'],
    ['payments/api',          'outside',              none,  'egress', 'no outside address'],
    ['marketing/marketing',   'kube-system/coredns',  all,   '',       'no policy holds it'],
  ],
  'namespace-lab': [
    ['netpol-demo/frontend',  'netpol-demo/backend',  'TCP 80', '',   'true in the lab and here'],
    ['netpol-demo/external-client', 'netpol-demo/frontend', none, 'egress', 'half: the lab says allowed'],
    ['netpol-demo/backend',   'netpol-demo/database', none,  'egress', 'half: the lab says allowed'],
    ['netpol-demo/external-client', 'netpol-demo/database', none, 'both', 'blocked, as the lab says'],
    ['netpol-demo/frontend',  'netpol-demo/database', none,  'both',   'blocked, as the lab says'],
    ['netpol-demo/external-client', 'netpol-demo/backend', none, 'both', 'blocked, as the lab says'],
    ['outside',               'netpol-demo/frontend', 'TCP 80', '',   'a rule without from admits the outside'],
    ['netpol-demo/backend',   'kube-system/coredns',  names, '',       'names resolve'],
    ['netpol-demo/backend',   'outside',              names, '',       'a rule without to reaches the outside, on port 53'],
  ],
  'deny-one-app': [
    ['default/shop',          'default/web',          none,  'ingress', 'web is closed'],
    ['default/reports',       'default/web',          none,  'ingress', 'for everybody'],
    ['outside',               'default/web',          none,  'ingress', 'the outside too'],
    ['default/web',           'default/shop',         all,   '',       'but only for ingress'],
    ['default/web',           'outside',              all,   '',       'what it sends is not held back'],
    ['default/shop',          'default/reports',      all,   '',       'the label has a typing mistake: nobody is selected'],
    ['default/reports',       'default/shop',         all,   '',       'other pods are untouched'],
  ],
  quarantine: [
    ['default/web',           'default/checkout-suspect', none, 'ingress', 'nobody reaches it'],
    ['outside',               'default/checkout-suspect', none, 'ingress', 'nor from outside'],
    ['default/checkout-suspect', 'default/database',  all,   '',       'egress: [] without policyTypes is no egress policy'],
    ['default/checkout-suspect', 'default/web',       all,   '',       'so it reaches everybody'],
    ['default/checkout-suspect', 'outside',           all,   '',       'and everywhere'],
    ['default/web',           'default/checkout',     all,   '',       'its former siblings are not cut off'],
  ],
  'online-boutique': [
    ['default/frontend',      'default/adservice',    'TCP 9555', '',  'its one client'],
    ['default/frontend',      'default/cartservice',  'TCP 7070', '',  'one of two clients'],
    ['default/checkoutservice', 'default/cartservice', 'TCP 7070', '', 'the other'],
    ['default/cartservice',   'default/redis-cart',   'TCP 6379', '',  'the only way to the store'],
    ['default/recommendationservice', 'default/productcatalogservice', 'TCP 3550', '', 'one of three clients'],
    ['default/checkoutservice', 'default/paymentservice', 'TCP 50051', '', 'payments are for the checkout alone'],
    ['default/cartservice',   'default/paymentservice', none, 'ingress', 'and not for the cart'],
    ['default/frontend',      'default/redis-cart',   none,  'ingress', 'nobody goes past the cart service'],
    ['default/frontend',      'default/emailservice', none,  'ingress', 'only the checkout sends mail'],
    ['default/loadgenerator', 'default/frontend',     all,   '',       'the wide door: every port'],
    ['outside',               'default/frontend',     all,   '',       'for everybody'],
    ['default/frontend',      'default/loadgenerator', none, 'ingress', 'nobody calls the load generator'],
    ['default/paymentservice', 'outside',             all,   '',       'nobody is held back from sending'],
  ],
  'default-deny': [
    ['team/web',              'team/queue',           none,  'both',   'the wall'],
    ['team/worker',           'kube-system/coredns',  none,  'egress', 'not even names'],
    ['kube-system/metrics-server', 'team/web',        none,  'ingress', 'from nowhere'],
    ['team/web',              'outside',              none,  'egress', 'to nowhere'],
  ],
}

const indexes = new Map(examples.map((example) => [example.id, compileExample(example)]))

it('has a table for every example', () => {
  expect(Object.keys(tables)).toEqual(examples.map(({ id }) => id))
})

describe.each(examples)('$title', ({ id, files }) => {
  it('reads without a complaint', () => {
    expect(readFiles(files).diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it.each(tables[id] ?? [])('%s -> %s: %s %s (%s)', (from, to, allowed, blockedBy, why) => {
    const index = indexes.get(id)
    if (index === undefined) throw new Error(`no example ${id}`)
    const [sender, receiver] = [position(index, from), position(index, to)]
    expect(formatConnections(reach(index, sender, receiver))).toBe(allowed)
    expect(blockingSides(index, sender, receiver)).toBe(blockedBy)
    if (why.startsWith('half')) expect(isHalfOpen(index, sender, receiver)).toBe(true)
  })
})

function readFiles(files: Example['files']) {
  return read(
    files.map(({ name, text }, i) => ({ id: fileId(`f${i}`), name, text })),
    defaultOptions,
  )
}

function compileExample({ files }: Example): PolicyIndex {
  return compile(readFiles(files).cluster, defaultOptions)
}

function position(index: PolicyIndex, name: string): number {
  const found = index.endpoints.findIndex((it) =>
    it.kind === 'workload' ? `${it.namespace}/${it.name}` === name : it.isRest && name === 'outside',
  )
  if (found === -1) throw new Error(`no endpoint ${name}`)
  return found
}

type Side = 'egress' | 'ingress'

/** `egress`, `ingress`, `both` or nothing: the sides that let none of the destination's declared ports through. */
function blockingSides(index: PolicyIndex, from: number, to: number): string {
  const asked = declaredPorts(index.endpoints[to])
  const blocks = (direction: Side) => {
    const allowed = sideOf(index, direction, from, to)
    return allowed !== null && isEmpty(intersect(allowed, asked))
  }
  const [egress, ingress] = [blocks('egress'), blocks('ingress')]
  if (egress && ingress) return 'both'
  return egress ? 'egress' : ingress ? 'ingress' : ''
}

/** A rule of one side allows it, and the other side blocks it. */
function isHalfOpen(index: PolicyIndex, from: number, to: number): boolean {
  const blocker = blockingSides(index, from, to)
  if (blocker !== 'egress' && blocker !== 'ingress') return false
  return sideOf(index, blocker === 'egress' ? 'ingress' : 'egress', from, to) !== null
}

function sideOf(index: PolicyIndex, direction: Side, from: number, to: number) {
  return direction === 'egress' ? side(index, 'egress', from, to) : side(index, 'ingress', to, from)
}

function declaredPorts(endpoint: Endpoint | undefined) {
  if (endpoint?.kind !== 'workload' || endpoint.ports.length === 0) return allConnections
  return unionAll(endpoint.ports.map(({ protocol, port }) => connectionsOf(protocol, port)))
}
