import { expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { editsOf, lines, showChanges } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const workloads = [
  workload('shop/api', 'app=api', ':8080'),
  workload('shop/web', 'app=web', ':80'),
  workload('mon/prom', 'app=prom', ':9090'),
]

function changesFor(policies: readonly NetworkPolicy[], edits: string) {
  const cluster = clusterOf({ shop: '', mon: '' }, workloads, policies)
  const { changes, outcomes } = synthesise(cluster, editsOf(edits), defaultOptions)
  return { changes: showChanges(changes), statuses: outcomes.map(({ status }) => status) }
}

it('what is allowed before and after blocks is as few rules as if it were allowed at once', () => {
  const { changes } = changesFor(
    [],
    `
    isolate shop/web : egress
    allow * -> shop/api : all
    allow shop/web -> * : TCP 53
    block shop/web -> shop/api : SCTP, UDP, TCP 1-52, TCP 54-65535
    `,
  )
  expect(changes).toEqual(
    lines(`
    create shop/web-isolate
      [app=web] egress
      egress to [] in [] : TCP 53
    `),
  )
})

it('a rule that a block has cut is not whole again when more is allowed', () => {
  const { changes, statuses } = changesFor(
    [policy('shop/web', 'app=web', { types: ['egress'], egress: [rule([pods('', '')], ['TCP 80'])] })],
    `
    allow shop/web -> * : TCP 443
    block shop/web -> mon/* : TCP 80, TCP 443
    allow shop/web -> outside : TCP 443
    `,
  )
  expect(changes).toEqual(
    lines(`
    replace shop/web
      [app=web] egress
      egress to [] in [ns!=mon] : TCP 80, TCP 443
      egress to 0.0.0.0/0 | ::/0 : TCP 443
    `),
  )
  expect(statuses).toEqual(['contradicted', 'holds', 'holds'])
})
