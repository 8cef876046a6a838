import { describe, expect, it } from 'vitest'
import { connectionsOf } from '../sets/connections'
import { readEdit } from './edits'

const web = { kind: 'workload', namespace: 'shop', workloadKind: null, name: 'web' }
const api = { ...web, name: 'api' }
const tcp = (port: number) => connectionsOf('TCP', port)

describe('readEdit', () => {
  it.each([
    ['shop/web -> shop/api : TCP 8080', { from: web, to: api, ports: [tcp(8080)] }, ''],
    ['shop/web->shop/api: 8080', { from: web, to: api, ports: [tcp(8080)] }, 'with fewer spaces'],
    [
      'shop/web => shop/api : 80,http',
      { from: web, to: api, ports: [tcp(80), { name: 'http', protocol: 'TCP' }] },
      'the arrow of connectivity',
    ],
    [
      '::1 -> shop/api : 80',
      { from: { kind: 'cidr', cidr: '::1/128', except: [] }, to: api, ports: [tcp(80)] },
      'colons of addresses are none',
    ],
    [
      'shop/web -> ::/0 : 80',
      { from: web, to: { kind: 'cidr', cidr: '::/0', except: [] }, ports: [tcp(80)] },
      '',
    ],
    [
      'shop/web -> fd00:: : 80',
      { from: web, to: { kind: 'cidr', cidr: 'fd00::/128', except: [] }, ports: [tcp(80)] },
      '',
    ],
    [
      'shop/web -> shop/api : 80, http at egress',
      { from: web, to: api, ports: [tcp(80), { name: 'http', protocol: 'TCP' }], cut: 'egress' },
      'at which side it is cut',
    ],
    [
      'shop/web -> shop/api : at',
      { from: web, to: api, ports: [{ name: 'at', protocol: 'TCP' }] },
      'a port may be called so',
    ],
  ])('%j %j %s', (text, expected, _why) => {
    expect(readEdit('block', text)).toEqual({ kind: 'read', value: { kind: 'block', ...expected } })
  })

  it.each([
    ['shop : ingress', ['ingress'], 'none', ''],
    ['shop/* : egress, ingress', ['ingress', 'egress'], 'none', 'in either order'],
    ['shop : ingress egress dns', ['ingress', 'egress'], 'cluster', 'with spaces'],
    ['shop : egress,dns', ['egress'], 'cluster', ''],
    [
      'shop : egress,node-local-dns',
      ['egress'],
      'clusterAndNodeLocal',
      'which asks the cluster’s DNS itself',
    ],
    ['shop : egress,dns,node-local-dns', ['egress'], 'clusterAndNodeLocal', 'as it is written'],
  ])('isolate %j %j %j %s', (text, directions, dns, _why) => {
    const end = { kind: 'namespace', name: 'shop' }
    expect(readEdit('isolate', text)).toEqual({
      kind: 'read',
      value: { kind: 'isolate', end, directions, dns },
    })
  })

  it.each([
    ['allow', 'shop/web : 80', 'does not say from where to where', 'no arrow'],
    ['allow', 'shop/web -> shop/api -> shop/db : 80', 'does not say from where to where', 'two arrows'],
    [
      'allow',
      'shop/web -> shop/api',
      'does not say which ports',
      'every port is never meant by saying nothing',
    ],
    ['allow', 'shop/web -> ::/0', 'does not say which ports', ''],
    ['allow', 'shop/web -> fd00:: TCP 80', 'does not say which ports', 'an address may end in colons'],
    ['allow', '-> shop/api : 80', 'An end is missing', ''],
    ['block', 'shop/web -> shop : 80', '"shop" can be read in two ways', ''],
    ['block', 'shop/web -> shop/api : TCP', null, ''],
    ['block', 'shop/web -> shop/api : all at sender', '"sender" is no side.', ''],
    [
      'allow',
      'shop/web -> shop/api : 80 at egress',
      '"80 at egress" is no port',
      'an allow needs both sides',
    ],
    ['block', 'shop/web -> shop/api : HTTP', '"HTTP" is no port', ''],
    ['open', 'shop', 'In which direction is not said', ''],
    ['open', 'shop : ingress,dns', '"dns" is no direction', 'what is open needs no rule for DNS'],
    ['open', 'shop/web : ingress by force', '"force" is no way to open', ''],
    ['only', ' : dns', 'No namespace is named', ''],
    ['only', 'shop : all', '"all" is nothing that can be kept', ''],
    ['isolate', 'shop', 'In which direction is not said', ''],
    ['isolate', 'shop : out', '"out" is no direction', ''],
    ['isolate', 'shop : ingress,dns', 'only where egress is isolated', 'DNS leaves a pod'],
  ] as const)('%s %j is wrong: %j %s', (kind, text, message, _why) => {
    const read = readEdit(kind, text)
    if (message === null) expect(read.kind).toBe('read')
    else expect(read).toEqual({ kind: 'wrong', message: expect.stringContaining(message) })
  })
})
