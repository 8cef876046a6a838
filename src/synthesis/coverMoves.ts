import type { Peer, PortMatch, Rule } from '../model/policy'
import type { Table } from './coverTable'

/** One entry of a rule's ports; a null port is any. */
export interface PortEntry {
  readonly port: PortMatch | null
  readonly mask: number
}

/** Every range of neighbouring ports that holds one of the wanted ones, and any port at all. */
export function portEntries({ atoms, everyAtom }: Table, wanted: number): readonly PortEntry[] {
  const entries: PortEntry[] = [{ port: null, mask: everyAtom }]
  for (const [from, { protocol, first }] of atoms.entries()) {
    let mask = 0
    for (let to = from; atoms[to]?.protocol === protocol; to++) {
      mask |= 1 << to
      const last = atoms[to]?.last ?? first
      if ((mask & wanted) !== 0)
        entries.push({ port: { kind: 'range', protocol, first, last, place: null }, mask })
    }
  }
  return entries
}

export function withPeer(rule: Rule, peer: Peer): Rule {
  return rule.peers === 'any' ? rule : { ...rule, peers: [...rule.peers, peer] }
}

export function withPort(rule: Rule, { port }: PortEntry): Rule {
  if (rule.ports === 'any') return rule
  return { ...rule, ports: port === null ? 'any' : [...rule.ports, port] }
}
