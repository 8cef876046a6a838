import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue } from './checkJson'

const settings = { seed: 20_261_121, numRuns: 2000 }

/** Whether the whole text is one JSON value. */
function isJson(text: string): boolean {
  const bytes = new TextEncoder().encode(text)
  return checkValue(bytes, 0, 0) === bytes.length
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('checkValue', () => {
  it.each([
    ['0', true, 'zero'],
    ['-0', true, 'zero with a sign'],
    ['01', false, 'a number that begins with zero'],
    ['-', false, 'a sign alone'],
    ['+1', false, 'a plus'],
    ['1.', false, 'a dot without digits'],
    ['.5', false, 'a dot first'],
    ['1.5e-7', true, 'an exponent'],
    ['1e', false, 'an exponent without digits'],
    ['true', true, 'a word'],
    ['truely', false, 'a longer word'],
    ['nul', false, 'a shorter word'],
    ['NaN', false, 'a word that JSON does not have'],
    ['"a\\u00e9\\n\\/"', true, 'escapes'],
    ['"\\x41"', false, 'an escape that JSON does not have'],
    ['"\\u12g4"', false, 'a letter that is no digit'],
    ['"a\nb"', false, 'a line break in a string'],
    ['"a', false, 'a string without end'],
    ['{"a":1,}', false, 'a comma behind the last field'],
    ['{"a" 1}', false, 'no colon'],
    ['{a:1}', false, 'no quotes'],
    ['[1 2]', false, 'no comma'],
    ['[1,]', false, 'a comma behind the last item'],
    ['[', false, 'a list without end'],
    ['{"a":[{},[],null, {"b" : "c"}\t]\r\n}', true, 'spaces of all kinds'],
    ['"🌉"', true, 'letters beyond ASCII'],
  ])('%j: %j, for it is %s', (text, expected) => {
    expect(parses(text)).toBe(expected)
    expect(isJson(text)).toBe(expected)
  })

  it('agrees with JSON.parse about damaged JSON', () => {
    const fragment = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0041', '0', '-', '1.5', 'e', 'true', ' ', '\n'],
    )
    const damaged = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.array(fc.tuple(fc.nat(), fc.nat(1), fragment), { maxLength: 2 }))
      .map(([text, cuts]) =>
        cuts.reduce((all, [at, length, by]) => {
          const from = at % (all.length + 1)
          return all.slice(0, from) + by + all.slice(from + length)
        }, text),
      )
    let valid = 0
    fc.assert(
      fc.property(damaged, (text) => {
        const trimmed = text.trim()
        expect(isJson(trimmed)).toBe(parses(trimmed))
        if (isJson(trimmed)) valid += 1
      }),
      settings,
    )
    expect(valid).toBeGreaterThan(settings.numRuns / 4)
    expect(valid).toBeLessThan(settings.numRuns * 0.9)
  })

  it('gives up on JSON that is nested too deep', () => {
    expect(isJson(`${'['.repeat(90)}${']'.repeat(90)}`)).toBe(true)
    expect(isJson(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBe(false)
  })
})
