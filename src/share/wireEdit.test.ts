import { expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, policyId } from '../model/ids'
import { readEdit, writeEdit } from './wireEdit'

const id = editId('e1')

it.each<[string, Edit]>([
  [
    'a flow',
    {
      kind: 'allow',
      id,
      from: { kind: 'allPods' },
      to: { kind: 'outside' },
      connections: { TCP: [{ first: 443, last: 443 }], UDP: [], SCTP: [] },
    },
  ],
  [
    'a block and the side that it is cut at',
    {
      kind: 'block',
      id,
      from: { kind: 'allPods' },
      to: { kind: 'outside' },
      connections: { TCP: [], UDP: [], SCTP: [] },
      cut: 'egress',
    },
  ],
  [
    'an isolation',
    {
      kind: 'isolate',
      id,
      end: { kind: 'namespace', name: 'shop' },
      directions: ['ingress'],
      dns: 'none',
    },
  ],
  ['a policy', { kind: 'deletePolicy', id, policy: policyId('shop', 'open') }],
  [
    'opening',
    { kind: 'open', id, end: { kind: 'namespace', name: 'shop' }, directions: ['egress'], way: 'delete' },
  ],
  [
    'opening in the best way',
    { kind: 'open', id, end: { kind: 'allPods' }, directions: ['ingress', 'egress'] },
  ],
  ['only what is drawn', { kind: 'only', id, namespaces: ['shop', 'lab'], dns: 'clusterAndNodeLocal' }],
])('an edit of %s stays switched off through a link, and on when it is on', (_, edit) => {
  expect(readEdit(writeEdit(edit))).toEqual(edit)
  expect(readEdit(writeEdit({ ...edit, off: true }))).toEqual({ ...edit, off: true })
})

it('reads a block of a link that names no side, or one that there is not', () => {
  const written = ['b', 'e1', '*', 'o', [[443, 443]]]
  const block = {
    kind: 'block',
    id,
    from: { kind: 'allPods' },
    to: { kind: 'outside' },
    connections: { TCP: [{ first: 443, last: 443 }], UDP: [], SCTP: [] },
  }
  expect(readEdit(written)).toEqual(block)
  expect(readEdit([...written, 'x'])).toEqual(block)
  expect(readEdit([...written, 'i'])).toEqual({ ...block, cut: 'ingress' })
})

it.each([[['o', 'e1', [], 0]], [['o', 'e1', 'shop', 0]], [['o', 'e1', ['shop', 3], 0]], [['o', 'e1', ['']]]])(
  'leaves out what no version of the app has written: %j',
  (written) => {
    expect(readEdit(written)).toBeNull()
  },
)
