/** The clusters that `npm run bench:canvas` pastes, each written into a file of a folder. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from './clusters/generate'
import type { ClusterSize } from './clusters/plan'
import { clusterText } from './clusters/texts'

/** Three pods to a workload; a namespace has seven workloads, on average, and a workload a policy. */
function workloads(count: number): ClusterSize {
  const namespaces = Math.max(5, Math.round(count / 7))
  return { seed: count, pods: 3 * count, namespaces, policies: count, replicas: 3 }
}

const sizes: Readonly<Record<string, ClusterSize>> = {
  '100': workloads(100),
  '500': workloads(500),
  '1000': workloads(1000),
  '3000': workloads(3000),
  s10k: { seed: 2, pods: 10_000, namespaces: 200, policies: 1000, replicas: 10 },
}

const [folder = '.', ...names] = process.argv.slice(2)
for (const name of names) {
  const size = sizes[name]
  if (size === undefined) throw new Error(`There is no cluster ${name}: ${Object.keys(sizes).join(', ')}.`)
  const file = openSync(join(folder, `${name}.json`), 'w')
  for (const piece of clusterText(generate(size), 'json')) writeSync(file, piece)
  closeSync(file)
}
