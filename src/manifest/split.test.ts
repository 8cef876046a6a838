import { describe, expect, it } from 'vitest'
import { splitDocuments } from './split'

describe('splitDocuments', () => {
  it.each([
    ['', [], 'nothing is no document'],
    ['\n# only words\n---\n# and a separator\n', [], 'comments and separators are no documents'],
    ['%YAML 1.1\n---\na: 1\n', ['---\na: 1\n'], 'a directive alone is no document'],
    ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n'], 'a part begins with its separator'],
    ['---\n---\na: 1\n---\n', ['---\na: 1\n'], 'empty parts between separators are left out'],
    ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n'], 'Windows line ends'],
    ['a: |\n  ---\n  x\n', ['a: |\n  ---\n  x\n'], 'an indented --- is text'],
    ['a: ---\n----\n', ['a: ---\n----\n'], 'four dashes are no separator'],
    ['--- {a: 1}\n--- {b: 2}\n', ['--- {a: 1}\n', '--- {b: 2}\n'], 'content may follow on the line'],
    ['{"a": 1}\n{"b": "}{"}', ['{"a": 1}', '{"b": "}{"}'], 'JSON objects that follow each other'],
    ['{"a": 1}{"b": 2} x', ['{"a": 1}{"b": 2} x'], 'anything between them is for the YAML reader'],
    ['{"a": 1}\n', ['{"a": 1}\n'], 'one JSON object stays whole'],
    ['{"a": "\\"}"}\n{"b": {}}', ['{"a": "\\"}"}', '{"b": {}}'], 'an escaped quote ends no string'],
  ])('%j: %j, since %3$s', (text, expected) => {
    expect(splitDocuments(text).map((part) => part.text)).toEqual(expected)
  })

  it.each([
    [
      'a: 1\n---\nb: 2\n---\nc: 3',
      [
        [0, 0, 0],
        [5, 1, 0],
        [14, 3, 0],
      ],
    ],
    [
      '\r\n{"a": 1} {"b": 2}\r{"c": 3}',
      [
        [2, 1, 0],
        [11, 1, 9],
        [20, 2, 0],
      ],
    ],
  ])('says where each part of %j begins', (text, expected) => {
    expect(splitDocuments(text).map(({ from, line, column }) => [from, line, column])).toEqual(expected)
  })
})
