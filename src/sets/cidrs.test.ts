import { describe, expect, it } from 'vitest'
import { cidrAround, cidrsOf, intervalsOf } from './cidrs'

const ranges = (text: string) =>
  text.split(' ').map((range) => {
    const [first = '', last = first] = range.split('-')
    return { first, last }
  })

describe('cidrsOf', () => {
  // biome-ignore format: a table
  it.each([
    // range                     CIDRs                                    why
    ['10.0.0.0-10.255.255.255',  '10.0.0.0/8',                            'a range that is a CIDR'],
    ['10.0.0.1-10.0.0.4',        '10.0.0.1/32 10.0.0.2/31 10.0.0.4/32',   'the largest that begin where the last ended'],
    ['0.0.0.0-255.255.255.255',  '0.0.0.0/0',                             'all of IPv4'],
    ['fe00::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe00::/8',        'IPv6'],
  ])('%s is %s: %s', (text, expected) => {
    expect(intervalsOf(ranges(text)).flatMap(cidrsOf)).toEqual(expected.split(' '))
  })
})

describe('cidrAround', () => {
  // biome-ignore format: a table
  it.each([
    // ranges                                            CIDR           except             why
    ['10.0.0.0-10.0.255.255 10.2.0.0-10.255.255.255',    '10.0.0.0/8',  ['10.1.0.0/16'],   'with a hole'],
    ['10.0.0.0-10.255.255.255',                          '10.0.0.0/8',  [],                'without one'],
    ['10.0.0.0-10.0.0.0 10.0.0.3-10.0.0.3',              '10.0.0.0/30', ['10.0.0.1/32', '10.0.0.2/32'], 'a hole that is no CIDR'],
  ])('%s is in %s: %s', (text, cidr, except) => {
    expect(cidrAround(intervalsOf(ranges(text)))).toEqual({ cidr, except })
  })

  it('is null for both versions together and for nothing', () => {
    expect(cidrAround(intervalsOf(ranges('10.0.0.0 ::1')))).toBeNull()
    expect(cidrAround([])).toBeNull()
  })
})
