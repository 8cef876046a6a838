import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EditEnd, OnlyEdit, ReachEdit } from '../src/model/edit'
import { formatConnections } from '../src/sets/connections'
import { synthesise } from '../src/synthesis/synthesise'
import { counts, isNeverMore } from './beside'
import { applicationOf, type Measured, type MeasuredSet, measure } from './besideMeasure'
import { editsForSame } from './besideSame'
import { scenarios } from './besideScenarios'
import { compareWithWanted } from './besideWanted'
import { benchOptions } from './readInput'

const measured = scenarios.flatMap(measure)
const titled = measured.map((it): [string, Measured] => [`${it.application}, ${it.sameAs ?? 'needed'}`, it])
const same = titled.filter(([, { sameAs }]) => sameAs !== null)

it.each(titled)('%s: ours grant all that is wanted and nothing beyond', (_, { ours }) => {
  expect(ours.beyond).toEqual([])
  expect(ours.missing).toEqual([])
})

it.each(same)('%s: ours are never more than theirs', (_, { ours, peers }) => {
  expect(peers).toHaveLength(1)
  for (const peer of peers) {
    for (const count of counts) expect(ours[count], count).toBeLessThanOrEqual(peer[count])
    expect(ours.bareLines).toBeLessThanOrEqual(peer.publishedLines)
  }
})

// Else ours would be compared for another connectivity.
it.each(same)('%s: the edits ask for just what theirs grant', (_, { peers }) => {
  expect(peers.flatMap(({ beyond, missing }) => [...beyond, ...missing])).toEqual([])
})

// Figures of what others published: a set that is read or rebuilt wrong would be easy to beat.
it.each([
  ['Online Boutique', 'its own policies', [13, 23, 25]],
  ['Online Boutique', 'cluster-topology-analyzer', [13, 38, 70]],
  ['Online Boutique', 'netpol-synthesizer', [12, 38, 75]],
  ['Online Boutique of np-guard', 'netpol-synthesizer, edited', [11, 34, 68]],
  ['cartservice alone', 'Inspektor Gadget', [1, 4, 8]],
  ['cartservice alone', 'Inspektor Gadget, earlier', [1, 2, 4]],
  ['acs-security-demos', 'roxctl netpol generate', [14, 31, 62]],
  ['acs-security-demos', 'cluster-topology-analyzer', [14, 29, 58]],
  ['argo-cd', 'its own policies', [7, 9, 23]],
  ['argo-cd-core', 'its own policies', [4, 5, 16]],
  ['argo-cd-ha', 'its own policies', [8, 13, 35]],
] as const)('%s, %s: policies, rules, peers and ports as published', (application, name, expected) => {
  const sets = measured.filter((it) => it.application === application).flatMap(({ peers }) => peers)
  const figures = sets
    .filter((it) => it.name === name)
    .map(({ policies, rules, entries }) => [policies, rules, entries])
  expect(figures.length).toBeGreaterThan(0)
  for (const it of figures) expect(it).toEqual(expected)
})

// What docs/beside-other-generators.md says of them.
const [shop, demo] = ['Online Boutique', 'acs-security-demos'] as const
const [own, analyzer, synthesizer] = [
  'its own policies',
  'cluster-topology-analyzer',
  'netpol-synthesizer',
] as const
it.each([
  [shop, own, 'beyond', 63, /./],
  [shop, own, 'beyond', 12, /^default[/]Deployment[/].* -> outside[/]rest : All Connections$/],
  [shop, own, 'beyond', 1, /^outside[/]rest -> default[/]Deployment[/]frontend : .*TCP 1-8079,8081-65535/],
  [shop, analyzer, 'beyond', 18, /./],
  [shop, analyzer, 'beyond', 5, / -> outside[/]rest : UDP 53$/],
  [shop, synthesizer, 'beyond', 12, /./],
  [shop, synthesizer, 'beyond', 1, /^default[/]future[/]a pod to come -> outside[/]rest : All Connections$/],
  [`${shop} of np-guard`, `${synthesizer}, edited`, 'missing', 1, /cartservice -> .*redis-cart : TCP 6379$/],
  [`${shop} of np-guard`, `${synthesizer}, edited`, 'beyond', 1, /^outside[/]rest -> .*redis-cart : All/],
  [
    'cartservice alone',
    'Inspektor Gadget, earlier',
    'missing',
    1,
    /checkoutservice -> .*cartservice : TCP 7070$/,
  ],
  ['cartservice alone', 'Inspektor Gadget, earlier', 'missing', 1, / -> .*coredns : UDP 53$/],
  [demo, 'roxctl netpol generate', 'beyond', 28, /./],
  [demo, 'roxctl netpol generate', 'beyond', 5, / -> .*router-default : UDP 5353$/],
  [demo, 'roxctl netpol generate', 'beyond', 2, /^a namespace to come.* -> frontend[/].* : TCP 8080$/],
  [demo, analyzer, 'beyond', 20, /./],
  [demo, analyzer, 'missing', 2, /^openshift-ingress.* -> frontend[/]Deployment[/](asset-cache|webapp) : /],
] as const)('%s, %s, %s: %d pairs like %s', (application, name, what, count, like) => {
  const [needed] = measured.filter((it) => it.application === application && it.sameAs === null)
  const flows = needed?.peers.find((it) => it.name === name)?.[what] ?? []
  const lines = flows.map(
    ({ from, to, connections }) => `${from.id} -> ${to.id} : ${formatConnections(connections)}`,
  )
  expect(lines.filter((line) => like.test(line))).toHaveLength(count)
})

