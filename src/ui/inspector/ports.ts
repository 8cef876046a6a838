import type { ConnectionSet, PortRange } from '../../model/connections'
import type { Protocol } from '../../model/policy'

export type ParsedPorts =
  | { readonly ok: true; readonly connections: ConnectionSet }
  | { readonly ok: false; readonly message: string }

type Item = { readonly protocol: Protocol; readonly range: PortRange }

const everyPort: PortRange = { first: 1, last: 65535 }
const protocols = ['TCP', 'UDP', 'SCTP'] as const

export const everyConnection: ConnectionSet = { TCP: [everyPort], UDP: [everyPort], SCTP: [everyPort] }

/**
 * Reads ports as people write them: `8080`, `53/UDP`, `UDP 53`, `8000-8100`, `all`, `all UDP`, several with commas or
 * spaces between. A port without a protocol is TCP. Total: what cannot be read gives a sentence that says which part.
 */
export function parsePorts(text: string): ParsedPorts {
  const parts = text
    .replace(/\s*([/–-])\s*/g, '$1')
    .replace(/\b(all|any|tcp|udp|sctp)\s+(?=\w)/gi, '$1:')
    .split(/[\s,;]+/)
    .filter(Boolean)
  const items: Item[] = []
  for (const part of parts) {
    const read = parsePart(part.replaceAll(':', ' '))
    if (typeof read === 'string') return { ok: false, message: read }
    items.push(...read)
  }
  return { ok: true, connections: connectionsOfItems(items) }
}

/** What any of the sets has; canonical again, as `ConnectionSet` promises. */
export function mergeConnections(sets: readonly ConnectionSet[]): ConnectionSet {
  return connectionsOfItems(
    sets.flatMap((set) =>
      protocols.flatMap((protocol) => set[protocol].map((range) => ({ protocol, range }))),
    ),
  )
}

export function hasPorts(set: ConnectionSet): boolean {
  return protocols.some((protocol) => set[protocol].length > 0)
}

/** Canonical sets are equal when their ranges are. */
export function sameConnections(a: ConnectionSet, b: ConnectionSet): boolean {
  return protocols.every((protocol) => JSON.stringify(a[protocol]) === JSON.stringify(b[protocol]))
}

/** The text that `parsePorts` reads as this set. */
export function portsText(set: ConnectionSet): string {
  if (sameConnections(set, everyConnection)) return 'all'
  const parts = protocols.flatMap((protocol) =>
    set[protocol].map((range) => {
      if (range.first === everyPort.first && range.last === everyPort.last) return `all ${protocol}`
      const ports = range.first === range.last ? `${range.first}` : `${range.first}-${range.last}`
      return protocol === 'TCP' ? ports : `${ports}/${protocol}`
    }),
  )
  return parts.join(', ')
}

/** The ports of one part, or what is wrong with it. */
function parsePart(part: string): readonly Item[] | string {
  if (/^(all|any|\*)$/i.test(part)) return protocols.map((protocol) => ({ protocol, range: everyPort }))
  const wholeProtocol = /^(?:(?:all|any)[ /])?(tcp|udp|sctp)(?:[ /](?:all|any))?$/i.exec(part)
  if (wholeProtocol) return [{ protocol: protocolOf(wholeProtocol[1]), range: everyPort }]
  const ports = /^(?:(\w+) )?(\d+)(?:[–-](\d+))?(?:\/(\w+))?$/.exec(part)
  if (!ports) return `“${part}” is no port. Write 8080, 53/UDP, 8000-8100 or all.`
  const [, before, firstText, lastText = firstText, after] = ports
  const named = before ?? after
  if (named !== undefined && !protocols.some((it) => it === named.toUpperCase()))
    return `“${named}” is no protocol that a policy knows: TCP, UDP or SCTP.`
  const first = Number(firstText)
  const last = Number(lastText)
  if (first < 1 || last > 65535 || first > 65535) return `Ports go from 1 to 65535, so “${part}” is none.`
  if (last < first) return `The range “${part}” ends before it begins.`
  return [{ protocol: protocolOf(named), range: { first, last } }]
}

function protocolOf(text: string | undefined): Protocol {
  return protocols.find((it) => it === text?.toUpperCase()) ?? 'TCP'
}

function connectionsOfItems(items: readonly Item[]): ConnectionSet {
  const rangesOf = (protocol: Protocol) =>
    merged(items.filter((it) => it.protocol === protocol).map((it) => it.range))
  return { TCP: rangesOf('TCP'), UDP: rangesOf('UDP'), SCTP: rangesOf('SCTP') }
}

function merged(ranges: readonly PortRange[]): readonly PortRange[] {
  const result: PortRange[] = []
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const last = result.at(-1)
    if (last && range.first <= last.last + 1)
      result[result.length - 1] = { first: last.first, last: Math.max(last.last, range.last) }
    else result.push(range)
  }
  return result
}
