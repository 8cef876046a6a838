import { describe, expect, it } from 'vitest'
import type { Peer } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { allConnections, connectionsOf, noConnections, unionAll } from '../sets/connections'
import { selector } from '../testing/smallClusters'
import { connectionWords, listWords, peerWords, portWords, selectorWords } from './words'

describe('connectionWords', () => {
  // biome-ignore format: a table
  it.each([
    [allConnections, 'every port'],
    [noConnections, 'no port'],
    [connectionsOf('TCP', 8080), 'TCP 8080'],
    [connectionsOf('TCP', 1, 65535), 'every TCP port'],
    [unionAll([connectionsOf('TCP', 80), connectionsOf('TCP', 443), connectionsOf('TCP', 8000, 8010)]), 'TCP 80, 443 and 8000-8010'],
    [unionAll([connectionsOf('TCP', 53), connectionsOf('UDP', 53)]), 'UDP and TCP 53'],
    [unionAll([connectionsOf('TCP', 80), connectionsOf('UDP', 53)]), 'UDP 53 and TCP 80'],
  ])('%#: %s', (set, words) => {
    expect(connectionWords(set)).toBe(words)
  })
})

it.each([
  ['', ''],
  ['app=web', 'app: web'],
  ['app=web,api', 'app in (web, api)'],
  ['env!=prod canary !old', 'env not in (prod), canary, no old'],
])('the selector %j is %j', (text, words) => {
  expect(selectorWords(selector(text))).toBe(words)
})

describe('peerWords', () => {
  const pods = (podText: string, namespaces: LabelSelector | 'own'): Peer => {
    return { kind: 'pods', podSelector: selector(podText), namespaces, place: null }
  }
  // biome-ignore format: a table
  it.each([
    [pods('', 'own'), 'every pod'],
    [pods('app=web', 'own'), 'pods with app: web'],
    [pods('', selector('')), 'every pod in any namespace'],
    [pods('app=web', selector('team=red')), 'pods with app: web in namespaces with team: red'],
    [pods('', selector('kubernetes.io/metadata.name=a,b')), 'every pod in namespace a or b'],
    [pods('', selector('kubernetes.io/metadata.name=a team=red')), 'every pod in namespaces with kubernetes.io/metadata.name: a, team: red'],
    [{ kind: 'ipBlock', cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'], place: null } as Peer, '10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16'],
  ])('%#: %s', (peer, words) => {
    const { pods: who, podLabels, namespaces, namespaceLabels } = peerWords(peer)
    expect([who, podLabels, namespaces, namespaceLabels].filter((it) => it !== '').join(' ')).toBe(words)
  })
})

it('says the ports of a rule, names by their names', () => {
  expect(portWords('any')).toBe('every port')
  const [http, metrics] = [80, 81].map((first) => {
    return { kind: 'range' as const, protocol: 'TCP' as const, first, last: first, place: null }
  })
  const named = { kind: 'named' as const, protocol: 'TCP' as const, name: 'web', place: null }
  if (http === undefined || metrics === undefined) throw new Error('no ports')
  expect(portWords([http, named, metrics])).toBe('TCP 80-81 and port "web" (TCP)')
})

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j is listed as %j', (items, words) => {
  expect(listWords(items)).toBe(words)
})
