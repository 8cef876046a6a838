import { crowdedNamespace, denseCluster, rangesCluster } from './clusters/adversarial'
import { generate, withReplicas } from './clusters/generate'
import type { ClusterObjects } from './clusters/objects'
import type { ClusterSize } from './clusters/plan'
import { realPolicy } from './clusters/realPolicies'
import type { TextForm } from './clusters/texts'
import type { Row } from './row'

/** Kubernetes-shaped clusters: `s` with ten pods to a workload, `d` with labels of its own for every pod. */
const sizes = {
  s1k: { seed: 1, pods: 1000, namespaces: 20, policies: 100, replicas: 10 },
  s10k: { seed: 2, pods: 10_000, namespaces: 200, policies: 1000, replicas: 10 },
  s50k: { seed: 3, pods: 50_000, namespaces: 1000, policies: 5000, replicas: 10 },
  s150k: { seed: 4, pods: 150_000, namespaces: 5000, policies: 10_000, replicas: 10 },
  d1k: { seed: 1, pods: 1000, namespaces: 20, policies: 100, replicas: 1 },
  d10k: { seed: 2, pods: 10_000, namespaces: 200, policies: 1000, replicas: 1 },
  d50k: { seed: 3, pods: 50_000, namespaces: 1000, policies: 5000, replicas: 1 },
  d150k: { seed: 4, pods: 150_000, namespaces: 5000, policies: 10_000, replicas: 1 },
} satisfies Record<string, ClusterSize>

const real5k: ClusterSize = { seed: 5, pods: 5413, namespaces: 604, policies: 13_678, replicas: 3 }
const thousandWorkloads: ClusterSize = { seed: 6, pods: 1000, namespaces: 200, policies: 1000, replicas: 1 }
const fewPolicies: ClusterSize = { seed: 7, pods: 10_000, namespaces: 200, policies: 20, replicas: 10 }

/** In the order of the table. */
export const rows: readonly Row[] = [
  cold('s1k', () => generate(sizes.s1k), 68_508),
  cold('s10k', () => generate(sizes.s10k), 3_859_256),
  large('s50k', () => generate(sizes.s50k), 61_108_338, 'json'),
  large('s150k', () => generate(sizes.s150k), 1_013_390_826, 'json-lean'),
  cold('d1k', () => generate(sizes.d1k), 103_046),
  cold('d10k', () => generate(sizes.d10k), 6_417_812),
  large('d50k', () => generate(sizes.d50k), 94_274_328, 'json'),
  large('d150k', () => generate(sizes.d150k), 1_534_342_126, 'json-lean'),
  large('real5k', () => generate(real5k, realPolicy), 85_720, 'json'),
  ...[1, 10, 100].map((factor) => {
    const cluster = () => withReplicas(generate(thousandWorkloads), factor)
    return large(`replicas-${factor}`, cluster, 30_332 * factor ** 2, 'json-lean')
  }),
  large('open', () => generate(fewPolicies), 80_876_900, 'json'),
  cold('dense-1k', () => denseCluster(1000), 192_789),
  large('dense-2k', () => denseCluster(2000), 771_889, 'json'),
  large('dense-5k', () => denseCluster(5000), 4_837_128, 'json'),
  ranges('cidr-10k', () => rangesCluster(10_000), true, 88_781_924),
  ranges('cidr-100k', () => rangesCluster(100_000), false, 885_771_656),
  questions('s10k', () => generate(sizes.s10k), true, 9579),
  questions('s150k', () => generate(sizes.s150k), false, 5520),
  questions('crowded', () => crowdedNamespace(5000), false, 4000),
  ...readings('1k', sizes.s1k, 1_253_268_717),
  ...readings('10k', sizes.s10k, 1_405_802_389),
  ...syntheses('s10k', () => generate(sizes.s10k), true, [80, 1000, 27_192, 260]),
  ...syntheses('s150k', () => generate(sizes.s150k), false, [80, 1000, 129_035, 400]),
  ...syntheses('real5k', () => generate(real5k, realPolicy), false, [80, 1000, 2104, 42]),
]

function cold(name: string, cluster: () => ClusterObjects, checksum: number): Row {
  return { name: `cold-${name}`, group: 'cold', isQuick: true, cluster, form: 'json', checksum }
}

/** Not for `--quick`. */
function large(name: string, cluster: () => ClusterObjects, checksum: number, form: TextForm): Row {
  return { ...cold(name, cluster, checksum), isQuick: false, form }
}

function ranges(name: string, cluster: () => ClusterObjects, isQuick: boolean, checksum: number): Row {
  return { name: `cold-${name}`, group: 'ranges', isQuick, cluster, form: 'json', checksum }
}

function questions(name: string, cluster: () => ClusterObjects, isQuick: boolean, checksum: number): Row {
  return { name: `why-${name}`, group: 'questions', isQuick, cluster, form: 'json-lean', checksum }
}

function readings(pods: string, size: ClusterSize, checksum: number): readonly Row[] {
  const forms: readonly TextForm[] = ['json', 'json-indented', 'yaml', 'yaml-multidoc']
  return forms.map((form) => ({
    name: `read-${form}-${pods}`,
    group: 'reading',
    isQuick: form === 'json' || (form === 'yaml' && pods === '1k'),
    cluster: () => generate(size),
    form,
    checksum,
  }))
}

/** A row for each thing that is asked, with their checksums in that order. */
function syntheses(
  name: string,
  cluster: () => ClusterObjects,
  isQuick: boolean,
  checksums: readonly number[],
): readonly Row[] {
  return ['one-edge', '50-edges', 'lock-namespace', 'block'].map((what, i) => ({
    name: `synthesis-${what}-${name}`,
    group: 'synthesis',
    isQuick,
    cluster,
    form: 'json-lean',
    checksum: checksums[i] ?? 0,
  }))
}
