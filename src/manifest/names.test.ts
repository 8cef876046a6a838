import { describe, expect, it } from 'vitest'
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue, isPortName } from './names'

const letters = (count: number) => 'a'.repeat(count)

describe('label keys', () => {
  it.each([
    ['app', true],
    ['App.Kubernetes_io-x', true],
    ['a', true],
    ['app.kubernetes.io/name', true],
    [letters(63), true],
    [`${letters(63)}.${letters(63)}/${letters(63)}`, true],
    ['1', true],
    ['', false],
    [letters(64), false],
    ['-app', false],
    ['app-', false],
    ['a b', false],
    ['a/b/c', false],
    ['/name', false],
    ['app.io/', false],
    ['App.io/name', false],
    ['a_b.io/name', false],
    ['ä', false],
  ])('%j: %j', (key, expected) => {
    expect(isLabelKey(key)).toBe(expected)
  })
})

describe('label values', () => {
  it.each([
    ['', true],
    ['web', true],
    ['v1.2_3-x', true],
    ['A', true],
    [letters(63), true],
    [letters(64), false],
    ['-x', false],
    ['x.', false],
    ['a b', false],
    ['a/b', false],
    ['a:b', false],
  ])('%j: %j', (value, expected) => {
    expect(isLabelValue(value)).toBe(expected)
  })
})

describe('port names', () => {
  it.each([
    ['http', true],
    ['h2-c', true],
    ['8080-x', true],
    [letters(15), true],
    ['', false],
    ['80', false],
    [letters(16), false],
    ['HTTP', false],
    ['-http', false],
    ['http-', false],
    ['a--b', false],
    ['a_b', false],
    ['a.b', false],
  ])('%j: %j', (name, expected) => {
    expect(isPortName(name)).toBe(expected)
  })
})

describe('DNS names', () => {
  it.each([
    ['web', true, true],
    ['web.v1', false, true],
    ['0', true, true],
    [letters(63), true, true],
    [letters(64), false, true],
    [letters(254), false, false],
    ['Web', false, false],
    ['a_b', false, false],
    ['a..b', false, false],
    ['a-', false, false],
    ['', false, false],
  ])('%j: label %j, subdomain %j', (name, label, subdomain) => {
    expect([isDnsLabel(name), isDnsSubdomain(name)]).toEqual([label, subdomain])
  })
})
