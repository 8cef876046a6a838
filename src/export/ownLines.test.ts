import { expect, it } from 'vitest'
import { editId, policyId } from '../model/ids'
import type { ChangeText, DiffLine } from '../model/summary'
import { ownLines } from './ownLines'

/** A change by its lines: `+ added`, `- removed`, `  same`. */
function change(...texts: readonly string[]): ChangeText {
  const lines = texts.map((text): DiffLine => {
    const kind = text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : 'same'
    return { kind, text: text.slice(2) }
  })
  return { kind: 'replace', policy: policyId('a', 'b'), file: 'f', lines, edits: [editId('e1')], after: '' }
}

it.each<[string, ChangeText, ChangeText | undefined, readonly number[]]>([
  ['all that changes where no other edit wants it', change('  a', '+ b', '- c'), undefined, [1, 2]],
  ['nothing where others want the same', change('  a', '+ b'), change('  a', '+ b'), []],
  ['what is added besides', change('  a', '+ b', '+ c', '  d'), change('  a', '+ b', '  d'), [2]],
  ['what is taken away besides', change('- a', '  b', '- c'), change('- a', '  b', '  c'), [2]],
  [
    'the second of two equal lines, and only that',
    change('+ port', '+ x', '+ port'),
    change('+ port', '+ x'),
    [2],
  ],
  ['no line that stays because of it, for it is no change', change('  a', '  b'), change('  a', '- b'), []],
])('finds %s', (_, all, without, lines) => {
  expect(ownLines(all, without)).toEqual(lines)
})
