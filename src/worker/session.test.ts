import { describe, expect, it } from 'vitest'
import type { EditEnd } from '../model/edit'
import { type GraphView, plainView, type ViewRequest } from '../model/graphView'
import { workloadId } from '../model/ids'
import { type Filters, noFilters } from '../model/look'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { fixture, manifestFile } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import type { Methods, Posted, Request, Scenario } from './protocol'
import { createSession, type Session } from './session'

const manifest = fixture(`kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, ports: [{containerPort: 80}]}]}}}
---
kind: Deployment
metadata: {name: db, namespace: shop}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: main, ports: [{containerPort: 5432}]}]}}}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`)

const pasted: Scenario = { files: [manifestFile('shop.yaml', manifest)], edits: [], options: defaultOptions }
const edited: Scenario = { ...pasted, edits: editsOf('allow shop/web -> shop/db : TCP 5432') }
const [web, db] = [workloadId('shop', 'Deployment', 'web'), workloadId('shop', 'Deployment', 'db')]
const view = plainView

const newSession = () => createSession(() => 0)

function ask<M extends keyof Methods>(
  session: Session,
  method: M,
  params: Posted<Methods[M]['params']>,
): Methods[M]['result'] {
  return session.answer({ id: 1, method, params } as Request) as Methods[M]['result']
}

