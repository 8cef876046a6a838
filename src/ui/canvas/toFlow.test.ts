import { describe, expect, it } from 'vitest'
import type { ConnectionSet } from '../../model/connections'
import { type CardNode, type FlowEdge, type GraphView, unfiltered } from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { emphasisOf } from './emphasis'
import { placesOf } from './places'
import { flowNodes, type NodesInput } from './toFlow'
import { coursesOf, flowEdges } from './toFlowEdges'

const web = workloadId('shop', 'Deployment', 'web')
const db = workloadId('shop', 'StatefulSet', 'db')
const tcp = (port: number): ConnectionSet => ({ TCP: [{ first: port, last: port }], UDP: [], SCTP: [] })

const nothing: ReadonlySet<string> = new Set()

function edge(part: Partial<FlowEdge>): FlowEdge {
  return {
    id: 'e',
    from: web,
    to: db,
    kind: 'rules',
    change: 'same',
    connections: tcp(5432),
    label: '5432',
    pairs: 1,
    blockedBy: null,
    ...part,
  }
}

function card(id: CardNode['id'], x: number): CardNode {
  return {
    id,
    frame: 'ns:shop',
    namespace: 'shop',
    name: 'web',
    variant: '',
    workloadKind: 'Deployment',
    replicas: 1,
    ports: [],
    services: [],
    hostNetwork: false,
    ingress: 'open',
    egress: 'closed',
    x,
    y: 60,
  }
}

const graph: GraphView = {
  frames: [
    {
      id: 'ns:shop',
      namespace: 'shop',
      collapsed: false,
      workloadCount: 2,
      policyCount: 1,
      isolatedIngress: 0,
      isolatedEgress: 2,
      x: 100,
      y: 100,
      width: 600,
      height: 200,
    },
  ],
  cards: [card(web, 20), card(db, 320)],
  externals: [],
  edges: [edge({}), edge({ id: 'lost', to: externalId('rest') })],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(0),
}

const input = (part: Partial<NodesInput>): NodesInput => ({
  graph,
  places: placesOf(graph, {}),
  selected: nothing,
  level: 'middle',
  nameSize: 13,
  inPage: null,
  emphasis: { isCalmNode: () => false, stepOf: () => null },
  ...part,
})

describe('flowNodes', () => {
  it('puts frames before their cards and a moved node where the user put it', () => {
    const places = placesOf(graph, { [db]: { x: 7, y: 9 } })
    const nodes = flowNodes(input({ places, selected: new Set([web]) }))
    expect(nodes.map(({ id, parentId, selected, position }) => [id, parentId, selected, position])).toEqual([
      ['ns:shop', undefined, false, { x: 100, y: 100 }],
      [web, 'ns:shop', true, { x: 20, y: 60 }],
      [db, 'ns:shop', false, { x: 7, y: 9 }],
    ])
  })

  it('names a card after its workload and its isolation', () => {
    expect(flowNodes(input({}))[1]?.ariaLabel).toBe('web in shop: isolated for egress')
  })

  it('knows the ends of edges that are not in the page, and hides them', () => {
    const more = { ...graph, cards: [...graph.cards, card(workloadId('shop', 'Pod', 'alone'), 500)] }
    const nodes = flowNodes(input({ graph: more, inPage: new Set(['ns:shop', web]) }))
    expect(nodes.map(({ id, hidden }) => [id, hidden])).toEqual([
      ['ns:shop', false],
      [web, false],
      [db, true],
    ])
  })

  it('draws a namespace from afar as an area, and cards from near with their ports', () => {
    expect(flowNodes(input({ level: 'far' }))[0]?.type).toBe('area')
    expect(flowNodes(input({ level: 'near' }))[1]?.data).toMatchObject({ isNear: true })
  })

  it('makes what is not looked at step back', () => {
    const nodes = flowNodes(input({ emphasis: { isCalmNode: (id) => id === db, stepOf: () => null } }))
    expect(nodes.map(({ className }) => className)).toEqual(['', '', 'calm'])
  })
})

describe('flowEdges', () => {
  it('follows the cards and leaves out an edge whose end is not drawn', () => {
    const courses = coursesOf({
      graph,
      places: placesOf(graph, { [db]: { x: 320, y: 160 } }),
      level: 'middle',
      labelScale: 1,
      obstacles: { cards: [], frames: [] },
    })
    const edges = flowEdges({
      edges: graph.edges,
      courses,
      selected: null,
      pointed: null,
      level: 'middle',
      labelScale: 1,
      emphasis: emphasisOf(graph, {
        selection: { kind: 'none' },
        show: 'draft',
        trail: null,
        underCursor: null,
        governed: null,
      }),
    })
    expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual([['e', web, db]])
    expect(edges[0]?.data?.course.path).toMatch(/^M296 192 .* 420 292$/)
  })
})
