import type { PolicyIndex } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd, ReachEdit } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction } from '../model/policy'
import { formatConnections, intersect, isEmpty, subtract } from '../sets/connections'
import { closesServer, endKey, isAlone, membersOf } from './ends'
import { keptDns, type Scene } from './scene'

/**
 * What an edit says about flows. Isolating with DNS says that DNS is allowed, on the sender's side alone unless it closes the DNS pods
 * themselves.
 */
export interface Claim {
  readonly kind: 'allow' | 'block'
  readonly edit: EditId
  readonly from: EditEnd
  readonly to: EditEnd
  /** What later edits leave of it. */
  readonly connections: ConnectionSet
  readonly isOneSided: boolean
  /** At which side a block is to be cut; null for the best. */
  readonly cut: Direction | null
  /** The side to try next when cutting at `cut` comes to nothing. */
  readonly otherwise: Direction | null
  /** Later claims to the contrary that take a part out of it which its ends cannot express. */
  readonly exceptions: readonly Claim[]
}

export interface ClaimsOfEdits {
  /** In an order that does not depend on when they were drawn. Without those that later edits undo entirely. */
  readonly claims: readonly Claim[]
  /** Edits of which a later one, by its id, undoes at least a part. */
  readonly undone: ReadonlyMap<EditId, EditId>
}

/**
 * What remains of the edits' claims when of two that contradict each other the later wins. An allow and a block contradict
 * each other when they share a pair of endpoints and a connection. Total; quadratic in the edits.
 */
export function claimsOf(scene: Scene, index: PolicyIndex, edits: readonly ReachEdit[]): ClaimsOfEdits {
  const undone = new Map<EditId, EditId>()
  const remaining: Claim[] = []
  const members = membersByEnd(scene, index)
  const all = edits.flatMap((edit) => claimsOfEdit(scene, edit))
  for (const claim of all.toReversed()) {
    let { connections } = claim
    const exceptions: Claim[] = []
    for (const later of remaining) {
      const shared = intersect(connections, later.connections)
      if (later.kind === claim.kind || later.edit === claim.edit || isEmpty(shared)) continue
      const [from, to] = [members(claim.from), members(claim.to)]
      const [laterFrom, laterTo] = [members(later.from), members(later.to)]
      if (!shareAPair(index, common(from, laterFrom), common(to, laterTo))) continue
      undone.set(claim.edit, later.edit)
      if (isPart(from, laterFrom) && isPart(to, laterTo)) connections = subtract(connections, shared)
      else exceptions.push(later)
    }
    if (!isEmpty(connections)) remaining.push({ ...claim, connections, exceptions })
  }
  return { claims: remaining.toSorted((a, b) => (claimKey(a) < claimKey(b) ? -1 : 1)), undone }
}

/** What a claim says about one pair of its members, by position: its connections but for those that later claims decide. */
export function pairConnections(
  scene: Scene,
  index: PolicyIndex,
  { connections, exceptions }: Pick<Claim, 'connections' | 'exceptions'>,
): (from: number, to: number) => ConnectionSet {
  const later = exceptions.map((claim) => ({
    from: new Set(membersOf(scene, index, claim.from)),
    to: new Set(membersOf(scene, index, claim.to)),
    connections: claim.connections,
  }))
  return (from, to) =>
    later.reduce(
      (left, it) => (it.from.has(from) && it.to.has(to) ? subtract(left, it.connections) : left),
      connections,
    )
}

/** A block that came to nothing where it was cut, at the side to try next: the sender's, then the receiver's. None when both were. */
export function elsewhere(claim: Claim): readonly Claim[] {
  if (claim.cut === null) return [{ ...claim, cut: 'egress', otherwise: 'ingress' }]
  return claim.otherwise === null ? [] : [{ ...claim, cut: claim.otherwise, otherwise: null }]
}

/** How much a claim stands for: the widest are granted first, so that what they cover needs no rule of its own. */
export function breadthOf({ from, to }: Claim): number {
  return endBreadth(from) + endBreadth(to)
}

function endBreadth(end: EditEnd): number {
  switch (end.kind) {
    case 'workload':
      return 0
    case 'cidr':
      return 200 - Number(end.cidr.split('/')[1] ?? 0)
    case 'namespace':
      return 500
    default:
      return 1000
  }
}

function claimsOfEdit(scene: Scene, edit: ReachEdit): readonly Claim[] {
  if (edit.kind !== 'isolate') {
    const { kind, id, from, to, connections } = edit
    const cut = edit.kind === 'block' ? (edit.cut ?? null) : null
    return [
      { kind, edit: id, from, to, connections, isOneSided: false, cut, otherwise: null, exceptions: [] },
    ]
  }
  return keptDns(scene.dns, edit).map(
    ({ end, connections }): Claim => ({
      kind: 'allow',
      edit: edit.id,
      from: edit.end,
      to: end,
      connections,
      isOneSided: !closesServer(scene, edit, end),
      cut: null,
      otherwise: null,
      exceptions: [],
    }),
  )
}

function claimKey({ kind, from, to, connections, isOneSided, cut }: Claim): string {
  return JSON.stringify([kind, endKey(from), endKey(to), formatConnections(connections), isOneSided, cut])
}

function membersByEnd(scene: Scene, index: PolicyIndex) {
  const known = new Map<string, ReadonlySet<number>>()
  return (end: EditEnd): ReadonlySet<number> => {
    const key = endKey(end)
    const members = known.get(key) ?? new Set(membersOf(scene, index, end))
    known.set(key, members)
    return members
  }
}

function common(a: ReadonlySet<number>, b: ReadonlySet<number>): readonly number[] {
  return [...a].filter((member) => b.has(member))
}

// A pod alone and itself are no pair: nothing can be said about it.
function shareAPair(index: PolicyIndex, senders: readonly number[], receivers: readonly number[]): boolean {
  return senders.some((sender) =>
    receivers.some((receiver) => sender !== receiver || !isAlone(index, sender)),
  )
}

function isPart(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return [...a].every((member) => b.has(member))
}
