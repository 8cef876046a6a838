import { describe, expect, it } from 'vitest'
import type { DiffLine } from '../../model/summary'
import { diffBlocks } from './diffLines'

/** `  aaa+b` : one unchanged line a letter, `+` and `-` before a changed one. */
function lines(text: string): DiffLine[] {
  const kinds = { ' ': 'same', '+': 'added', '-': 'removed' } as const
  return [...text.matchAll(/([ +-])(\w)/g)].map(([, sign, letter]) => ({
    kind: kinds[sign as ' ' | '+' | '-'],
    text: letter ?? '',
  }))
}

function shown(text: string): string {
  const words = diffBlocks(lines(text)).map((it) =>
    it.kind === 'gap' ? `…${it.count}` : `${it.kind}:${it.lines.join('')}`,
  )
  return words.join(' ')
}

describe('diffBlocks', () => {
  it.each([
    ['+a+b', 'added:ab', 'lines of one kind are one block'],
    [' a-b+c d', 'same:a removed:b added:c same:d', 'short context stays whole'],
    [' a b c d e f+g', '…3 same:def added:g', 'only what is next to the change stays at the start'],
    ['+a b c d e f g h i+j', 'added:a same:bcd …2 same:ghi added:j', 'a gap between two changes'],
    ['+a b c d e', 'added:a same:bcde', 'one hidden line is not worth a gap'],
    [' a b c d e f g h', 'same:abcdefgh', 'nothing changed, nothing hidden'],
  ])('%s -> %s: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})
