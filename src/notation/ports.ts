import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Protocol } from '../model/policy'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  isAll,
  isEmpty,
  unionAll,
} from '../sets/connections'
import { type Read, wrong } from './read'

const highestPort = 65535
const protocols = ['TCP', 'UDP', 'SCTP'] as const

/** A container port by its name, whose number only a receiver knows. */
export interface NamedPort {
  readonly name: string
  readonly protocol: Protocol
}

/** Ports that a question or an edit is about. */
export type AskedPort = ConnectionSet | NamedPort

/** Ports on one receiver, with a sentence for each name that became a number; or a name that the receiver does not have. */
export type FoundPorts =
  | { readonly kind: 'found'; readonly connections: ConnectionSet; readonly notes: readonly string[] }
  | { readonly kind: 'missing'; readonly message: string }

/**
 * `443`, `443/TCP`, `8000-8100/UDP`, `SCTP` (all its ports), or the name of a port as `http` or `http/TCP`; `usual` where no protocol
 * is named. Null for anything else. Total.
 */
export function parsePort(text: string, usual: Protocol = 'TCP'): AskedPort | null {
  const [port = '', protocolText, ...rest] = text.trim().split('/')
  const only = protocolText === undefined ? protocolOf(port) : undefined
  if (only) return connectionsOf(only, 1, highestPort)
  const protocol = protocolText === undefined ? usual : protocolOf(protocolText)
  if (protocol === undefined || rest.length > 0) return null
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port) ?? []
  if (first === undefined) return isPortName(port) ? { name: port, protocol } : null
  const [from, to] = [Number(first), Number(last)]
  return from < 1 || to > highestPort || from > to ? null : connectionsOf(protocol, from, to)
}

/**
 * A list of ports: `TCP 80,443,UDP 53`, as `connectivity` writes it, what `parsePort` reads, or `all`. A protocol in front goes on
 * for the parts behind it until the next one. Total.
 */
export function readPorts(text: string): Read<readonly AskedPort[]> {
  const word = text.trim().toLowerCase()
  if (word === 'all' || word === 'none')
    return { kind: 'read', value: word === 'all' ? [allConnections] : [] }
  const ports: AskedPort[] = []
  let usual: Protocol = 'TCP'
  for (const part of text.split(',').map((it) => it.trim())) {
    const [, before = '', rest = part] = /^([A-Za-z]+)\s+(\S.*)$/.exec(part) ?? []
    const inFront = protocolOf(before)
    usual = inFront ?? usual
    const isTwice = before !== '' && (inFront === undefined || protocolOf(rest) !== undefined)
    const port = isTwice ? null : parsePort(rest, usual)
    if (port === null) return wrong(`"${part}" is no port. ${portHelp}`)
    ports.push(port)
  }
  return { kind: 'read', value: ports }
}

const portHelp = 'Write TCP 80, TCP 80,443,UDP 53, SCTP 1-99, UDP (all its ports), http (by name) or all.'

/** What `readPorts` reads as this set: `all`, `none`, or `TCP 80,443,UDP 53`. One text per set. Total. */
export function portsText(connections: ConnectionSet): string {
  if (isAll(connections)) return 'all'
  return isEmpty(connections) ? 'none' : formatConnections(connections).replaceAll(' 1-65535', '')
}

function protocolOf(text: string): Protocol | undefined {
  return protocols.find((it) => it === text.toUpperCase())
}

/** As the API server has it: at most 15 lower-case letters, digits and single dashes, a letter among them. */
function isPortName(text: string): boolean {
  return text.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}

/**
 * What is asked about on `receiver`: a name means every container port of that name and protocol, as in a policy (SEMANTICS 8).
 * Addresses outside have no names. Total.
 */
export function portsOn(receiver: Endpoint, asked: readonly AskedPort[]): FoundPorts {
  const notes: string[] = []
  const sets: ConnectionSet[] = []
  for (const port of asked) {
    if (!('name' in port)) {
      sets.push(port)
      continue
    }
    if (receiver.kind === 'external') {
      const message = `Addresses outside have no named ports, so "${port.name}" has no number there.`
      return { kind: 'missing', message }
    }
    const numbers = receiver.ports.filter((it) => it.name === port.name && it.protocol === port.protocol)
    if (numbers.length === 0) return { kind: 'missing', message: missingPort(receiver, port) }
    sets.push(...numbers.map((it) => connectionsOf(it.protocol, it.port)))
    const found = [...new Set(numbers.map((it) => it.port))].join(' and ')
    notes.push(`${port.name}/${port.protocol} is port ${found} on ${receiver.id}.`)
  }
  return { kind: 'found', connections: unionAll(sets), notes }
}

function missingPort(
  { id, ports }: Extract<Endpoint, { kind: 'workload' }>,
  { name, protocol }: NamedPort,
): string {
  const declared = new Set(ports.map((it) => `${it.name ?? it.port}/${it.protocol}`))
  const list = declared.size === 0 ? 'it declares no ports' : `it has ${[...declared].join(', ')}`
  return `${id} has no ${protocol} port named "${name}": ${list}.`
}
