import { describe, expect, it } from 'vitest'
import type { CardNode, FlowEdge } from '../../model/graphView'
import { type EndpointId, type PolicyId, workloadId } from '../../model/ids'
import { emphasisOf, type LookedAt } from './emphasis'
import { missingEdges, pathTrail, spreadTrail } from './trail'

const [web, api, db, job] = ['web', 'api', 'db', 'job'].map((name) =>
  workloadId('shop', 'Deployment', name),
) as [EndpointId, EndpointId, EndpointId, EndpointId]
const far = workloadId('other', 'Deployment', 'far')
const ports = { TCP: [{ first: 80, last: 80 }], UDP: [], SCTP: [] }

const edge = (from: string, to: string, change: FlowEdge['change'] = 'same'): FlowEdge => ({
  id: `${from} > ${to}`,
  from,
  to,
  kind: 'rules',
  change,
  connections: ports,
  label: '80',
  pairs: 1,
  blockedBy: null,
})

const cards = [web, api, db, job, far].map((id) => ({
  id,
  frame: `ns:${id.split('/')[0]}`,
})) as unknown as readonly CardNode[]
const edges = [edge(web, api), edge(api, db, 'added'), edge(job, 'ns:other')]

function calm(lookedAt: Partial<LookedAt>) {
  const emphasis = emphasisOf(
    { edges, cards },
    {
      selection: { kind: 'none' },
      show: 'draft',
      trail: null,
      underCursor: null,
      governed: null,
      ...lookedAt,
    },
  )
  return {
    nodes: [web, api, db, job, far, 'ns:shop', 'ns:other'].filter(emphasis.isCalmNode),
    edges: edges.filter(emphasis.isCalmEdge),
    told: edges.filter(emphasis.isTold),
  }
}

describe('what steps back', () => {
  it('is nothing while nothing is looked at', () => {
    expect(calm({})).toEqual({ nodes: [], edges: [], told: [] })
  })

  it('is what has no flow to the selected workload', () => {
    expect(calm({ selection: { kind: 'endpoint', id: web } })).toEqual({
      nodes: [db, job, far, 'ns:other'],
      edges: [edges[1], edges[2]],
      told: [edges[0]],
    })
  })

  it('is all but the ends of a selected pair, also where nothing runs between them', () => {
    const pair = (from: EndpointId, to: EndpointId) =>
      calm({ selection: { kind: 'pair', from, to, connections: null } })
    expect(pair(web, api)).toEqual({
      nodes: [db, job, far, 'ns:other'],
      edges: [edges[1], edges[2]],
      told: [edges[0]],
    })
    expect(pair(web, db)).toEqual({ nodes: [api, job, far, 'ns:other'], edges, told: [] })
  })

  it('is all but a selected bundle and its ends, and nothing once the bundle is gone', () => {
    const bundle = (edge: string) => calm({ selection: { kind: 'aggregate', edge } })
    expect(bundle(`${job} > ns:other`)).toEqual({
      nodes: [web, api, db],
      edges: [edges[0], edges[1]],
      told: [edges[2]],
    })
    expect(bundle('gone')).toEqual({ nodes: [], edges: [], told: [] })
  })

  it('is what a selected policy does not govern: others than it selects, and flows in other directions', () => {
    const selection = { kind: 'policy', id: 'shop/api' as PolicyId } as const
    expect(calm({ selection, governed: { ends: [api], directions: ['egress'] } })).toEqual({
      nodes: [web, job, far, 'ns:other'],
      edges: [edges[0], edges[2]],
      told: [edges[1]],
    })
    expect(calm({ selection, governed: null }).nodes).toEqual([])
  })

  it('is no workload of a namespace that a bundle goes to', () => {
    expect(calm({ selection: { kind: 'endpoint', id: job } }).nodes).toEqual([web, api, db])
  })

  it('is in a difference what does not change', () => {
    expect(calm({ show: 'difference' })).toEqual({
      nodes: [web, job, far, 'ns:other'],
      edges: [edges[0], edges[2]],
      told: [edges[1]],
    })
  })

  it('is what the part of a manifest at the cursor is not about, whatever is selected', () => {
    const selection = { kind: 'endpoint', id: far } as const
    expect(calm({ selection, underCursor: { ends: [web], others: null } }).edges).toEqual([
      edges[1],
      edges[2],
    ])
    expect(calm({ selection, underCursor: { ends: [db, job], others: [api] } })).toEqual({
      nodes: [web, far, 'ns:other'],
      edges: [edges[0], edges[2]],
      told: [edges[1]],
    })
    expect(calm({ underCursor: { ends: [], others: [api] } }).nodes).toEqual([])
  })

  it('is what is not on a path, whatever is selected', () => {
    const steps = [
      { from: web, to: api, connections: ports },
      { from: api, to: db, connections: ports },
    ]
    const path = { from: web, to: db, headline: '', steps, chain: [web, api, db], gaps: [] }
    const trail = pathTrail(path)
    expect(calm({ trail, selection: { kind: 'endpoint', id: far } })).toEqual({
      nodes: [job, far, 'ns:other'],
      edges: [edges[2]],
      told: [edges[0], edges[1]],
    })
    expect([web, api, db, far].map((id) => trail.steps.get(id))).toEqual([1, 2, 3, undefined])
  })
})

describe('the way of a break-in', () => {
  const hop = (from: EndpointId, to: EndpointId) => ({ endpoint: to, from, to, connections: ports })
  const layers = [
    { count: 1, hops: [hop(web, api)] },
    { count: 2, hops: [hop(api, db), hop(api, far)] },
  ]
  const trail = spreadTrail({ headline: '', layers }, web)

  it('numbers everything by how many steps away it is', () => {
    expect([...trail.steps]).toEqual([
      [web, 0],
      [api, 1],
      [db, 2],
      [far, 2],
    ])
  })

  it('gets an edge for each step that has none, to the frame where there is no card', () => {
    const hasCard = (id: string) => id !== far
    expect(missingEdges(edges, trail, hasCard).map(({ from, to }) => [from, to])).toEqual([[api, 'ns:other']])
    expect(missingEdges([...edges, edge('ns:shop', 'ns:other')], trail, hasCard)).toEqual([])
  })
})
