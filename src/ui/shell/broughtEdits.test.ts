import { describe, expect, it } from 'vitest'
import type { Edit } from '../../model/edit'
import type { EditWithoutId } from '../../model/explanation'
import { editId } from '../../model/ids'
import { newEdits } from './broughtEdits'

const lock: EditWithoutId = {
  kind: 'isolate',
  end: { kind: 'namespace', name: 'shop' },
  directions: ['ingress'],
  dns: 'none',
}
const shuffled: EditWithoutId = {
  dns: 'none',
  directions: ['ingress'],
  end: { name: 'shop', kind: 'namespace' },
  kind: 'isolate',
}
const off: EditWithoutId = { ...lock, off: true }
const elsewhere: EditWithoutId = { ...lock, end: { kind: 'namespace', name: 'ops' } }

describe('newEdits', () => {
  it.each<readonly [string, readonly EditWithoutId[], readonly EditWithoutId[], readonly EditWithoutId[]]>([
    ['an empty list holds none', [], [lock, elsewhere], [lock, elsewhere]],
    ['what is there stays out, the rest comes', [lock], [lock, elsewhere], [elsewhere]],
    ['the order of fields says nothing', [lock], [shuffled], []],
    ['an edit that is switched off is another one', [off], [lock], [lock]],
    ['off here and in the file', [off], [off], []],
  ])('%s', (_why, listed, brought, expected) => {
    const edits = listed.map((edit, i): Edit => ({ ...edit, id: editId(`e${i + 1}`) }))
    expect(newEdits(edits, brought)).toEqual(expected)
  })
})
