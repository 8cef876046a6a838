import { describe, expect, it } from 'vitest'
import type { Workload } from '../model/cluster'
import type { NetworkPolicy, Peer } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { editsOf, lines, showChanges, showFlows } from '../testing/editNotation'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { addressNote } from './notes'
import { synthesise } from './synthesise'

const namespaces = { mon: '', shop: '' }
const workloads = [
  workload('mon/prom', 'app=prom'),
  workload('shop/api', 'app=api', 'http:8080'),
  workload('shop/db', 'app=db', 'http:5432'),
  workload('shop/web', 'app=web', 'http:80'),
]
const denyAll = policy('shop/deny', '', {})
const monitoring = pods('', 'kubernetes.io/metadata.name=mon')

function ingress(name: string, selector: string, peers: readonly Peer[], ports: readonly string[] = []) {
  return policy(name, selector, { types: ['ingress'], ingress: [rule(peers, ports)] })
}

function egress(name: string, selector: string, peers: readonly Peer[], ports: readonly string[] = []) {
  return policy(name, selector, { types: ['egress'], egress: [rule(peers, ports)] })
}

interface Row {
  readonly why: string
  readonly policies: readonly NetworkPolicy[]
  readonly workloads?: readonly Workload[]
  readonly edits: string
  readonly changes: string
  /** What is said of the edits that hold; nothing unless it is given. */
  readonly says?: string
  readonly options?: Partial<ScenarioOptions>
}

