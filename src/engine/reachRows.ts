import { addBit, type BitSet, bitsOf, forEachBit, noBits, rangeBits } from '../sets/bitSet'
import { allId, type ConnectionId } from '../sets/connectionTable'
import { groupBy } from '../sets/groupBy'
import { createPartition } from '../sets/partition'
import type { PolicyIndex } from './compile'
import { type Admission, egressGrants, ingressAdmissions, type ReceiversOf } from './grantSets'
import { addBits, createPlanes, makeDisjoint, meet, type Planes } from './planes'

/** Senders that reach the same receivers alike, and whom they reach, by class. */
export interface ReachRow {
  readonly senders: readonly number[]
  /** Everyone who is reached is in one plane, that of its connections. Filled anew for the next row: read it while you are called. */
  readonly planes: Pick<Planes, 'used' | 'at'>
}

/**
 * All of `reach` at once: calls `visit` with every distinct row of it. Equal to `reachOfClasses` on each pair.
 *
 * Rows that nothing tells apart are worked out once, one after the other, so that memory does not grow with the square of the
 * cluster. Total; costs the classes that rules name, and for each distinct row the words of a row for each of its connection sets.
 */
export function forEachReachRow(index: PolicyIndex, visit: (row: ReachRow) => void): void {
  const { classes, connections, egress, work } = index
  const length = (classes.count + 31) >>> 5
  const [admitted, met] = [createPlanes(length, work), createPlanes(length, work)]
  const seen = new Uint32Array(length)
  const admissions = ingressAdmissions(index)
  const grantsOf = egressGrants(index)
  const admit = admitter(index, admissions, length)
  for (const { senders, naming } of rowsWithAdmissions(index, admissions)) {
    const sender = senders[0] ?? -1
    admitted.clear()
    admit(sender, naming, admitted)
    const group = egress.groups[egress.groupOf[sender] ?? -1]
    if (group !== undefined) {
      met.clear()
      meet(admitted, grantsOf(group.row), met, connections, work)
    }
    const planes = group === undefined ? admitted : met
    makeDisjoint(planes, connections, seen)
    visit({ senders, planes })
  }
}

interface DistinctRow {
  readonly senders: readonly number[]
  /** Positions of the admissions that name these senders, those for everyone left out. */
  readonly naming: readonly number[]
}

// Few enough that the lists stay small beside the cluster, and enough that walking all admissions for each tile is not what costs.
const rowsPerTile = 512

function* rowsWithAdmissions(index: PolicyIndex, admissions: readonly Admission[]): Generator<DistinctRow> {
  const rows = distinctRows(index, admissions)
  const slotOf = new Int32Array(index.classes.count)
  for (let first = 0; first < rows.length; first += rowsPerTile) {
    slotOf.fill(-1)
    const tile = rows
      .slice(first, first + rowsPerTile)
      .map((senders) => ({ senders, naming: [] as number[] }))
    for (const [slot, { senders }] of tile.entries()) slotOf[senders[0] ?? -1] = slot
    for (const [position, { senders }] of admissions.entries()) {
      if (senders === index.peers.everyone) continue
      forEachBit(senders, (sender) => {
        const slot = slotOf[sender] ?? -1
        // An array asked for its element -1 takes ten times as long as all the rest.
        if (slot !== -1) tile[slot]?.naming.push(position)
      })
    }
    yield* tile
  }
}

/** Classes whose rows nothing tells apart, together: same egress rules, and the same ingress rules name them. */
function distinctRows(
  { classes, egress, peers }: PolicyIndex,
  admissions: readonly Admission[],
): readonly (readonly number[])[] {
  const partition = createPartition(classes.count)
  const namings = new Set<BitSet>(admissions.map(({ senders }) => senders))
  namings.delete(peers.everyone)
  namings.add(rangeBits([classes.externals]))
  for (const senders of namings) partition.split((visit) => forEachBit(senders, visit))

  // No partition comes near two billion blocks, nor a cluster two million groups.
  const rows = groupBy(
    partition.blockOf.keys(),
    (number) => (partition.blockOf[number] ?? 0) * 2 ** 21 + (egress.groupOf[number] ?? -1) + 1,
  )
  return [...rows.values()]
}

/** Fills planes with what the receivers' ingress sides admit from a sender. External blocks do not talk to each other. */
function admitter(index: PolicyIndex, admissions: readonly Admission[], length: number) {
  const { classes, ingress, peers } = index
  const unisolated: number[] = []
  for (const [number, group] of ingress.groupOf.entries()) if (group === -1) unisolated.push(number)
  const packed = admissions.map(({ grants }) => grants.map(packedGrant))
  const toEveryone = [
    { connections: allId, bits: bitsOf(unisolated) },
    ...admissions
      .filter(({ senders }) => senders === peers.everyone)
      .flatMap(({ grants }) =>
        grants.map(({ connections, receivers }) => ({ connections, bits: bitsOf(receivers) })),
      ),
  ]
  const insiders = new Uint32Array(length)
  addBits(insiders, rangeBits([{ first: 0, end: classes.externals.first }]))

  return (sender: number, naming: readonly number[], planes: Planes): void => {
    for (const { connections, bits } of toEveryone) addBits(planes.at(connections), bits)
    for (const position of naming) admitAll(planes, packed[position] ?? [])
    if (sender < classes.externals.first) return
    for (const connections of planes.used) keepOnly(planes.at(connections), insiders)
  }
}

interface PackedGrant {
  readonly connections: ConnectionId
  /** One by one where they are few and far between; else empty. */
  readonly few: readonly number[]
  readonly many: BitSet
}

function packedGrant({ connections, receivers }: ReceiversOf): PackedGrant {
  const bits = bitsOf(receivers)
  return receivers.length > bits.words.length
    ? { connections, few: [], many: bits }
    : { connections, few: receivers, many: noBits }
}

function admitAll(planes: Planes, grants: readonly PackedGrant[]): void {
  for (const grant of grants) {
    const words = planes.at(grant.connections)
    for (const receiver of grant.few) addBit(words, receiver)
    addBits(words, grant.many)
  }
}

function keepOnly(words: Uint32Array, others: Readonly<Uint32Array>): void {
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) & (others[i] ?? 0)
}
