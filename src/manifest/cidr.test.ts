import { describe, expect, it } from 'vitest'
import { contains, parseCidr, parseIp } from './cidr'

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', false, 'an ordinary one'],
    ['0.0.0.0/0', '0.0.0.0/0', false, 'everything'],
    ['10.1.2.3/32', '10.1.2.3/32', false, 'one address'],
    ['10.1.2.3/8', '10.1.2.3/8', true, 'host bits are accepted'],
    ['010.000.0.1/32', '10.0.0.1/32', false, 'leading zeros are accepted and decimal'],
    ['::/0', '::/0', false, 'all of IPv6'],
    ['2001:db8::/32', '2001:db8::/32', false, 'IPv6'],
    ['2001:db8::1/32', '2001:db8::1/32', true, 'IPv6 with host bits'],
    ['1:2:3:4:5:6:7::/128', '1:2:3:4:5:6:7::/128', false, 'a gap of one group'],
    ['::ffff:10.0.0.1/128', '::ffff:10.0.0.1/128', false, 'an IPv4 address at the end of an IPv6 one'],
  ])('%j is %j (host bits %j): %s', (text, canonical, hostBitsSet) => {
    expect(parseCidr(text)).toMatchObject({ text: canonical, hostBitsSet })
  })

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0/8',
    '1/8',
    '10.0.0.256/32',
    '10.0.0.0/8 ',
    ' 10.0.0.0/8',
    '10.0.0.0/8/8',
    '::/129',
    ':::/0',
    '1::2::3/64',
    '1:2:3:4:5:6:7:8:9/64',
    '1:2:3:4:5:6:7:8::/64',
    '12345::/16',
    'fe80::1%eth0/64',
    'host/8',
    '1.2.3.4::/64',
    '10.0.0.0/+8',
    '10.0.0.0/',
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeNull()
  })

  it.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.9.9.9/8', '10.0.0.0', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
  ])('%s contains %s: %j', (cidrText, addressText, expected) => {
    const cidr = parseCidr(cidrText)
    const address = parseIp(addressText)
    expect(cidr && address && contains(cidr, address)).toBe(expected)
  })
})