describe('a session', () => {
  it('analyses three documents and an edit', () => {
    const analysis = ask(newSession(), 'analyse', { scenario: edited, view })
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(analysis.resources).toMatchObject({ documents: 3, namespaces: 1, workloads: 2 })
    expect(analysis.outcomes).toMatchObject([{ edit: 'e1', status: 'holds' }])
    expect(analysis.changes).toHaveLength(1)
    const { added, removed } = analysis.impact
    expect([added.count, removed.count]).toEqual([1, 0])
    expect(analysis.graph.edges).toMatchObject([{ from: web, to: db, change: 'added', label: '5432' }])
  })

  it('filters the picture, and says what of the filters it cannot read', () => {
    const session = newSession()
    const graphOf = (filters: Partial<Filters>) =>
      ask(session, 'analyse', { scenario: edited, view: { ...view, filters: { ...noFilters, ...filters } } })
        .graph
    expect(graphOf({ selector: 'app=db', ports: '5432' }).edges).toMatchObject([{ from: web, to: db }])
    expect(graphOf({ kinds: ['half'] })).toMatchObject({
      edges: [],
      cards: [],
      filtered: { matching: 0, of: 2 },
    })
    expect(graphOf({ selector: 'app in', ports: '5432' })).toMatchObject({
      edges: [{ from: web, to: db }],
      filtered: { matching: 2, problems: [{ part: 'selector' }] },
    })
  })

  it('sends what it drew before by the same objects, whoever looks elsewhere', () => {
    const session = newSession()
    const drawn = (scenario: Scenario | null, request: Partial<ViewRequest>) =>
      ask(session, 'analyse', {
        scenario,
        view: { ...view, ...request, collapsed: {}, filters: { ...noFilters, text: 'shop' } },
      })
    const [first, second] = [drawn(edited, {}), drawn(null, { sight: ['shop'], focus: web })]
    expect(second.graph.cards).toBe(first.graph.cards)
    expect(second.graph.frames).toBe(first.graph.frames)
    expect(second.resources).toBe(first.resources)
  })

  it('explains a flow, as pasted and as edited', () => {
    const session = newSession()
    const outcome = (show: 'baseline' | 'draft') =>
      ask(session, 'explain', { scenario: edited, show, from: web, to: db, connections: null })?.outcome
    expect([outcome('baseline'), outcome('draft')]).toEqual(['blocked', 'allowed'])
  })

  it('lists the flows of an endpoint, as pasted and as edited', () => {
    const session = newSession()
    const incoming = (show: 'baseline' | 'draft') =>
      ask(session, 'flows', { scenario: edited, show, endpoint: db })?.incoming.map(
        ({ from, connections }) => `${from} ${formatConnections(connections)}`,
      )
    expect([incoming('baseline'), incoming('draft')]).toEqual([[], [`${web} TCP 5432`]])
  })

  it('says who gets to an endpoint, as pasted and as edited', () => {
    const session = newSession()
    const inward = (show: 'baseline' | 'draft') =>
      ask(session, 'outlook', { scenario: edited, show, endpoint: db })?.inward.headline
    expect([inward('baseline'), inward('draft')]).toEqual([
      'Nothing can reach db.',
      'db can be reached from 1 workload in one step.',
    ])
  })

  it('previews another list of edits against the draft that is there', () => {
    const session = newSession()
    const lock = editsOf('isolate shop/web : egress')
    const flows = (proposed: Scenario['edits'], scenario: Scenario | null) => {
      const { stops, starts } = ask(session, 'preview', { scenario, proposed })
      return [stops.dns.flows, stops.needed.flows, stops.other.flows, starts.flows]
    }
    // To db nothing flowed; what stops is names, and the outside.
    expect(flows(lock, pasted)).toEqual([1, 0, 1, 0])
    expect(flows(edited.edits, null)).toEqual([0, 0, 0, 1])
    expect(flows([], edited)).toEqual([0, 0, 1, 0])
    expect(flows(edited.edits, null)).toEqual([0, 0, 0, 0])
  })

  it('says which policies isolate an end, and which of them edits make', () => {
    const isolating = (end: EditEnd) => ask(newSession(), 'isolatedBy', { scenario: edited, end })
    const closed = { id: 'shop/closed', directions: ['ingress'], rules: 0 }
    expect(isolating({ kind: 'namespace', name: 'shop' })).toMatchObject([
      { ...closed, others: 0 },
      { id: 'shop/db-allow', place: null },
    ])
    expect(isolating({ kind: 'workload', id: web })).toMatchObject([{ ...closed, others: 1 }])
    expect(isolating({ kind: 'namespace', name: 'other' })).toEqual([])
  })

  it('folds an edit into the files, which then say the same without it', () => {
    const session = newSession()
    const { files } = ask(session, 'apply', { scenario: edited })
    expect(files[0]?.text.startsWith(manifest)).toBe(true)
    const { graph, changes } = ask(session, 'analyse', { scenario: { ...pasted, files }, view })
    expect(changes).toEqual([])
    expect(graph.edges).toMatchObject([{ from: web, to: db, change: 'same', label: '5432' }])
  })

  it('offers a label for what labels cannot tell apart, with its line, and adds it to the text', () => {
    const session = newSession()
    const [file] = pasted.files
    if (!file) throw new Error('the scenario has a file')
    const text = file.text.replaceAll('labels: {app: web}', 'labels: {app: db}')
    const alike = { ...edited, files: [{ ...file, text }] }
    const offers = (scenario: Scenario) => ask(session, 'analyse', { scenario, view }).labelOffers
    const [offer] = offers(alike)
    if (!offer) throw new Error('there is an offer')
    expect(text.split('\n')[(offer.places[0]?.line ?? 0) - 1]).toContain('labels')
    const { workload, label } = offer
    const added = ask(session, 'addLabel', { scenario: alike, workload, label })
    expect(added?.files[0]?.text.split(`${label.key}: ${label.value}`)).toHaveLength(2)
    expect(offers({ ...alike, files: added?.files ?? [] })).toEqual([])
    expect(
      ask(session, 'addLabel', { scenario: pasted, workload: workloadId('shop', 'Pod', 'no'), label }),
    ).toBe(null)
  })

  it('exports the changed policies, or all of the draft', () => {
    const session = newSession()
    const policies = (what: 'changes' | 'allPolicies') =>
      ask(session, 'exportYaml', { scenario: edited, what }).text.match(/^kind: NetworkPolicy$/gm)?.length
    expect([policies('changes'), policies('allPolicies')]).toEqual([1, 2])
  })

  it('takes null for the last scenario, and for an empty one before any', () => {
    const session = newSession()
    expect(ask(session, 'analyse', { scenario: null, view }).endpoints).toEqual([])
    const whole = ask(session, 'analyse', { scenario: edited, view })
    expect(ask(session, 'analyse', { scenario: null, view })).toEqual(whole)
    expect(ask(session, 'apply', { scenario: null })).toEqual(
      ask(newSession(), 'apply', { scenario: edited }),
    )
  })

  it('reads nothing again while only edits change, and everything that changed', () => {
    const session = newSession()
    const endpoints = (scenario: Scenario) => ask(session, 'analyse', { scenario, view }).endpoints
    const first = endpoints(pasted)
    expect(endpoints(structuredClone(edited))).toBe(first)
    const [file] = pasted.files
    if (!file) throw new Error('the scenario has a file')
    const others: readonly Scenario[] = [
      { ...pasted, files: [{ ...file, text: file.text.replaceAll('db', 'cache') }] },
      { ...pasted, files: [file, manifestFile('more.yaml', manifest.replaceAll('shop', 'other'))] },
      { ...pasted, options: { ...defaultOptions, defaultNamespace: 'other' } },
    ]
    for (const other of others) {
      endpoints(pasted)
      expect(endpoints(other)).not.toBe(first)
      expect(endpoints(other)).toEqual(ask(newSession(), 'analyse', { scenario: other, view }).endpoints)
    }
  })

  // Each step differs from the one before in the view, the scenario or both; what is kept between them must not show.
  const steps: readonly (readonly [why: string, scenario: Scenario, request: Partial<ViewRequest>])[] = [
    ['as it opens', edited, {}],
    ['only the view: as pasted', edited, { show: 'baseline' }],
    ['only the view: one in focus', edited, { focus: web }],
    ['only the view: collapsed', edited, { collapsed: { shop: true } }],
    ['only the view: all open flows', edited, { showOpen: true }],
    ['only the scenario: the edit undone', pasted, { showOpen: true }],
    ['both', edited, { showUndeclaredPorts: true }],
  ]

  it('draws after other questions what a fresh session draws', () => {
    const session = newSession()
    let sent: Scenario | null = null
    let before: GraphView | null = null
    for (const [why, scenario, request] of steps) {
      const asked = { ...view, ...request }
      const posted = scenario === sent ? null : scenario
      sent = scenario
      const { graph } = ask(session, 'analyse', { scenario: posted, view: asked })
      expect(graph, why).toEqual(ask(newSession(), 'analyse', { scenario, view: asked }).graph)
      // Else the step could not show what was kept wrongly.
      expect(graph, why).not.toEqual(before)
      before = graph
    }
  })
})

