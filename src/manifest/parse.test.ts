import { describe, expect, it } from 'vitest'
import { parseDocument } from './parse'

function slices(text: string, path: readonly string[]): unknown {
  const outcome = parseDocument(text)
  if (outcome.kind === 'failed') return outcome.problem
  const { document } = outcome
  const part = (of: 'key' | 'value') => {
    const { from, to } = document.placeOf(path, of)
    return text.slice(from, to)
  }
  return [part('key'), part('value')]
}

describe('placeOf', () => {
  it.each([
    ['a: 1\nb: two\n', ['b'], ['b', 'two'], 'a plain value and its key'],
    [
      'a:\n  - x\n  - "y z"\n',
      ['a', '1'],
      ['"y z"', '"y z"'],
      'an item has no key; quotes belong to the value',
    ],
    ['"k": {x: [1, 2] }\n', ['k'], ['"k"', '{x: [1, 2] }'], 'a flow collection reaches to its bracket'],
    ['a: []\nb: 1', ['a'], ['a', '[]'], 'also an empty one'],
    ['a:\n  b: 1\n  c: 2\nd: 3', ['a'], ['a', 'b: 1\n  c: 2'], 'a block mapping reaches to its last value'],
    ['a:\n  b:\nc: 1', ['a', 'b'], ['b', ''], 'an empty value stands behind its key'],
    ['a: &x {b: 1}\nc: *x', ['c', 'b'], ['c', 'x'], 'what an alias brings in stands at the alias'],
    ['{"a": {"b": [10,\n\t20]}}', ['a', 'b', '1'], ['20', '20'], 'JSON, even indented by tabs'],
    ['---\n{"a": {"b": 1}}', ['a', 'b'], ['"b"', '1'], 'JSON behind the line that begins a document'],
    ['a: [\n\t{b: 1},\n\t{c: 2}\n]', ['a', '1', 'c'], ['c', '2'], 'flow collections with tabs'],
    ['a: 1', ['a', 'b', 'c'], ['a', '1'], 'the nearest value around what is not there'],
    ['a/b: {"~": 1}', ['a/b', '~'], ['"~"', '1'], 'keys are taken as they are'],
  ])('%j at %j: %j, since %s', (text, path, expected) => {
    expect(slices(text, path)).toEqual(expected)
  })

  it('counts lines and columns from 1, and gives the whole document for the empty path', () => {
    const outcome = parseDocument('---\n# words\na:\r\n  b: 1\n\n')
    if (outcome.kind === 'failed') throw new Error(outcome.problem.message)
    expect(outcome.document.placeOf(['a', 'b'])).toMatchObject({ line: 4, column: 6 })
    expect(outcome.document.placeOf([])).toMatchObject({ from: 12, line: 3, column: 1, to: 22 })
  })
})

describe('problems', () => {
  it.each([
    ['a:\n\t- b', 'not-yaml', 2, 1, /tab/],
    ['a: 1\nb: 2\na: 3', 'not-yaml', 3, 1, /twice/],
    ['a:\n  b: 1\n c: 2', 'not-yaml', 3, 2, /does not fit/],
    ['a: b: c', 'not-yaml', 1, 5, /does not fit/],
    ['a: "x', 'not-yaml', 1, 6, /never closed/],
    ['a: [1, 2\nb: 3', 'not-yaml', 2, 1, /does not fit/],
    ['a: [1, 2', 'not-yaml', 1, 9, /not closed/],
    ['a: *x', 'not-yaml', 1, 5, /anchor/],
    ['a: !!js/function x', 'not-yaml', 1, 4, /tag/],
    ['a: &x [*x]', 'not-yaml', 1, 1, /itself/],
    ['a: \u0000', 'not-yaml', 1, 4, /characters/],
    ['metadata:\n  name: {{ .Release.Name }}-web', 'helm-template', 2, 9, /Helm/],
    ['{{- if .Values.policy.enabled }}\nkind: X\n{{- end }}', 'helm-template', 1, 1, /Helm/],
  ])('%j: %s in line %d, column %d', (text, code, line, column, message) => {
    const outcome = parseDocument(text)
    expect(outcome).toMatchObject({
      kind: 'failed',
      problem: { code, severity: 'error', place: { line, column } },
    })
    if (outcome.kind === 'failed') expect(outcome.problem.message).toMatch(message)
  })

  it.each([
    ['[', 100_000, 'nesting'],
    ['- ', 5000, 'nesting in block style'],
    ['{"a":', 100_000, 'nesting in JSON'],
  ])('%j, %d times: a problem and no crash (%s)', (text, count) => {
    expect(parseDocument(text.repeat(count)).kind).toBe('failed')
  })

  it('refuses a document that its aliases blow up', () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 20; i++) {
      const [name, before] = [i, i - 1].map((n) => String.fromCharCode(97 + n))
      levels.push(`${name}: &${name} [${`*${before}, `.repeat(9)}*${before}]`)
    }
    expect(parseDocument(levels.join('\n'))).toMatchObject({
      kind: 'failed',
      problem: { message: /aliased/ },
    })
  })

  it('reads __proto__ as an ordinary key', () => {
    const outcome = parseDocument('__proto__: {polluted: 1}')
    expect(outcome.kind).toBe('parsed')
    expect(Object.hasOwn({}, 'polluted')).toBe(false)
    expect('polluted' in {}).toBe(false)
  })
})
