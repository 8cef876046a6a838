import { describe, expect, it } from 'vitest'
import type { FlowEdge } from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { edgeLabel, edgeName } from './spoken'

const web = workloadId('shop', 'Deployment', 'web')
const db = workloadId('shop', 'StatefulSet', 'db')

function edge(part: Partial<FlowEdge>): FlowEdge {
  return {
    id: 'e',
    from: web,
    to: db,
    kind: 'rules',
    change: 'same',
    connections: { TCP: [{ first: 5432, last: 5432 }], UDP: [], SCTP: [] },
    label: '5432',
    pairs: 1,
    blockedBy: null,
    ...part,
  }
}

describe('edgeName', () => {
  it.each([
    [{}, 'web to db: allowed on TCP 5432'],
    [{ kind: 'half', blockedBy: 'egress' }, 'web to db: half-open, egress of web blocks on TCP 5432'],
    [{ kind: 'half', blockedBy: 'ingress' }, 'web to db: half-open, ingress of db blocks on TCP 5432'],
    [{ kind: 'open' }, 'web to db: unrestricted on TCP 5432'],
    [{ change: 'added' }, 'web to db: allowed on TCP 5432, added by your edits'],
    [{ change: 'removed' }, 'web to db: was allowed on TCP 5432, removed by your edits'],
    [{ from: 'ns:shop', pairs: 3 }, 'namespace shop to db: allowed on TCP 5432, 3 flows'],
    [{ to: externalId('rest') }, 'web to outside: allowed on TCP 5432'],
  ] as const)('%j is read as %j', (part, name) => {
    expect(edgeName(edge(part))).toBe(name)
  })
})

const labelRows: [Partial<FlowEdge>, string, string][] = [
  [{}, '5432', 'the ports alone'],
  [{ kind: 'half' }, '! 5432', 'a sign, so that colour is not alone'],
  [{ kind: 'half', change: 'added' }, '+ 5432', 'a change is what matters most'],
  [{ change: 'removed' }, '− 5432', 'removed flows too'],
  [{ pairs: 3 }, '5432 ×3', 'a bundle says what it stands for'],
  [{ kind: 'open', label: 'all' }, '', 'what is unrestricted goes without saying'],
  [{ kind: 'open', change: 'added', label: 'all' }, '+ all', 'but not when the edits make it so'],
]

describe('edgeLabel', () => {
  it.each(labelRows)('%j is labelled %j: %s', (part, label) => {
    expect(edgeLabel(edge(part), 'middle')).toBe(label)
  })

  it('says from afar how many flows a bundle stands for, and no ports', () => {
    expect(edgeLabel(edge({ kind: 'half', pairs: 8 }), 'far')).toBe('! ×8')
    expect(edgeLabel(edge({ pairs: 8 }), 'far')).toBe('×8')
    expect(edgeLabel(edge({ change: 'added' }), 'far')).toBe('+')
    expect(edgeLabel(edge({}), 'far')).toBe('')
  })
})
