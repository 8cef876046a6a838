/** What a change must do and may do, side by side: the exhaustive search looks for the cheapest that lies between the two. */
import type { EditEnd, ReachEdit } from '../model/edit'
import type { Direction } from '../model/policy'
import { directions, type Sides, type World } from './minimalWorld'

export interface Demand {
  readonly mustIsolate: (direction: Direction, subject: number) => boolean
  readonly mayIsolate: (direction: Direction, subject: number) => boolean
  /** Bits of atoms, once the subject is isolated. */
  readonly need: (direction: Direction, subject: number, peer: number) => number
  readonly may: (direction: Direction, subject: number, peer: number) => number
}

/**
 * What was granted stays, what the edits ask for comes, for pods to come with labels of their own as far as in the answer, and
 * nothing else may but what the answer has too: so a change that is found is no less sound and no less exact than the answer, on
 * each side by itself, whatever the other side lets pass today.
 */
export function demandOf(world: World, edits: readonly ReachEdit[], base: Sides, answer: Sides): Demand {
  const count = world.endpoints.length
  const at = (direction: Direction, subject: number, peer: number) =>
    ((direction === 'ingress' ? 0 : 1) * count + subject) * count + peer
  const [strict, wide] = [false, true].map((alsoLabelled) => askedBy(world, edits, alsoLabelled, at))
  const isMoot = (subject: number, peer: number) => subject === peer && world.isAlone(subject)
  const isAsked = (asked: Asked | undefined, direction: Direction, subject: number) =>
    asked?.isolated.has(at(direction, subject, 0)) === true
  const bits = (asked: Asked | undefined, key: number) => asked?.flows[key] ?? 0
  return {
    mustIsolate: (direction, subject) =>
      base.isIsolated(direction, subject) ||
      isAsked(strict, direction, subject) ||
      (isAsked(wide, direction, subject) && answer.isIsolated(direction, subject)),
    mayIsolate: (direction, subject) =>
      base.isIsolated(direction, subject) ||
      isAsked(wide, direction, subject) ||
      answer.isIsolated(direction, subject),
    need: (direction, subject, peer) => {
      if (isMoot(subject, peer)) return 0
      const key = at(direction, subject, peer)
      const inAnswer = bits(wide, key) & answer.granted(direction, subject, peer)
      return base.granted(direction, subject, peer) | bits(strict, key) | inAnswer
    },
    may: (direction, subject, peer) => {
      if (isMoot(subject, peer)) return world.everyAtom
      const there = base.granted(direction, subject, peer) | answer.granted(direction, subject, peer)
      return there | bits(wide, at(direction, subject, peer))
    },
  }
}

interface Asked {
  readonly isolated: ReadonlySet<number>
  readonly flows: Uint32Array
}

function askedBy(
  world: World,
  edits: readonly ReachEdit[],
  alsoLabelled: boolean,
  at: (direction: Direction, subject: number, peer: number) => number,
): Asked {
  const flows = new Uint32Array(directions.length * world.endpoints.length ** 2)
  const isolated = new Set<number>()
  const members = (end: EditEnd) => world.membersOf(end, alsoLabelled)
  for (const edit of edits)
    if (edit.kind === 'isolate')
      for (const direction of edit.directions)
        for (const subject of members(edit.end)) isolated.add(at(direction, subject, 0))
  for (const edit of edits)
    if (edit.kind !== 'isolate') {
      const receivers = members(edit.to)
      const pairs = members(edit.from).flatMap((from) => receivers.map((to) => [from, to] as const))
      const keys = pairs.flatMap(([from, to]) => [at('egress', from, to), at('ingress', to, from)])
      for (const key of keys) flows[key] = (flows[key] ?? 0) | world.maskOf(edit.connections)
    }
  return { isolated, flows }
}
