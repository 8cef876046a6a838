import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, policyId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { editsOf, lines, showChanges } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { synthesise } from './synthesise'

/** `db` is isolated and lets `web` in; `a` is isolated by a label that no new policy would choose, and open `b` has its others; `shop` has a default deny for ingress. */
const shop = clusterOf(
  { shop: '', lab: '' },
  [
    workload('lab/a', 'app=x version=1', ':80'),
    workload('lab/b', 'app=x version=2', ':80'),
    workload('lab/c', 'app=c', ':80'),
    workload('shop/db', 'app=db', ':5432'),
    workload('shop/web', 'app=web', ':80'),
  ],
  [
    policy('lab/only-v1', 'version=1', { types: ['ingress'] }),
    policy('shop/db', 'app=db', {
      types: ['ingress', 'egress'],
      ingress: [rule([pods('app=web')], ['TCP 5432'])],
    }),
    policy('shop/deny', '', { types: ['ingress'] }),
    policy('shop/web-egress', 'app=web', {
      types: ['egress'],
      egress: [rule([pods('app=db')], ['TCP 5432'])],
    }),
  ],
)

const options = { ...defaultOptions, onlyNewPolicies: true }

describe('only new policies', () => {
  it.each([
    [
      'a grant comes beside the policies that could have taken it, on both sides',
      'allow shop/web -> shop/db : TCP 5433',
      `create shop/db-allow
         [app=db] ingress
         ingress from [app=web] : TCP 5433
       create shop/web-allow
         [app=web] egress
         egress to [app=db] : TCP 5433`,
    ],
    [
      'where labels pick others too, it selects whom an isolating policy selects, so it isolates nobody',
      'allow lab/c -> lab/a : TCP 80',
      `create lab/a-allow
         [version=1] ingress
         ingress from [app=c] : TCP 80`,
    ],
    [
      'a default deny of the other direction is a policy of its own',
      'isolate shop/* : egress',
      `create shop/default-deny
         [] egress`,
    ],
    [
      'two edits for the same pods share the new policy',
      `allow shop/web -> shop/db : TCP 5433
       allow lab/c -> shop/db : TCP 5434`,
      `create shop/db-allow
         [app=db] ingress
         ingress from [app=web] : TCP 5433
         ingress from [app=c] in [ns=lab] : TCP 5434
       create shop/web-allow
         [app=web] egress
         egress to [app=db] : TCP 5433`,
    ],
    ['what is so already needs none', 'allow shop/web -> shop/db : TCP 5432', ''],
  ])('%s', (_why, edits, changes) => {
    const result = synthesise(shop, editsOf(edits.replaceAll(/\n +/g, '\n')), options)
    expect(showChanges(result.changes).map((it) => it.trim())).toEqual(lines(changes).map((it) => it.trim()))
    for (const { status } of result.outcomes) expect(['holds', 'already']).toContain(status)
  })

  it('says of a block which policies grant it and that they may not be changed', () => {
    const { changes, outcomes } = synthesise(shop, editsOf('block shop/web -> shop/db : TCP 5432'), options)
    expect(changes).toEqual([])
    expect(outcomes).toEqual([
      {
        edit: 'e1',
        status: 'impossible',
        message:
          'Policies shop/db and shop/web-egress allow this, and policies only add: another one takes nothing away. Changing them is ruled out, for this scenario only adds new policies.',
      },
    ])
  })

  it('blocks by isolating where a side is open, for that takes a new policy alone', () => {
    const { changes, outcomes } = synthesise(shop, editsOf('block lab/c -> outside : all'), options)
    expect(outcomes.map(({ status }) => status)).toEqual(['holds'])
    expect(changes.map(({ kind }) => kind)).toEqual(['create'])
  })

  const deny = { policy: policyId('shop', 'deny'), id: editId('e1') }
  it.each<[string, Edit]>([
    ['deleted', { kind: 'deletePolicy', ...deny }],
    ['renamed', { kind: 'renamePolicy', name: 'closed', ...deny }],
    [
      'amended',
      { kind: 'disableRule', policy: policyId('shop', 'db'), id: deny.id, direction: 'ingress', position: 0 },
    ],
  ])('no policy is %s, even where an edit asks for that', (_why, edit) => {
    const { changes, outcomes } = synthesise(shop, [edit], options)
    expect(changes).toEqual([])
    expect(outcomes[0]).toMatchObject({
      status: 'impossible',
      message: expect.stringMatching(/^This would change policy shop\/\w+, and this scenario only adds/),
    })
    expect(synthesise(shop, [edit], defaultOptions).changes).toHaveLength(1)
  })
})
