import type { ConnectionSet } from '../model/connections'
import type { Peer, PortMatch, Protocol, Rule } from '../model/policy'
import { type Admission, everybody } from './admission'
import { distinct } from './peers'
import { isImplied, peerKey } from './selectors'

/** Ports that nothing at hand tells apart. */
export interface Atom {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

/** A peer that is to be admitted to an atom, by its position among the peers, and is not. */
export interface Lack {
  readonly peer: number
  readonly atom: number
}

/** A peer, and what it may be admitted to: connections as bits of atoms. */
export interface PeerRow {
  /** Null for anybody at all. */
  readonly peer: Peer | null
  /** Positions of the peers that it stands for as well. */
  readonly covers: ReadonlySet<number>
  readonly may: number
}

export interface RuleMeaning {
  /** Positions of the peers that it admits. */
  readonly covered: ReadonlySet<number>
  /** Null for named ports, which mean another number on each pod. */
  readonly mask: number | null
  /** What all its peers may be admitted to. */
  readonly may: number
}

/** What a policy's rules of one direction are to admit, as a table of peers and small connections. */
export interface Table {
  readonly atoms: readonly Atom[]
  readonly everyAtom: number
  readonly peers: readonly PeerRow[]
  readonly meaningOf: (rule: Rule) => RuleMeaning
  readonly lacksOf: (rules: readonly Rule[]) => readonly Lack[]
  readonly fitsInto: (rule: Rule, lack: Lack) => boolean
  readonly fitTogether: (a: Lack, b: Lack) => boolean
  readonly mayBeAnyPort: (lack: Lack) => boolean
}

const protocols = ['TCP', 'UDP', 'SCTP'] as const
const mostAtoms = 20
const mostPeers = 24

/** For a policy in `namespace`. Null when there is too much to try it all. Total. */
export function tableOf(
  namespace: string,
  rules: readonly Rule[],
  admissions: readonly Admission[],
): Table | null {
  const needed = admissions.map(({ peer }) => peer)
  const list = distinct([...needed, ...rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))])
  const atoms = atomsOf(rules, admissions)
  if (atoms.length > mostAtoms || list.length > mostPeers) return null
  const everyAtom = 2 ** atoms.length - 1
  const position = new Map(list.map((peer, i) => [peerKey(peer), i]))
  const covers = list.map(
    (peer) => new Set(list.flatMap((other, i) => (isImplied(other, peer, namespace) ? [i] : []))),
  )
  const at = (peer: Peer) => position.get(peerKey(peer)) ?? -1
  const coveredBy = (rule: Rule) =>
    rule.peers === 'any'
      ? new Set(list.keys())
      : new Set(rule.peers.flatMap((peer) => [...(covers[at(peer)] ?? [])]))
  const [need, may] = [new Uint32Array(list.length), new Uint32Array(list.length)]
  for (const { peer, connections } of admissions) {
    const mask = connectionMask(atoms, connections)
    add(need, at(peer), mask)
    for (const covered of covers[at(peer)] ?? []) add(may, covered, mask)
  }
  for (const rule of rules)
    for (const i of coveredBy(rule)) add(may, i, portsMask(atoms, everyAtom, rule.ports) ?? 0)

  const mayOf = (i: number) => may[i] ?? 0
  const known = new WeakMap<Rule, RuleMeaning>()
  const meaningOf = (rule: Rule): RuleMeaning => {
    const meaning = known.get(rule) ?? {
      covered: coveredBy(rule),
      mask: portsMask(atoms, everyAtom, rule.ports),
      may: rule.peers === 'any' ? 0 : rule.peers.reduce((common, it) => common & mayOf(at(it)), everyAtom),
    }
    known.set(rule, meaning)
    return meaning
  }
  return {
    atoms,
    everyAtom,
    peers: [
      ...list.map((peer, i): PeerRow => ({ peer, covers: covers[i] ?? new Set(), may: mayOf(i) })),
      { peer: null, covers: new Set(list.keys()), may: everybodyMay(list, mayOf, namespace) },
    ],
    meaningOf,
    lacksOf: (state) => {
      const granted = new Uint32Array(list.length)
      for (const rule of state) {
        const { covered, mask } = meaningOf(rule)
        for (const i of covered) add(granted, i, mask ?? 0)
      }
      return list.flatMap((_, i) =>
        bitsOf((need[i] ?? 0) & ~(granted[i] ?? 0)).map((atom) => ({ peer: i, atom })),
      )
    },
    fitsInto: (rule, { peer, atom }) => {
      const { covered, mask, may: common } = meaningOf(rule)
      if (mask === null || rule.peers === 'any') return false
      if (covered.has(peer)) return (atom & ~common) === 0
      return (mask & ~mayOf(peer)) === 0 && ((mask & atom) !== 0 || (atom & ~common) === 0)
    },
    fitTogether: (a, b) => ((a.atom | b.atom) & ~(mayOf(a.peer) & mayOf(b.peer))) === 0,
    mayBeAnyPort: ({ peer }) => mayOf(peer) === everyAtom,
  }
}

/** What all pods and all addresses may be admitted to, when they are peers: then anybody may be (SEMANTICS 4). */
function everybodyMay(peers: readonly Peer[], mayOf: (i: number) => number, namespace: string): number {
  const parts = everybody.map((part) => peers.findIndex((peer) => isImplied(part, peer, namespace)))
  return parts.reduce((common, i) => common & (i === -1 ? 0 : mayOf(i)), -1 >>> 0)
}

function add(bits: Uint32Array, i: number, mask: number): void {
  bits[i] = (bits[i] ?? 0) | mask
}

function atomsOf(rules: readonly Rule[], admissions: readonly Admission[]): readonly Atom[] {
  const starts = { TCP: new Set([1]), UDP: new Set([1]), SCTP: new Set([1]) }
  const cut = ({ protocol, first, last }: Atom) => starts[protocol].add(first).add(last + 1)
  for (const { connections } of admissions)
    for (const protocol of protocols) for (const range of connections[protocol]) cut({ protocol, ...range })
  for (const { ports } of rules)
    if (ports !== 'any') for (const port of ports) if (port.kind === 'range') cut(port)
  return protocols.flatMap((protocol) => {
    const sorted = [...starts[protocol]].filter((port) => port <= 65535).toSorted((a, b) => a - b)
    return sorted.map((first, i): Atom => ({ protocol, first, last: (sorted[i + 1] ?? 65536) - 1 }))
  })
}

function portsMask(atoms: readonly Atom[], everyAtom: number, ports: Rule['ports']): number | null {
  if (ports === 'any') return everyAtom
  const ranges = ports.filter((port): port is PortMatch & { kind: 'range' } => port.kind === 'range')
  if (ranges.length < ports.length) return null
  return maskWhere(atoms, ({ protocol, first }) =>
    ranges.some((it) => it.protocol === protocol && it.first <= first && first <= it.last),
  )
}

function connectionMask(atoms: readonly Atom[], connections: ConnectionSet): number {
  return maskWhere(atoms, ({ protocol, first }) =>
    connections[protocol].some((it) => it.first <= first && first <= it.last),
  )
}

function maskWhere(atoms: readonly Atom[], isIn: (atom: Atom) => boolean): number {
  return atoms.reduce((mask, atom, i) => (isIn(atom) ? mask | (1 << i) : mask), 0)
}

function bitsOf(mask: number): readonly number[] {
  const bits: number[] = []
  for (let left = mask; left !== 0; left &= left - 1) bits.push(left & -left)
  return bits
}
