import { describe, expect, it } from 'vitest'
import { externalId, policyId, policyOf, workloadId, workloadOf } from './ids'

describe('workloadOf', () => {
  it.each([
    // namespace, kind, name, variant
    ['shop', 'Deployment', 'web', ''],
    ['shop', 'Deployment', 'web', 'version=canary'],
    ['shop', 'Pod', 'web.v1.2', ''],
    ['outside', 'Deployment', 'rest', ''],
    ['outside', 'Pod', 'web.v1.2', 'ip=10.0.0.1'],
  ])('reads back what workloadId was given: %s %s %s %s', (namespace, kind, name, variant) => {
    expect(workloadOf(workloadId(namespace, kind, name, variant))).toEqual({ namespace, kind, name, variant })
  })

  it.each(['rest', '10.0.0.0/8', 'fe00::/8', '::/0', '10.0.0.0/8,192.168.0.0/16', '1::/16,2::/16+2'])(
    'gives null for the external block %s',
    (label) => {
      expect(workloadOf(externalId(label))).toBeNull()
    },
  )
})

it.each([
  ['shop', 'web-allow'],
  ['outside', 'web.v1.2'],
])('reads back what policyId was given: %s %s', (namespace, name) => {
  expect(policyOf(policyId(namespace, name))).toEqual({ namespace, name })
})
