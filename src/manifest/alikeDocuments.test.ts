import { describe, expect, it } from 'vitest'
import { createAlikeParser } from './alikeDocuments'
import { parseDocument } from './parse'

const ordinary = `kind: Pod
metadata:
  name: web
  annotations:
    note: some
status:
  phase: Running
`

describe('a parser that has met two documents of the same shape', () => {
  it.each([
    ['numbers, words and quoted numbers', 'a: @\nb: "@"\n', ['x', 'y'], ['1', '2'], ['yes', 'no']],
    ['dates and addresses', '- @\n- @\n', ['x', 'y'], ['2026-03-01T10:11:12Z', '10.0.0.1'], ['0x1f', '1e3']],
    ['a tag decides what a value means', 'a: !!str\n  - @\nb: @\n', ['x', 'y'], ['1', '1'], ['1', '2']],
    ['an anchor is used again', 'a: &x\n  b: @\nc: *x\nd: @\n', ['x', 'y'], ['1', '2'], ['3', '4']],
    ['values that are keys', '? - @\n: 1\n? - @\n: 2\n', ['x', 'y'], ['1', '2'], ['z', 'z']],
    ['a value goes on below', 'a: @\n  more\nb: @\n', ['x', 'y'], ['1', '2'], ['3', '4']],
    ['text in a block', 'a: |\n  b: @\n  - @\n', ['x', 'y'], ['1', '2'], ['3', '4']],
    ['a second document', 'a: @\n...\n---\nb: @\n', ['x', 'y'], ['1', '2'], ['3', '4']],
    ['a mapping to merge', 'a: @\n<<: @\n', ['x', 'y'], ['1', 'null'], ['3', 'null']],
    ['a key twice', 'a: @\na: @\n', ['x', 'y'], ['1', '2'], ['3', '4']],
  ])('reads the third as if it were the first: %s', (_, form, ...values) => {
    const parse = createAlikeParser()
    for (const [first, second] of values) {
      const text = form.replace('@', first ?? '').replace('@', second ?? '')
      expect(JSON.stringify(parse(text))).toBe(JSON.stringify(parseDocument(text)))
    }
  })

  it('makes no values of what nothing reads', () => {
    const parse = createAlikeParser()
    const read = (name: string) => {
      const outcome = parse(ordinary.replace('web', name))
      return outcome.kind === 'parsed' && outcome.document.value
    }
    expect(read('a')).toMatchObject({ metadata: { annotations: { note: 'some' } } })
    expect([read('b'), read('c')]).toEqual(
      ['b', 'c'].map((name) => ({
        kind: 'Pod',
        metadata: { name, annotations: null },
        status: { phase: 'Running' },
      })),
    )
  })

  it.each(['x: &x', 'x: !!str', '? - x\n:', '<<: {}\nx:'])(
    'parses documents with %j by themselves',
    (line) => {
      const parse = createAlikeParser()
      const texts = ['a', 'b', 'c'].map((name) => `${ordinary.replace('web', name)}${line} 1\n`)
      for (const text of texts) expect(JSON.stringify(parse(text))).toBe(JSON.stringify(parseDocument(text)))
    },
  )

  it('finds places in the text of the third', () => {
    const parse = createAlikeParser()
    const texts = ['a', 'b', 'longer'].map((name) => ordinary.replace('web', name))
    const places = texts.map((text) => {
      const outcome = parse(text)
      if (outcome.kind === 'failed') throw new Error(outcome.problem.message)
      const { from, to } = outcome.document.placeOf(['metadata', 'name'])
      return text.slice(from, to)
    })
    expect(places).toEqual(['a', 'b', 'longer'])
  })
})
