import { describe, expect, it } from 'vitest'
import { addressBlock } from './addressBlock'

describe('addressBlock', () => {
  it.each<[string, string | null, string]>([
    ['10.0.0.0/8', '10.0.0.0/8', 'a block'],
    [' 192.0.2.7 ', '192.0.2.7/32', 'one address'],
    ['FD00:0::1/64', 'fd00::1/64', 'IPv6, in its usual form'],
    ['::', '::/128', 'one address of IPv6'],
    ['0.0.0.0/0', '0.0.0.0/0', 'all of them'],
    ['10.0.0.0/33', null, 'no such length'],
    ['::1/129', null, 'nor here'],
    ['10.0.0.256', null, 'no such number'],
    ['10.1', null, 'too short to be meant'],
    ['1.2.3.4.5', null, 'too long'],
    ['fd00::1::2', null, 'no address'],
    ['db', null, 'a name'],
    ['', null, 'nothing'],
  ])('%j -> %j: %s', (text, expected) => {
    expect(addressBlock(text)).toBe(expected)
  })
})
