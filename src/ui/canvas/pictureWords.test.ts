import { describe, expect, it } from 'vitest'
import { noFilters } from '../../model/look'
import { pictureFileName, pictureNote } from './pictureWords'

const nothingHidden = { open: 0, undeclaredPorts: 0, folded: 0 }

describe('pictureNote', () => {
  it('says whose policies the picture is of', () => {
    const plain = { show: 'draft', hasEdits: false, filters: noFilters, hidden: nothingHidden } as const
    expect(pictureNote(plain)).toBe('Who can reach whom by the policies.')
    expect(pictureNote({ ...plain, hasEdits: true })).toBe('After: the policies with all edits.')
  })

  it('says what is filtered and what is not drawn', () => {
    const note = pictureNote({
      show: 'difference',
      hasEdits: true,
      filters: { ...noFilters, namespaces: ['shop'], text: 'web' },
      hidden: { open: 1, undeclaredPorts: 2, folded: 1200 },
    })
    expect(note).toBe(
      'Difference: what the edits change. Only: Namespace shop; web. Not drawn: 1 unrestricted flow. Not drawn: 2 flows on undeclared ports. 1,200 flows bundled.',
    )
  })
})

describe('pictureFileName', () => {
  it('is made of the letters and digits of the title', () => {
    expect(pictureFileName('Online Boutique, draft 2!', 'svg')).toBe('online-boutique-draft-2.svg')
    expect(pictureFileName('Größe/../x', 'png')).toBe('größe-x.png')
    expect(pictureFileName(' … ', 'png')).toBe('network-flows.png')
  })
})
