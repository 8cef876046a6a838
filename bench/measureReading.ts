import type { Cluster } from '../src/model/cluster'
import { readInput } from './readInput'
import type { Column, Sample } from './row'
import { threadClock } from './threadClock'

export const readingColumns: readonly Column[] = [
  { key: 'size', title: 'file', unit: 'MB' },
  { key: 'read', title: 'read', unit: 'ms' },
  { key: 'speed', title: 'speed', unit: 'MB/s' },
]

/** A file's bytes to the cluster. The checksum is that of the cluster, so every form of one cluster has the same. */
export function measureReading(name: string, bytes: Uint8Array): Sample {
  const clock = threadClock()
  const start = clock.now()
  const { cluster } = readInput(name, bytes)
  const milliseconds = clock.now() - start
  const size = bytes.length / 1e6
  const figures = { size, read: milliseconds, speed: (size / milliseconds) * 1000 }
  return { figures, checksum: clusterHash(cluster) }
}

/** Everything but the places, which the form of the text decides. */
function clusterHash(cluster: Cluster): number {
  const text = JSON.stringify(cluster, (key, value: unknown) => (key === 'place' ? undefined : value))
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash
}
