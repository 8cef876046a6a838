import { describe, expect, it } from 'vitest'
import { type EndpointId, externalId, workloadId } from '../../model/ids'
import { flowGroups } from './flowGroups'
import { everyConnection } from './ports'

const from = workloadId('shop', 'Deployment', 'web')

function flowTo(to: EndpointId) {
  return { from, to, kind: 'rules' as const, connections: everyConnection }
}

describe('flowGroups', () => {
  it('puts the largest namespace first, what is outside last, and names in the order that people count in', () => {
    const flows = [
      externalId('rest'),
      externalId('10.0.0.0/8'),
      externalId('11.0.0.0/8'),
      workloadId('bank', 'Deployment', 'ledger'),
      workloadId('shop', 'Deployment', 'worker-10'),
      workloadId('shop', 'Deployment', 'worker-9'),
    ].map(flowTo)
    const groups = flowGroups(flows, ({ to }) => to)
    expect(groups.map(({ namespace, flows: own }) => [namespace, own.map(({ to }) => to)])).toEqual([
      ['shop', ['shop/Deployment/worker-9', 'shop/Deployment/worker-10']],
      ['bank', ['bank/Deployment/ledger']],
      [null, ['outside/10.0.0.0/8', 'outside/11.0.0.0/8', 'outside/rest']],
    ])
  })

  it('has no group for no flow', () => {
    expect(flowGroups([], ({ to }) => to)).toEqual([])
  })
})
