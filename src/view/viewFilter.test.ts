import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Cluster } from '../model/cluster'
import { type GraphView, plainView } from '../model/graphView'
import { defaultOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { buildGraph } from './graphView'
import { prepareFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters } from './viewFilter'

const db = policy('shop/db', 'app=db', {
  types: ['ingress'],
  ingress: [rule([pods('app=web')], ['TCP 5432', 'TCP 9187']), rule([pods('app=probe', '')], ['TCP 9187'])],
})
const web = policy('shop/web', 'app=web', {
  types: ['egress'],
  egress: [rule([pods('app=cache')], ['TCP 6379']), rule([ipBlock('10.0.0.0/8')], ['TCP 443'])],
})
const shop = clusterOf(
  { monitoring: '', shop: '', idle: '' },
  [
    workload('monitoring/probe', 'app=probe'),
    workload('shop/cache', 'app=cache', 'redis:6379'),
    workload('shop/db', 'app=db tier=data', 'sql:5432 metrics:9187'),
    workload('shop/web', 'app=web tier=front', 'http:80'),
  ],
  [db, web],
)

function graphOf(filters: Partial<ReadFilters>): GraphView {
  return graphIn(shop, filters)
}

function graphIn(cluster: Cluster, filters: Partial<ReadFilters>): GraphView {
  const index = compile(cluster, defaultOptions)
  const prepared = prepareFlows({ cluster, baseline: index, draft: index })
  return buildGraph(prepared, plainView, { ...nothingFiltered, ...filters })
}

/** `web > cache 6379`, half-open ones with a `!`. */
function flowsIn({ edges }: GraphView): readonly string[] {
  const short = (node: string) => node.slice(node.lastIndexOf('/') + 1)
  return edges
    .map(({ from, to, kind, label }) => `${short(from)} > ${short(to)}${kind === 'half' ? '!' : ''} ${label}`)
    .toSorted()
}

const cardsIn = ({ cards }: GraphView) => cards.map(({ name }) => name)
const inLabels = (key: string, ...values: readonly string[]) => ({
  requirements: [{ key, operator: 'In' as const, values }],
})

describe('without filters', () => {
  it('everything is there', () => {
    const graph = graphOf({})
    expect(flowsIn(graph)).toEqual([
      'probe > db 9187',
      'web > 8 443',
      'web > cache 6379',
      'web > db! 5432 9187',
    ])
    expect(cardsIn(graph)).toEqual(['probe', 'cache', 'db', 'web'])
    expect(graph.filtered).toEqual({ matching: 4, of: 4, problems: [] })
    expect(graph.frames.map(({ namespace }) => namespace)).toEqual(['idle', 'monitoring', 'shop'])
  })
})

interface Case {
  readonly why: string
  readonly filters: Partial<ReadFilters>
  readonly flows: readonly string[]
  readonly cards: readonly string[]
  readonly matching: number
}

const cases: readonly Case[] = [
  {
    why: 'a namespace with whom its workloads talk to',
    filters: { namespaces: new Set(['monitoring']) },
    flows: ['probe > db 9187'],
    cards: ['probe', 'db'],
    matching: 1,
  },
  {
    why: 'of several namespaces one is enough',
    filters: { namespaces: new Set(['monitoring', 'shop']) },
    flows: ['probe > db 9187', 'web > 8 443', 'web > cache 6379', 'web > db! 5432 9187'],
    cards: ['probe', 'cache', 'db', 'web'],
    matching: 4,
  },
  {
    why: 'labels, with the other ends of their flows',
    filters: { selector: inLabels('tier', 'data') },
    flows: ['probe > db 9187', 'web > db! 5432 9187'],
    cards: ['probe', 'db', 'web'],
    matching: 1,
  },
  {
    why: 'a workload without flows stays: nothing flows is an answer',
    filters: { words: ['prob'], selector: inLabels('app', 'probe', 'nobody') },
    flows: ['probe > db 9187'],
    cards: ['probe', 'db'],
    matching: 1,
  },
  {
    why: 'namespace AND labels AND text of one endpoint, not of both ends together',
    filters: { namespaces: new Set(['monitoring']), words: ['db'] },
    flows: [],
    cards: [],
    matching: 0,
  },
  {
    why: 'every word, in the namespace or the name, in any case',
    filters: { words: ['shop', 'ca'] },
    flows: ['web > cache 6379'],
    cards: ['cache', 'web'],
    matching: 1,
  },
  {
    why: 'addresses outside by what stands on their card',
    filters: { words: ['10.0.0'] },
    flows: ['web > 8 443'],
    cards: ['web'],
    matching: 0,
  },
  {
    why: 'ports narrow flows, and leave the ends of all flows that carry them, of unrestricted ones too',
    filters: { ports: [connectionsOf('TCP', 5000, 6000)] },
    flows: ['web > db! 5432'],
    cards: ['probe', 'cache', 'db', 'web'],
    matching: 4,
  },
  {
    why: 'of a port and a kind, the ends of flows that carry the one and are of the other',
    filters: { ports: [connectionsOf('TCP', 5000, 6000)], kinds: new Set(['half', 'rules']) },
    flows: ['web > db! 5432'],
    cards: ['db', 'web'],
    matching: 2,
  },
  {
    why: 'a port name is the receiver’s own',
    filters: { ports: [{ name: 'metrics', protocol: 'TCP' }] },
    flows: ['probe > db 9187', 'web > db! 9187'],
    cards: ['probe', 'db', 'web'],
    matching: 3,
  },
  {
    why: 'of another protocol it is another port',
    filters: { ports: [{ name: 'metrics', protocol: 'UDP' }] },
    flows: [],
    cards: [],
    matching: 0,
  },
  {
    why: 'half-open flows',
    filters: { kinds: new Set(['half']) },
    flows: ['web > db! 5432 9187'],
    cards: ['db', 'web'],
    matching: 2,
  },
  {
    why: 'of several kinds one is enough; outside is any kind with such an end, unrestricted ones too',
    filters: { kinds: new Set(['half', 'outside']), words: ['web'] },
    flows: ['8 > web all', 'rest > web all', 'web > 8 443', 'web > db! 5432 9187'],
    cards: ['db', 'web'],
    matching: 1,
  },
  {
    why: 'nothing is changed without a draft',
    filters: { kinds: new Set(['changed']) },
    flows: [],
    cards: [],
    matching: 0,
  },
  {
    why: 'endpoints and flows together; the other end is there without meeting',
    filters: { namespaces: new Set(['monitoring']), ports: [connectionsOf('TCP', 9187)] },
    flows: ['probe > db 9187'],
    cards: ['probe', 'db'],
    matching: 1,
  },
]

describe('filters leave', () => {
  it.each(cases)('$why', ({ filters, flows, cards, matching }) => {
    const graph = graphOf(filters)
    expect(flowsIn(graph)).toEqual(flows)
    expect(cardsIn(graph)).toEqual(cards)
    expect(graph.filtered).toEqual({ matching, of: 4, problems: [] })
    const homes = new Set(graph.cards.map(({ namespace }) => namespace))
    expect(new Set(graph.frames.map(({ namespace }) => namespace))).toEqual(homes)
  })
})

it('shows open flows where they are asked for by their kind, and counts those that it hides by the filters', () => {
  const open = graphOf({ kinds: new Set(['open']), words: ['probe'] })
  expect(open.edges.length).toBeGreaterThan(0)
  expect(open.edges.every(({ kind }) => kind === 'open')).toBe(true)
  expect(open.hidden.open).toBe(0)
  const hidden = graphOf({ words: ['probe'] }).hidden.open
  expect(hidden).toBe(open.edges.reduce((sum, { pairs }) => sum + pairs, 0))
  expect(graphOf({}).hidden.open).toBeGreaterThan(hidden)
  expect(graphOf({ kinds: new Set(['half']) }).hidden.open).toBe(0)
})

it('shows who may come in from outside unhindered where flows from and to outside are asked for', () => {
  const graph = graphOf({ kinds: new Set(['outside']) })
  expect(flowsIn(graph)).toEqual(expect.arrayContaining(['rest > cache all', 'db > rest all', 'web > 8 443']))
  expect(graph.edges.every(({ from, to }) => `${from} ${to}`.includes('outside/'))).toBe(true)
  expect(graph.hidden.open).toBe(0)
  expect(graph.filtered.matching).toBe(4)
})

it('counts the unrestricted flows that may carry a port and are not drawn, and draws their ends', () => {
  const graph = graphOf({ ports: [connectionsOf('TCP', 3000)] })
  expect(graph.edges).toEqual([])
  expect(cardsIn(graph)).toEqual(['probe', 'cache', 'db', 'web'])
  expect(graph.filtered.matching).toBe(4)
  expect(graph.hidden.open).toBeGreaterThan(0)
})

it('keeps the facts of a namespace of which only a part is left, and does not draw it as a whole', () => {
  const graph = graphOf({ words: ['shop/db'] })
  expect(graph.frames.find(({ namespace }) => namespace === 'shop')).toMatchObject({
    workloadCount: 3,
    policyCount: 2,
    isolatedIngress: 1,
  })
  const callers = ['a', 'b', 'c'].map((name) => workload(`jobs/${name}`, `app=${name}`))
  const out = policy('jobs/out', '', { types: ['egress'], egress: [rule([pods('', '')], ['TCP 80'])] })
  const crowd = clusterOf({ jobs: '', shop: '' }, [...callers, workload('shop/web', 'app=web', ':80')], [out])
  const edgesOf = (filters: Partial<ReadFilters>) =>
    graphIn(crowd, filters).edges.filter(({ to }) => to.includes('web'))
  expect(edgesOf({}).map(({ from }) => from)).toEqual(['ns:jobs'])
  expect(edgesOf({ selector: inLabels('app', 'a', 'b') }).map(({ from }) => from)).toEqual([
    'jobs/Deployment/a',
    'jobs/Deployment/b',
  ])
})

it('hands on what of the filters could not be read', () => {
  const problems = [{ part: 'ports', message: '"x y" is no port.' }] as const
  expect(graphOf({ problems }).filtered).toEqual({ matching: 4, of: 4, problems })
})
