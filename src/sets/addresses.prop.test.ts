import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import {
  type AddressInterval,
  formatAddress,
  mergeIntervals,
  parseAddress,
  parseCidr,
  subtractIntervals,
} from './addresses'

fc.configureGlobal({ seed: 20261121, numRuns: 400 })

const bytesToValue = (bytes: readonly number[]) =>
  bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)

// Many zero groups, so that `::` has something to stand for.
const group = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(0xffff))
const groups = fc
  .array(group, { minLength: 8, maxLength: 8 })
  .filter((list) => !(list.slice(0, 5).every((it) => it === 0) && list[5] === 0xffff))

describe('addresses', () => {
  it('are read and written as ipaddr.js does: IPv4', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const address = parseAddress(text)
        expect(address).toEqual({ version: 4, value: bytesToValue(ipaddr.parse(text).toByteArray()) })
        expect(address && formatAddress(4, address.value)).toBe(text)
      }),
    )
  })

  it('are read and written as ipaddr.js does: IPv6', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), (list, long) => {
        const oracle = new ipaddr.IPv6(list)
        const text = long ? oracle.toNormalizedString() : oracle.toString()
        const address = parseAddress(text)
        expect(address).toEqual({ version: 6, value: bytesToValue(oracle.toByteArray()) })
        expect(address && formatAddress(6, address.value)).toBe(oracle.toRFC5952String())
      }),
    )
  })

  it('make the blocks that ipaddr.js makes', () => {
    const quad = fc.ipV4().chain((text) => fc.nat(32).map((length) => `${text}/${length}`))
    const long = groups.chain((list) =>
      fc.nat(128).map((length) => `${new ipaddr.IPv6(list).toString()}/${length}`),
    )
    fc.assert(
      fc.property(fc.oneof(quad, long), (text) => {
        const library = text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4
        const first = bytesToValue(library.networkAddressFromCIDR(text).toByteArray())
        const [address, length] = ipaddr.parseCIDR(text)
        const cidr = parseCidr(text)
        expect(cidr?.interval.first).toBe(first)
        const bits = address.toByteArray().length * 8
        expect(cidr?.interval.last).toBe(first + (1n << BigInt(bits - length)) - 1n)
        expect(cidr?.hostBitsSet).toBe(bytesToValue(address.toByteArray()) !== first)
        expect(cidr && parseCidr(cidr.canonical)).toEqual(cidr && { ...cidr, hostBitsSet: false })
      }),
    )
  })

  it('are none where Kubernetes sees none: random text never reads as an address without being one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789abf:./ '), maxLength: 20 })
    fc.assert(
      fc.property(text, (it) => {
        if (parseAddress(it) !== null) expect(ipaddr.isValid(it.replaceAll(/\b0+(?=\d)/g, ''))).toBe(true)
      }),
    )
  })
})

describe('interval lists', () => {
  const interval = fc.tuple(fc.constantFrom(4 as const, 6 as const), fc.nat(15), fc.nat(15)).map(
    ([version, a, b]): AddressInterval => ({
      version,
      first: BigInt(Math.min(a, b)),
      last: BigInt(Math.max(a, b)),
    }),
  )
  const intervals = fc.array(interval, { maxLength: 6 })
  const has = (list: readonly AddressInterval[], version: number, value: bigint) =>
    list.some((it) => it.version === version && it.first <= value && value <= it.last)
  const members = (list: readonly AddressInterval[]) =>
    [4, 6].flatMap((version) =>
      Array.from({ length: 16 }, (_, i) => BigInt(i))
        .filter((value) => has(list, version, value))
        .map((value) => `${version}:${value}`),
    )
  const expectCanonical = (list: readonly AddressInterval[]) => {
    for (const [i, { version, first }] of list.entries()) {
      const before = list[i - 1]
      if (before?.version === version) expect(first).toBeGreaterThan(before.last + 1n)
      else expect(before?.version ?? 4).toBeLessThanOrEqual(version)
    }
  }

  it('merge to the same addresses in canonical form', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        expect(members(mergeIntervals(list))).toEqual(members(list))
        expectCanonical(mergeIntervals(list))
      }),
    )
  })

  it('subtract like sets of addresses, in canonical form', () => {
    fc.assert(
      fc.property(intervals, intervals, (from, cut) => {
        const holes = members(cut)
        const left = subtractIntervals(from, cut)
        expect(members(left)).toEqual(members(from).filter((it) => !holes.includes(it)))
        expectCanonical(left)
      }),
    )
  })
})
