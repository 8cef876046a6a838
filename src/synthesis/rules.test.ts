import { expect, it } from 'vitest'
import { defaultOptions } from '../model/workspace'
import { editsOf } from '../testing/editNotation'
import { clusterOf, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

it('no two port ranges of a rule touch, also where there are too many for all rules to be tried', () => {
  const cluster = clusterOf(
    { shop: '' },
    [workload('shop/api', 'app=api', '', { replicas: 2 }), workload('shop/web', 'app=api')],
    [],
  )
  const edits = 'block 10.0.0.0/8 -> shop/api : TCP 80\nblock shop/web -> shop/api : TCP 443'
  const { policies } = synthesise(cluster, editsOf(edits), defaultOptions)
  const ports = policies.flatMap(({ ingress }) =>
    ingress.map((rule) =>
      rule.ports === 'any'
        ? []
        : rule.ports.map((port) =>
            port.kind === 'named' ? '' : `${port.protocol} ${port.first}-${port.last}`,
          ),
    ),
  )
  expect(ports).toEqual([
    ['TCP 1-442', 'TCP 444-65535', 'UDP 1-65535', 'SCTP 1-65535'],
    ['TCP 1-79', 'TCP 81-65535', 'UDP 1-65535', 'SCTP 1-65535'],
  ])
})
