/** A CIDR as written, in numbers. `bits` is the whole address, host bits included; `size` its length in bits. */
export interface Cidr {
  readonly size: 32 | 128
  readonly bits: bigint
  readonly prefix: number
  readonly hostBitsSet: boolean
  /** Without leading zeros in IPv4 numbers; otherwise as written. */
  readonly text: string
}

/**
 * A CIDR as the API server accepts it for NetworkPolicies: IPv4 (numbers may have leading zeros and are decimal) or
 * IPv6, a slash and a prefix length. Host bits may be set. Null for anything else. Total.
 */
export function parseCidr(text: string): Cidr | null {
  const found = /^([^/]+)\/([0-9]{1,3})$/.exec(text)
  const address = parseIp(found?.[1] ?? '')
  const prefix = Number(found?.[2])
  if (!address || prefix > address.size) return null
  const hostBits = BigInt(address.size - prefix)
  const hostBitsSet = (address.bits >> hostBits) << hostBits !== address.bits
  return { ...address, prefix, hostBitsSet, text: `${address.text}/${prefix}` }
}

/** An IPv4 or IPv6 address without zone. Null for anything else. Total. */
export function parseIp(text: string): Pick<Cidr, 'size' | 'bits' | 'text'> | null {
  if (!text.includes(':')) return parseIpv4(text)
  const bits = parseIpv6(text)
  return bits === null ? null : { size: 128, bits, text }
}

/** Whether an address lies in a CIDR: same family, same leading bits. */
export function contains(cidr: Cidr, address: Pick<Cidr, 'size' | 'bits'>): boolean {
  const hostBits = BigInt(cidr.size - cidr.prefix)
  return cidr.size === address.size && cidr.bits >> hostBits === address.bits >> hostBits
}

function parseIpv4(text: string): Pick<Cidr, 'size' | 'bits' | 'text'> | null {
  if (!/^[0-9]+(\.[0-9]+){3}$/.test(text)) return null
  const numbers = text.split('.').map(Number)
  if (numbers.some((number) => number > 255)) return null
  const bits = numbers.reduce((all, number) => (all << 8n) | BigInt(number), 0n)
  return { size: 32, bits, text: numbers.join('.') }
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half, i) => groupsOf(half, i === halves.length - 1))
  if (!head || (halves.length === 2 && !tail)) return null
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])]
  return groups.reduce((all, group) => (all << 16n) | BigInt(group), 0n)
}

/** The 16-bit groups of one half; an IPv4 address may stand for the last two of all. */
function groupsOf(half: string, isEnd: boolean): number[] | null {
  if (half === '') return []
  const parts = half.split(':')
  const groups: number[] = []
  for (const [i, part] of parts.entries()) {
    if (part.includes('.') && isEnd && i === parts.length - 1) {
      const embedded = parseIpv4(part)
      if (!embedded) return null
      groups.push(Number(embedded.bits >> 16n), Number(embedded.bits & 0xffffn))
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}
