/** A cluster with one of everything that the inspector has words for: rules that grant and that do not, slips, defaults, and no DNS for some. */
export const inspected = `
kind: Namespace
metadata: {name: shop, labels: {team: red}}
---
kind: Namespace
metadata: {name: bank, labels: {team: blue}}
---
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: 2, template: {metadata: {labels: {app: web, tier: front}}, spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}}}
---
kind: Deployment
metadata: {name: db, namespace: shop}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: main, ports: [{name: sql, containerPort: 5432}]}]}}}
---
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: main}]}
---
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec: {template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: main}]}}}
---
kind: Deployment
metadata: {name: coredns, namespace: kube-system}
spec: {template: {metadata: {labels: {k8s-app: kube-dns}}, spec: {containers: [{name: main, ports: [{name: dns, containerPort: 53, protocol: UDP}, {name: dns-tcp, containerPort: 53}]}]}}}
---
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}, {port: 81, targetPort: admin}]}
---
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
kind: NetworkPolicy
metadata: {name: db-in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress]
  ingress:
  - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}
  - {from: [{podSelector: {matchLabels: {tier: front}}}], ports: [{port: sql}]}
  - {from: [{podSelector: {matchLabels: {app: ledegr}}, namespaceSelector: {}}]}
  - {from: [{namespaceSelector: {matchLabels: {team: bule}}}]}
  - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: admin}]}
  egress:
  - {}
---
kind: NetworkPolicy
metadata: {name: web-in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: webb}}
  policyTypes: [Ingress]
  ingress:
  - {}
---
kind: NetworkPolicy
metadata: {name: web-out, namespace: shop}
spec:
  podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}, {key: tier, operator: Exists}]}
  policyTypes: [Egress]
  egress:
  - {to: [{podSelector: {matchLabels: {app: db}}}]}
---
kind: NetworkPolicy
metadata: {name: ledger-in, namespace: bank}
spec:
  podSelector: {matchLabels: {app: ledger}}
  policyTypes: [Ingress]
  ingress:
  - {from: [{podSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {team: red}}}]}
`
