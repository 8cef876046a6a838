import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { read } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import { type GraphView, plainView, type ViewRequest } from '../model/graphView'
import { fileId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { lab, payments, shop } from '../testing/scenarioTexts'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { buildGraph, createGraphBuilder } from './graphView'
import { prepareFlows } from './prepareFlows'

const plain: ViewRequest = plainView

function clusterIn(text: string): Cluster {
  return read([{ id: fileId('test'), name: 'test', text }], defaultOptions).cluster
}

function graphOf(
  cluster: Cluster,
  request: Partial<ViewRequest> = {},
  draftPolicies: readonly NetworkPolicy[] = cluster.policies,
): GraphView {
  const draftCluster = { ...cluster, policies: draftPolicies }
  const baseline = compile(cluster, defaultOptions, draftPolicies)
  const draft = compile(draftCluster, defaultOptions, cluster.policies)
  return buildGraph(prepareFlows({ cluster: draftCluster, baseline, draft }), { ...plain, ...request })
}

/** `frontend > api half egress: 8080`, with the number of flows where there are several. */
function edgesIn(graph: GraphView): readonly string[] {
  const short = (node: string) => (node.startsWith('ns:') ? node : node.slice(node.lastIndexOf('/') + 1))
  return graph.edges
    .map(({ from, to, kind, change, blockedBy, label, pairs }) => {
      const words = [kind, blockedBy, change === 'same' ? null : change].filter((it) => it !== null)
      return `${short(from)} > ${short(to)} ${words.join(' ')}: ${label}${pairs > 1 ? ` x${pairs}` : ''}`
    })
    .toSorted()
}

describe('the guides', () => {
  it('shows the shop with its half-open flow, and DNS once for the namespace', () => {
    const graph = graphOf(clusterIn(shop))
    expect(edgesIn(graph)).toEqual([
      'api > database rules: 5432',
      'controller > frontend rules: 80 443',
      'frontend > api half egress: 8080',
      'ns:production > coredns rules: 53 UDP, TCP x3',
    ])
    // Open: controller and coredns to each other and to and from the outside. Undeclared: port 53 of the controller, from each.
    // Port 53 of each other is no half-open flow: the rule for DNS is for everybody and names none of them.
    expect(graph.hidden).toEqual({ open: 6, undeclaredPorts: 3, folded: 0 })
    expect(graph.externals).toEqual([])
  })

  it('shows the gates and counts of the shop', () => {
    const { cards, frames } = graphOf(clusterIn(shop))
    const frontend = cards.find(({ name }) => name === 'frontend')
    expect(frontend).toMatchObject({
      ingress: 'closed',
      egress: 'closed',
      services: ['web'],
      frame: 'ns:production',
    })
    expect(cards.find(({ name }) => name === 'coredns')).toMatchObject({ ingress: 'open', egress: 'open' })
    expect(frames.find(({ namespace }) => namespace === 'production')).toMatchObject({
      workloadCount: 3,
      policyCount: 6,
      isolatedIngress: 3,
      isolatedEgress: 3,
      collapsed: false,
    })
  })

  it('shows payments with the flow that its guide forgets', () => {
    expect(edgesIn(graphOf(clusterIn(payments)))).toEqual([
      'api > postgres half egress: 5432',
      'ns:payments > coredns rules: 53 UDP, TCP x2',
    ])
  })

  it('shows that the lab does not work', () => {
    const edges = edgesIn(graphOf(clusterIn(lab)))
    expect(edges).toContain('frontend > backend rules: 80')
    expect(edges).toContain('backend > database half egress: 80')
    expect(edges).toContain('external-client > frontend half egress: 80')
    expect(edges).toContain('rest > frontend rules: 80')
    expect(edges).toContain('ns:netpol-demo > rest rules: 53 UDP, TCP x4')
  })

  it('places callers left of whom they call, or above where that takes less room', () => {
    const { cards, frames } = graphOf(clusterIn(shop))
    const x = (name: string) => cards.find((card) => card.name === name)?.x ?? Number.NaN
    expect(x('frontend')).toBeLessThan(x('api'))
    expect(x('api')).toBeLessThan(x('database'))
    const place = (name: string) => frames.find((frame) => frame.namespace === name) ?? { x: 0, y: 0 }
    const isBefore = (a: string, b: string) => place(a).x < place(b).x || place(a).y < place(b).y
    expect(isBefore('ingress-nginx', 'production')).toBe(true)
    expect(isBefore('production', 'kube-system')).toBe(true)
  })
})

describe('what is asked for', () => {
  it('draws open flows when asked, and those of the focus always', () => {
    const cluster = clusterIn(shop)
    const { hidden, edges } = graphOf(cluster, { showOpen: true })
    expect(hidden.open).toBe(0)
    expect(edges.filter(({ kind }) => kind === 'open')).toHaveLength(6)
    const focused = graphOf(cluster, { focus: 'ingress-nginx/Deployment/controller' })
    expect(focused.edges.filter(({ kind }) => kind === 'open')).toHaveLength(4)
    expect(focused.hidden.open).toBe(2)
  })

  it('draws flows on undeclared ports when asked', () => {
    const graph = graphOf(clusterIn(shop), { showUndeclaredPorts: true })
    expect(graph.hidden.undeclaredPorts).toBe(0)
    expect(edgesIn(graph)).toContain('ns:production > controller rules: 53 UDP, TCP x3')
  })

  it('ends edges at a collapsed frame', () => {
    const graph = graphOf(clusterIn(shop), { collapsed: { production: true } })
    expect(edgesIn(graph)).toEqual([
      'controller > ns:production rules: 80 443',
      'ns:production > coredns rules: 53 UDP, TCP x3',
    ])
    expect(graph.cards.map(({ name }) => name)).toEqual(['controller', 'coredns'])
    expect(graph.hidden.folded).toBe(2)
  })
})

const web = workload('shop/web', 'app=web', ':80')
const db = workload('shop/db', 'app=db', ':5432')
const cron = workload('jobs/cron', 'app=cron')
const few = (policies: readonly NetworkPolicy[] = []) =>
  clusterOf({ shop: '', jobs: '' }, [cron, db, web], policies)
const dbFromWeb = policy('shop/db', 'app=db', {
  types: ['ingress'],
  ingress: [rule([pods('app=web')], ['TCP 5432'])],
})

describe('the draft', () => {
  it('shows what it adds and removes beside what stays', () => {
    const wider = policy('shop/db', 'app=db', {
      types: ['ingress'],
      ingress: [
        rule([pods('app=web')], ['TCP 5432', 'TCP 9000']),
        rule([pods('app=cron', '')], ['TCP 5432']),
      ],
    })
    expect(edgesIn(graphOf(few([dbFromWeb]), {}, [wider]))).toEqual([
      'cron > db rules added: 5432',
      'web > db rules added: 9000',
      'web > db rules: 5432',
    ])
  })

  it('shows as removed what was open and is closed now, however much that is', () => {
    expect(edgesIn(graphOf(few(), {}, [dbFromWeb]))).toEqual([
      'cron > db open removed: all',
      'rest > db open removed: all',
      'web > db open removed: 1-5431 5433-65535 TCP · all UDP, SCTP',
      'web > db rules: 5432',
    ])
  })

  it('shows as added what is open again', () => {
    const graph = graphOf(few([policy('shop/deny', 'app=db', { types: ['ingress'] })]), {}, [])
    expect(edgesIn(graph)).toEqual([
      'cron > db open added: all',
      'rest > db open added: all',
      'web > db open added: all',
    ])
    // Six pairs of pods and six with the outside, without the three that are drawn.
    expect(graph.hidden.open).toBe(9)
  })

  it('is left out of the baseline', () => {
    expect(edgesIn(graphOf(few([dbFromWeb]), { show: 'baseline' }, []))).toEqual(['web > db rules: 5432'])
  })

  it('says removed rather than half-open for a pair that it closes on one side', () => {
    const deny = policy('shop/deny', '', {})
    const out = policy('shop/out', 'app=web', {
      types: ['egress'],
      egress: [rule([pods('app=db')], ['TCP 5432'])],
    })
    expect(edgesIn(graphOf(few([deny, out, dbFromWeb]), {}, [deny, dbFromWeb]))).toEqual([
      'web > db rules removed: 5432',
    ])
  })
})

describe('aggregates', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'hub']
  const crowd = (count: number, ingress: ReturnType<typeof rule>) =>
    clusterOf(
      { shop: '' },
      names.slice(-count).map((name) => workload(`shop/${name}`, `app=${name}`, ':80')),
      [policy('shop/hub', 'app=hub', { types: ['ingress'], ingress: [ingress] })],
    )

  it('joins what all others of a namespace send to one of them, where they are several', () => {
    const fromAll = rule([pods('')], ['TCP 80'])
    expect(edgesIn(graphOf(crowd(6, fromAll)))).toEqual(['ns:shop > hub rules: 80 x5'])
    expect(edgesIn(graphOf(crowd(4, fromAll)))).toHaveLength(3)
    expect(edgesIn(graphOf(crowd(6, rule([pods('app!=a')], ['TCP 80']))))).toHaveLength(4)
  })

  it('joins the edges of all workloads of a namespace only when they are alike', () => {
    const toCron = (name: string, app: string, port: string) =>
      policy(`shop/${name}`, app, { types: ['egress'], egress: [rule([pods('', '')], [port])] })
    const alike = few([toCron('a', '', 'TCP 9000')])
    expect(edgesIn(graphOf(alike, { showUndeclaredPorts: true }))).toContain('ns:shop > cron rules: 9000 x2')
    const unlike = few([toCron('a', 'app=web', 'TCP 9000'), toCron('b', 'app=db', 'TCP 9001')])
    expect(edgesIn(graphOf(unlike))).toEqual(['db > cron rules: 9001', 'web > cron rules: 9000'])
  })

  it('joins frame to frame', () => {
    const cluster = clusterOf(
      { shop: '', jobs: '' },
      [cron, workload('jobs/report', 'app=report'), db, web],
      [
        policy('shop/all', '', {
          types: ['egress'],
          egress: [rule([pods('', 'kubernetes.io/metadata.name=jobs')])],
        }),
      ],
    )
    expect(edgesIn(graphOf(cluster))).toEqual(['ns:shop > ns:jobs rules: all x4'])
  })

  it('tells the flows of the focus by edges of its own, as few as there can be', () => {
    const toShop = policy('shop/in', '', {
      types: ['ingress'],
      ingress: [rule([pods('', 'kubernetes.io/metadata.name=jobs')], ['TCP 80-90'])],
    })
    const shop = ['web', 'api', 'db'].map((name) => workload(`shop/${name}`, `app=${name}`, ':80'))
    const jobs = ['scrape', 'report'].map((name) => workload(`jobs/${name}`, `app=${name}`))
    const cluster = clusterOf({ shop: '', jobs: '' }, [...jobs, ...shop], [toShop])
    const all = 'ns:jobs > ns:shop rules: 80-90 x6'
    const rulesOf = (focus: string | null) =>
      edgesIn(graphOf(cluster, { focus })).filter((edge) => edge.includes('rules'))
    expect(rulesOf(null)).toEqual([all])
    expect(rulesOf('shop/Deployment/web')).toEqual([all, 'ns:jobs > web rules: 80-90 x2'])
    expect(rulesOf('jobs/Deployment/report')).toEqual([all, 'report > ns:shop rules: 80-90 x3'])
    const single = clusterOf({ shop: '', jobs: '' }, [...jobs.slice(1), ...shop], [toShop])
    const focused = edgesIn(graphOf(single, { focus: 'shop/Deployment/web' }))
    expect(focused).toEqual(
      expect.arrayContaining(['report > ns:shop rules: 80-90 x3', 'report > web rules: 80-90']),
    )
    expect(
      edgesIn(graphOf(single, { focus: 'jobs/Deployment/report' })).filter((it) => it.includes('rules')),
    ).toEqual(['report > ns:shop rules: 80-90 x3'])
  })
})

