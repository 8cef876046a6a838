import type { ConnectionSet } from '../model/connections'
import type { Direction } from '../model/policy'
import { addBit, forEachBit } from '../sets/bitSet'
import { equals, subtract } from '../sets/connections'
import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import { differInPoliciesAlone, type PolicyIndex } from './compile'
import { reachOfClasses, sideRow } from './reach'
import type { PolicyGroup } from './sideIndex'

/** Endpoints of one class in either of two indexes. Never empty. */
export interface CommonClass {
  /** The smallest position of a member in the earlier index. */
  readonly first: number
  /** Positions in the earlier index, ascending. */
  readonly members: readonly number[]
  readonly before: number
  readonly after: number
}

/** What all senders of a class gain and lose towards all receivers of another. */
export interface ClassChange extends Difference {
  readonly from: CommonClass
  readonly to: CommonClass
}

/**
 * The classes of two indexes with the same endpoints, fallen apart where either keeps endpoints apart, or where `wordFor` has another
 * word for them. Total; linear in the endpoints.
 */
export function commonClasses(
  before: PolicyIndex,
  after: PolicyIndex,
  wordFor: (position: number) => string = () => '',
): readonly CommonClass[] {
  const common = new Map<number | string, CommonClass & { readonly members: number[] }>()
  for (const [position, { id }] of before.endpoints.entries()) {
    const laterPosition = after.positionOf.get(id)
    if (laterPosition === undefined) continue
    const [own, later] = [before.classes.of[position] ?? 0, after.classes.of[laterPosition] ?? 0]
    const [pair, word] = [own * after.classes.count + later, wordFor(position)]
    const key = word === '' ? pair : `${pair} ${word}`
    const known = common.get(key) ?? { first: position, members: [], before: own, after: later }
    common.set(key, known)
    known.members.push(position)
  }
  return [...common.values()]
}

/**
 * The flows that differ between two indexes, class by class, so that a change of a large namespace lists no pair by itself. Only
 * classes whose policies are not the same objects are compared, when both clusters share their workloads and namespaces; all
 * otherwise. Total; costs the rows of the classes that can have changed, and the pairs of which one side did.
 */
export function* classChanges(
  before: PolicyIndex,
  after: PolicyIndex,
  common: readonly CommonClass[],
): Generator<ClassChange> {
  const differenceOf = differenceTable(before, after)
  const egressChanged = changedClasses('egress', before, after, common)
  const ingressChanged = changedClasses('ingress', before, after, common)
  const sideChanges = sideComparison(before, after, common, differenceOf)
  const receivers = common.flatMap((to, at) =>
    ingressChanged[at] ? [{ at, to, changedFor: sideChanges('ingress', to) }] : [],
  )
  for (const [i, from] of common.entries()) {
    const concerned = receivers.filter(({ changedFor }) => isIn(changedFor, i))
    const changedFor = egressChanged[i] ? sideChanges('egress', from) : null
    if (changedFor !== null) for (const { at } of concerned) addBit(changedFor, at)
    const receiving = changedFor === null ? concerned.map(({ to }) => to) : listed(common, changedFor)
    for (const to of receiving) {
      const difference = differenceOf(
        reachOfClasses(before, from.before, to.before),
        reachOfClasses(after, from.after, to.after),
      )
      if (difference !== null) yield { from, to, ...difference }
    }
  }
}

/** Towards which of the common classes one side of a class differs, as bits by their position. Costs the two rows and the classes. */
function sideComparison(
  before: PolicyIndex,
  after: PolicyIndex,
  common: readonly CommonClass[],
  differenceOf: ReturnType<typeof differenceTable>,
) {
  return (direction: Direction, subject: CommonClass): Uint32Array => {
    const earlier = sideRow(before, direction, subject.before)
    const later = sideRow(after, direction, subject.after)
    const bits = new Uint32Array((common.length + 31) >>> 5)
    for (const [at, peer] of common.entries()) {
      const own = earlier === null ? allId : (earlier[peer.before] ?? noneId)
      const next = later === null ? allId : (later[peer.after] ?? noneId)
      if (differenceOf(own, next) !== null) addBit(bits, at)
    }
    return bits
  }
}

function listed(common: readonly CommonClass[], words: Uint32Array): readonly CommonClass[] {
  const found: CommonClass[] = []
  forEachBit({ start: 0, words }, (at) => {
    const one = common[at]
    if (one !== undefined) found.push(one)
  })
  return found
}

function isIn(words: Uint32Array, at: number): boolean {
  return (((words[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
}

/** For each class whether the policies that isolate it in one direction are others, or other objects, than before. */
function changedClasses(
  direction: Direction,
  before: PolicyIndex,
  after: PolicyIndex,
  common: readonly CommonClass[],
): readonly boolean[] {
  if (!differInPoliciesAlone(before, after)) return common.map(() => true)
  const known = new Map<number, boolean>()
  const [earlier, later] = [before[direction], after[direction]]
  return common.map(({ before: own, after: theirs }) => {
    const [group, laterGroup] = [earlier.groupOf[own] ?? -1, later.groupOf[theirs] ?? -1]
    const key = (group + 1) * (later.groups.length + 1) + laterGroup + 1
    const isChanged = known.get(key) ?? !haveSamePolicies(earlier.groups[group], later.groups[laterGroup])
    known.set(key, isChanged)
    return isChanged
  })
}

function haveSamePolicies(a: PolicyGroup | undefined, b: PolicyGroup | undefined): boolean {
  const [left, right] = [a?.policies ?? [], b?.policies ?? []]
  return left.length === right.length && left.every((policy, i) => policy === right[i])
}

interface Difference {
  readonly added: ConnectionSet
  readonly removed: ConnectionSet
}

// No table comes near two million sets, so two numbers make one key.
const keyFactor = 2 ** 21

/** What one connection set has that another has not, both ways, or null when they are equal; each pair is worked out once. */
function differenceTable(before: PolicyIndex, after: PolicyIndex) {
  const known = new Map<number, Difference | null>()
  const isOneTable = before.connections === after.connections
  return (earlier: ConnectionId, later: ConnectionId): Difference | null => {
    if (isOneTable && earlier === later) return null
    const key = earlier * keyFactor + later
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const [a, b] = [before.connections.setOf(earlier), after.connections.setOf(later)]
    const difference = equals(a, b) ? null : { added: subtract(b, a), removed: subtract(a, b) }
    known.set(key, difference)
    return difference
  }
}
