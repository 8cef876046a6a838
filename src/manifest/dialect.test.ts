import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { kubectlSchema, withoutFlowTabs } from './dialect'

describe('kubectlSchema', () => {
  it.each([
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
    ['y', true],
    ['N', false],
    ['true', true],
    ['yEs', 'yEs'],
    ['oN', 'oN'],
    ['none', 'none'],
    ['"yes"', 'yes'],
    ["'n'", 'n'],
    ['truex', 'truex'],
    ['0777', 511],
    ['010', 8],
    ['08', 8],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['-7', -7],
    ['80', 80],
    ['1e3', 1000],
    ['7e3455', '7e3455'],
    ['-1e999', '-1e999'],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['.inf', Number.POSITIVE_INFINITY],
    ['"80"', '80'],
    ['1.2.3', '1.2.3'],
    ['2001-01-01', '2001-01-01'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['1:30', '1:30'],
    ['~', null],
    ['null', null],
    ['', null],
    ['-', '-'],
  ])('reads %j as Go does: %j', (text, expected) => {
    expect(load(`a: ${text === '-' ? '"-"' : text}`, { schema: kubectlSchema })).toEqual({ a: expected })
  })

  it('resolves merge keys, where own keys win', () => {
    const text = 'base: &b {app: web, tier: fe}\nuse: {<<: *b, tier: be}'
    expect(load(text, { schema: kubectlSchema })).toMatchObject({ use: { app: 'web', tier: 'be' } })
  })
})

describe('withoutFlowTabs', () => {
  it.each([
    ['a: [\n\tb,\n\tc]', 'a: [  b,  c]', 'a tab that begins a line in a flow collection'],
    ['a:\n\t- b', 'a:\n\t- b', 'a tab in block context is an error for kubectl too'],
    ['a: [b, # one\n\tc]', 'a: [b,        c]', 'a comment ends with its line, so it goes too'],
    ['a: ["x\n\ty",\n\tb]', 'a: ["x\n\ty",  b]', 'a quoted text is left alone'],
    ["a: [it's,\n\tb]", "a: [it's,  b]", 'an apostrophe in a word opens no quote'],
    ['a: x[0]\n\tb', 'a: x[0]\n\tb', 'a bracket in a word opens no collection'],
  ])('%j gives %j: %s', (text, expected) => {
    expect(withoutFlowTabs(text)).toBe(expected)
    expect(withoutFlowTabs(text)).toHaveLength(text.length)
  })
})
