import { expect, it } from 'vitest'
import type { FlowChange } from '../../model/edit'
import type { FlowEdge } from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { editsOf } from '../../testing/editNotation'
import { belongsTo } from './editEdges'

const [web, db] = [workloadId('shop', 'Deployment', 'web'), workloadId('shop', 'Deployment', 'db')]
const rest = externalId('rest')

function edge(from: string, to: string, change: FlowEdge['change']): FlowEdge {
  const connections = { TCP: [], UDP: [], SCTP: [] }
  return { id: '', from, to, kind: 'rules', change, connections, label: '', pairs: 1, blockedBy: null }
}

it.each<[string, string, FlowEdge, boolean]>([
  ['its own edge', 'allow shop/web -> shop/db : all', edge(web, db, 'added'), true],
  ['the frames of its ends', 'allow shop/web -> shop/db : all', edge('ns:shop', db, 'added'), true],
  ['the other way round', 'allow shop/web -> shop/db : all', edge(db, web, 'added'), false],
  ['what was there before', 'allow shop/web -> shop/db : all', edge(web, db, 'same'), false],
  ['what another takes away', 'allow shop/web -> shop/db : all', edge(web, db, 'removed'), false],
  ['what it blocks', 'block shop/web -> shop/db : all', edge(web, db, 'removed'), true],
  ['all of a namespace', 'allow shop/* -> outside : all', edge(web, rest, 'added'), true],
  ['no outside for all pods', 'allow * -> shop/db : all', edge(rest, db, 'added'), false],
  ['what an isolation keeps out', 'isolate shop/db : ingress', edge(web, db, 'removed'), true],
  ['not what goes out of there', 'isolate shop/db : ingress', edge(db, web, 'removed'), false],
])('gives an edit %s by its ends', (_, text, drawn, expected) => {
  const [edit] = editsOf(text)
  if (!edit) throw new Error('an edit')
  expect(belongsTo(drawn, edit, null)).toBe(expected)
  expect(belongsTo(drawn, { ...edit, off: true }, null)).toBe(false)
})

it('goes by what is known to be its doing, where something is', () => {
  const [edit] = editsOf('allow shop/web -> shop/db : all')
  if (!edit) throw new Error('an edit')
  const flows: readonly FlowChange[] = [
    { from: web, to: rest, connections: edge(web, db, 'same').connections },
  ]
  expect(belongsTo(edge(web, db, 'added'), edit, flows)).toBe(false)
  expect(belongsTo(edge(web, rest, 'added'), edit, flows)).toBe(true)
  expect(belongsTo(edge('ns:shop', rest, 'added'), edit, flows)).toBe(true)
})
