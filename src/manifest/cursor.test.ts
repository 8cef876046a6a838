import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import { field, rootCursor } from './cursor'

const nowhere = { file: fileId(''), document: 0, from: 0, to: 0, line: 1, column: 1 }

function fieldOf(value: unknown, key: string): unknown {
  return field(rootCursor({ document: { value, placeOf: () => nowhere }, problems: [], subject: '' }), key)
    .value
}

describe('field', () => {
  it.each<[value: unknown, key: string, expected: unknown, why: string]>([
    [{ a: 1 }, 'a', 1, 'a field'],
    [{ a: null }, 'a', undefined, 'null reads as missing'],
    [{ a: false }, 'a', false, 'false is a value'],
    [{}, 'constructor', undefined, 'what every object inherits is no field'],
    [{ constructor: 'x' }, 'constructor', 'x', 'a field may be called like that'],
    [{}, '__proto__', undefined, 'nor is the prototype'],
    [JSON.parse('{"__proto__": "x"}'), '__proto__', 'x', 'a field may be called like that too'],
    [['a'], '0', undefined, 'a list has no fields'],
    ['text', 'length', undefined, 'nor has a text'],
  ])('of %j, %j is %j: %s', (value, key, expected) => {
    expect(fieldOf(value, key)).toBe(expected)
  })
})
