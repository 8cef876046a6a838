/** What a change must do and may do, side by side: the exhaustive search looks for the cheapest that lies between the two. */
import type { EditEnd, ReachEdit } from '../model/edit'
import { type DirectionNumber, directions, type Sides, type World } from './minimalWorld'

export interface Demand {
  /** Whether an edit asks that it be isolated. */
  readonly isShut: (direction: DirectionNumber, subject: number) => boolean
  readonly mustIsolate: (direction: DirectionNumber, subject: number) => boolean
  readonly mayIsolate: (direction: DirectionNumber, subject: number) => boolean
  /** Bits of atoms, once the subject is isolated. */
  readonly need: (direction: DirectionNumber, subject: number, peer: number) => number
  readonly may: (direction: DirectionNumber, subject: number, peer: number) => number
}

export type BlockEdit = Extract<ReachEdit, { readonly kind: 'block' }>

/**
 * What was granted stays, what the edits ask for comes, for pods to come with labels of their own as far as in the answer, and
 * nothing else may but what the answer has too: so a change that is found is no less sound and no less exact than the answer, on
 * each side by itself, whatever the other side lets pass today. What is blocked need not stay on either side; at which it may not, is
 * a matter of `blockedAt`. Whoever is isolated for the sake of a block alone keeps all the rest.
 */
export function demandOf(world: World, edits: readonly ReachEdit[], base: Sides, answer: Sides): Demand {
  const count = world.endpoints.length
  const at = (direction: DirectionNumber, subject: number, peer: number) =>
    (direction * count + subject) * count + peer
  const [strict, wide] = [askedBy(world, edits, false, at), askedBy(world, edits, true, at)]
  const isMoot = (subject: number, peer: number) => subject === peer && world.isAlone(subject)
  const isShut = (direction: DirectionNumber, subject: number) =>
    strict.isolated.has(at(direction, subject, 0)) ||
    (wide.isolated.has(at(direction, subject, 0)) && answer.isIsolated(direction, subject))
  const had = (direction: DirectionNumber, subject: number, peer: number) => {
    if (base.isIsolated(direction, subject)) return base.granted(direction, subject, peer)
    return isShut(direction, subject) ? 0 : world.everyAtom
  }
  const kept = (direction: DirectionNumber, subject: number, peer: number) =>
    answer.isIsolated(direction, subject) ? answer.granted(direction, subject, peer) : world.everyAtom
  const bits = (flows: Uint32Array, key: number) => flows[key] ?? 0
  return {
    isShut,
    mustIsolate: (direction, subject) => base.isIsolated(direction, subject) || isShut(direction, subject),
    mayIsolate: (direction, subject) =>
      base.isIsolated(direction, subject) ||
      wide.isolated.has(at(direction, subject, 0)) ||
      answer.isIsolated(direction, subject),
    need: (direction, subject, peer) => {
      if (isMoot(subject, peer)) return 0
      const key = at(direction, subject, peer)
      const stays = kept(direction, subject, peer)
      const asked = bits(strict.flows, key) | (bits(wide.flows, key) & stays)
      return asked | (had(direction, subject, peer) & stays & ~bits(wide.blocked, key))
    },
    may: (direction, subject, peer) => {
      if (isMoot(subject, peer)) return world.everyAtom
      return (
        had(direction, subject, peer) |
        answer.granted(direction, subject, peer) |
        bits(wide.flows, at(direction, subject, peer))
      )
    },
  }
}

/**
 * What a change without collateral must do and may do: among listed ends and pods without labels nothing but what the edits ask for.
 * Pods to come with labels of their own may gain and lose, for no impact counts them.
 */
export function exactDemandOf(world: World, edits: readonly ReachEdit[], base: Sides): Demand {
  const exact = demandOf(world, edits, base, base)
  const isLabelled = (position: number) => world.standingOf(position) === 'labelled'
  return {
    isShut: exact.isShut,
    mustIsolate: exact.mustIsolate,
    mayIsolate: (direction, subject) => isLabelled(subject) || exact.mayIsolate(direction, subject),
    need: (direction, subject, peer) =>
      isLabelled(subject) || isLabelled(peer) ? 0 : exact.need(direction, subject, peer),
    may: (direction, subject, peer) =>
      isLabelled(subject) || isLabelled(peer) ? world.everyAtom : exact.may(direction, subject, peer),
  }
}

interface Asked {
  readonly isolated: ReadonlySet<number>
  readonly flows: Uint32Array
  /** What is blocked, also for those who go with who is meant by labels. */
  readonly blocked: Uint32Array
}

function askedBy(
  world: World,
  edits: readonly ReachEdit[],
  alsoLabelled: boolean,
  at: (direction: DirectionNumber, subject: number, peer: number) => number,
): Asked {
  const isolations = edits.filter((edit) => edit.kind === 'isolate')
  const isolated = isolations.flatMap(({ end, directions: asked }) =>
    world
      .membersOf(end, alsoLabelled)
      .flatMap((subject) => asked.map((direction) => at(direction === 'ingress' ? 0 : 1, subject, 0))),
  )
  const tableOf = (kind: 'allow' | 'block') => {
    const table = new Uint32Array(directions.length * world.endpoints.length ** 2)
    const own = edits
      .filter((edit) => edit.kind === 'allow' || edit.kind === 'block')
      .filter((edit) => edit.kind === kind)
    for (const edit of own)
      for (const [from, to] of pairsOf(world, edit, alsoLabelled))
        for (const key of [at(1, from, to), at(0, to, from)])
          table[key] = (table[key] ?? 0) | world.maskOf(edit.connections)
    return table
  }
  return { isolated: new Set(isolated), flows: tableOf('allow'), blocked: tableOf('block') }
}

function pairsOf(
  world: World,
  { kind, from, to }: Extract<ReachEdit, { readonly kind: 'allow' | 'block' }>,
  alsoLabelled: boolean,
): readonly (readonly [number, number])[] {
  const members = (end: EditEnd) =>
    kind === 'block' && alsoLabelled ? world.likeOf(end) : world.membersOf(end, alsoLabelled)
  const receivers = members(to)
  return members(from).flatMap((sender) => receivers.map((receiver) => [sender, receiver] as const))
}