it.each([
  [shop, analyzer],
  [shop, synthesizer],
  ['cartservice alone', 'Inspektor Gadget'],
  [demo, 'roxctl netpol generate'],
  [demo, analyzer],
])('%s, %s: DNS over UDP and not over TCP', (name, set) => {
  const { policies } = setOf(name, set)
  const ports = policies
    .flatMap(({ egress }) => egress)
    .flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports))
  const protocols = ports.flatMap((it) =>
    it.kind === 'range' && /^(53|5353)$/.test(`${it.first}`) ? it.protocol : [],
  )
  expect([...new Set(protocols)]).toEqual(['UDP'])
})

it.each([
  ['argo-cd', 0],
  ['argo-cd-core', 0],
  ['argo-cd-ha', 1],
])('%s: %d of its own policies isolate for egress', (name, count) => {
  const { policies } = setOf(name, own)
  expect(policies.filter(({ policyTypes }) => policyTypes.includes('egress'))).toHaveLength(count)
})

describe('what is wanted is what others recorded', () => {
  const standard = 'src/testing/conformance/npguard-standard'

  it('acs-security-demos needs the connections of np-guard’s list', () => {
    const { needed } = application('acs-security-demos')
    expect(edgesOf(needed ?? [], /^(backend|frontend|payments)[/]/)).toEqual(
      recorded(`${standard}/acs-security-demos/expected.txt`),
    )
  })

  it('np-guard’s Online Boutique has the connections of its list', () => {
    const { cluster, sets } = application('Online Boutique of np-guard')
    const edits = sets.flatMap(({ policies }) => editsForSame(cluster, policies))
    expect(edgesOf(edits, /^default[/]/)).toEqual(
      recorded(`${standard}/onlineboutique_workloads/expected.txt`),
    )
  })
})

describe('the comparison can fail', () => {
  const { cluster, needed } = application('acs-security-demos')
  const edits = needed ?? []
  const { policies } = synthesise(cluster, edits, benchOptions)

  it('a rule that lets everybody in grants too much', () => {
    const wide = policies.map((it) =>
      it.name === 'catalog-allow'
        ? {
            ...it,
            ingress: [{ ...it.ingress[0], peers: 'any' as const, ports: 'any' as const, place: null }],
          }
        : it,
    )
    const { beyond, missing } = compareWithWanted(cluster, wide, edits)
    expect(beyond.map(({ from, to }) => `${from.id} -> ${to.id}`)).toContain(
      'outside/rest -> backend/Deployment/catalog',
    )
    expect(missing).toEqual([])
  })

  it('without one end of a call the call is missing', () => {
    const { missing } = compareWithWanted(
      cluster,
      policies.filter(({ name }) => name !== 'catalog-allow'),
      edits,
    )
    expect(missing.map(({ from, to }) => `${from.id} -> ${to.id}`)).toEqual([
      'backend/Deployment/recommendation -> backend/Deployment/catalog',
      'backend/Deployment/reports -> backend/Deployment/catalog',
    ])
  })

  it.each(counts)('theirs with fewer %s are noticed', (count) => {
    const ours: MeasuredSet = {
      name: 'ours',
      policies: 2,
      rules: 2,
      entries: 2,
      lines: 2,
      bareLines: 2,
      publishedLines: 2,
      beyond: [],
      missing: [],
    }
    const against = (peer: MeasuredSet): Measured => ({
      application: 'shop',
      sameAs: 'theirs',
      ours,
      peers: [peer],
    })
    expect(isNeverMore(against(ours))).toBe(true)
    expect(isNeverMore(against({ ...ours, [count]: 1 }))).toBe(false)
  })
})

function application(name: string) {
  const scenario = scenarios.find((it) => it.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  return applicationOf(scenario)
}

function setOf(name: string, set: string) {
  const found = application(name).sets.find((it) => it.name === set)
  if (found === undefined) throw new Error(`${name} has no set ${set}`)
  return found
}

/** `namespace/from => namespace/to : TCP 80`, of the edges within these namespaces. */
function edgesOf(edits: readonly (ReachEdit | OnlyEdit)[], namespaces: RegExp): readonly string[] {
  const nameOf = (end: EditEnd) =>
    end.kind === 'workload' && namespaces.test(end.id) ? end.id.replace('/Deployment/', '/') : null
  return edits
    .flatMap((edit) => {
      if (edit.kind !== 'allow') return []
      const [from, to] = [nameOf(edit.from), nameOf(edit.to)]
      return from === null || to === null ? [] : [`${from} => ${to} : ${formatConnections(edit.connections)}`]
    })
    .sort()
}

function recorded(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\S+\[Deployment\] => \S+\[Deployment\] : /.test(line))
    .map((line) => line.replaceAll('[Deployment]', ''))
    .sort()
}
