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
])('an edit of %s stays switched off through a link, and on when it is on', (_, edit) => {
  expect(readEdit(writeEdit(edit))).toEqual(edit)
  expect(readEdit(writeEdit({ ...edit, off: true }))).toEqual({ ...edit, off: true })
})
