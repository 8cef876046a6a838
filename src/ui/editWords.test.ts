import { expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, workloadId } from '../model/ids'
import { editWords } from './editWords'

const frontend = { kind: 'workload', id: workloadId('shop', 'Deployment', 'frontend') } as const
const api = { kind: 'workload', id: workloadId('shop', 'Deployment', 'api') } as const
const tcp8080 = { TCP: [{ first: 8080, last: 8080 }], UDP: [], SCTP: [] }
const id = editId('e1')

it.each<[string, Edit]>([
  ['Allow frontend → api on TCP 8080', { kind: 'allow', id, from: frontend, to: api, connections: tcp8080 }],
  [
    'Block frontend → everything outside on TCP 8080',
    { kind: 'block', id, from: frontend, to: { kind: 'outside' }, connections: tcp8080 },
  ],
  [
    'Block frontend → api on TCP 8080, cut at the sender',
    { kind: 'block', id, from: frontend, to: api, connections: tcp8080, cut: 'egress' },
  ],
  [
    'Lock namespace shop for ingress and egress; DNS stays open',
    {
      kind: 'isolate',
      id,
      end: { kind: 'namespace', name: 'shop' },
      directions: ['ingress', 'egress'],
      dns: 'cluster',
    },
  ],
  [
    'Lock frontend for egress; DNS and NodeLocal DNSCache stay open',
    { kind: 'isolate', id, end: frontend, directions: ['egress'], dns: 'clusterAndNodeLocal' },
  ],
  [
    'Open frontend for ingress and egress',
    { kind: 'open', id, end: frontend, directions: ['ingress', 'egress'] },
  ],
  [
    'Open frontend for ingress, for everybody that the policies select',
    { kind: 'open', id, end: frontend, directions: ['ingress'], way: 'drop' },
  ],
  [
    'Lock frontend for ingress',
    { kind: 'isolate', id, end: frontend, directions: ['ingress'], dns: 'cluster' },
  ],
])('%s', (sentence, edit) => {
  expect(editWords(edit)).toBe(sentence)
})
