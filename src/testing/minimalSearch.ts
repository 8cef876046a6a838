/** What the parts of the exhaustive search share: what is asked in one namespace, what may be made there, and the states looked at. */
import type { NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { DirectionNumber } from './minimalWorld'

/** What each subject of a namespace must and may exchange with each peer, as bits of atoms; one stands for all that are alike. */
export interface Grid {
  /** Positions of endpoints; the search itself counts them from 0. */
  readonly subjects: readonly number[]
  readonly peers: readonly number[]
  /** Subjects that stand for pods that are there. */
  readonly isListed: readonly boolean[]
  readonly need: Uint32Array
  readonly may: Uint32Array
  readonly mustIsolate: Uint8Array
  readonly mayIsolate: Uint8Array
  /** Whom edits ask to isolate. */
  readonly shut: Uint8Array
  /** One atom of each group of neighbours that nothing tells apart. */
  readonly distinctAtoms: number
  readonly everyAtom: number
}

export interface SubjectChoice {
  readonly selector: LabelSelector
  readonly members: readonly number[]
}

export interface PeerChoice {
  /** What it costs as one of the peers of a rule. */
  readonly weight: number
  /** Null: anybody at all. */
  readonly peer: Peer | null
  readonly members: readonly number[]
}

export interface PortChoice {
  /** Null: any port at all. */
  readonly port: PortMatch | null
  readonly mask: number
}

/** A peer that the rules of a policy may have, and what they may allow it. */
export interface AllowedPeer {
  readonly choice: PeerChoice
  readonly allowed: number
}

/** A rule by whom it stands for and by its ports; `mask` is null where a named port means another one on each pod. */
export interface RuleMeaning {
  readonly members: readonly number[]
  readonly has: Uint8Array
  readonly mask: number | null
  readonly maskFor: (direction: DirectionNumber, subject: number, peer: number) => number
}

/** What the search knows about one namespace. */
export interface Search {
  readonly grid: Grid
  readonly namespace: string
  readonly subjects: readonly SubjectChoice[]
  readonly peers: readonly PeerChoice[]
  readonly ports: readonly PortChoice[]
  /** Whether some policy could select both subjects. */
  readonly shareHost: (a: number, b: number) => boolean
  readonly meaningOf: (rule: Rule) => RuleMeaning
  readonly selectedBy: (selector: LabelSelector) => readonly number[]
  /** Whether the policies of the baseline may be changed. */
  readonly mayAmend: boolean
  /** What has been worked out about the peers of policies, by direction and members. */
  readonly allowedPeers: Map<string, readonly AllowedPeer[]>
  /** How many peers can supply a lack. */
  readonly options: Map<number, number>
}

/** A policy of a state. */
export interface Host {
  /** The policy of the baseline; null for a new one. */
  readonly origin: NetworkPolicy | null
  readonly policy: NetworkPolicy
  readonly members: readonly number[]
  /** Whether rules of the origin have been taken away, which may come back in another form. */
  readonly isCut: boolean
}

export type State = readonly Host[]

/** What is still missing in a state: an atom towards a peer, or, where the atom is 0, that the subject is isolated. */
export interface Lack {
  readonly direction: DirectionNumber
  readonly subject: number
  readonly peer: number
  readonly atom: number
}

/** Where a grid says what a subject and a peer exchange in a direction. */
export function cellOf({ subjects, peers }: Grid, direction: number, subject: number, peer: number): number {
  return (direction * subjects.length + subject) * peers.length + peer
}

const allowances = new WeakMap<readonly number[], WeakMap<Grid, readonly [Uint32Array, Uint32Array]>>()

/** What all of some subjects may exchange with each peer; worked out once for each list of them. */
export function allowanceOf(grid: Grid, members: readonly number[], direction: DirectionNumber): Uint32Array {
  const known = allowances.get(members) ?? new WeakMap<Grid, readonly [Uint32Array, Uint32Array]>()
  allowances.set(members, known)
  const row = (number: DirectionNumber) =>
    Uint32Array.from(grid.peers, (_, peer) =>
      members.reduce((mask, member) => mask & mayOf(grid, number, member, peer), grid.everyAtom),
    )
  const rows = known.get(grid) ?? ([row(0), row(1)] as const)
  known.set(grid, rows)
  return rows[direction]
}

/** What may be exchanged with all of some peers, by `allowanceOf`. */
export function commonOf(allowance: Uint32Array, peers: readonly number[], everyAtom: number): number {
  return peers.reduce((mask, peer) => mask & (allowance[peer] ?? 0), everyAtom)
}

export function mayOf(grid: Grid, direction: number, subject: number, peer: number): number {
  return grid.may[cellOf(grid, direction, subject, peer)] ?? 0
}
