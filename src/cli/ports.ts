import type { ConnectionSet } from '../model/connections'
import { connectionsOf } from '../sets/connections'

const highestPort = 65535

/** `443`, `443/TCP`, `8000-8100/UDP`, `SCTP` (all its ports); TCP where no protocol is named. Null for anything else. Total. */
export function parsePort(text: string): ConnectionSet | null {
  const match = /^(?:(?<first>\d{1,5})(?:-(?<last>\d{1,5}))?(?:\/(?<protocol>\w+))?|(?<only>[a-z]+))$/i.exec(
    text.trim(),
  )
  if (match === null) return null
  const { first = '1', last, protocol, only } = match.groups ?? {}
  const named = (protocol ?? only ?? 'TCP').toUpperCase()
  const known = (['TCP', 'UDP', 'SCTP'] as const).find((it) => it === named)
  const [from, to] = [Number(first), Number(last ?? (only === undefined ? first : highestPort))]
  if (known === undefined || from < 1 || to > highestPort || from > to) return null
  return connectionsOf(known, from, to)
}
