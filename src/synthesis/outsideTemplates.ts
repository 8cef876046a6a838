import type { OneOrMore, Peer, PortMatch } from '../model/policy'
import type { Template } from './template'
import { addresses, oneWay, podsParameter, ruleFor } from './templateParts'

/** Opening a namespace to addresses. */
export const outsideTemplates: readonly Template[] = [
  {
    name: 'allow-external-https',
    title: 'Allow external HTTPS',
    does: 'The pods may connect to TCP 443 of every public address, and of no private one.',
    wrongWhen:
      'It is wrong where data must not leave: it opens the whole internet, and NetworkPolicy cannot tell names of hosts apart.',
    parameters: () => [
      podsParameter,
      {
        name: 'except',
        type: 'cidrs',
        label: 'Addresses left out',
        hint: 'The cluster’s own networks belong here, and the cloud’s metadata address. IPv6 is opened only where a block of it is listed.',
        value: '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, fc00::/7, fe80::/10',
        isRequired: false,
      },
    ],
    make: (values) => {
      const except = values.cidrs('except')
      const isV6 = (cidr: string) => cidr.includes(':')
      const peers: OneOrMore<Peer> = [
        addresses(
          '0.0.0.0/0',
          except.filter((cidr) => !isV6(cidr)),
        ),
        ...(except.some(isV6) ? [addresses('::/0', except.filter(isV6))] : []),
      ]
      return oneWay('egress', values.labels('pods'), [ruleFor(peers, https)])
    },
  },
  {
    name: 'allow-api-server',
    title: 'Allow API server',
    does: 'The pods may connect to the Kubernetes API server, by the addresses where it really listens.',
    wrongWhen:
      'It is wrong for pods that never ask the API server: a stolen service account token is worth nothing without a way there.',
    parameters: () => [
      podsParameter,
      {
        name: 'addresses',
        type: 'cidrs',
        label: 'Addresses of the API server',
        hint: 'No manifest says them. Ask the cluster: kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes. The Service’s own address does not do.',
        value: '',
        isRequired: true,
      },
      {
        name: 'ports',
        type: 'ports',
        label: 'Ports',
        hint: 'The endpoint’s port stands in the same list: 6443 in most clusters, 443 in many managed ones.',
        value: 'TCP 6443',
        isRequired: true,
      },
    ],
    make: (values) => {
      const [first = '', ...others] = values.cidrs('addresses')
      const peers: OneOrMore<Peer> = [addresses(first), ...others.map((cidr) => addresses(cidr))]
      return oneWay('egress', values.labels('pods'), [ruleFor(peers, values.ports('ports'))])
    },
  },
]

const https: OneOrMore<PortMatch> = [{ kind: 'range', protocol: 'TCP', first: 443, last: 443, place: null }]
