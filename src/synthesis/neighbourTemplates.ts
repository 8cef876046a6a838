import type { ConnectionSet } from '../model/connections'
import { noConnections } from '../sets/connections'
import { clusterDns, nodeLocalCidr } from './dns'
import { ingressControllerOf, type Landmark, metricsPortOf, monitoringOf, namingLabel } from './landmarks'
import type { Parameter, Setting, Template } from './template'
import { addresses, oneWay, ownPods, podsOf, podsParameter, ruleFor } from './templateParts'

/** Opening a namespace to pods that nearly every namespace needs. */
export const neighbourTemplates: readonly Template[] = [
  {
    name: 'allow-dns',
    title: 'Allow DNS',
    does: 'The pods may ask the cluster’s DNS pods for names, by UDP and TCP 53, and nobody else.',
    wrongWhen:
      'It is wrong where egress is still open: it is then the first policy for egress and leaves nothing but DNS.',
    parameters: dnsParameters,
    make: (values) => {
      const servers = podsOf(values.namespace('namespace'), values.labels('labels'))
      const caches = values.cidrs('nodeLocal').map((cidr) => addresses(cidr))
      return oneWay('egress', values.labels('pods'), [ruleFor([servers, ...caches], values.ports('ports'))])
    },
  },
  {
    name: 'allow-same-namespace',
    title: 'Allow same namespace',
    does: 'The pods of the namespace may connect to each other on every port; nothing else may connect to them.',
    wrongWhen:
      'It is wrong where pods of one namespace must not trust each other, and it does nothing for callers whose egress is closed.',
    parameters: () => [podsParameter],
    make: (values) => oneWay('ingress', values.labels('pods'), [ruleFor([ownPods()], 'any')]),
  },
  {
    name: 'allow-ingress-controller',
    title: 'Allow ingress controller',
    does: 'The ingress controller’s pods may connect to the pods, so that what it publishes is reachable from outside.',
    wrongWhen:
      'It is wrong for a controller on the network of its node: no selector finds that, so use its nodes’ addresses in a policy instead.',
    parameters: ({ cluster }) => [
      podsParameter,
      ...peerParameters('the controller', ingressControllerOf(cluster)),
      portsParameter(''),
    ],
    make: (values) => {
      const controller = podsOf(values.namespace('namespace'), values.labels('labels'))
      return oneWay('ingress', values.labels('pods'), [ruleFor([controller], values.ports('ports'))])
    },
  },
  {
    name: 'allow-monitoring',
    title: 'Allow monitoring',
    does: 'The pods that collect metrics may connect to the pods.',
    wrongWhen:
      'It is wrong where metrics are pushed: the pods then need egress to the collector, and it needs no way in.',
    parameters: ({ cluster, namespace }) => [
      podsParameter,
      ...peerParameters('the collector', monitoringOf(cluster)),
      portsParameter(metricsPortOf(cluster, namespace)),
    ],
    make: (values) => {
      const collector = podsOf(values.namespace('namespace'), values.labels('labels'))
      return oneWay('ingress', values.labels('pods'), [ruleFor([collector], values.ports('ports'))])
    },
  },
]

function dnsParameters({ cluster, options }: Setting): readonly Parameter[] {
  const { pods, isListed, servers } = clusterDns(cluster, options)
  const [first] = pods
  const landmark: Landmark = {
    namespace: first?.namespace ?? '',
    labels: first === undefined ? '' : namingLabel(first),
    isHostNetwork: false,
    isListed,
  }
  return [
    podsParameter,
    ...peerParameters('the DNS pods', landmark),
    {
      ...portsParameter(portsText(servers.cluster[0]?.connections ?? noConnections)),
      hint: 'Where the DNS pods themselves listen, by UDP and by TCP.',
      isRequired: true,
    },
    {
      name: 'nodeLocal',
      type: 'cidrs',
      label: 'NodeLocal DNSCache',
      hint: `Its address, ${nodeLocalCidr} unless it was changed. Empty where it is not in use.`,
      value: '',
      isRequired: false,
    },
  ]
}

function peerParameters(
  who: string,
  { namespace, labels, isHostNetwork, isListed }: Landmark,
): readonly Parameter[] {
  const origin = isListed
    ? 'As in the manifests.'
    : 'The manifests do not show them; these are the usual ones.'
  const host = isHostNetwork ? ' These pods use the network of their nodes, so no selector finds them.' : ''
  return [
    {
      name: 'namespace',
      type: 'namespace',
      label: `Namespace of ${who}`,
      hint: `${origin}${host}`,
      value: namespace,
      isRequired: true,
    },
    {
      name: 'labels',
      type: 'labels',
      label: `Labels of ${who}`,
      hint: 'Empty means every pod of that namespace.',
      value: labels,
      isRequired: false,
    },
  ]
}

/** As a parameter is written: `UDP 53, TCP 53`. */
function portsText(connections: ConnectionSet): string {
  const texts = (['UDP', 'TCP', 'SCTP'] as const).flatMap((protocol) =>
    connections[protocol].map(({ first, last }) => `${protocol} ${first}${last === first ? '' : `-${last}`}`),
  )
  return texts.join(', ')
}

function portsParameter(value: string): Parameter {
  return {
    name: 'ports',
    type: 'ports',
    label: 'Ports',
    hint: 'Ports of the pods, such as TCP 8080 or TCP metrics; not those of their Services. Empty means every port.',
    value,
    isRequired: false,
  }
}
