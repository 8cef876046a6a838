import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { isIsolated, reach } from '../engine/reach'
import type { Cluster } from '../model/cluster'
import type { Edit } from '../model/edit'
import { editId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { connectionsOf, includes, union } from '../sets/connections'
import { editsOf, lines, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { addressNote } from './notes'
import { synthesise } from './synthesise'

const workloads = [
  workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP'),
  workload('shop/api', 'app=api', ':8080'),
  workload('shop/db', 'app=db', ':5432', { replicas: 2 }),
]

function clusterWith(policies: readonly NetworkPolicy[]): Cluster {
  return clusterOf({ 'kube-system': '', later: '', shop: '' }, workloads, policies)
}

const notLater = 'Namespaces that are added later are not covered.'
const dnsPeer = '[k8s-app=kube-dns] in [ns=kube-system]'

interface Row {
  readonly why: string
  readonly policies?: readonly NetworkPolicy[]
  readonly edits: string
  readonly changes: string
  readonly outcomes: readonly string[]
  readonly collateral?: readonly string[]
}

const rows: readonly Row[] = [
  {
    why: 'all pods are those of every namespace, also of one that has none yet; a namespace to come has no place for a policy',
    edits: 'isolate * : ingress',
    changes: `
    create kube-system/default-deny
      [] ingress
    create later/default-deny
      [] ingress
    create shop/default-deny
      [] ingress
    `,
    outcomes: [`holds ${notLater}`],
  },
  {
    why: 'all pods may ask for names, and no pod else of theirs',
    edits: 'isolate * : egress dns',
    changes: `
    create kube-system/default-deny
      [] egress
      egress to [k8s-app=kube-dns] : TCP 53, UDP 53
    create later/default-deny
      [] egress
      egress to ${dnsPeer} : TCP 53, UDP 53
    create shop/default-deny
      [] egress
      egress to ${dnsPeer} : TCP 53, UDP 53
    `,
    outcomes: [`holds ${notLater}`],
  },
  {
    why: 'where the DNS pods are isolated by the same edit, they let those in who may ask them',
    edits: 'isolate * : ingress egress dns',
    changes: `
    create kube-system/coredns-allow
      [k8s-app=kube-dns] ingress
      ingress from [] in [] : TCP 53, UDP 53
    create kube-system/default-deny
      [] ingress egress
      egress to [k8s-app=kube-dns] : TCP 53, UDP 53
    create later/default-deny
      [] ingress egress
      egress to ${dnsPeer} : TCP 53, UDP 53
    create shop/default-deny
      [] ingress egress
      egress to ${dnsPeer} : TCP 53, UDP 53
    `,
    outcomes: [`holds ${notLater}`],
  },
  {
    why: 'nothing is left to do where each namespace has its default deny, by whatever name',
    policies: ['kube-system/none', 'later/none', 'shop/none'].map((name) =>
      policy(name, '', { types: ['ingress'] }),
    ),
    edits: 'isolate * : ingress',
    changes: '',
    outcomes: [`already It is isolated already. ${notLater}`],
  },
  {
    why: 'what is drawn goes through all the same',
    edits: `
    isolate * : ingress
    allow shop/api -> shop/db : TCP 5432
    `,
    changes: `
    create kube-system/default-deny
      [] ingress
    create later/default-deny
      [] ingress
    create shop/db-allow
      [app=db] ingress
      ingress from [app=api] : TCP 5432
    create shop/default-deny
      [] ingress
    `,
    outcomes: [`holds ${notLater}`, 'holds'],
  },
  {
    why: 'all pods are kept from one by one policy, and addresses are no pods',
    edits: 'block * -> shop/db : TCP 5432',
    changes: `
    create shop/db-isolate
      [app=db] ingress
      ingress from any : TCP 1-5431, TCP 5433-65535, UDP, SCTP
      ingress from 0.0.0.0/0 | ::/0 : all
    `,
    outcomes: [
      `holds db was open: this isolates it for ingress and allows all the rest by rules. ${addressNote}`,
    ],
  },
  {
    why: 'all pods as senders are named by the receiver, those of namespaces to come too',
    policies: [policy('shop/deny', '', {})],
    edits: 'allow * -> shop/db : TCP 5432',
    changes: `
    create shop/db-allow
      [app=db] ingress
      ingress from [] in [] : TCP 5432
    replace shop/deny
      [] ingress egress
      egress to [app=db] : TCP 5432
    `,
    outcomes: ['holds'],
  },
]

const words: Readonly<Record<string, readonly Direction[]>> = {
  ingress: ['ingress'],
  egress: ['egress'],
  'egress dns': ['egress'],
  'egress node-local-dns': ['egress'],
  'ingress egress': ['ingress', 'egress'],
  'ingress egress dns': ['ingress', 'egress'],
  'ingress egress node-local-dns': ['ingress', 'egress'],
}

const starts: Readonly<Record<string, readonly NetworkPolicy[]>> = {
  'where all are open': [],
  'where one pod is isolated': [
    policy('shop/db', 'app=db', { types: ['ingress'], ingress: [rule([pods('app=api')], ['TCP 5432'])] }),
  ],
  'where its namespace is closed one way': [policy('shop/closed', '', { types: ['egress'] })],
  'where everybody is isolated': ['kube-system', 'later', 'shop'].map((name) =>
    policy(`${name}/all`, '', {}),
  ),
}

/** Written again, apart from the code under test: whom an end stands for. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'shop/db': ['db'],
  'shop/*': ['api', 'db'],
  'kube-system/*': ['coredns'],
  '*': ['coredns', 'api', 'db'],
}

const matrix = Object.keys(meant).flatMap((end) =>
  Object.keys(words).flatMap((said) =>
    Object.keys(starts).map((start) => ({ end, said, start, edit: `isolate ${end} : ${said}` })),
  ),
)

const dns = union(connectionsOf('TCP', 53), connectionsOf('UDP', 53))

describe.each(matrix)('$edit, $start', ({ end, said, start, edit }) => {
  const cluster = clusterWith(starts[start] ?? [])
  const edits = editsOf(edit)
  const result = synthesise(cluster, edits, defaultOptions)
  const [before, after] = [cluster.policies, result.policies].map((policies) =>
    compile({ ...cluster, policies }, defaultOptions),
  ) as [PolicyIndex, PolicyIndex]

  it('isolates whom it says and nobody else, and nothing changes that it did not ask for', () => {
    expect(result.outcomes[0]?.status).toBe(result.changes.length === 0 ? 'already' : 'holds')
    for (const [i, endpoint] of after.endpoints.entries())
      for (const direction of ['ingress', 'egress'] as const) {
        const isMeant =
          endpoint.kind === 'workload' &&
          meant[end]?.includes(endpoint.name) === true &&
          words[said]?.includes(direction) === true
        expect(isIsolated(after, direction, i)).toBe(isMeant || isIsolated(before, direction, i))
      }
    expect([...result.impact.collateralAdded, ...result.impact.collateralRemoved]).toEqual([])
  })

  it('keeps names open where it says so', () => {
    const server = after.endpoints.findIndex(({ id }) => id === 'kube-system/Deployment/coredns')
    for (const [i, endpoint] of after.endpoints.entries()) {
      if (endpoint.kind === 'external' || !meant[end]?.includes(endpoint.name) || i === server) continue
      const had = includes(reach(before, i, server), dns)
      if (said.includes('dns') && had) expect(includes(reach(after, i, server), dns)).toBe(true)
    }
  })

  it('is undone by deleting what it made, and there is nothing to do a second time', () => {
    const made = { ...cluster, policies: result.policies }
    expect(synthesise(made, edits, defaultOptions).changes).toEqual([])
    if (result.changes.some(({ kind }) => kind !== 'create')) return
    const deleting = result.changes.flatMap((change): readonly Edit[] =>
      change.kind === 'create'
        ? [{ kind: 'deletePolicy', id: editId(change.policy.id), policy: change.policy.id }]
        : [],
    )
    const undone = synthesise(made, deleting, defaultOptions)
    expect(undone.policies).toEqual(cluster.policies)
    expect(undone.outcomes.map(({ status }) => status)).toEqual(deleting.map(() => 'holds'))
  })
})

describe('isolating', () => {
  it.each(rows)('$why', ({ policies = [], edits, changes, outcomes, collateral = [] }) => {
    const result = synthesise(clusterWith(policies), editsOf(edits), defaultOptions)
    expect(showChanges(result.changes)).toEqual(lines(changes))
    expect(result.outcomes.map(({ status, message }) => `${status} ${message}`.trim())).toEqual(outcomes)
    const { collateralAdded, collateralRemoved } = result.impact
    expect(showFlows([...collateralAdded, ...collateralRemoved])).toEqual(collateral)
  })
})
