import type { ConnectionSet, PortRange } from '../model/connections'
import type { Protocol } from '../model/policy'
import type { Json } from '../model/shared'

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']

/** One list per protocol of first and last ports in turn; empty ones at the end left out. */
export function writeConnections(connections: ConnectionSet): Json {
  const lists: Json[] = protocols.map((protocol) =>
    connections[protocol].flatMap(({ first, last }) => [first, last]),
  )
  while (Array.isArray(lists.at(-1)) && (lists.at(-1) as readonly Json[]).length === 0) lists.pop()
  return lists
}

/** Null for anything that is no canonical set. Total. */
export function readConnections(value: Json | undefined): ConnectionSet | null {
  if (!Array.isArray(value)) return null
  const [TCP, UDP, SCTP] = protocols.map((_, i) => readRanges((value as readonly Json[])[i] ?? []))
  return TCP && UDP && SCTP ? { TCP, UDP, SCTP } : null
}

/** Null unless the ranges are canonical: ascending, with a gap between them. */
function readRanges(value: Json): readonly PortRange[] | null {
  if (!Array.isArray(value) || value.length % 2 === 1) return null
  const numbers = value as readonly Json[]
  const ranges: PortRange[] = []
  for (let i = 0; i < numbers.length; i += 2) {
    const first = numbers[i]
    const last = numbers[i + 1]
    const least = (ranges.at(-1)?.last ?? -1) + 2
    if (!isPort(first) || !isPort(last) || first < least || last < first) return null
    ranges.push({ first, last })
  }
  return ranges
}

function isPort(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535
}
