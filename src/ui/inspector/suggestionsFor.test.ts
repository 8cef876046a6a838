import { expect, it } from 'vitest'
import { type EndpointId, workloadId } from '../../model/ids'
import type { EndpointSummary } from '../../model/summary'
import { suggestionsFor } from './suggestionsFor'

function endpoint(namespace: string, name: string, ...ports: readonly number[]): EndpointSummary {
  return {
    id: workloadId(namespace, 'Deployment', name),
    namespace,
    suggestions: ports.map((port) => ({
      connections: { TCP: [{ first: port, last: port }], UDP: [], SCTP: [] },
      label: `TCP ${port}`,
      why: `container port of ${name}`,
    })),
  } as unknown as EndpointSummary
}

const endpoints = [
  endpoint('shop', 'web', 80, 9090),
  endpoint('shop', 'api', 9090),
  endpoint('db', 'db', 5432),
]
const idOf = (position: number): EndpointId => endpoints[position]?.id ?? workloadId('', '', '')

it.each([
  ['its own, as they stand, for one workload', [idOf(0)], ['TCP 80', 'TCP 9090']],
  ['the commonest first for several', [idOf(0), idOf(1)], ['TCP 9090', 'TCP 80']],
  ['those of all its workloads for a namespace', ['ns:shop'], ['TCP 9090', 'TCP 80']],
  ['none for addresses', ['outside/rest'], []],
])('proposes %s', (_, to, labels) => {
  expect(suggestionsFor(endpoints, to).map(({ label }) => label)).toEqual(labels)
})

it('says how many listen on a port that several share', () => {
  expect(suggestionsFor(endpoints, ['ns:shop'])[0]?.why).toBe('2 of 2 workloads')
})
