import { describe, expect, it } from 'vitest'
import { jsonReducer } from './reduceJson'

function reduced(text: string): string | null {
  const bytes = new TextEncoder().encode(text)
  const found = jsonReducer(bytes)(0, 'object')
  if (found !== null) expect(found.to).toBe(bytes.length)
  return found?.text ?? null
}

describe('jsonReducer', () => {
  it.each([
    [
      '{"kind":"Pod","metadata":{"name":"a","annotations":{"x":"y"}},"spec":{"volumes":[{}],"containers":[{"env":[],"ports":[{"containerPort":80}]},{"name":"x"}]}}',
      '{"kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"ports":[{"containerPort":80}]},{}]}}',
      'the fields of its kind',
    ],
    [
      '{"metadata":{"x":1},"kind":"Pod","x":2}',
      '{"metadata":{"x":1},"kind":"Pod"}',
      'all until the kind is known',
    ],
    ['{"kind":"Secret","data":{"a":"b"}}', '{"kind":"Secret"}', 'nothing of a kind that nothing reads'],
    ['{ "kind" : "Pod" ,\n "x" : 1 , "spec" : { } }', '{"kind":"Pod","spec":{}}', 'no spaces between'],
    ['{"kind":"Pod","spec":[1, 2]}', '{"kind":"Pod","spec":[1, 2]}', 'a value of a wrong type as it is'],
    ['{"kind":5,"x":1}', '{"kind":5,"x":1}', 'all of an object whose kind is no text'],
    ['{"kind":"P\\u006fd","x":1}', '{"kind":"P\\u006fd","x":1}', 'all of an object whose kind has an escape'],
    [
      '{"kind":"Pod","metadata":{"name":"é🌉"}}',
      '{"kind":"Pod","metadata":{"name":"é🌉"}}',
      'letters beyond ASCII',
    ],
    [
      '{"items":[{"kind":"Secret","x":1},{"x":1}],"kind":"List"}',
      '{"items":[{"kind":"Secret"},{"x":1}],"kind":"List"}',
      'the items of a List in it, each by its kind',
    ],
    ['{}', '{}', 'an empty object'],
    ['[{"x":1}]', '[{"x":1}]', 'what is no object as it is'],
  ])('keeps of %j %j: %s', (text, expected) => {
    expect(reduced(text)).toBe(expected)
  })

  it.each([
    ['{"kind":"Secret","metadata":{},"kind":"Pod"}', 'the later kind would count'],
    ['{"k\\u0069nd":"Pod","spec":{}}', 'a name with an escape may be any'],
    ['{"kind":"Pod","x":01}', 'what is left out is no JSON'],
    ['{"kind":"Pod","spec":{"containers":[1,]}}', 'what is kept is no JSON'],
    ['{"kind":"Pod",}', 'a comma stands before the end'],
    ['{"kind":"Pod"', 'the end is missing'],
    ['{"kind"}', 'a value is missing'],
    [`{"kind":"Pod","x":${'['.repeat(200)}${']'.repeat(200)}}`, 'it is nested too deep'],
  ])('gives nothing of %j, for %s', (text) => {
    expect(reduced(text)).toBeNull()
  })

  it('keeps values of any length', () => {
    const text = `{"kind":"Pod","metadata":{"name":"${'a'.repeat(200_000)}"}}`
    expect(reduced(text)).toBe(text)
  })
})
