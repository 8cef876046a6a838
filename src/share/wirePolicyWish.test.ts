import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, policyId } from '../model/ids'
import type { PolicyWish } from '../model/policyWish'
import type { Json } from '../model/shared'
import { readEdit, writeEdit } from './wireEdit'

const web = policyId('shop', 'web')
// Links that were given out hold these: what is written may change, what is read may not.
const rows: readonly [PolicyWish, Json][] = [
  [
    { kind: 'template', template: 'allow-dns', namespace: 'shop', parameters: { pods: 'app=web' } },
    ['t', 'e1', 'allow-dns', 'shop', { pods: 'app=web' }],
  ],
  [{ kind: 'deletePolicy', policy: web }, ['d', 'e1', 'shop/web']],
  [{ kind: 'renamePolicy', policy: web, name: 'api' }, ['n', 'e1', 'shop/web', 'api']],
  [{ kind: 'disableRule', policy: web, direction: 'egress', position: 2 }, ['r', 'e1', 'shop/web', 'e', 2]],
]

describe('edits of policies as such, in a link', () => {
  it.each(rows)('%j', (wish, wire) => {
    const edit: Edit = { ...wish, id: editId('e1') }
    expect(writeEdit(edit)).toEqual(wire)
    expect(readEdit(wire)).toEqual(edit)
    const off: Edit = { ...edit, off: true }
    expect(readEdit(writeEdit(off))).toEqual(off)
  })

  it.each<[Json]>([
    [['t', 'e1', 'allow-dns', 'shop']],
    [['t', 'e1', 'allow-dns', 'shop', { pods: 1 }]],
    [['t', 'e1', 'allow-dns', 'shop', ['pods']]],
    [['t', 'e1', 'allow-dns', 'shop', { pods: 'x'.repeat(1001) }]],
    [['d', 'e1', 'web']],
    [['d', 'e1', 'shop/web/more']],
    [['n', 'e1', 'shop/web']],
    [['r', 'e1', 'shop/web', 'x', 0]],
    [['r', 'e1', 'shop/web', 'i', -1]],
    [['r', 'e1', 'shop/web', 'i', 0.5]],
    [['z', 'e1', 'shop/web']],
  ])('%j is none', (wire) => {
    expect(readEdit(wire)).toBeNull()
  })
})