describe('what one edit does', () => {
  const several = (text: string): Scenario => ({ ...pasted, edits: editsOf(text) })
  const effects = (scenario: Scenario) => {
    const session = newSession()
    return scenario.edits.map(({ id }) => ask(session, 'effect', { scenario, edit: id }))
  }

  it('is all there is, for the only one', () => {
    const session = newSession()
    const { changes } = ask(session, 'analyse', { scenario: edited, view })
    const [edit] = edited.edits
    if (!edit) throw new Error('an edit')
    const effect = ask(session, 'effect', { scenario: null, edit: edit.id })
    expect(effect).toMatchObject({ edit: edit.id, added: 1, removed: 0, policies: 1, rules: 1 })
    expect(effect?.flows).toMatchObject([{ from: web, to: db }])
    const changed = changes[0]?.lines.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]))
    expect(effect?.lines).toEqual([{ policy: changes[0]?.policy, at: changed }])
  })

  it('is nothing where another edit covers it', () => {
    const [wide, narrow] = effects(
      several('allow shop/web -> shop/db : all\nallow shop/web -> shop/db : TCP 5432'),
    )
    expect(wide).toMatchObject({ added: 1 })
    expect(narrow).toMatchObject({ added: 0, removed: 0, policies: 0, rules: 0, lines: [] })
  })

  it('is what it takes from the flows that stay without it', () => {
    const [lock] = effects(several('isolate shop/web : egress'))
    expect(lock).toMatchObject({ added: 0, policies: 1 })
    expect(lock?.removed).toBeGreaterThan(0)
  })

  it('is null for one that is switched off, which changes nothing', () => {
    const off: Scenario = { ...edited, edits: edited.edits.map((edit) => ({ ...edit, off: true as const })) }
    expect(effects(off)).toEqual([null])
    const { changes, outcomes } = ask(newSession(), 'analyse', { scenario: off, view })
    expect([changes, outcomes]).toEqual([[], []])
  })
})
