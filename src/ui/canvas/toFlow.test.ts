import { describe, expect, it } from 'vitest'
import type { ConnectionSet } from '../../model/connections'
import { type CardNode, type FlowEdge, type GraphView, unfiltered } from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { edgeLabel, edgeName, flowEdges, flowNodes } from './toFlow'

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

describe('edgeName', () => {
  it.each([
    [{}, 'web to db: allowed on TCP 5432'],
    [{ kind: 'half', blockedBy: 'egress' }, 'web to db: half-open, egress of web blocks on TCP 5432'],
    [{ kind: 'half', blockedBy: 'ingress' }, 'web to db: half-open, ingress of db blocks on TCP 5432'],
    [{ kind: 'open' }, 'web to db: unrestricted on TCP 5432'],
    [{ change: 'added' }, 'web to db: allowed on TCP 5432, added by your edits'],
    [{ change: 'removed' }, 'web to db: was allowed on TCP 5432, removed by your edits'],
    [{ from: 'ns:shop', pairs: 3 }, 'namespace shop to db: allowed on TCP 5432, 3 flows'],
    [{ to: externalId('rest') }, 'web to outside: allowed on TCP 5432'],
  ] as const)('%j is read as %j', (part, name) => {
    expect(edgeName(edge(part))).toBe(name)
  })
})

const labelRows: [Partial<FlowEdge>, string, string][] = [
  [{}, '5432', 'the ports alone'],
  [{ kind: 'half' }, '! 5432', 'a sign, so that colour is not alone'],
  [{ kind: 'half', change: 'added' }, '+ 5432', 'a change is what matters most'],
  [{ change: 'removed' }, '− 5432', 'removed flows too'],
  [{ pairs: 3 }, '5432 ×3', 'a bundle says what it stands for'],
  [{ kind: 'open', label: 'all' }, '', 'what is unrestricted goes without saying'],
  [{ kind: 'open', change: 'added', label: 'all' }, '+ all', 'but not when the edits make it so'],
]

describe('edgeLabel', () => {
  it.each(labelRows)('%j is labelled %j: %s', (part, label) => {
    expect(edgeLabel(edge(part))).toBe(label)
  })
})

describe('flowNodes', () => {
  it('puts frames before their cards and a moved node where the user put it', () => {
    const nodes = flowNodes(graph, { [db]: { x: 7, y: 9 } }, new Set([web]))
    expect(nodes.map(({ id, parentId, selected, position }) => [id, parentId, selected, position])).toEqual([
      ['ns:shop', undefined, false, { x: 100, y: 100 }],
      [web, 'ns:shop', true, { x: 20, y: 60 }],
      [db, 'ns:shop', false, { x: 7, y: 9 }],
    ])
  })

  it('names a card after its workload and its isolation', () => {
    expect(flowNodes(graph, {}, nothing)[1]?.ariaLabel).toBe('web in shop: isolated for egress')
  })
})

describe('flowEdges', () => {
  it('follows the cards and leaves out an edge whose end is not drawn', () => {
    const edges = flowEdges(graph, flowNodes(graph, { [db]: { x: 320, y: 160 } }, nothing), null)
    expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual([['e', web, db]])
    expect(edges[0]?.data?.course.path).toMatch(/^M296 192 .* 420 292$/)
  })
})
