import { describe, expect, it } from 'vitest'
import type { Service } from '../model/cluster'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { clusterOf, ipBlock, labels, pods, policy, rule, workload } from '../testing/smallClusters'
import { admit, position, release } from '../testing/smallShop'
import { compile } from './compile'
import { type HopDirection, type HopPorts, reachFrom } from './hops'

const service: Service = {
  namespace: 'n',
  name: 'd',
  type: 'ClusterIP',
  selector: labels('app=d'),
  ports: [{ name: null, port: 80, protocol: 'TCP', targetPort: 4 }],
  externalTrafficPolicy: 'Cluster',
  place: { file: 'test' as never, document: 0, from: 0, to: 0, line: 1, column: 1 },
}

const workloads = [
  workload('n/a', 'app=a', ':1'),
  workload('n/b', 'app=b', ':2'),
  workload('n/c', 'app=c', ':3', { replicas: 0 }),
  workload('n/d', 'app=d', '', { replicas: 3 }),
]

/** A line a hop: `1 b via a: TCP 2`. */
function hops(
  policies: readonly NetworkPolicy[],
  start: string,
  direction: HopDirection,
  ports?: HopPorts,
): readonly string[] {
  const cluster = { ...clusterOf({ n: '' }, workloads, policies), services: [service] }
  const index = compile(cluster, defaultOptions)
  const nameOf = (at: number) => index.endpoints[at]?.id.replace(/^n\/\w+\/|^outside\//, '')
  return reachFrom(index, position(index, start), direction, ports).layers.flatMap((layer, i) =>
    layer.map(
      ({ endpoint, via, connections }) =>
        `${i + 1} ${nameOf(endpoint)} via ${nameOf(via)}: ${formatConnections(connections)}`,
    ),
  )
}

// a -> b -> c -> d, and only d may leave the cluster.
const chain = [
  admit('n/a', 'app=a'),
  admit('n/b', 'app=b', [[pods('app=a')]]),
  admit('n/c', 'app=c', [[pods('app=b')], ['TCP 3']]),
  admit('n/d', 'app=d', [[pods('app=c')], ['TCP 4-5']]),
  release('n/inside', 'app!=d', [[pods('')]]),
]

describe('reachFrom', () => {
  // biome-ignore format: a table
  it.each([
    ['n/a', 'out', undefined, ['1 b via a: TCP 2', '2 c via b: TCP 3', '3 d via c: TCP 4', '4 rest via d: All Connections'], 'hop by hop, through a workload without replicas too, on the ports that count; a Service declares'],
    ['n/a', 'out', 'any', ['1 b via a: All Connections', '2 c via b: TCP 3', '3 d via c: TCP 4-5', '4 rest via d: All Connections'], 'all that is allowed'],
    ['n/d', 'in', undefined, ['1 c via d: TCP 4', '2 b via c: TCP 3', '3 a via b: TCP 2'], 'the same way back'],
    ['rest', 'in', undefined, ['1 d via rest: All Connections', '2 c via d: TCP 4', '3 b via c: TCP 3', '4 a via b: TCP 2'], 'who can get out'],
    ['rest', 'out', undefined, [], 'nobody lets the outside in'],
  ] as const)('from %s %s on %s ports: %j: %s', (start, direction, ports, expected, _why) => {
    expect(hops(chain, start, direction, ports)).toEqual(expected)
  })

  it('goes in from outside and no further through it', () => {
    // Both may talk to the same addresses, and neither to the other.
    const both = [
      policy('n/a', 'app=a', {
        ingress: [rule([ipBlock('10.0.0.0/8')])],
        egress: [rule([ipBlock('10.0.0.0/8')])],
      }),
      policy('n/b', 'app!=a', {
        ingress: [rule([ipBlock('10.0.0.0/8')])],
        egress: [rule([ipBlock('10.0.0.0/8')])],
      }),
    ]
    expect(hops(both, 'n/a', 'out')).toEqual(['1 10.0.0.0/8 via a: All Connections'])
    expect(hops(both, 'n/a', 'in')).toEqual(['1 10.0.0.0/8 via a: TCP 1'])
    expect(hops(both, '10.0.0.0/8', 'out')).toHaveLength(4)
  })

  it('passes over what is allowed where nothing listens, unless asked for any port', () => {
    const odd = [admit('n/all', '', [[pods('app=a')], ['TCP 9']])]
    expect(hops(odd, 'n/a', 'out').filter((line) => !line.includes('rest'))).toEqual([])
    expect(hops(odd, 'n/a', 'out', 'any').filter((line) => !line.includes('rest'))).toHaveLength(3)
  })

  it('takes the first neighbour by position where several lead there', () => {
    const two = [
      admit('n/d', 'app=d', [[pods('app=b,c')]]),
      admit('n/bc', 'app=b,c', [[pods('app=a')]]),
      release('n/a', 'app=a', [[pods('app=b,c')]]),
      release('n/rest', 'app!=a', [[pods('app=d')]]),
    ]
    expect(hops(two, 'n/a', 'out')).toEqual(['1 b via a: TCP 2', '1 c via a: TCP 3', '2 d via b: TCP 4'])
  })

  it('tells neighbours apart that differ in the ports they declare alone', () => {
    const alike = [
      workload('n/a', 'app=a'),
      workload('n/x', 'app=x', ':1'),
      workload('n/y', 'app=x', ':2'),
      workload('n/z', 'app=z'),
    ]
    const policies = [
      admit('n/a', 'app=a', [[pods('app=x')]]),
      admit('n/x', 'app=x', [[pods('app=z')], ['TCP 2']]),
      admit('n/z', 'app=z'),
    ]
    const { layers } = reachFrom(compile(clusterOf({ n: '' }, alike, policies), defaultOptions), 0, 'in')
    expect(layers.map((layer) => layer.map(({ endpoint, via }) => [endpoint, via]))).toEqual([
      [
        [1, 0],
        [2, 0],
      ],
      [[3, 2]],
    ])
  })

  it('follows a long chain both ways', () => {
    const size = 70
    const names = Array.from({ length: size }, (_, i) => `n/w${String(i).padStart(2, '0')}`)
    const links = names.map((name, i) => workload(name, `app=a${i}`))
    const policies = names.map((name, i) => admit(name, `app=a${i}`, [[pods(`app=a${i - 1}`)]]))
    const inside = release('n/inside', '', [[pods('')]])
    const index = compile(clusterOf({ n: '' }, links, [...policies, inside]), defaultOptions)
    const along = Array.from({ length: size - 1 }, (_, i) => i + 1)
    const found = (start: number, direction: HopDirection) =>
      reachFrom(index, start, direction).layers.map((layer) => layer.map(({ endpoint }) => endpoint))
    expect(found(0, 'out')).toEqual(along.map((i) => [i]))
    expect(found(size - 1, 'in')).toEqual(along.map((i) => [size - 1 - i]))
  })

  it('finds nothing for a position that there is not', () => {
    const index = compile(clusterOf({ n: '' }, workloads, []), defaultOptions)
    expect(reachFrom(index, 99, 'out').layers).toEqual([])
  })
})
