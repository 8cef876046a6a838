import { describe, expect, it } from 'vitest'
import { applyChanges } from '../manifest/applyChanges'
import { read } from '../manifest/read'
import type { ManifestFile } from '../model/text'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { synthesise } from '../synthesis/synthesise'
import { manifestFile } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import { changeTexts } from './changeTexts'

// Each text below was read as a reviewer reads it, before it was put here.

const deployment = (path: string, port: number, label = 'app') => {
  const [namespace = '', name = ''] = path.split('/')
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {${label}: ${name}}}
  template:
    metadata: {labels: {${label}: ${name}}}
    spec: {containers: [{name: main, ports: [{containerPort: ${port}}]}]}
`
}

const policy = (path: string, spec: string, metadata = '') => {
  const [namespace = '', name = ''] = path.split('/')
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
${metadata}spec:
${spec}`
}

const deny = '  podSelector: {}\n  policyTypes:\n  - Ingress\n  - Egress\n'
const pods = documents(
  deployment('shop/web', 8080),
  deployment('shop/db', 5432),
  deployment('shop/cart', 7070),
)
const closed = documents(pods, policy('shop/deny', deny))

function documents(...parts: readonly string[]): string {
  return parts.join('---\n')
}

interface Answer {
  readonly files: readonly ManifestFile[]
  /** New policies as they are written, changed ones as `+`, `-` and ` ` lines. */
  readonly text: string
}

function answer(text: string, edits: string, options: Partial<ScenarioOptions> = {}): Answer {
  const files = [manifestFile('shop.yaml', text)]
  const all = { ...defaultOptions, ...options }
  const { cluster } = read(files, all)
  const { changes, outcomes } = synthesise(cluster, editsOf(edits), all)
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'holds'))
  const marks = { same: ' ', added: '+', removed: '-' } as const
  const texts = changeTexts(files, cluster.policies, changes).map(({ kind, lines }) =>
    lines.map((line) => `${kind === 'create' ? '' : marks[line.kind]}${line.text}\n`).join(''),
  )
  return { files: applyChanges(files, cluster.policies, changes), text: documents(...texts) }
}

