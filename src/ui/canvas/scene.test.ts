import { describe, expect, it } from 'vitest'
import { type CardNode, type FrameNode, type GraphView, unfiltered } from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { placesOf } from './places'
import { lockOf, type SceneInput, sceneOf } from './scene'

const web = workloadId('shop', 'Deployment', 'web')
const db = workloadId('shop', 'StatefulSet', 'db')
const outside = externalId('rest')

const frame: FrameNode = {
  id: 'ns:shop',
  namespace: 'shop',
  collapsed: false,
  workloadCount: 2,
  policyCount: 1,
  isolatedIngress: 1,
  isolatedEgress: 2,
  x: 100,
  y: 100,
  width: 600,
  height: 200,
}

function card(id: CardNode['id'], part: Partial<CardNode>): CardNode {
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
    x: 20,
    y: 60,
    ...part,
  }
}

const graph: GraphView = {
  frames: [frame],
  cards: [card(web, {}), card(db, { name: 'db', replicas: 0, ingress: 'wide', x: 320 })],
  externals: [{ id: outside, label: 'Everything outside', ranges: [], isRest: true, x: 900, y: 0 }],
  edges: [],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(2),
}

function scene(part: Partial<SceneInput>) {
  return sceneOf({
    graph,
    places: placesOf(graph, {}),
    inPage: new Set(),
    isFar: true,
    selected: new Set(),
    isCalm: () => false,
    ...part,
  })
}

describe('what the canvas draws', () => {
  it('is every namespace with its locks, below every workload with its gates and all outside', () => {
    expect(scene({})).toEqual([
      {
        kind: 'frame',
        id: 'ns:shop',
        name: 'shop',
        rect: { x: 100, y: 100, width: 600, height: 200 },
        isCollapsed: false,
        isNamed: true,
        isSelected: false,
        isCalm: false,
        count: 2,
        ingress: 'partly',
        egress: 'shut',
      },
      {
        kind: 'card',
        id: web,
        name: 'web',
        rect: { x: 120, y: 160, width: 176, height: 64 },
        isIdle: false,
        isSelected: false,
        isCalm: false,
        ingress: 'open',
        egress: 'closed',
      },
      {
        kind: 'card',
        id: db,
        name: 'db',
        rect: { x: 420, y: 160, width: 176, height: 64 },
        isIdle: true,
        isSelected: false,
        isCalm: false,
        ingress: 'wide',
        egress: 'closed',
      },
      {
        kind: 'outside',
        id: outside,
        name: 'Everything outside',
        rect: { x: 900, y: 0, width: 176, height: 64 },
        isSelected: false,
        isCalm: false,
      },
    ])
  })

  it('leaves out cards that are in the page, and the names of namespaces whose heads are', () => {
    const shapes = scene({ inPage: new Set(['ns:shop', web]), isFar: false })
    expect(shapes.map(({ id }) => id)).toEqual(['ns:shop', db, outside])
    expect(shapes[0]).toMatchObject({ isNamed: false })
    expect(scene({ isFar: false })[0]).toMatchObject({ isNamed: true })
  })

  it('knows what is selected and what steps back', () => {
    const shapes = scene({ selected: new Set([db]), isCalm: (id) => id === web })
    expect(shapes.filter(({ isSelected }) => isSelected).map(({ id }) => id)).toEqual([db])
    expect(shapes.filter(({ isCalm }) => isCalm).map(({ id }) => id)).toEqual([web])
  })
})

describe('lockOf', () => {
  it.each([
    [0, 0, 'open'],
    [0, 3, 'open'],
    [1, 3, 'partly'],
    [3, 3, 'shut'],
  ])('%d of %d isolated is %s', (isolated, of, lock) => {
    expect(lockOf(isolated, of)).toBe(lock)
  })
})