const rows: readonly Row[] = [
  {
    why: 'a port of a list goes, the others stay',
    policies: [ingress('shop/db', 'app=db', [pods('app=api')], ['TCP 5432', 'TCP 9187', 'UDP 53'])],
    edits: 'block shop/api -> shop/db : TCP 9187',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=api] : TCP 5432, UDP 53
    `,
  },
  {
    why: 'the middle of a range leaves two',
    policies: [ingress('shop/db', 'app=db', [pods('app=api')], ['TCP 8000-8100'])],
    edits: 'block shop/api -> shop/db : TCP 8050-8060',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=api] : TCP 8000-8049, TCP 8061-8100
    `,
  },
  {
    why: 'of everything one protocol goes',
    policies: [ingress('shop/db', 'app=db', [pods('app=api')])],
    edits: 'block shop/api -> shop/db : UDP',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [app=api] : TCP, SCTP
    `,
  },
  {
    why: 'where some peers keep what another loses, the ports are parted before the peers if that takes fewer words',
    policies: [ingress('shop/db', 'app=db', [], ['TCP 1-9000'])],
    edits: 'block shop/api -> shop/db : TCP 5432 at ingress',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from any : TCP 1-5431, TCP 5433-9000
      ingress from [] in [ns!=shop] | [app!=api] | 0.0.0.0/0 | ::/0 : TCP 1-9000
    `,
    says: addressNote,
  },
  {
    why: 'ports that the other side keeps out anyway are left alone',
    policies: [
      ingress('shop/db', 'app=db', [pods('')]),
      egress('shop/api', 'app=api', [pods('')], ['TCP 80-90']),
    ],
    edits: 'block shop/api -> shop/db : TCP 80, 443 at ingress',
    changes: `
    replace shop/db
      [app=db] ingress
      ingress from [] : TCP 1-79, TCP 81-65535, UDP, SCTP
      ingress from [app!=api] : all
    `,
  },
  {
    why: 'a CIDR within an ipBlock is one exception more',
    policies: [ingress('shop/web', 'app=web', [ipBlock('10.0.0.0/8', '10.1.0.0/16')], ['TCP 80'])],
    edits: 'block 10.2.0.0/16 -> shop/web : all',
    changes: `
    replace shop/web
      [app=web] ingress
      ingress from 10.0.0.0/8 -10.1.0.0/16 -10.2.0.0/16 : TCP 80
    `,
  },
  {
    why: 'an exception of what is blocked stays allowed, as an ipBlock of its own',
    policies: [ingress('shop/web', 'app=web', [ipBlock('10.0.0.0/8')], ['TCP 80'])],
    edits: 'block 10.2.0.0/16 except 10.2.3.0/24 -> shop/web : all',
    changes: `
    replace shop/web
      [app=web] ingress
      ingress from 10.0.0.0/8 -10.2.0.0/16 | 10.2.3.0/24 : TCP 80
    `,
  },
  {
    why: 'a wider CIDR takes the ipBlock away and no pod',
    policies: [ingress('shop/web', 'app=web', [ipBlock('10.0.0.0/8'), pods('app=api')], ['TCP 80'])],
    edits: 'block 0.0.0.0/0 -> shop/web : TCP 80',
    changes: `
    replace shop/web
      [app=web] ingress
      ingress from [app=api] : TCP 80
    `,
  },
  {
    why: 'anybody without outside is all pods',
    policies: [ingress('shop/web', 'app=web', [], ['TCP 80'])],
    edits: 'block outside -> shop/web : all',
    changes: `
    replace shop/web
      [app=web] ingress
      ingress from [] in [] : TCP 80
    `,
  },
  {
    why: 'a namespace of a wide peer is left out by its name',
    policies: [ingress('shop/web', 'app=web', [pods('', '')], ['TCP 80'])],
    edits: 'block mon/* -> shop/web : TCP 80',
    changes: `
    replace shop/web
      [app=web] ingress
      ingress from [] in [ns!=mon] : TCP 80
    `,
  },
  {
    why: 'what several policies grant is taken out of each, where the other side has as many',
    policies: [
      ingress('shop/a', 'app=db', [pods('app=api')], ['TCP 5432']),
      ingress('shop/b', 'app=db', [pods('app=api'), pods('app=web')], ['TCP 5000-6000']),
      egress('shop/c', 'app=api', [pods('app=db')], ['TCP 5432']),
      egress('shop/d', 'app=api', [pods('app=db'), monitoring], ['TCP 5000-6000']),
      egress('shop/e', 'app=api', [pods('')], ['TCP 5432']),
    ],
    edits: 'block shop/api -> shop/db : TCP 5432',
    changes: `
    replace shop/a
      [app=db] ingress
    replace shop/b
      [app=db] ingress
      ingress from [app=web] : TCP 5000-6000
      ingress from [app=api] : TCP 5000-5431, TCP 5433-6000
    `,
  },
  {
    why: 'an open side is isolated where that touches fewer policies, and it is said',
    policies: [
      ingress('shop/a', 'app=db', [pods('app=api')], ['TCP 5432']),
      ingress('shop/b', 'app=db', [pods('')], ['TCP 5000-6000']),
    ],
    edits: 'block shop/api -> shop/db : all',
    changes: `
    create shop/api-isolate
      [app=api] egress
      egress to [] in [ns!=shop] | [app!=db] | 0.0.0.0/0 | ::/0 : all
    `,
    says: `api was open: this isolates it for egress and allows all the rest by rules. ${addressNote}`,
  },
  {
    why: 'a policy of many that something else isolates as well just leaves one of them out',
    policies: [denyAll, ingress('shop/many', 'app', [monitoring], ['TCP 80'])],
    edits: 'block mon/prom -> shop/db : all at ingress',
    changes: `
    replace shop/many
      [app app!=db] ingress
      ingress from [] in [ns=mon] : TCP 80
    `,
  },
  {
    why: 'where nothing else isolates it, it has a policy of its own that only denies',
    policies: [ingress('shop/many', 'app', [monitoring], ['TCP 80'])],
    edits: 'block mon/prom -> shop/db : all at ingress',
    changes: `
    replace shop/many
      [app app!=db] ingress
      ingress from [] in [ns=mon] : TCP 80
    create shop/many-db
      [app app=db] ingress
    `,
  },
  {
    why: 'a rule of many for one peer of them goes, and the others have it back by a policy for all but one',
    policies: [
      policy('shop/many', '', {
        types: ['ingress'],
        ingress: [
          rule([pods('app=api')], ['TCP 80']),
          rule([monitoring], ['TCP 80', 'TCP 443']),
          rule([pods('app=web')], ['TCP 1', 'TCP 2']),
        ],
      }),
    ],
    edits: 'block shop/api -> shop/db : all at ingress',
    changes: `
    replace shop/many
      [] ingress
      ingress from [] in [ns=mon] : TCP 80, TCP 443
      ingress from [app=web] : TCP 1, TCP 2
    create shop/many-except-db
      [app!=db] ingress
      ingress from [app=api] : TCP 80
    `,
  },
  {
    why: 'a named port stays a name for those whose number is another one',
    policies: [denyAll, ingress('shop/many', 'app', [monitoring], ['TCP http', 'TCP 9090'])],
    edits: 'block mon/prom -> shop/api : TCP 8080 at ingress',
    changes: `
    replace shop/many
      [app app!=api] ingress
      ingress from [] in [ns=mon] : TCP http, TCP 9090
    create shop/many-api
      [app app=api] ingress
      ingress from [] in [ns=mon] : TCP 9090
    `,
  },
  {
    why: 'and is given back as a name',
    policies: [
      policy('shop/many', '', {
        types: ['ingress'],
        ingress: [
          rule([pods('app=web')], ['TCP http']),
          rule([monitoring], ['TCP 80', 'TCP 443']),
          rule([pods('app=db')], ['TCP 1', 'TCP 2']),
        ],
      }),
    ],
    edits: 'block shop/web -> shop/api : TCP 8080 at ingress',
    changes: `
    replace shop/many
      [] ingress
      ingress from [] in [ns=mon] : TCP 80, TCP 443
      ingress from [app=db] : TCP 1, TCP 2
    create shop/many-except-api
      [app!=api] ingress
      ingress from [app=web] : TCP http
    `,
  },
  {
    why: 'for a namespace, too, a name is cut only where it means the number',
    policies: [denyAll, ingress('shop/many', 'app', [monitoring], ['TCP http'])],
    edits: 'block mon/prom -> shop/* : TCP 8080 at ingress',
    changes: `
    replace shop/many
      [app app!=api] ingress
      ingress from [] in [ns=mon] : TCP http
    `,
  },
  {
    why: 'and at the sender the receiver alone is left out',
    policies: [egress('shop/web', 'app=web', [pods('app')], ['TCP http'])],
    edits: 'block shop/web -> shop/api : TCP 8080 at egress',
    changes: `
    replace shop/web
      [app=web] egress
      egress to [app app!=api] : TCP http
    `,
  },
  {
    why: 'two blocks of one open pod share its policy, on both sides',
    policies: [],
    edits: `
    block mon/prom -> shop/db : TCP 1 at ingress
    block shop/db -> mon/prom : all at egress
    `,
    changes: `
    create shop/db-isolate
      [app=db] ingress egress
      ingress from any : TCP 2-65535, UDP, SCTP
      ingress from [] in [ns!=mon] | [app!=prom] in [] | 0.0.0.0/0 | ::/0 : all
      egress to [] in [ns!=mon] | [app!=prom] in [] | 0.0.0.0/0 | ::/0 : all
    `,
    says: `db was open: this isolates it for ingress and allows all the rest by rules. ${addressNote} db was open: this isolates it for egress and allows all the rest by rules. ${addressNote}`,
  },
  {
    why: 'two senders are kept out by one policy, without peers that others stand for',
    policies: [],
    edits: `
    block mon/prom -> shop/db : all
    block shop/web -> shop/db : all
    `,
    changes: `
    create shop/db-isolate
      [app=db] ingress
      ingress from [] in [ns!=mon,shop] | [app!=web] | [app!=prom] in [ns!=shop] | 0.0.0.0/0 | ::/0 : all
    `,
    says: `db was open: this isolates it for ingress and allows all the rest by rules. ${addressNote} db was open: this isolates it for ingress and allows all the rest by rules. ${addressNote}`,
  },
  {
    why: 'where no side can do it alone, some pairs are cut at one and some at the other',
    workloads: [...workloads.slice(0, 3), workload('mon/graf', 'app=graf')],
    policies: [
      ingress('mon/graf', 'app=graf', [pods('app=db', 'kubernetes.io/metadata.name=shop')]),
      egress('shop/api', 'app=api', [monitoring]),
    ],
    options: { onlyNewPolicies: true },
    edits: 'block shop/* -> mon/* : all',
    changes: `
    create mon/prom-isolate
      [app=prom] ingress
      ingress from [] in [ns!=shop] | [app!=api,db] in [] | 0.0.0.0/0 | ::/0 : all
    create shop/db-isolate
      [app=db] egress
      egress to [] in [ns!=mon] | [app!=graf] in [] | 0.0.0.0/0 | ::/0 : all
    `,
    says: `prom was open: this isolates it for ingress and allows all the rest by rules. db was open: this isolates it for egress and allows all the rest by rules. ${addressNote} Pods that are added later are not covered.`,
  },
]

