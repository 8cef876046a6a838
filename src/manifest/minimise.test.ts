import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import type { ManifestFile } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { minimise, restore } from './minimise'
import { read } from './read'

const file = (text: string, name = 'a.yaml'): ManifestFile => ({ id: fileId('f1'), name, text })
const minimised = (text: string) => minimise([file(text)])

const shop = `# Everything that a cluster may hold.
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: "1"}, annotations: {note: PLANTED-annotation}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {own: label}}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web, pod-template-hash: abc}
      annotations: {token: PLANTED-token}
    spec:
      hostNetwork: true
      initContainers:
      - {name: proxy, restartPolicy: Always, image: PLANTED-image, ports: [{containerPort: 15001, name: proxy}]}
      - {name: migrate, ports: [{containerPort: 1}], env: [{name: A, value: PLANTED-init}]}
      containers:
      - name: web
        image: registry.example/PLANTED-image
        command: [sh, -c, PLANTED-command]
        args: [PLANTED-args]
        env: [{name: PASSWORD, value: PLANTED-env}]
        ports: [{containerPort: 8080, name: http}, {containerPort: 53, protocol: UDP}]
---
apiVersion: v1
kind: Secret
metadata: {name: PLANTED-secret-name}
stringData: {password: PLANTED-secret}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {a: PLANTED-config}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  data: {password: PLANTED-listed}
- apiVersion: v1
  kind: Pod
  metadata:
    name: web-abc-1
    namespace: shop
    labels: {app: web, version: canary}
    managedFields: [{manager: PLANTED-manager}]
    ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-abc, controller: true, uid: PLANTED-uid}]
  spec:
    containers: [{name: a, env: [{name: K, value: PLANTED-pod}], ports: [{containerPort: 8080}]}]
  status: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}], hostIP: 192.168.0.1, message: PLANTED-status}
- {apiVersion: v1, kind: Pod, metadata: {name: done, namespace: shop}, status: {phase: Succeeded}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, externalTrafficPolicy: Local, clusterIP: 10.9.9.9, ports: [{port: 80, targetPort: http, name: w}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec: {schedule: PLANTED-schedule, jobTemplate: {spec: {parallelism: 2, template: {metadata: {labels: {app: cron}}, spec: {containers: [{name: c}]}}}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop, annotations: {kubectl.kubernetes.io/last-applied-configuration: PLANTED-applied}}
spec:
  podSelector: {matchLabels: {app: web, enabled: "yes"}}
  ingress: [{from: [{namespaceSelector: {}}], ports: [{port: http}, {port: 53, protocol: UDP, endPort: 60}]}, {}]
  egress: []
`

describe('minimise', () => {
  it('keeps the labels of a policy, for new ones carry what all of them do, but no annotation', () => {
    const metadata = 'metadata: {name: a, labels: {team: x}, annotations: {owner: PLANTED}}'
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata}\nspec: {podSelector: {}}\n`
    const [kept] = minimised(text).files[0]?.objects ?? []
    expect(kept).toMatchObject({ metadata: { name: 'a', labels: { team: 'x' } } })
    expect(JSON.stringify(kept)).not.toContain('PLANTED')
  })

  it('gives a cluster that reads as the original', () => {
    expect(clusterOf(restore(minimised(shop).files))).toEqual(clusterOf([file(shop)]))
  })

  it('carries nothing that nobody reads: no Secret, environment, command, image, annotation or status', () => {
    const carried = JSON.stringify(minimised(shop))
    expect(shop).toContain('PLANTED')
    expect(carried).not.toContain('PLANTED')
    expect(carried).not.toMatch(/Secret|ConfigMap|annotations|managedFields|image|clusterIP/)
  })

  it('keeps the files apart, in their order and by their names', () => {
    const files = [
      file('', 'empty.yaml'),
      file('apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n', 'b.yaml'),
    ]
    expect(restore(minimise(files).files)).toEqual([
      { id: 'f1', name: 'empty.yaml', text: '' },
      { id: 'f2', name: 'b.yaml', text: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n' },
    ])
  })

  it.each([
    ['a document that is not YAML', '{{ if }}\n---\napiVersion: v1\nkind: Secret\n', 1],
    ['a text that is no object', 'hello\n', 1],
    ['an object without a kind', 'metadata: {name: a}\n', 1],
    [
      'an item of a List that is no object',
      'apiVersion: v1\nkind: List\nitems: [5, {apiVersion: v1, kind: Secret}]\n',
      1,
    ],
    [
      'a workload that the API server would refuse',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {x: yes}}\n',
      1,
    ],
    ['kinds that nothing reads are not missed', 'apiVersion: v1\nkind: Secret\n---\n# nothing\n', 0],
    [
      'another NetworkPolicy',
      'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {x: 1}\n',
      0,
    ],
  ])('counts what is left out: %s', (_why, text, leftOut) => {
    const result = minimised(text)
    expect(result.leftOut).toBe(leftOut)
    expect(result.files[0]?.objects).toEqual([])
  })

  it.each([
    [
      '{name: a, labels: 5}',
      '{podSelector: {}}',
      1,
      'its labels, which are not kept like that, are its only mistake',
    ],
    ['{name: a, labels: 5}', '{podSelectr: {}}', 0, 'its spec stays wrong'],
    [
      '{name: a, ownerReferences: 5}',
      '{podSelector: {}}',
      1,
      'its owners, which are not kept, are its only mistake',
    ],
    ['{name: a, ownerReferences: []}', '{podSelector: {}}', 0, 'it is not refused'],
  ])('of a policy with %s and %s leaves out %i, since %s', (metadata, spec, leftOut) => {
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec: ${spec}\n`
    expect(minimised(text).leftOut).toBe(leftOut)
  })

  it('carries a refused policy along with its mistakes, which are what one wants to talk about', () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {nam: web}
spec: {podselector: {}, ingress: [{from: [{}]}]}
`
    const codes = (files: readonly ManifestFile[]) =>
      read(files, defaultOptions).diagnostics.map(({ code }) => code)
    expect(codes([file(text)])).not.toEqual([])
    expect(codes(restore(minimised(text).files))).toEqual(codes([file(text)]))
  })

  it('opens typed lists whose items do not repeat their kind', () => {
    const text = 'apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a}}, {metadata: {name: b}}]\n'
    expect(minimised(text).files[0]?.objects).toHaveLength(2)
    expect(clusterOf(restore(minimised(text).files))).toEqual(clusterOf([file(text)]))
  })

  it('stops at aliases that would grow without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `  l${i + 1}: &l${i + 1} [*l${i}, *l${i}]\n`).join('')
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  l0: &l0 [x]\n${levels}`
    expect(minimised(text)).toEqual({ files: [{ name: 'a.yaml', objects: [] }], leftOut: 1 })
  })
})

function clusterOf(files: readonly ManifestFile[]): unknown {
  const { cluster } = read(files, defaultOptions)
  return JSON.parse(JSON.stringify(cluster, (key, value: unknown) => (key === 'place' ? undefined : value)))
}
