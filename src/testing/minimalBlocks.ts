/** Where blocked flows may be cut: each at its sender or at its receiver, and every way to choose. */
import type { ReachEdit } from '../model/edit'
import type { BlockEdit, Demand } from './minimalDemand'
import { type DirectionNumber, directions, type Sides, type World } from './minimalWorld'

/** Atoms that one side must not grant. */
interface Ban {
  readonly direction: DirectionNumber
  readonly subject: number
  readonly peer: number
  readonly mask: number
}

/** Flows that are cut together, on the same side. */
interface Unit {
  readonly edit: number
  readonly bans: readonly (readonly Ban[])[]
}

/** A choice of the sides to cut at. */
export interface Way {
  readonly demand: Demand
  /** One text for ways that ask the same of a namespace. */
  readonly keyFor: (namespace: string) => string
}

const mostWays = 64

/** Every choice of the sides to cut at; pair by pair, or edit by edit where that would be too many. */
export function waysToBlock(
  world: World,
  edits: readonly ReachEdit[],
  demand: Demand,
  answer: Sides,
): readonly Way[] {
  const units = edits.flatMap((edit, i) =>
    edit.kind === 'block' ? unitsOf(world, edit, i, demand, answer) : [],
  )
  const isFew = 2 ** units.filter(({ bans }) => bans.length > 1).length <= mostWays
  const ways = (isFew ? units : merged(units)).reduce<readonly (readonly Ban[])[]>(
    (sum, { bans }) => sum.flatMap((way) => bans.map((more) => [...way, ...more])),
    [[]],
  )
  return ways.map((bans) => ({
    demand: withBans(world, demand, bans),
    keyFor: (namespace) => {
      const own = bans.filter(({ subject }) => {
        const endpoint = world.endpoints[subject]
        return endpoint?.kind === 'workload' && endpoint.namespace === namespace
      })
      return JSON.stringify([bans.length > 0, own])
    },
  }))
}

/**
 * One unit for each pair of listed ends that could speak, and one for all with pods to come, as far as the answer blocks them. Who is
 * cut is cut from all whom the edit speaks of, also those whose own side is shut today, as far as the answer does so.
 */
function unitsOf(
  world: World,
  edit: BlockEdit,
  number: number,
  demand: Demand,
  answer: Sides,
): readonly Unit[] {
  const mask = world.maskOf(edit.connections)
  const blocked = (direction: DirectionNumber, subject: number, peer: number) =>
    isPod(world, subject) && answer.isIsolated(direction, subject)
      ? mask & ~answer.granted(direction, subject, peer)
      : 0
  const pairs = pairsOf(world, edit).map(({ from, to }) => {
    const isRequired = [from, to].every((it) => world.standingOf(it) === 'listed')
    const atoms = mask & passing(world, demand, 1, from, to) & passing(world, demand, 0, to, from)
    const inAnswer = blocked(1, from, to) | blocked(0, to, from)
    return { from, to, isRequired, mask: isRequired ? atoms : atoms & inAnswer }
  })
  const isOpen = (direction: DirectionNumber, subject: number) =>
    world.isGoverned(subject) && (edit.cut === undefined || edit.cut === directions[direction])
  const alsoCut = (ban: Ban): readonly Ban[] =>
    pairs
      .filter((it) => it.mask === 0 && (ban.direction === 0 ? it.to : it.from) === ban.subject)
      .map(({ from, to }): Ban => {
        const peer = ban.direction === 0 ? from : to
        return { ...ban, peer, mask: blocked(ban.direction, ban.subject, peer) }
      })
  const sidesOf = ({ from, to, mask: atoms }: (typeof pairs)[number]): readonly (readonly Ban[])[] => {
    const [receiver, sender]: readonly [Ban, Ban] = [
      { direction: 0, subject: to, peer: from, mask: atoms },
      { direction: 1, subject: from, peer: to, mask: atoms },
    ]
    const open = [...(isOpen(0, to) ? [receiver] : []), ...(isOpen(1, from) ? [sender] : [])]
    return open.map((ban) => [ban, ...alsoCut(ban)])
  }
  const active = pairs.filter((pair) => pair.mask !== 0)
  const listed = active
    .filter(({ isRequired }) => isRequired)
    .map((pair): Unit => ({ edit: number, bans: sidesOf(pair) }))
  const coming = active.filter(({ isRequired }) => !isRequired).map(sidesOf)
  if (coming.length === 0) return listed
  const all = (i: number) => coming.flatMap((sides) => sides[i] ?? sides[0] ?? [])
  return [...listed, { edit: number, bans: [all(0), all(1)] }]
}

function pairsOf(
  world: World,
  { from, to }: BlockEdit,
): readonly { readonly from: number; readonly to: number }[] {
  const receivers = world.membersOf(to, true)
  return world
    .membersOf(from, true)
    .flatMap((sender) => receivers.map((receiver) => ({ from: sender, to: receiver })))
    .filter((pair) => pair.from !== pair.to || !world.isAlone(pair.from))
}

/** What a side may let pass where nothing is cut. */
function passing(
  world: World,
  { mustIsolate, may }: Demand,
  direction: DirectionNumber,
  subject: number,
  peer: number,
): number {
  return isPod(world, subject) && mustIsolate(direction, subject)
    ? may(direction, subject, peer)
    : world.everyAtom
}

function isPod({ endpoints }: World, position: number): boolean {
  return endpoints[position]?.kind === 'workload'
}

/** The units of each edit as one. */
function merged(units: readonly Unit[]): readonly Unit[] {
  const edits = [...new Set(units.map(({ edit }) => edit))]
  return edits.map((edit) => {
    const own = units.filter((unit) => unit.edit === edit)
    const side = (i: number) => own.flatMap(({ bans }) => bans[i] ?? bans[0] ?? [])
    return { edit, bans: own.some(({ bans }) => bans.length > 1) ? [side(0), side(1)] : [side(0)] }
  })
}

/** Whoever must not grant something must be isolated; pods to come may be, for they come along. */
function withBans(world: World, demand: Demand, bans: readonly Ban[]): Demand {
  const count = world.endpoints.length
  const at = ({ direction, subject, peer }: Omit<Ban, 'mask'>) => (direction * count + subject) * count + peer
  const banned = new Map<number, number>()
  const closed = new Set<number>()
  for (const ban of bans) {
    banned.set(at(ban), (banned.get(at(ban)) ?? 0) | ban.mask)
    closed.add(at({ ...ban, peer: 0 }))
  }
  const isClosed = (direction: DirectionNumber, subject: number) =>
    closed.has(at({ direction, subject, peer: 0 }))
  return {
    isShut: demand.isShut,
    need: demand.need,
    mustIsolate: (direction, subject) =>
      demand.mustIsolate(direction, subject) || isClosed(direction, subject),
    mayIsolate: (direction, subject) =>
      demand.mayIsolate(direction, subject) ||
      isClosed(direction, subject) ||
      (bans.length > 0 && world.standingOf(subject) === 'labelled'),
    may: (direction, subject, peer) =>
      demand.may(direction, subject, peer) & ~(banned.get(at({ direction, subject, peer })) ?? 0),
  }
}
