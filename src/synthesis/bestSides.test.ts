import { expect, it } from 'vitest'
import { defaultOptions } from '../model/workspace'
import { editsOf } from '../testing/editNotation'
import { clusterOf, policy, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const cluster = clusterOf(
  { n1: '', n2: '' },
  [workload('n1/web', 'app=web', '', { replicas: 2 }), workload('n2/api', 'app=api')],
  [policy('n1/deny', '', { types: ['ingress'] }), policy('n2/deny', '', { types: ['egress'] })],
)
const block = 'block n1/web -> n2/api : TCP'

it.each([
  ['alone at the side that comes first of two that cost the same', block, ['n2/api-isolate']],
  [
    'beside an allow where that makes a policy anyway',
    `${block}\nallow n1/web -> n1/web : SCTP 7`,
    ['n1/web-isolate'],
  ],
  [
    'at the side that was asked for, though it costs a policy more',
    `${block} at ingress\nallow n1/web -> n1/web : SCTP 7`,
    ['n1/web-allow', 'n2/api-isolate'],
  ],
])('a block is cut %s', (_, edits, policies) => {
  const { changes, outcomes } = synthesise(cluster, editsOf(edits), defaultOptions)
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'holds'))
  expect(changes.map((change) => (change.kind === 'create' ? change.policy.id : change.kind))).toEqual(
    policies,
  )
})
