/** Manifests for the tests of view and explain, from the facts of published guides to default deny. */

const deployment = (namespace: string, name: string, labels: string, ports: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  replicas: 2
  selector: {matchLabels: {${labels}}}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: main, image: main, ports: [${ports}]}]}
---`

const policy = (namespace: string, name: string, spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
---`

const coreDns = deployment(
  'kube-system',
  'coredns',
  'k8s-app: kube-dns',
  '{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}, {containerPort: 9153}',
)
const dnsPorts = '[{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]'
const denyAll = '{podSelector: {}, policyTypes: [Ingress, Egress]}'

/** Three-tier shop: frontend to api is half-open. */
export const shop = [
  deployment('ingress-nginx', 'controller', 'app: controller', '{containerPort: 443}'),
  coreDns,
  deployment(
    'production',
    'frontend',
    'app: frontend',
    '{containerPort: 80, name: http}, {containerPort: 443}',
  ),
  deployment('production', 'api', 'app: api', '{containerPort: 8080, name: http}'),
  deployment('production', 'database', 'app: database', '{containerPort: 5432}'),
  `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: production}
spec: {selector: {app: frontend}, ports: [{port: 8000, targetPort: http}, {port: 9000, targetPort: 9000}]}
---`,
  policy('production', 'deny-all-traffic', denyAll),
  policy(
    'production',
    'allow-dns',
    `{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: ${dnsPorts}}]}`,
  ),
  policy(
    'production',
    'allow-frontend-to-api',
    '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: frontend}}}], ports: [{port: 8080}]}]}',
  ),
  policy(
    'production',
    'allow-api-to-database',
    '{podSelector: {matchLabels: {app: database}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}',
  ),
  policy(
    'production',
    'allow-api-egress-to-db',
    '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: database}}}], ports: [{port: 5432}]}]}',
  ),
  policy(
    'production',
    'allow-ingress-controller',
    '{podSelector: {matchLabels: {app: frontend}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 80}, {port: 443}]}]}',
  ),
].join('')

/** Payments: api to postgres is half-open, marketing is kept out. */
export const payments = [
  coreDns,
  deployment('marketing', 'marketing', 'app: marketing', '{containerPort: 3000}'),
  deployment('payments', 'api', 'app: api', ''),
  deployment('payments', 'postgres', 'app: postgres', '{containerPort: 5432}'),
  policy('payments', 'default-deny-all', denyAll),
  policy(
    'payments',
    'allow-dns',
    `{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: ${dnsPorts}}]}`,
  ),
  policy(
    'payments',
    'api-to-db',
    '{podSelector: {matchLabels: {app: postgres}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}',
  ),
].join('')

/** The namespace lab: its table says that the client reaches the frontend and the backend the database; neither is so. */
export const lab = [
  deployment('netpol-demo', 'frontend', 'app: frontend, tier: web', '{containerPort: 80}'),
  deployment('netpol-demo', 'backend', 'app: backend, tier: api', '{containerPort: 80}'),
  deployment('netpol-demo', 'database', 'app: database, tier: data', '{containerPort: 80}'),
  deployment('netpol-demo', 'external-client', 'app: external-client', ''),
  policy('netpol-demo', 'default-deny-ingress', '{podSelector: {}, policyTypes: [Ingress]}'),
  policy('netpol-demo', 'default-deny-egress', '{podSelector: {}, policyTypes: [Egress]}'),
  policy(
    'netpol-demo',
    'allow-dns-egress',
    `{podSelector: {}, policyTypes: [Egress], egress: [{ports: ${dnsPorts}}]}`,
  ),
  policy(
    'netpol-demo',
    'allow-frontend-ingress',
    '{podSelector: {matchLabels: {app: frontend}}, ingress: [{ports: [{port: 80}]}]}',
  ),
  policy(
    'netpol-demo',
    'allow-frontend-to-backend',
    '{podSelector: {matchLabels: {app: backend}}, ingress: [{from: [{podSelector: {matchLabels: {app: frontend}}}], ports: [{port: 80}]}]}',
  ),
  policy(
    'netpol-demo',
    'allow-backend-to-database',
    '{podSelector: {matchLabels: {app: database}}, ingress: [{from: [{podSelector: {matchLabels: {app: backend}}}], ports: [{port: 80}]}]}',
  ),
  policy(
    'netpol-demo',
    'allow-frontend-egress-to-backend',
    '{podSelector: {matchLabels: {app: frontend}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: backend}}}], ports: [{port: 80}]}]}',
  ),
].join('')
