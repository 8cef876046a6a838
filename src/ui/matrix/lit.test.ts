import { expect, it } from 'vitest'
import { workloadId } from '../../model/ids'
import type { Selection } from '../../model/selection'
import { axisOf } from './axis'
import { litBy } from './lit'
import { endpointLine, groupLine } from './testLines'

const axis = axisOf([
  groupLine('bank', 9, true),
  groupLine('shop', 2),
  endpointLine('shop', 'api'),
  endpointLine('shop', 'db'),
])
const [ledger, api, db] = [
  workloadId('bank', 'Deployment', 'ledger'),
  workloadId('shop', 'Deployment', 'api'),
  workloadId('shop', 'Deployment', 'db'),
]

it.each<[why: string, selection: Selection, lines: readonly number[], cell: readonly number[] | null]>([
  ['a workload by its line', { kind: 'endpoint', id: db }, [3], null],
  ['one in a folded group by the line of the group', { kind: 'endpoint', id: ledger }, [0], null],
  ['several each by their own', { kind: 'several', ids: [api, db] }, [2, 3], null],
  ['a namespace by its line', { kind: 'namespace', name: 'shop' }, [1], null],
  ['a pair by its cell', { kind: 'pair', from: api, to: db, connections: null }, [], [2, 3]],
  [
    'a pair of a folded group by the cell of the group',
    { kind: 'pair', from: ledger, to: db, connections: null },
    [],
    [0, 3],
  ],
  ['nothing by nothing', { kind: 'none' }, [], null],
])('%s', (_, selection, lines, cell) => {
  const [row, column] = cell ?? []
  expect(litBy(selection, axis)).toEqual({
    lines: new Set(lines),
    cell: row === undefined || column === undefined ? null : { row, column },
  })
})
