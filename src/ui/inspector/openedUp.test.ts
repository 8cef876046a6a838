import { describe, expect, it } from 'vitest'
import type { EditEnd } from '../../model/edit'
import { workloadId } from '../../model/ids'
import { editText } from '../../notation/edits'
import { editsOf } from '../../testing/editNotation'
import { exchanged, openedUp } from './openedUp'

const web: EditEnd = { kind: 'workload', id: workloadId('shop', 'Deployment', 'web') }
const shop: EditEnd = { kind: 'namespace', name: 'shop' }
const [ingress, both] = [['ingress'] as const, ['ingress', 'egress'] as const]

describe('opening up', () => {
  it.each([
    [web, both, false, 'isolate shop/Deployment/web : ingress', '', 'its own lock goes'],
    [
      web,
      ingress,
      false,
      'isolate shop/Deployment/web : ingress,egress,dns',
      'isolate shop/Deployment/web : egress,dns',
      'or keeps what stays isolated',
    ],
    [
      web,
      ingress,
      false,
      'isolate shop/Deployment/web : egress',
      'isolate shop/Deployment/web : egress',
      'another direction is none of its concern',
    ],
    [
      web,
      ingress,
      true,
      'isolate shop/* : ingress,egress',
      'isolate shop/* : ingress,egress; open shop/Deployment/web : ingress',
      'a lock of the namespace stays for the others',
    ],
    [
      shop,
      both,
      true,
      'isolate shop/* : ingress',
      'open shop/* : ingress,egress',
      'policies of the manifests are altered by an edit',
    ],
    [
      shop,
      both,
      false,
      'isolate shop/Deployment/web : ingress',
      'isolate shop/Deployment/web : ingress',
      'a lock of a part is another wish',
    ],
    [
      web,
      ingress,
      true,
      'block shop/Deployment/web -> * : all',
      'block shop/Deployment/web -> * : all; open shop/Deployment/web : ingress',
      'other edits stay',
    ],
  ] as const)('%o for %s: %#', (end, directions, isLockedByOthers, before, after, _why) => {
    const edits = editsOf(before)
    const exchange = openedUp(edits, { end, directions, way: 'best', isLockedByOthers })
    expect(exchanged(edits, exchange).map(editText).join('; ')).toBe(after)
  })

  it('a way that was chosen stays', () => {
    const { added } = openedUp([], { end: web, directions: ingress, way: 'delete', isLockedByOthers: true })
    expect(added).toMatchObject([{ way: 'delete' }])
  })
})
