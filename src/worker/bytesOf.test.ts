import { expect, it } from 'vitest'
import { bytesOf } from './bytesOf'

it.each([
  ['nothing', ''],
  ['letters of one byte', 'kind: Pod\n'],
  ['others at the end', 'name: ä'],
  ['others in the middle', 'note: "€ – 🙂" # behind'],
  ['half a pair of surrogates', 'a\ud83db'],
])('encodes %s', (_, text) => {
  expect(bytesOf(text)).toEqual(new TextEncoder().encode(text))
})
