import { describe, expect, it } from 'vitest'
import { plainView } from '../../model/graphView'
import { fileId, policyId, workloadId } from '../../model/ids'
import type { Selection } from '../../model/selection'
import { defaultOptions } from '../../model/workspace'
import type { Analysis, Methods } from '../../worker/protocol'
import { createSession } from '../../worker/session'
import { evidenceOf } from './evidence'
import { findingsOf } from './findings'

const text = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  egress:
  - to: [{podSelector: {}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: q, namespace: shop}
spec:
  podSelector: {matchLabels: {app: wbe}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
`
const file = fileId('f1')
const scenario = { files: [{ id: file, name: 'a', text }], edits: [], options: defaultOptions }
const web = workloadId('shop', 'Pod', 'web')
const db = workloadId('shop', 'Pod', 'db')

const session = createSession(() => 0)
const ask = <M extends keyof Methods>(method: M, params: Methods[M]['params']) =>
  session.answer({ id: 1, method, params } as never) as Methods[M]['result']
const analysis: Analysis = ask('analyse', { scenario, view: plainView })
const explanation = ask('explain', { scenario, show: 'draft', from: web, to: db, connections: null })

function lit(selection: Selection): readonly string[] {
  return evidenceOf({ selection, analysis, explanation }).map(({ from, to }) => text.slice(from, to))
}

describe('the lines that a selection rests on', () => {
  it('are of a card its document, and of a policy its own', () => {
    expect(lit({ kind: 'endpoint', id: web })).toEqual([expect.stringMatching(/^apiVersion: v1.*web\}\}$/s)])
    expect(lit({ kind: 'policy', id: policyId('shop', 'p') })).toEqual([expect.stringContaining('name: p')])
    expect(lit({ kind: 'several', ids: [web, db] })).toHaveLength(2)
  })

  it('are of a pair what its explanation names, and none of another pair', () => {
    expect(lit({ kind: 'pair', from: web, to: db, connections: null })).toContainEqual(
      expect.stringContaining('to: [{podSelector: {}}]'),
    )
    expect(lit({ kind: 'pair', from: db, to: web, connections: null })).toEqual([])
    expect(lit({ kind: 'none' })).toEqual([])
  })
})

it('a policy that selects no pod is a finding where it stands, and the others are none', () => {
  const found = findingsOf(analysis.resources.policies, file, text.length)
  expect(found).toMatchObject([{ message: 'NetworkPolicy q selects no pod, so it changes nothing.' }])
  expect(text.slice(found[0]?.from)).toMatch(/^apiVersion.*\nkind: NetworkPolicy\nmetadata: \{name: q/)
  expect(findingsOf(analysis.resources.policies, fileId('f2'), text.length)).toEqual([])
})
