import { describe, expect, it } from 'vitest'
import { readSelector, selectorSyntax } from './selectorText'

const written = (text: string) => {
  const read = readSelector(text)
  return read.kind === 'read' ? selectorSyntax(read.value) : read.message
}

describe('readSelector', () => {
  it.each([
    ['', '', 'nothing selects everything'],
    ['  ', '', ''],
    ['app=web', 'app=web', ''],
    ['app == web', 'app=web', 'two signs say the same as one'],
    ['app!=web', 'app!=web', ''],
    ['app in (web, api)', 'app in (web,api)', ''],
    ['app in(web)', 'app=web', 'one value is an equality'],
    ['app notin (web)', 'app!=web', ''],
    ['app notin (b,a,b)', 'app notin (b,a)', 'a value that comes twice counts once'],
    ['app', 'app', 'the key is there'],
    ['! app', '!app', 'the key is not there'],
    ['a=b,c!=d, e ,!f', 'a=b,c!=d,e,!f', 'commas are "and"'],
    ['app.kubernetes.io/name=web', 'app.kubernetes.io/name=web', 'a key may have a prefix'],
    ['a=', 'a=', 'an empty value'],
    ['a=,b', 'a=,b', ''],
    ['a in ()', 'a=', 'as the API machinery reads it'],
    ['a in (,x)', 'a in (,x)', ''],
    ['a in (x,)', 'a in (x,)', ''],
    ['a in (x,,y)', 'a in (x,,y)', ''],
    ['in in (in,notin)', 'in in (in,notin)', 'keywords are keys and values where one is expected'],
    ['notin', 'notin', ''],
    ['a=in', 'a=in', ''],
    ['a\tin\n(x)', 'a=x', 'any white space'],
  ])('reads %j as %j %s', (text, expected, _why) => {
    expect(written(text)).toBe(expected)
  })

  it.each([
    ['app=web tier=db', 'After "web" a comma is expected, not "tier" at character 9.'],
    ['!app=web', 'After "app" a comma is expected, not "=" at character 5.'],
    ['app=web,', 'A label is missing after the comma at character 8.'],
    [',app', 'A label is missing before "," at character 1.'],
    ['a,,b', 'A label is missing before "," at character 3.'],
    ['=web', 'A label is missing before "=" at character 1.'],
    ['a=b,!', 'A label is missing at the end.'],
    ['-app', '"-app" at character 1 is no label key.'],
    ['a/b/c', '"a/b/c" at character 1 is no label key.'],
    [`${'k'.repeat(64)}=x`, `"${'k'.repeat(64)}" at character 1 is no label key.`],
    ['app=web:1', '"web:1" at character 5 is no label value.'],
    ['app in (a, -b)', '"-b" at character 12 is no label value.'],
    ['app web', '"web" at character 5 is none of =, !=, in, notin and a comma.'],
    ['app>1', '">" at character 4 compares numbers, which policies cannot do.'],
    ['app=(web)', 'A value is missing before "(" at character 5.'],
    ['app in web', 'After "in" at character 5 come values in brackets, as in (web, api).'],
    ['app in', 'After "in" at character 5 come values in brackets, as in (web, api).'],
    ['app in (web', 'The bracket at character 8 is not closed.'],
    ['app in (web,', 'The bracket at character 8 is not closed.'],
    ['app in (web api)', 'After "web" a comma is expected, not "api" at character 13.'],
    ['app in (web))', 'After ")" a comma is expected, not ")" at character 13.'],
    ['a\u00a0=b', '"a\u00a0" at character 1 is no label key.'],
  ])('says what is wrong with %j', (text, expected) => {
    expect(written(text)).toContain(expected)
  })
})