it('keeps the whole connection set of a flow that meets a declared port, and the declared part of a half-open one', () => {
  const allow = policy('shop/in', 'app=db', {
    types: ['ingress'],
    ingress: [rule([pods('app=web')], ['TCP 5000-6000'])],
  })
  expect(edgesIn(graphOf(few([allow])))).toEqual(['web > db rules: 5000-6000'])
  const deny = policy('shop/deny', 'app=web', { types: ['egress'] })
  expect(edgesIn(graphOf(few([allow, deny])))).toEqual(['web > db half egress: 5432'])
})

it('draws the addresses outside that an edge needs, and no others', () => {
  const out = policy('shop/out', 'app=web', {
    types: ['egress'],
    egress: [rule([ipBlock('10.0.0.0/8', '10.1.0.0/16')], ['TCP 443'])],
  })
  const { externals } = graphOf(few([out]))
  expect(externals.map(({ label }) => label)).toEqual(['10.0.0.0/8 except 10.1.0.0/16'])
})

it('marks host network pods as outside policies', () => {
  const agent = workload('shop/agent', 'app=agent', '', { hostNetwork: true })
  const { cards, frames } = graphOf(clusterOf({ shop: '' }, [agent, web], [policy('shop/deny', '', {})]))
  expect(cards[0]).toMatchObject({ name: 'agent', ingress: 'outsidePolicies', egress: 'outsidePolicies' })
  expect(frames[0]).toMatchObject({ isolatedIngress: 1, isolatedEgress: 1 })
})