describe('a block', () => {
  it.each(rows)('$why', ({ policies, workloads: some = workloads, edits, changes, says = '', options }) => {
    const cluster = clusterOf(namespaces, some, policies)
    const result = synthesise(cluster, editsOf(edits), { ...defaultOptions, ...options })
    expect(showChanges(result.changes)).toEqual(lines(changes))
    expect(result.outcomes.map(({ status }) => status)).toEqual(lines(edits).map(() => 'holds'))
    expect(
      result.outcomes
        .map(({ message }) => message)
        .filter(Boolean)
        .join(' '),
    ).toBe(says)
    const { collateralAdded, collateralRemoved } = result.impact
    expect(showFlows([...collateralAdded, ...collateralRemoved])).toEqual([])
  })
})

interface Unsayable {
  readonly why: string
  readonly policies?: readonly NetworkPolicy[]
  readonly workloads?: readonly Workload[]
  readonly edits: string
  /** Of the first edit: its status and what is said. */
  readonly outcome: RegExp
  readonly changes?: number
  readonly collateral?: readonly string[]
}

const node = workload('mon/node', 'app=node', '', { hostNetwork: true, hostIps: ['192.168.0.1'] })
const proxy = workload('mon/proxy', 'app=proxy', '', { hostNetwork: true })
const canary = workload('shop/canary', 'app=web', 'http:80')
const onNode = workloads.map((it) => ({ ...it, hostIps: ['192.168.0.1'] }))

