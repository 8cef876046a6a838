/** Who calls whom at which TCP port. Ends are `namespace/name`, and each name is the value of the workload's label `app`. */
type Call = readonly [from: string, to: string, port: number]

/**
 * What a generator's published output says, where it has a policy for each workload, in both directions, with a rule for each call
 * at each of its ends, and one for DNS where anybody is called.
 */
interface PublishedShape {
  readonly workloads: readonly string[]
  readonly calls: readonly Call[]
  readonly dns: object | null
  /** TCP ports that anybody may use. */
  readonly open: ReadonlyMap<string, number>
  /** Namespaces with a policy that selects all pods and allows nothing. */
  readonly denied: readonly string[]
}

const shop: readonly (readonly [from: string, calls: Readonly<Record<string, number>>])[] = [
  ['loadgenerator', { frontend: 8080 }],
  ['recommendationservice', { productcatalogservice: 3550 }],
  ['cartservice', { 'redis-cart': 6379 }],
  [
    'checkoutservice',
    {
      cartservice: 7070,
      currencyservice: 7000,
      emailservice: 8080,
      paymentservice: 50051,
      productcatalogservice: 3550,
      shippingservice: 50051,
    },
  ],
  [
    'frontend',
    {
      adservice: 9555,
      cartservice: 7070,
      checkoutservice: 5050,
      currencyservice: 7000,
      productcatalogservice: 3550,
      recommendationservice: 8080,
      shippingservice: 50051,
    },
  ],
]

const shopCalls = shop.flatMap(([from, calls]) =>
  Object.entries(calls).map(([to, port]): Call => [`default/${from}`, `default/${to}`, port]),
)

const demoCalls: readonly Call[] = [
  ['backend/checkout', 'backend/notification', 8080],
  ['backend/checkout', 'backend/recommendation', 8080],
  ['backend/checkout', 'payments/gateway', 8080],
  ['backend/recommendation', 'backend/catalog', 8080],
  ['backend/reports', 'backend/catalog', 8080],
  ['backend/reports', 'backend/recommendation', 8080],
  ['frontend/webapp', 'backend/checkout', 8080],
  ['frontend/webapp', 'backend/recommendation', 8080],
  ['frontend/webapp', 'backend/reports', 8080],
  ['frontend/webapp', 'backend/shipping', 8080],
  ['payments/gateway', 'payments/mastercard-processor', 8080],
  ['payments/gateway', 'payments/visa-processor', 8080],
]

const frontendOpen = new Map([['default/frontend', 8080]])
const noneOpen = new Map<string, number>()

/** Of np-guard/cluster-topology-analyzer, `tests/onlineboutique`: DNS at any address, the shop front for anybody. */
export const analyzerShop = policiesOf({
  workloads: endsIn(shopCalls),
  calls: shopCalls,
  dns: { ports: [{ protocol: 'UDP', port: 53 }] },
  open: frontendOpen,
  denied: ['default'],
})

/** Of np-guard/cluster-topology-analyzer, `tests/acs-security-demos`: DNS at any pod, and nothing for the routes. */
export const analyzerDemo = policiesOf({
  workloads: [...endsIn(demoCalls), 'frontend/asset-cache'],
  calls: demoCalls,
  dns: { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 5353 }] },
  open: noneOpen,
  denied: ['backend', 'frontend', 'payments'],
})

/** Of np-guard/netpol-synthesizer, `microservices-demo`: DNS by the label of its pods in any namespace, no default deny. */
export const synthesizerShop = policiesOf({
  workloads: endsIn(shopCalls),
  calls: shopCalls,
  dns: {
    to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: [{ protocol: 'UDP', port: 53 }],
  },
  open: frontendOpen,
  denied: [],
})

/** Of Inspektor Gadget, the one of its twelve policies that its documentation prints. */
export const gadgetCartservice = policiesOf({
  workloads: ['default/cartservice'],
  calls: shopCalls.filter((call) => call.includes('default/cartservice')),
  dns: {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    ports: [{ protocol: 'UDP', port: 53 }],
  },
  open: noneOpen,
  denied: [],
})

/** The same of a version before: what was called while it watched. */
export const earlierGadgetCartservice = policiesOf({
  workloads: ['default/cartservice'],
  calls: shopCalls.filter(
    (call) => call.includes('default/cartservice') && !call.includes('default/checkoutservice'),
  ),
  dns: null,
  open: noneOpen,
  denied: [],
})

function endsIn(calls: readonly Call[]): readonly string[] {
  return [...new Set(calls.flatMap(([from, to]) => [to, from]))].sort()
}

/** The policies as Kubernetes objects. */
function policiesOf({ workloads, calls, dns, open, denied }: PublishedShape): readonly object[] {
  const ofWorkloads = workloads.map((workload) => {
    const made = calls.filter(([from]) => from === workload)
    const taken = calls.filter(([, to]) => to === workload)
    const anybody = open.get(workload)
    return policyOf(workload, {
      podSelector: { matchLabels: { app: nameOf(workload) } },
      ingress: [
        ...taken.map(([from, , port]) => ({ from: [peerOf(workload, from)], ports: portsOf(port) })),
        ...(anybody === undefined ? [] : [{ ports: portsOf(anybody) }]),
      ],
      egress: [
        ...made.map(([, to, port]) => ({ to: [peerOf(workload, to)], ports: portsOf(port) })),
        ...(dns !== null && made.length > 0 ? [dns] : []),
      ],
    })
  })
  const denials = denied.map((namespace) => policyOf(`${namespace}/default-deny`, { podSelector: {} }))
  return [...ofWorkloads, ...denials]
}

function policyOf(end: string, spec: object): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${nameOf(end)}-netpol`, namespace: namespaceOf(end) },
    spec: { ...spec, policyTypes: ['Ingress', 'Egress'] },
  }
}

function peerOf(subject: string, peer: string): object {
  const podSelector = { matchLabels: { app: nameOf(peer) } }
  if (namespaceOf(peer) === namespaceOf(subject)) return { podSelector }
  const matchLabels = { 'kubernetes.io/metadata.name': namespaceOf(peer) }
  return { namespaceSelector: { matchLabels }, podSelector }
}

function portsOf(port: number): readonly object[] {
  return [{ protocol: 'TCP', port }]
}

function namespaceOf(end: string): string {
  return end.split('/')[0] ?? ''
}

function nameOf(end: string): string {
  return end.split('/')[1] ?? ''
}
