import { expect, it } from 'vitest'
import { linkHash } from './link'

it.each([
  ['the hash alone', '#v1.abc', '#v1.abc'],
  ['the whole address', 'https://example.org/drawbridge/?x=1#v1.a-b_c', '#v1.a-b_c'],
  ['a page on this machine', 'http://localhost:5173/#v1.abc', '#v1.abc'],
  ['a page from a folder', 'file:///home/me/index.html#v1.abc', '#v1.abc'],
  ['copied with a line end', ' https://example.org/#v1.abc\n', '#v1.abc'],
  ['cut off: a link all the same, and a broken one', 'https://example.org/#v1.', '#v1.'],
  ['of a later version: not a file either', '#v2.abc', '#v2.abc'],
  ['the hash without its sign', 'v1.abc', null],
  ['a section of a page', 'https://example.org/#v1', null],
  ['a file with such an end', 'charts/shop#v1.yaml', null],
  ['a file whose name begins so', './#v1.yaml', null],
  ['a file', 'shop.yaml', null],
  ['the standard input', '-', null],
])('%s: %s', (_why, argument, hash) => {
  expect(linkHash(argument)).toBe(hash)
})
