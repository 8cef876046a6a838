import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Service } from '../model/cluster'
import { fileId } from '../model/ids'
import type { KeepOffer } from '../model/keepable'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { clusterOf, policy, workload } from '../testing/smallClusters'
import { keepableFlows } from './keepFlows'
import { keepOffers } from './keepOffers'

const pods = [
  workload('lab/probe', 'app=probe'),
  workload('shop/api', 'app=api', ':8080 :9090', { replicas: 2 }),
  workload('shop/db', 'app=db', ':5432'),
  workload('shop/web', 'app=web'),
]
const place = { file: fileId('f'), document: 0, from: 0, to: 0, line: 1, column: 1 }
const service: Service = {
  namespace: 'shop',
  name: 'api',
  type: 'ClusterIP',
  selector: { app: 'api' },
  ports: [{ name: null, port: 80, protocol: 'TCP', targetPort: 8080 }],
  externalTrafficPolicy: 'Cluster',
  place,
}
const closed = [policy('shop/deny', '', {})]

function input(before: readonly NetworkPolicy[], after: readonly NetworkPolicy[]) {
  const cluster = clusterOf({ lab: '', shop: '' }, pods, before)
  return {
    before: compile(cluster, defaultOptions, after),
    after: compile({ ...cluster, policies: after }, defaultOptions, before),
    services: new Map(pods.flatMap(({ id, name }) => (name === 'api' ? [[id, [service]] as const] : []))),
  }
}

const short = (id: string) => id.replace('/Deployment/', '/')

describe('keepableFlows', () => {
  it('lists a pair a row, needed ones first, with what is worth keeping: needed, else declared ports, else all', () => {
    const { flows, matching, rows } = keepableFlows(input([], closed), '')
    const shown = rows.map(({ from, to, connections, why }) =>
      [
        `${short(from)} -> ${short(to)} : ${formatConnections(connections)}`,
        why.map(({ text }) => text).join(''),
      ]
        .join(' ')
        .trim(),
    )
    expect(shown.slice(0, 3)).toEqual([
      'shop/api -> shop/api : TCP 8080 Service api offers it to the namespace.',
      'shop/db -> shop/api : TCP 8080 Service api offers it to the namespace.',
      'shop/web -> shop/api : TCP 8080 Service api offers it to the namespace.',
    ])
    expect(shown).toContain('lab/probe -> shop/db : TCP 5432')
    expect(shown).toContain('shop/api -> shop/web : All Connections')
    // A pod alone reaches itself whatever the policies say; two of one workload do not.
    expect(shown.some((line) => line.startsWith('shop/web -> shop/web'))).toBe(false)
    expect([flows, matching, rows.length]).toEqual([19, 19, 19])
  })

  it('leaves those that a filter finds, by either end and in any case, and counts the others too', () => {
    const { flows, matching, rows } = keepableFlows(input([], closed), ' PROBE ')
    expect(rows.map(({ from, to }) => `${short(from)} -> ${short(to)}`).toSorted()).toEqual([
      'lab/probe -> shop/api',
      'lab/probe -> shop/db',
      'lab/probe -> shop/web',
      'shop/api -> lab/probe',
      'shop/db -> lab/probe',
      'shop/web -> lab/probe',
    ])
    expect([flows, matching]).toEqual([19, 6])
  })

  it('offers an edit for each row, and has nothing where nothing stops', () => {
    const { rows } = keepableFlows(input([], closed), 'rest')
    expect(rows.map(({ edit }) => edit?.from.kind).filter((kind) => kind === 'outside')).toHaveLength(3)
    expect(keepableFlows(input(closed, closed), '')).toEqual({ flows: 0, matching: 0, rows: [] })
  })
})

describe('keepOffers', () => {
  const words = ({ edits }: KeepOffer) =>
    edits.map(({ from, to, connections }) => {
      const name = (end: typeof from) =>
        end.kind === 'workload' ? short(end.id) : end.kind === 'namespace' ? `${end.name}/*` : end.kind
      return `${name(from)} -> ${name(to)} : ${formatConnections(connections)}`
    })

  it('says in one edit what all workloads of a namespace have', () => {
    const { suggested, inside } = keepOffers(input([], closed))
    expect(words(suggested)).toEqual(['shop/* -> shop/Deployment/api : TCP 8080'.replace('/Deployment', '')])
    expect(words(inside)).toEqual(['shop/* -> shop/* : All Connections'])
    expect([suggested.more, inside.more]).toEqual([0, 0])
  })

  it('says one by one what only some of them have', () => {
    const web = policy('shop/web', 'app=web', { types: ['egress'] })
    const { inside } = keepOffers(input([web], closed))
    expect(words(inside)).not.toContain('shop/* -> shop/* : All Connections')
    expect(words(inside)).toContain('shop/db -> shop/api : All Connections')
    expect(words(inside).some((it) => it.startsWith('shop/web ->'))).toBe(false)
  })
})
