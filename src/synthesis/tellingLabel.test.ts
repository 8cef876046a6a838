import { describe, expect, it } from 'vitest'
import type { Cluster, Workload } from '../model/cluster'
import { fileId } from '../model/ids'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { tellingLabel } from './tellingLabel'

interface Row {
  readonly why: string
  readonly own: string
  readonly others: readonly Workload[]
  readonly policies?: Cluster['policies']
  readonly name?: string
  readonly expected: string | null
}

const rows: readonly Row[] = [
  {
    why: 'pods without a name get the recommended one',
    own: '',
    others: [workload('shop/b', '')],
    expected: 'app.kubernetes.io/name: api',
  },
  {
    why: 'pods with the name of an application get that of a part of it; the key that they have stays, their owner selects by it',
    own: 'app=shop',
    others: [workload('shop/b', 'app=shop')],
    expected: 'app.kubernetes.io/component: api',
  },
  {
    why: 'the key that the namespace uses comes first',
    own: '',
    others: [workload('shop/b', ''), workload('shop/c', 'app=c')],
    expected: 'app: api',
  },
  {
    why: 'what the namespace uses comes before what the cluster uses',
    own: '',
    others: [workload('shop/b', 'name=b'), workload('one/c', 'app=c'), workload('one/d', 'app=d')],
    expected: 'name: api',
  },
  {
    why: 'where the namespace shows nothing, what the cluster uses',
    own: '',
    others: [workload('shop/b', ''), workload('one/c', 'app=c')],
    expected: 'app: api',
  },
  {
    why: 'a value that another workload has tells nothing apart',
    own: 'app=shop',
    others: [workload('shop/api', 'app=shop component=api', '', { workloadKind: 'StatefulSet' })],
    expected: 'component: api-deployment',
  },
  {
    why: 'the same value in another namespace does no harm',
    own: 'app=shop',
    others: [workload('shop/b', 'app=shop component=b'), workload('one/api', 'component=api')],
    expected: 'component: api',
  },
  {
    why: 'a label that a policy would select the pods by is another one’s',
    own: 'app=shop',
    others: [workload('shop/b', 'app=shop component=b')],
    policies: [policy('shop/p', 'component=api', {})],
    expected: 'component: api-deployment',
  },
  {
    why: 'a key that a rule asks for would let the pods in, whatever its value',
    own: 'app=shop',
    others: [workload('shop/b', 'app=shop component=b')],
    policies: [policy('one/p', '', { ingress: [rule([pods('component', '')])] })],
    expected: 'app.kubernetes.io/component: api',
  },
  {
    why: 'volatile labels are never a convention',
    own: 'app=shop version=1',
    others: [workload('shop/b', 'app=shop version=2')],
    expected: 'app.kubernetes.io/component: api',
  },
  {
    why: 'a long name is cut to what a label may hold',
    name: `ab${'-long'.repeat(14)}`,
    own: '',
    others: [],
    expected: `app.kubernetes.io/name: ab${'-long'.repeat(12)}`,
  },
  {
    why: 'with every known key there is one left',
    own: 'app.kubernetes.io/name=a app.kubernetes.io/component=a app=a name=a component=a',
    others: [],
    expected: 'workload: api',
  },
  {
    why: 'with every key there is none left',
    own: 'app.kubernetes.io/name=a app.kubernetes.io/component=a app=a name=a component=a workload=a',
    others: [],
    expected: null,
  },
]

describe('tellingLabel', () => {
  it.each(rows)('$why', ({ own, others, policies = [], name = 'api', expected }) => {
    const api = workload(`shop/${name}`, own)
    const label = tellingLabel(clusterOf({ shop: '', one: '' }, [api, ...others], policies), api, [])
    expect(label && `${label.key}: ${label.value}`).toBe(expected)
  })

  it('leaves out what a Service would select the pods by', () => {
    const api = workload('shop/api', '')
    const service: Cluster['services'][number] = {
      namespace: 'shop',
      name: 'front',
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'api' },
      ports: [],
      externalTrafficPolicy: 'Cluster',
      place: { file: fileId('f'), document: 0, from: 0, to: 0, line: 1, column: 1 },
    }
    const cluster = { ...clusterOf({ shop: '' }, [api], []), services: [service] }
    expect(tellingLabel(cluster, api, [])?.value).toBe('api-deployment')
  })

  it('leaves out what others are to get', () => {
    const api = workload('shop/api', '')
    const cluster = clusterOf({ shop: '' }, [api], [])
    const taken = [{ key: 'app.kubernetes.io/name', value: 'api' }]
    expect(tellingLabel(cluster, api, taken)?.value).toBe('api-deployment')
  })
})
