import { describe, expect, it } from 'vitest'
import { editId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { editsOf } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { blockWays } from './blockWays'

const workloads = [
  workload('mon/graf', 'app=graf'),
  workload('mon/prom', 'app=prom'),
  workload('shop/api', 'app=api', '', { replicas: 2 }),
  workload('shop/db', 'app=db'),
]
const fromShop = (app: string) => pods(`app=${app}`, 'kubernetes.io/metadata.name=shop')
const openDb = policy('shop/db', 'app=db', { types: ['ingress'], ingress: [rule([pods('')])] })
const shared = policy('shop/all', '', { types: ['ingress'], ingress: [rule([pods('app=api')])] })
const sharedByRules = policy('shop/all', '', {
  types: ['ingress'],
  ingress: [rule([pods('app=api')]), rule([pods('app=db')]), rule([pods('app=web')], ['TCP 1'])],
})
const apiOut = policy('shop/api', 'app=api', { types: ['egress'], egress: [rule([pods('', '')])] })
const grafIn = policy('mon/graf', 'app=graf', { types: ['ingress'], ingress: [rule([fromShop('db')])] })

interface Row {
  readonly why: string
  readonly policies: readonly NetworkPolicy[]
  readonly edits: string
  /** `ingress proposed taken: …` for each way, then `no egress: …` for each side that does not work. */
  readonly ways: readonly string[]
  readonly options?: Partial<ScenarioOptions>
}

const rows: readonly Row[] = [
  {
    why: 'a rule loses the peer, or the open sender is isolated',
    policies: [openDb],
    edits: 'block shop/api -> shop/db : all',
    ways: [
      'ingress proposed taken: Policy shop/db no longer allows it.',
      'egress: New policy shop/api-isolate isolates api, open so far, for egress and allows all the rest.',
    ],
  },
  {
    why: 'the way that the edit names is the one that is taken',
    policies: [openDb],
    edits: 'block shop/api -> shop/db : all at egress',
    ways: [
      'ingress proposed: Policy shop/db no longer allows it.',
      'egress taken: New policy shop/api-isolate isolates api, open so far, for egress and allows all the rest.',
    ],
  },
  {
    why: 'a policy of many leaves one out, who has its own',
    policies: [shared, apiOut],
    edits: 'block shop/api -> shop/db : all at ingress',
    ways: [
      'egress proposed: Policy shop/api no longer allows it.',
      'ingress taken: Policy shop/all no longer selects db; new policy shop/all-db has what db keeps.',
    ],
  },
  {
    why: 'a policy of many loses a rule, and the others get it back',
    policies: [sharedByRules, apiOut],
    edits: 'block shop/api -> shop/db : all at ingress',
    ways: [
      'egress proposed: Policy shop/api no longer allows it.',
      'ingress taken: Policy shop/all no longer allows it; new policy shop/all-except-db gives api back what that takes away.',
    ],
  },
  {
    why: 'a policy of many loses a rule that nobody else has used: one pod alone needs none for itself',
    policies: [
      policy('mon/all', '', { types: ['ingress'], ingress: [rule([fromShop('api'), pods('app=graf')])] }),
      apiOut,
    ],
    edits: 'block mon/graf -> mon/prom : all at ingress',
    ways: [
      'ingress proposed taken: Policy mon/all no longer allows it.',
      'egress: New policy mon/graf-isolate isolates graf, open so far, for egress and allows all the rest.',
    ],
  },
  {
    why: 'each pair at its own side, where no side does it alone',
    policies: [grafIn, apiOut],
    options: { onlyNewPolicies: true },
    edits: 'block shop/* -> mon/* : all',
    ways: [
      'pairs proposed taken: New policy mon/prom-isolate isolates prom, open so far, for ingress and allows all the rest; new policy shop/db-isolate isolates db, open so far, for egress and allows all the rest.',
      'no ingress: Policy mon/graf allows this, and policies only add: another one takes nothing away. Changing it is ruled out, for this scenario only adds new policies.',
      'no egress: Policy shop/api allows this, and policies only add: another one takes nothing away. Changing it is ruled out, for this scenario only adds new policies.',
    ],
  },
  {
    why: 'the first policy of a namespace without pods is for those to come',
    policies: [],
    edits: 'block shop/api -> empty/* : all at ingress',
    ways: [
      'egress proposed: New policy shop/api-isolate isolates api, open so far, for egress and allows all the rest.',
      'ingress taken: New policy empty/empty-isolate isolates what comes to empty.',
    ],
  },
  {
    why: 'addresses have no policies',
    policies: [openDb],
    edits: 'block shop/api -> outside : all',
    ways: [
      'egress proposed taken: New policy shop/api-isolate isolates api, open so far, for egress and allows all the rest.',
      'no ingress: Policies are for pods, so nothing can be cut at everything outside.',
    ],
  },
  {
    why: 'what another edit does as well',
    policies: [openDb],
    edits: `
    block shop/api -> shop/db : TCP 80
    block shop/api -> shop/db : all
    `,
    ways: [],
  },
  { why: 'an allow has none', policies: [], edits: 'allow shop/api -> shop/db : all', ways: [] },
  {
    why: 'nor has a block of what is blocked already',
    policies: [policy('shop/deny', '', {})],
    edits: 'block shop/api -> shop/db : all',
    ways: [],
  },
  {
    why: 'nor one that a later edit undoes',
    policies: [],
    edits: `
    block shop/api -> shop/db : all
    allow shop/api -> shop/db : all
    `,
    ways: [],
  },
]

describe('blockWays', () => {
  it.each(rows)('$why', ({ policies, edits, ways, options }) => {
    const cluster = clusterOf({ empty: '', mon: '', shop: '' }, workloads, policies)
    const found = blockWays(cluster, editsOf(edits), editId('e1'), { ...defaultOptions, ...options })
    expect([
      ...found.ways.map(({ cut, isProposed, isTaken, sentence }) => {
        const marks = [cut ?? 'pairs', ...(isProposed ? ['proposed'] : []), ...(isTaken ? ['taken'] : [])]
        return `${marks.join(' ')}: ${sentence}`
      }),
      ...found.others.map(({ cut, why }) => `no ${cut}: ${why}`),
    ]).toEqual(ways)
  })

  it('is about no edit that is switched off', () => {
    const [block] = editsOf('block shop/api -> shop/db : all')
    const cluster = clusterOf({ shop: '' }, workloads, [])
    const off = block === undefined ? [] : [{ ...block, off: true as const }]
    expect(blockWays(cluster, off, editId('e1'), defaultOptions)).toEqual({ ways: [], others: [] })
  })
})
