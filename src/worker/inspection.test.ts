import { describe, expect, it } from 'vitest'
import { plainView } from '../model/graphView'
import { policyId, workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { fixture, manifestFile } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import { inspected } from '../testing/inspectionText'
import { plainText } from '../ui/inspector/previewWords'
import type { Methods, Posted, Request, Scenario } from './protocol'
import { createSession } from './session'

const pasted: Scenario = {
  files: [manifestFile('shop.yaml', fixture(inspected))],
  edits: [],
  options: defaultOptions,
}
const edited: Scenario = { ...pasted, edits: editsOf('allow bank/ledger -> shop/db : TCP 5432') }

function ask<M extends keyof Methods>(method: M, params: Posted<Methods[M]['params']>): Methods[M]['result'] {
  return createSession(() => 0).answer({ id: 1, method, params } as Request) as Methods[M]['result']
}

describe('what the inspector asks', () => {
  it('has every rule of a policy in words, as pasted and as edited', () => {
    const policy = policyId('shop', 'db-in')
    const rules = (show: 'baseline' | 'draft') =>
      ask('policyFacts', { scenario: edited, show, policy })?.rules.map(({ words }) => words) ?? []
    expect(rules('baseline').slice(0, 2)).toEqual([
      'web may call db on TCP 5432',
      'pods with tier=front may call db on TCP sql',
    ])
    expect(rules('baseline').some((it) => it.startsWith('ledger'))).toBe(false)
    const all = ask('analyse', { scenario: edited, view: plainView }).resources.policies
    const rulesOf = all.flatMap(
      ({ id }) => ask('policyFacts', { scenario: edited, show: 'draft', policy: id })?.rules ?? [],
    )
    // The edit's peer joins a rule that is there, so it is one of "any of these".
    const peers = rulesOf.flatMap((rule) => rule.peers.map((it) => `${plainText(it.words)}: ${rule.words}`))
    expect(peers).toContain('pods with app: ledger in namespace bank: any of these may call db on TCP 5432')
  })

  it('asks the DNS pods of the manifests whether names resolve', () => {
    const { dns } = ask('namespaceFacts', { scenario: pasted, show: 'draft', namespace: 'shop' }) ?? {}
    expect(dns).toMatchObject({ isListed: true, isolated: 1, without: { first: ['shop/Deployment/web'] } })
  })

  it('knows the policies at a workload', () => {
    const endpoint = workloadId('shop', 'Deployment', 'web')
    const { policies } = ask('standing', { scenario: pasted, show: 'draft', endpoint }) ?? {}
    expect(policies?.map((it) => it.policy)).toEqual(['shop/deny', 'shop/web-out'])
  })

  it('lists the flows that an arrow stands for', () => {
    const edge = { from: 'ns:shop', to: 'ns:shop', kind: 'rules' } as const
    const { count, rows } = ask('bundleFlows', { scenario: pasted, show: 'draft', edge, everyPort: false })
    expect(count).toBe(1)
    expect(rows.map((it) => [it.from, it.to, it.kind, formatConnections(it.connections)])).toEqual([
      ['shop/Deployment/web', 'shop/Deployment/db', 'rules', 'TCP 5432'],
    ])
    const half = { from: workloadId('shop', 'Deployment', 'web'), to: 'ns:bank', kind: 'half' } as const
    const stopped = ask('bundleFlows', { scenario: pasted, show: 'draft', edge: half, everyPort: false })
    expect(stopped.rows.map(({ to, kind }) => [to, kind])).toEqual([['bank/Deployment/ledger', 'half']])
    const mixed = { ...half, kind: 'mixed' } as const
    expect(ask('bundleFlows', { scenario: pasted, show: 'draft', edge: mixed, everyPort: true }).count).toBe(
      1,
    )
  })
})
