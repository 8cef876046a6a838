import { expect, it } from 'vitest'
import type { Service, ServicePort } from '../model/cluster'
import { formatConnections } from '../sets/connections'
import { clusterOf, workload } from '../testing/smallClusters'
import { declaredConnections, servicesByWorkload, targetConnections } from './servicePorts'

const dns = workload('kube-system/dns', 'app=dns', 'dns:53/UDP dns:5353 :9153')

function service(
  selector: Service['selector'],
  ports: readonly ServicePort[] = [],
  namespace = 'kube-system',
): Service {
  const { place } = dns
  return {
    namespace,
    name: 'dns',
    type: 'ClusterIP',
    selector,
    ports,
    externalTrafficPolicy: 'Cluster',
    place,
  }
}

function port(targetPort: number | string, protocol: ServicePort['protocol'] = 'TCP'): ServicePort {
  return { name: null, port: 1, protocol, targetPort }
}

it.each([
  [port(8080), 'TCP 8080', 'a number counts whether or not a container declares it'],
  [port('dns', 'UDP'), 'UDP 53', 'a name counts with its protocol'],
  [port('dns'), 'TCP 5353', 'the same name in another protocol is another port'],
  [port('web'), 'No Connections', 'a name that no container has'],
])('%j means %s: %s', (servicePort, text) => {
  expect(formatConnections(targetConnections(servicePort, dns))).toBe(text)
})

it.each([
  [service({ app: 'dns' }), 1, 'all labels fit'],
  [service({ app: 'dns', tier: 'x' }), 0, 'one label is missing'],
  [service({ app: 'dns' }, [], 'default'), 0, 'a Service selects in its own namespace'],
  [service(null), 0, 'no selector selects nothing'],
  [service({}), 0, 'nor does an empty one'],
])('%#: a Service selects %i: %s', (it, count) => {
  const cluster = { ...clusterOf({ 'kube-system': '' }, [dns], []), services: [it] }
  expect(servicesByWorkload(cluster).get(dns.id) ?? []).toHaveLength(count)
})

it('declares what containers and Services say together, and nothing when neither says anything', () => {
  expect(formatConnections(declaredConnections(dns, [service({}, [port(8080)])]))).toBe(
    'TCP 5353,8080,9153,UDP 53',
  )
  expect(formatConnections(declaredConnections(workload('a/b', ''), []))).toBe('No Connections')
})
