import type { PolicyIndex } from '../src/engine/compile'
import { sideRow } from '../src/engine/reach'
import { forEachReachRow } from '../src/engine/reachRows'
import type { AddressRange } from '../src/model/cluster'
import { parseAddress } from '../src/sets/addresses'
import { noneId } from '../src/sets/connectionTable'

/** How many ordered pairs of pods may exchange anything, a pod and itself included. Every pair of classes is worked out. */
export function allPairs(index: PolicyIndex): number {
  const podsOf = podsByClass(index)
  let pairs = 0
  forEachReachRow(index, ({ senders, planes }) => {
    let receivers = 0
    for (const connections of planes.used)
      if (connections !== noneId) receivers += podsIn(planes.at(connections), podsOf)
    pairs += receivers * senders.reduce((sum, sender) => sum + (podsOf[sender] ?? 0), 0)
  })
  return pairs
}

/** Blocks outside count for no pod. */
function podsByClass({ classes, cluster }: PolicyIndex): Float64Array {
  const pods = new Float64Array(classes.count)
  for (const [position, { replicas }] of cluster.workloads.entries()) {
    const itsClass = classes.of[position] ?? 0
    pods[itsClass] = (pods[itsClass] ?? 0) + replicas
  }
  return pods
}

function podsIn(words: Uint32Array, podsOf: Float64Array): number {
  let sum = 0
  for (let i = 0; i < words.length; i++) {
    for (let left = words[i] ?? 0; left !== 0; left &= left - 1)
      sum += podsOf[i * 32 + 31 - Math.clz32(left & -left)] ?? 0
  }
  return sum
}

/**
 * How many IPv4 addresses outside the cluster each pod may send to, summed over all pods. Unlike the blocks that the addresses are
 * cut into, it follows from the policies alone.
 */
export function outsideAddresses(index: PolicyIndex): number {
  const { workloads } = index.cluster
  const sizes = index.endpoints.map((endpoint) =>
    endpoint.kind === 'external' ? endpoint.ranges.reduce((sum, range) => sum + sizeOf(range), 0) : 0,
  )
  let addresses = 0
  const { of } = index.classes
  for (const [from, { replicas }] of workloads.entries()) {
    const egress = sideRow(index, 'egress', of[from] ?? 0)
    for (const [to, size] of sizes.entries())
      if (size > 0 && egress?.[of[to] ?? 0] !== noneId) addresses += size * replicas
  }
  return addresses
}

function sizeOf({ first, last }: AddressRange): number {
  const [low, high] = [parseAddress(first), parseAddress(last)]
  return low?.version === 4 && high?.version === 4 ? Number(high.value - low.value) + 1 : 0
}