it('collapses every namespace of a large cluster, but for those that the user opened', () => {
  const many = Array.from({ length: 6001 }, (_, i) => workload(`n${i % 3}/w${i}`, `app=w${i}`))
  const graph = graphOf(clusterOf({ n0: '', n1: '', n2: '' }, many, []), { collapsed: { n1: false } })
  expect(graph.frames.map(({ collapsed }) => collapsed)).toEqual([true, false, true])
  expect(new Set(graph.cards.map(({ namespace }) => namespace))).toEqual(new Set(['n1']))
})

describe('a builder that has drawn before', () => {
  const cluster = clusterIn(shop)
  const index = compile(cluster, defaultOptions)
  const prepared = prepareFlows({ cluster, baseline: index, draft: index })

  it('gives the same frames and cards to whoever looks elsewhere', () => {
    const draw = createGraphBuilder()
    const { frames, cards } = draw(prepared, plain)
    const others: readonly Partial<ViewRequest>[] = [
      { sight: ['production'] },
      { detail: 'namespaces' },
      { focus: 'production/Deployment/api' },
      { show: 'baseline' },
      { show: 'difference' },
      { showOpen: true },
    ]
    for (const other of others) {
      const graph = draw(prepared, { ...plain, ...other })
      expect(graph.frames).toBe(frames)
      expect(graph.cards).toBe(cards)
    }
  })

  it('leaves everything in its place when the policies change', () => {
    const draw = createGraphBuilder()
    const before = draw(prepared, plain)
    const policies = cluster.policies.slice(1)
    const draftCluster = { ...cluster, policies }
    const draft = compile(draftCluster, defaultOptions, cluster.policies)
    const edited = prepareFlows({ cluster: draftCluster, baseline: index, draft }, prepared)
    const places = ({ frames, cards }: GraphView) => [...frames, ...cards].map(({ id, x, y }) => [id, x, y])
    expect(places(draw(edited, plain))).toEqual(places(before))
    expect(draw(edited, plain)).toEqual(buildGraph(edited, plain))
  })

  it('forgets nothing that it is asked for in turn', () => {
    const draw = createGraphBuilder()
    for (const sight of [null, ['production'], null, ['kube-system'], ['production']])
      expect(draw(prepared, { ...plain, sight })).toEqual(buildGraph(prepared, { ...plain, sight }))
  })
})