const unsayable: readonly Unsayable[] = [
  {
    why: 'a pod and itself: nothing keeps them apart',
    edits: 'block shop/db -> shop/db : all',
    outcome: /^impossible db is one pod, and a pod always reaches itself, whatever policies say\.$/,
  },
  {
    why: 'replicas among themselves can be kept apart',
    workloads: [workload('shop/db', 'app=db', '', { replicas: 3 })],
    edits: 'block shop/db -> shop/db : all',
    outcome: /^holds db was open/,
    changes: 1,
  },
  {
    why: 'pods that labels cannot tell apart are blocked together, which is listed, with the label that would part them',
    workloads: [...workloads, canary],
    edits: 'block shop/api -> shop/canary : all',
    outcome: /^holds .*Labels cannot tell canary apart from web.*Also blocks api to web \(all\)\.$/,
    changes: 1,
    collateral: ['shop/api -> shop/web : All Connections'],
  },
  {
    why: 'one of two that labels cannot tell apart is not blocked while the other must stay allowed, nor by halves',
    workloads: [...workloads, canary],
    policies: [
      denyAll,
      ingress('shop/web', 'app=web', [pods('app=api')]),
      egress('shop/out', 'app=api', [pods('')]),
    ],
    edits: `
    block shop/api -> shop/canary : all
    allow shop/api -> shop/web : TCP 80
    `,
    outcome:
      /^impossible No change of the policies blocks api to canary: labels do not tell it apart from what must stay allowed\. Nothing was changed for it\./,
  },
  {
    why: 'the namespace of pods to come alone can be said: its first policy is for them',
    edits: 'block shop/api -> empty/* : all at ingress',
    outcome: /^holds Where the network plugin matches pods by their addresses/,
    changes: 1,
  },
  {
    why: 'all pods but those to come in a namespace that labels do not part: the later allow means them too',
    workloads: [...workloads, workload('mon/bare', '')],
    policies: [ingress('shop/db', 'app=db', [])],
    edits: `
    block * -> shop/db : all
    allow mon/bare -> shop/db : TCP 5432
    `,
    outcome: /^contradicted A later edit allows this, or a part of it\./,
    changes: 1,
  },
  {
    why: 'a host network pod is its node’s address, which is blocked as a whole',
    workloads: [...workloads, node],
    edits: 'block mon/node -> shop/api : all',
    outcome: /^holds .*Also blocks 192\.168\.0\.1\/32 to api \(all\)\.$/,
    changes: 1,
    collateral: ['outside/192.168.0.1/32 -> shop/api : All Connections'],
  },
  {
    why: 'one whose node is not known cannot be named',
    workloads: [...workloads, proxy],
    edits: 'block mon/proxy -> shop/api : all',
    outcome: /^impossible proxy uses the network of its node: no selector finds it/,
  },
  {
    why: 'between two host network pods no policy applies',
    workloads: [node, proxy],
    edits: 'block mon/node -> mon/proxy : all',
    outcome: /^impossible node uses the network of its node/,
  },
  {
    why: 'the own node always reaches a pod, whatever is blocked',
    workloads: onNode,
    edits: 'block 192.168.0.0/24 -> shop/api : all',
    outcome: /^holds .*A pod and its node 192\.168\.0\.1 always reach each other, whatever policies say\.$/,
    changes: 1,
  },
  {
    why: 'another address says nothing of nodes',
    workloads: onNode,
    edits: 'block 10.0.0.0/8 -> shop/api : all',
    outcome: /^holds api was open: this isolates it for ingress and allows all the rest by rules\.$/,
    changes: 1,
  },
  {
    why: 'two ends outside are nobody that policies are for',
    edits: 'block outside -> 10.0.0.0/8 : all',
    outcome: /^impossible Policies govern the traffic of pods/,
  },
  {
    why: 'a side that has no policies cannot be the one that is cut',
    edits: 'block 10.0.0.0/8 -> shop/api : all at egress',
    outcome: /^impossible Policies are for pods, so nothing can be cut at 10\.0\.0\.0\/8\.$/,
  },
  {
    why: 'nor can one that uses the network of its node',
    workloads: [...workloads, node],
    edits: 'block shop/api -> mon/node : all at ingress',
    outcome:
      /^impossible node uses the network of its node: no policy applies to it, so nothing can be cut there\.$/,
  },
]

describe('what no policy can block', () => {
  it.each(unsayable)(
    '$why',
    ({ policies = [], workloads: some = workloads, edits, outcome, changes = 0, collateral = [] }) => {
      const cluster = clusterOf({ ...namespaces, empty: '' }, some, policies)
      const result = synthesise(cluster, editsOf(edits), defaultOptions)
      const [first] = result.outcomes
      expect(`${first?.status} ${first?.message}`.trim()).toMatch(outcome)
      expect(result.changes).toHaveLength(changes)
      const { collateralAdded, collateralRemoved } = result.impact
      expect(showFlows([...collateralAdded, ...collateralRemoved])).toEqual(collateral)
    },
  )
})
