import { expect, it } from 'vitest'
import { read } from '../manifest/read'
import type { Synthesis } from '../model/edit'
import { policyId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { changesJson } from './editJson'

const cost = { collateral: 0, policies: 1, rules: 0, entries: 0, requirements: 0, lines: 9 }
const noFlows = { added: [], removed: [], collateralAdded: [], collateralRemoved: [], collateralKept: [] }
const file = manifestFile(
  'p.yaml',
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop, labels: {team: a}}
spec: {podSelector: {}}
`,
)
const { policies } = read([file], defaultOptions).cluster

it('gives a deleted policy by what it is deleted by', () => {
  const synthesis: Synthesis = {
    changes: [{ kind: 'delete', id: policyId('shop', 'p'), edits: [] }],
    policies: [],
    outcomes: [],
    impact: noFlows,
    cost,
    labelOffers: [],
  }
  const lines = [...changesJson([file], policies, synthesis, noFlows, [])]
  expect(JSON.parse(lines.join('\n'))).toEqual({
    changes: [
      {
        action: 'delete',
        policy: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'p', namespace: 'shop' },
        },
      },
    ],
    impact: { added: [], removed: [] },
    collateral: [],
    labelOffers: [],
    cost,
  })
})