describe('a new policy', () => {
  it('is named after the workload and says in a sentence what each rule allows', () => {
    expect(answer(closed, 'allow shop/web -> shop/db : TCP 5432').text).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db-allow
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  - Ingress
  ingress:
  # web may call db on TCP 5432
  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - protocol: TCP
      port: 5432
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-allow
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
  - Egress
  egress:
  # web may call db on TCP 5432
  - to:
    - podSelector:
        matchLabels:
          app: db
    ports:
    - protocol: TCP
      port: 5432
`)
  })

  it('carries the labels that the others carry, indented as they are', () => {
    const labels = (app: string) =>
      `  labels:\n    app: ${app}\n    app.kubernetes.io/part-of: shop\n    app.kubernetes.io/managed-by: Helm\n`
    const own = (app: string) =>
      policy(
        `shop/${app}`,
        `  podSelector:\n    matchLabels:\n      app: ${app}\n  policyTypes:\n    - Ingress\n`,
        labels(app),
      )
    const text = documents(pods, own('db'), own('cart'), policy('lab/other', '  podSelector: {}\n'))
    expect(answer(text, 'isolate shop/web : ingress').text).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-isolate
  namespace: shop
  labels:
    app: web
    app.kubernetes.io/part-of: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
`)
  })

  it('for an ingress controller names its namespace and its pods', () => {
    const text = documents(closed, deployment('ingress-nginx/controller', 443, 'app.kubernetes.io/name'))
    expect(
      answer(text, 'allow ingress-nginx/controller -> shop/web : TCP 8080').text,
    ).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-allow
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
  - Ingress
  ingress:
  # controller in ingress-nginx may call web on TCP 8080
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: ingress-nginx
      podSelector:
        matchLabels:
          app.kubernetes.io/name: controller
    ports:
    - protocol: TCP
      port: 8080
`)
  })

  it('that closes a namespace keeps the way to the cluster’s own DNS', () => {
    const text = documents(pods, deployment('kube-system/coredns', 53, 'k8s-app'))
    expect(answer(text, 'isolate shop/* : ingress egress dns').text).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
  - Ingress
  - Egress
  egress:
  # pods of this namespace may call coredns in kube-system on TCP 53, UDP 53
  - to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: coredns
    ports:
    - protocol: TCP
      port: 53
    - protocol: UDP
      port: 53
`)
  })

  it('comes beside the old ones where only new ones are wanted', () => {
    const own = policy(
      'shop/db',
      '  podSelector: {matchLabels: {app: db}}\n  ingress: [{from: [{podSelector: {}}], ports: [{port: 1}]}]\n',
    )
    expect(
      answer(documents(pods, own), 'allow outside -> shop/db : TCP 5432', { onlyNewPolicies: true }).text,
    ).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db-allow
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  - Ingress
  ingress:
  # any address may call db on TCP 5432
  - from:
    - ipBlock:
        cidr: 0.0.0.0/0
    - ipBlock:
        cidr: "::/0"
    ports:
    - protocol: TCP
      port: 5432
`)
  })
})

describe('a changed policy', () => {
  const commented = policy(
    'shop/db',
    `    podSelector: {matchLabels: {app: db}}
    ingress:
        # the shop keeps its orders here, see the runbook
        - from:
              - podSelector: {matchLabels: {app: web}}
              # moved away in May
              - podSelector: {matchLabels: {app: cart}}
          ports: [{port: 5432}]  # postgres
`,
  )

  it('of odd indentation gets its rule in that indentation, and nothing else changes', () => {
    expect(
      answer(documents(pods, commented), 'allow shop/cart -> shop/db : TCP 9187').text,
    ).toBe(` apiVersion: networking.k8s.io/v1
 kind: NetworkPolicy
 metadata:
   name: db
   namespace: shop
 spec:
     podSelector: {matchLabels: {app: db}}
     ingress:
         # the shop keeps its orders here, see the runbook
         - from:
               - podSelector: {matchLabels: {app: web}}
               # moved away in May
               - podSelector: {matchLabels: {app: cart}}
           ports: [{port: 5432}]  # postgres
+        # cart may call db on TCP 9187
+        - from:
+              - podSelector:
+                  matchLabels:
+                    app: cart
+          ports:
+              - protocol: TCP
+                port: 9187
`)
  })

  it('loses the peer that a block is about, with the comment on it, and keeps all others', () => {
    expect(
      answer(documents(pods, commented), 'block shop/cart -> shop/db : all').text,
    ).toBe(` apiVersion: networking.k8s.io/v1
 kind: NetworkPolicy
 metadata:
   name: db
   namespace: shop
 spec:
     podSelector: {matchLabels: {app: db}}
     ingress:
         # the shop keeps its orders here, see the runbook
         - from:
               - podSelector: {matchLabels: {app: web}}
-              # moved away in May
-              - podSelector: {matchLabels: {app: cart}}
           ports: [{port: 5432}]  # postgres
`)
  })

  it('keeps its comments and its style also where its rules are worked out anew', () => {
    const wide = policy(
      'shop/db',
      `  podSelector: {matchExpressions: [{key: app, operator: In, values: [db, cart]}]}
  ingress:
  - from:  # whoever needs the data
    - podSelector: {matchExpressions: [{key: app, operator: Exists}]}
    - namespaceSelector: {matchLabels: {team: ops}}  # backups
    ports:
    - {port: 5432, endPort: 5440}
`,
    )
    expect(
      answer(documents(pods, wide), 'block shop/web -> shop/db : TCP 5433 at ingress').text,
    ).toBe(` apiVersion: networking.k8s.io/v1
 kind: NetworkPolicy
 metadata:
   name: db
   namespace: shop
 spec:
   podSelector: {matchExpressions: [{key: app, operator: In, values: [db, cart]}]}
   ingress:
   - from:  # whoever needs the data
-    - podSelector: {matchExpressions: [{key: app, operator: Exists}]}
+    - podSelector:
+        matchExpressions:
+        - key: app
+          operator: Exists
+        - key: app
+          operator: NotIn
+          values:
+          - web
     - namespaceSelector: {matchLabels: {team: ops}}  # backups
     ports:
     - {port: 5432, endPort: 5440}
+  # pods with app may call db or cart on TCP 5432, 5434-5440
+  - from:
+    - podSelector:
+        matchExpressions:
+        - key: app
+          operator: Exists
+    ports:
+    - protocol: TCP
+      port: 5432
+    - protocol: TCP
+      port: 5434
+      endPort: 5440
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db-except-db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes:
  - Ingress
  ingress:
  # web may call cart on TCP 5433
  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - protocol: TCP
      port: 5433
`)
  })

  it('in a JSON file stays JSON', () => {
    const json = `{
  "apiVersion": "networking.k8s.io/v1",
  "kind": "NetworkPolicy",
  "metadata": { "name": "db", "namespace": "shop" },
  "spec": {
    "podSelector": { "matchLabels": { "app": "db" } },
    "ingress": [
      {
        "from": [{ "podSelector": { "matchLabels": { "app": "web" } } }],
        "ports": [{ "port": 5432 }]
      }
    ]
  }
}
`
    expect(answer(documents(pods, json), 'allow shop/cart -> shop/db : TCP 5432').text).toBe(` {
   "apiVersion": "networking.k8s.io/v1",
   "kind": "NetworkPolicy",
   "metadata": { "name": "db", "namespace": "shop" },
   "spec": {
     "podSelector": { "matchLabels": { "app": "db" } },
     "ingress": [
       {
-        "from": [{ "podSelector": { "matchLabels": { "app": "web" } } }],
+        "from": [{ "podSelector": { "matchLabels": { "app": "web" } } }, { "podSelector": { "matchLabels": { "app": "cart" } } }],
         "ports": [{ "port": 5432 }]
       }
     ]
   }
 }
`)
  })

  it('says something else above a rule of ours when the next edit widens it', () => {
    const first = answer(closed, 'allow shop/web -> shop/db : TCP 5432').files.map(({ text }) => text)
    const second = answer(documents(...first), 'allow shop/cart -> shop/db : TCP 5432').text
    expect(second.split('---\n')[1]).toBe(` apiVersion: networking.k8s.io/v1
 kind: NetworkPolicy
 metadata:
   name: db-allow
   namespace: shop
 spec:
   podSelector:
     matchLabels:
       app: db
   policyTypes:
   - Ingress
   ingress:
-  # web may call db on TCP 5432
+  # web and cart may call db on TCP 5432
   - from:
     - podSelector:
         matchLabels:
           app: web
+    - podSelector:
+        matchLabels:
+          app: cart
     ports:
     - protocol: TCP
       port: 5432
`)
  })

  it('keeps CRLF, and new files have it too', () => {
    const text = documents(pods, policy('shop/deny', deny)).replaceAll('\n', '\r\n')
    const { files } = answer(text, 'allow shop/web -> shop/db : TCP 5432')
    expect(files[0]?.text).toBe(text)
    expect(files[1]?.text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})
