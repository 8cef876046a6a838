import { describe, expect, it } from 'vitest'
import type { FlowEdge } from '../../model/graphView'
import { changeOf, withChange } from './edgeChange'
import type { FlowFlowEdge } from './toFlowEdges'

function line(id: string): FlowFlowEdge {
  return {
    id,
    source: 'a',
    target: 'b',
    data: {
      edge: { id } as FlowEdge,
      course: { path: '', labelX: 0, labelY: 0, isCrowded: false },
      label: '',
      labelScale: 1,
      isDimmed: false,
      isTold: false,
      isGhost: false,
      motion: null,
    },
  }
}

describe('another state of the policies', () => {
  it('tells which edges come and which go', () => {
    const change = changeOf([line('stays'), line('goes')], [line('stays'), line('comes')])
    expect([...(change?.coming ?? [])]).toEqual(['comes'])
    expect(change?.going.map(({ id }) => id)).toEqual(['goes'])
  })

  it('is no change where all edges are the same, or an arrow gives way to its answer', () => {
    expect(changeOf([line('a')], [line('a')])).toBeNull()
    expect(changeOf([line('a'), line('ghost x > y')], [line('a')])).toBeNull()
  })

  it('draws both, and lets nobody reach what goes', () => {
    const change = changeOf([line('goes')], [line('comes'), line('stays')])
    if (change === null) throw new Error('nothing changed')
    const drawn = withChange([line('comes'), line('goes')], { ...change, coming: new Set(['comes']) })
    expect(drawn.map(({ id, data, focusable }) => [id, data?.motion, focusable])).toEqual([
      ['comes', 'coming', undefined],
      ['goes', null, undefined],
    ])
    expect(
      withChange([line('comes')], change).map(({ id, data, focusable }) => [id, data?.motion, focusable]),
    ).toEqual([
      ['comes', 'coming', undefined],
      ['goes', 'going', false],
    ])
  })
})
