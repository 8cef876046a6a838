import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, policyId } from '../model/ids'
import type { PolicyWish } from '../model/policyWish'
import { defaultOptions } from '../model/workspace'
import { editsOf, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

const workloads = [
  workload('shop/api', 'app=api', ':8080'),
  workload('shop/db', 'app=db', ':5432'),
  workload('shop/web', 'app=web', ':80'),
]
const api = policy('shop/api', 'app=api', {
  types: ['ingress'],
  ingress: [rule([pods('app=web')], ['TCP 8080']), rule([pods('app=db')])],
})
const db = policy('shop/db', 'app=db', { types: ['ingress'] })
const cluster = clusterOf({ shop: '' }, workloads, [api, db])

const shopApi = policyId('shop', 'api')
const shopDb = policyId('shop', 'db')
const remove = (policy: typeof shopApi): PolicyWish => ({ kind: 'deletePolicy', policy })
const rename = (policy: typeof shopApi, name: string): PolicyWish => ({ kind: 'renamePolicy', policy, name })
const takeOut = (position: number): PolicyWish => ({
  kind: 'disableRule',
  policy: shopApi,
  direction: 'ingress',
  position,
})

interface Row {
  readonly why: string
  readonly wishes: readonly PolicyWish[]
  readonly changes: readonly string[]
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
  readonly outcomes: readonly string[]
}

const apiRules = ['  ingress from [app=web] : TCP 8080', '  ingress from [app=db] : all']
const opened = (name: string) =>
  `holds Opens ${name} for ingress: no policy isolates it in that direction any more.`

const rows: readonly Row[] = [
  {
    why: 'who deletes the last policy of a pod opens it, and is told so',
    wishes: [remove(shopDb)],
    changes: ['delete shop/db'],
    added: [
      'outside/rest -> shop/db : All Connections',
      'shop/api -> shop/db : All Connections',
      'shop/web -> shop/db : All Connections',
    ],
    outcomes: [opened('db')],
  },
  {
    why: 'another name changes no flow',
    wishes: [rename(shopApi, 'api-in')],
    changes: ['replace shop/api-in', '  [app=api] ingress', ...apiRules],
    outcomes: ['holds'],
  },
  {
    why: 'a rule that is taken out leaves the pods isolated',
    wishes: [takeOut(1)],
    changes: ['replace shop/api', '  [app=api] ingress', '  ingress from [app=web] : TCP 8080'],
    removed: ['shop/db -> shop/api : All Connections'],
    outcomes: ['holds'],
  },
  {
    why: 'positions count in the policy as pasted',
    wishes: [takeOut(0), takeOut(1)],
    changes: ['replace shop/api', '  [app=api] ingress'],
    removed: ['shop/db -> shop/api : All Connections', 'shop/web -> shop/api : TCP 8080'],
    outcomes: ['holds', 'holds'],
  },
  {
    why: 'a renamed policy without a rule is one change',
    wishes: [takeOut(0), rename(shopApi, 'api-in')],
    changes: ['replace shop/api-in', '  [app=api] ingress', '  ingress from [app=db] : all'],
    removed: ['shop/web -> shop/api : TCP 8080'],
    outcomes: ['holds', 'holds'],
  },
  {
    why: 'a name that is free by another renaming may be taken, in either order',
    wishes: [rename(shopApi, 'db'), rename(shopDb, 'store')],
    changes: [
      'replace shop/db',
      '  [app=api] ingress',
      ...apiRules,
      'replace shop/store',
      '  [app=db] ingress',
    ],
    outcomes: ['holds', 'holds'],
  },
  {
    why: 'a name that is in use may not, and of two renamings the later counts',
    wishes: [rename(shopDb, 'store'), rename(shopDb, 'api')],
    changes: [],
    outcomes: [
      'contradicted A later edit gives it another name.',
      'impossible There is a policy api already.',
    ],
  },
  {
    why: 'what the API server would refuse is refused here',
    wishes: [rename(shopDb, 'My DB')],
    changes: [],
    outcomes: [
      'impossible "My DB" is no name for a policy: lower-case letters, digits, dashes and dots, a letter or digit at both ends.',
    ],
  },
  {
    why: 'the same name again is no change',
    wishes: [rename(shopDb, 'db')],
    changes: [],
    outcomes: ['already It has this name already.'],
  },
  {
    why: 'a deleted policy has no rules and no name any more',
    wishes: [takeOut(0), rename(shopApi, 'x'), remove(shopApi)],
    changes: ['delete shop/api'],
    added: [
      'outside/rest -> shop/api : All Connections',
      'shop/web -> shop/api : SCTP 1-65535,TCP 1-8079,8081-65535,UDP 1-65535',
    ],
    outcomes: [
      'holds Another edit deletes the whole policy.',
      'contradicted Another edit deletes this policy.',
      opened('api'),
    ],
  },
  {
    why: 'what is not there any more is said',
    wishes: [remove(policyId('shop', 'gone')), takeOut(7)],
    changes: [],
    outcomes: [
      'unknownEnd Policy shop/gone is not in the manifests.',
      'unknownEnd Policy shop/api has no ingress rule 8 any more.',
    ],
  },
]

const listed = (wishes: readonly PolicyWish[]): readonly Edit[] =>
  wishes.map((wish, i) => ({ ...wish, id: editId(`e${i + 1}`) }))

describe('edits of policies as such', () => {
  for (const { why, wishes, changes, added = [], removed = [], outcomes } of rows)
    it(why, () => {
      const done = synthesise(cluster, listed(wishes), defaultOptions)
      expect(done.outcomes.map(({ status, message }) => `${status} ${message}`.trim())).toEqual(outcomes)
      expect(showChanges(done.changes)).toEqual(changes)
      expect(showFlows(done.impact.added).toSorted()).toEqual(added)
      expect(showFlows(done.impact.removed).toSorted()).toEqual(removed)
      expect([done.impact.collateralAdded, done.impact.collateralRemoved]).toEqual([[], []])
    })

  it('come before what is asked of flows: a drawn flow goes into the policy that is left, under its new name', () => {
    const drawn = editsOf('allow shop/web -> shop/db : TCP 5432').map(
      (it): Edit => ({ ...it, id: editId('e9') }),
    )
    const done = synthesise(cluster, [...drawn, ...listed([rename(shopDb, 'store')])], defaultOptions)
    expect(showChanges(done.changes)).toEqual([
      'replace shop/store',
      '  [app=db] ingress',
      '  ingress from [app=web] : TCP 5432',
    ])
    expect(done.changes[0]).toMatchObject({ renamedFrom: shopDb, edits: ['e1', 'e9'] })
    expect(showFlows(done.impact.added)).toEqual(['shop/web -> shop/db : TCP 5432'])
  })

  it('do not give a deleted policy’s name to a new one', () => {
    const deny: PolicyWish = { kind: 'template', template: 'default-deny', namespace: 'shop', parameters: {} }
    const had = clusterOf({ shop: '' }, workloads, [policy('shop/default-deny', 'app=db', {})])
    const done = synthesise(had, listed([remove(policyId('shop', 'default-deny')), deny]), defaultOptions)
    expect(showChanges(done.changes)).toEqual([
      'create shop/default-deny-2',
      '  [] ingress egress',
      'delete shop/default-deny',
    ])
  })
})
