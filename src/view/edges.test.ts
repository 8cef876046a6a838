import { describe, expect, it } from 'vitest'
import type { EdgeKind } from '../model/graphView'
import type { Direction } from '../model/policy'
import { connectionsOf, formatConnections } from '../sets/connections'
import { edgesOf, groupFlows, mergeBundles } from './edges'
import type { PairFlow } from './pairFlows'

function flow(
  from: number,
  to: number,
  port: number,
  rest: {
    readonly kind?: Exclude<EdgeKind, 'mixed'>
    readonly blockedBy?: Direction
    readonly change?: PairFlow['change']
  } = {},
): PairFlow {
  const { kind = 'rules', blockedBy = null, change = 'same' } = rest
  return { from, to, kind, blockedBy, change, connections: connectionsOf('TCP', port) }
}

const nodeOf = ['ns:a', 'ns:a', 'b']

describe('groupFlows', () => {
  it('joins what runs between the same nodes, with everything it carries', () => {
    const { bundles, inside } = groupFlows(
      [flow(0, 2, 80), flow(1, 2, 443), flow(2, 0, 80), flow(0, 1, 80)],
      nodeOf,
    )
    const said = bundles.map(({ from, to, connections, pairs }) => [
      from,
      to,
      formatConnections(connections),
      pairs,
    ])
    expect(said).toEqual([
      ['ns:a', 'b', 'TCP 80,443', 2],
      ['b', 'ns:a', 'TCP 80', 1],
    ])
    expect(inside).toBe(1)
  })

  it('keeps kinds, changes and blocking sides apart, each with an id of its own', () => {
    const flows = [
      flow(0, 2, 80),
      flow(0, 2, 80, { kind: 'open' }),
      flow(0, 2, 80, { kind: 'half', blockedBy: 'egress' }),
      flow(0, 2, 80, { kind: 'half', blockedBy: 'ingress' }),
      flow(0, 2, 80, { change: 'added' }),
      flow(0, 2, 80, { change: 'removed' }),
    ]
    const bundles = groupFlows(flows, nodeOf).bundles
    expect(bundles).toHaveLength(6)
    expect(mergeBundles(bundles)).toEqual(bundles)
  })
})

it('orders edges by their ids, whatever order they come in', () => {
  const bundles = groupFlows([flow(0, 2, 80), flow(2, 0, 80)], nodeOf).bundles
  const edges = edgesOf(bundles)
  expect(edges.map(({ id }) => id)).toEqual(['b > ns:a rules', 'ns:a > b rules'])
  expect(edgesOf(bundles.toReversed())).toEqual(edges)
})
