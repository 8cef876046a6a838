import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, FlowChange, ReachEdit, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { allConnections, connectionsOf, includes, intersect, isEmpty, union } from '../sets/connections'
import { editsOf, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, ipBlock, pods, policy, rule, selector, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

/** Every kind of end, with the endpoints that it stands for: names of workloads, `in` the addresses of the CIDR, `out` all others. */
const ends: Readonly<Record<string, { readonly end: EditEnd; readonly members: readonly string[] }>> = {
  workload: { end: { kind: 'workload', id: workload('shop/web', '').id }, members: ['web'] },
  'another workload': { end: { kind: 'workload', id: workload('mon/prom', '').id }, members: ['prom'] },
  namespace: { end: { kind: 'namespace', name: 'shop' }, members: ['api', 'web'] },
  'all pods': { end: { kind: 'allPods' }, members: ['api', 'prom', 'web'] },
  CIDR: {
    end: { kind: 'cidr', cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.1.2.0/24', '10.9.0.0/16'] },
    members: ['in'],
  },
  outside: { end: { kind: 'outside' }, members: ['in', 'out'] },
}

/** `TCP http` is TCP 8080 on web and 9090 on the others: what is drawn to a name is the numbers that it has there. */
const ports: Readonly<Record<string, ConnectionSet>> = {
  'a number': connectionsOf('TCP', 443),
  'a range': connectionsOf('TCP', 8000, 8999),
  'the numbers of a name': union(connectionsOf('TCP', 8080), connectionsOf('TCP', 9090)),
  'all of a protocol': connectionsOf('UDP', 1, 65535),
  'two protocols': union(connectionsOf('SCTP', 7), connectionsOf('TCP', 7)),
  everything: allConnections,
}

const partlyGranted = new Set(['a range', 'the numbers of a name', 'all of a protocol'])

const isolated: Readonly<Record<string, readonly Direction[]>> = {
  neither: [],
  'the senders': ['egress'],
  'the receivers': ['ingress'],
  both: ['ingress', 'egress'],
}

/** What the isolated ones are granted already: nothing, or something by a name, a range and addresses. */
const granted = {
  ingress: [
    rule([pods('', ''), ipBlock('0.0.0.0/0', '10.9.0.0/16')], ['TCP http']),
    rule([pods('app=prom', '')], ['TCP 8500-9500', 'UDP']),
  ],
  egress: [rule([pods('app=api'), ipBlock('10.0.0.0/8')], ['TCP http', 'TCP 440-450']), rule([], ['SCTP'])],
}

const workloads = [
  workload('mon/prom', 'app=prom', 'http:9090'),
  workload('shop/api', 'app=api', 'http:9090', { replicas: 2 }),
  workload('shop/web', 'app=web', 'http:8080'),
]

function clusterWith(types: readonly Direction[], isGranting: boolean): Cluster {
  const denials = ['mon', 'shop'].map((name) => policy(`${name}/deny`, '', { types }))
  const grants = ['mon', 'shop'].map((name) =>
    policy(`${name}/grant`, 'app', {
      types,
      ingress: types.includes('ingress') ? granted.ingress : [],
      egress: types.includes('egress') ? granted.egress : [],
    }),
  )
  const policies: readonly NetworkPolicy[] =
    types.length === 0 ? [] : isGranting ? [...denials, ...grants].toSorted(byId) : denials
  return clusterOf({ mon: 'team=blue', shop: '' }, workloads, policies)
}

function byId(a: NetworkPolicy, b: NetworkPolicy): number {
  return a.id < b.id ? -1 : 1
}

interface Row {
  readonly from: string
  readonly to: string
  readonly who: string
  readonly port: string
}

const senders = Object.keys(ends).filter((from) => from !== 'another workload')

const table = senders.flatMap((from) =>
  Object.keys(ends).flatMap((to) => Object.keys(isolated).map((who) => ({ from, to, who }))),
)

const addressEnds = new Set(['CIDR', 'outside'])

/** Cut along the edges of the CIDR, so that each block is in it or not. */
function evaluated(cluster: Cluster, { policies }: Synthesis): PolicyIndex {
  const cut = policy('shop/cut', '', {
    egress: [rule(['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.9.0.0/16'].map((it) => ipBlock(it)))],
  })
  return compile({ ...cluster, policies }, defaultOptions, [...cluster.policies, cut])
}

function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return endpoint.name
  const isIn = endpoint.ranges.every(({ first }) => /^10\./.test(first) && !/^10\.[19]\./.test(first))
  return isIn ? 'in' : 'out'
}

function isTrue(index: PolicyIndex, { from, to }: Row, edit: Flow): boolean {
  return index.endpoints.every((sender, i) =>
    index.endpoints.every((receiver, j) => {
      const isMeant =
        ends[from]?.members.includes(nameOf(sender)) && ends[to]?.members.includes(nameOf(receiver))
      const isSelf = i === j && sender.kind === 'workload' && sender.replicas < 2
      if (isMeant !== true || isSelf || (sender.kind === 'external' && receiver.kind === 'external'))
        return true
      const flow = reach(index, i, j)
      return edit.kind === 'allow'
        ? includes(flow, edit.connections)
        : isEmpty(intersect(flow, edit.connections))
    }),
  )
}

type Flow = Exclude<ReachEdit, { readonly kind: 'isolate' }>

function editOf(kind: Flow['kind'], { from, to, port }: Row): Flow {
  const [a, b] = [ends[from]?.end, ends[to]?.end]
  const connections = ports[port]
  if (a === undefined || b === undefined || connections === undefined) throw new Error('no such row')
  return { kind, id: editId('e'), from: a, to: b, connections }
}

/** The pairs that no policy governs, and what is said of them. */
function whyNot({ from, to }: Row, kind: Flow['kind']): string | null {
  if (addressEnds.has(from) && addressEnds.has(to)) return 'one end must be pods'
  const isItself = from === to && ends[from]?.end.kind === 'workload'
  return isItself && kind === 'block' ? 'itself' : null
}

/**
 * Where a rule of the user says a name that is another number on each of its pods and one of those is blocked, the numbers that stay
 * are said instead of the name, for all its pods alike.
 */
function isByName({ port }: Row, kind: Flow['kind'], { connections }: FlowChange): boolean {
  return kind === 'block' && port === 'a range' && includes(connectionsOf('TCP', 9090), connections)
}

describe.each(['allow', 'block'] as const)('%s', (kind) => {
  it.each(table)('any ports from $from to $to, with $who isolated', ({ from, to, who }) => {
    for (const port of Object.keys(ports)) {
      checkRow(kind, { from, to, who, port }, false)
      if (who !== 'neither' && partlyGranted.has(port)) checkRow(kind, { from, to, who, port }, true)
    }
  })
})

function checkRow(kind: Flow['kind'], row: Row, isGranting: boolean): void {
  const edit = editOf(kind, row)
  const cluster = clusterWith(isolated[row.who] ?? [], isGranting)
  const result = synthesise(cluster, [edit], defaultOptions)
  const [outcome] = result.outcomes
  const label = `${row.port}${isGranting ? ', some of it granted already' : ''}: ${outcome?.message}`
  const why = whyNot(row, kind)
  if (why !== null) {
    expect(outcome?.status, label).toBe('impossible')
    expect(outcome?.message).toContain(why)
    expect(result.changes).toEqual([])
    return
  }
  expect(['holds', 'already'], label).toContain(outcome?.status)
  expect(isTrue(evaluated(cluster, result), row, edit), label).toBe(true)
  const { collateralAdded, collateralRemoved } = result.impact
  expect(showFlows(collateralRemoved), label).toEqual([])
  const others = collateralAdded.filter((flow) => !isByName(row, kind, flow))
  expect(showFlows(others), label).toEqual([])
}

it('cuts a block at the other side where what is allowed would undo it', () => {
  const web = workload('shop/web', 'app=web', '', { ips: ['10.0.0.1'] })
  const db = workload('shop/db', 'app=db', '', { ips: ['10.0.0.2'] })
  const cluster = clusterOf({ shop: '' }, [db, web], [])
  const edits = editsOf('block shop/web -> shop/db : all\nallow 10.0.0.0/30 -> shop/db : all')
  const { outcomes, policies, changes } = synthesise(cluster, edits, defaultOptions)
  expect(outcomes.map(({ status }) => status)).toEqual(['holds', 'already'])
  expect(policies.map(({ podSelector, policyTypes }) => [podSelector, policyTypes])).toEqual([
    [selector('app=web'), ['egress']],
  ])
  expect(changes).toHaveLength(1)
})

it('blocks last of all what only something that is to be allowed opens', () => {
  const web = workload('shop/web', 'app=web')
  const db = workload('shop/db', 'app=db', '', { ips: ['10.0.0.2'] })
  const cluster = clusterOf({ shop: '' }, [db, web], [policy('shop/web', 'app=web', { types: ['egress'] })])
  const edits = editsOf('allow shop/web -> 10.0.0.0/30 : all\nblock shop/web -> shop/db : all')
  const { outcomes, policies } = synthesise(cluster, edits, defaultOptions)
  expect(outcomes.map(({ status }) => status)).toEqual(['holds', 'holds'])
  expect(policies.map(({ name, policyTypes }) => [name, policyTypes])).toEqual([
    ['db-isolate', ['ingress']],
    ['web', ['egress']],
  ])
})

it('grants a wide and a narrow wish of one pod by one policy rather than by two', () => {
  // A policy of the user, which stands in the text, takes no other direction.
  const { place } = workload('shop/web', '')
  const own = { ...policy('shop/web', 'app=web', { types: ['egress'] }), place }
  const deny = policy('shop/deny', '', {})
  const cluster = clusterOf({ mon: '', shop: '' }, workloads, [deny, own])
  const edits = editsOf('allow shop/web -> mon/* : TCP 80\nallow mon/prom -> shop/web : TCP 80')
  const { outcomes, changes } = synthesise(cluster, edits, defaultOptions)
  expect(outcomes.map(({ status }) => status)).toEqual(['holds', 'holds'])
  expect(showChanges(changes)).toEqual([
    'create shop/web-allow',
    '  [app=web] ingress egress',
    '  ingress from [app=prom] in [ns=mon] : TCP 80',
    '  egress to [] in [ns=mon] : TCP 80',
  ])
})
