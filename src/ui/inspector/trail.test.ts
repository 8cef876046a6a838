import { describe, expect, it } from 'vitest'
import { policyId, workloadId } from '../../model/ids'
import { nothingSelected, type Selection } from '../../model/selection'
import { afterSelecting, noTrail, selectionName } from './trail'

const web: Selection = { kind: 'endpoint', id: workloadId('shop', 'Deployment', 'web') }
const pair: Selection = {
  kind: 'pair',
  from: workloadId('shop', 'Deployment', 'web'),
  to: workloadId('shop', 'Deployment', 'db'),
  connections: null,
}
const policy: Selection = { kind: 'policy', id: policyId('shop', 'deny-all') }

describe('afterSelecting', () => {
  it('remembers what was left, and forgets it on the way back', () => {
    const first = afterSelecting({ at: nothingSelected, before: noTrail }, web)
    expect(first).toEqual([])
    const second = afterSelecting({ at: web, before: first }, pair)
    const third = afterSelecting({ at: pair, before: second }, policy)
    expect(third).toEqual([web, pair])
    expect(afterSelecting({ at: policy, before: third }, pair)).toEqual([web])
  })

  it('starts anew where nothing is selected, and stays short', () => {
    expect(afterSelecting({ at: policy, before: [web, pair] }, nothingSelected)).toEqual([])
    const many = Array.from({ length: 30 }, () => ({ ...web }))
    expect(afterSelecting({ at: policy, before: many }, pair)).toHaveLength(20)
  })
})

describe('selectionName', () => {
  it.each([
    [web, 'web'],
    [pair, 'web → db'],
    [policy, 'policy deny-all'],
    [{ kind: 'namespace', name: 'shop' } as const, 'namespace shop'],
    [
      { kind: 'several', ids: [workloadId('shop', 'Pod', 'a'), workloadId('shop', 'Pod', 'b')] } as const,
      '2 workloads',
    ],
  ])('%j is %s', (selection, name) => {
    expect(selectionName(selection)).toBe(name)
  })
})
