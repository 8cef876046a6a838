import { describe, expect, it } from 'vitest'
import { fileId, policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { applyChanges } from './applyChanges'
import { conventions, noConvention } from './convention'
import { read } from './read'

const policyText = (name: string, app: string | null, metadata: string, namespace = 'shop') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}, ${metadata}}
spec: {podSelector: {${app === null ? '' : `matchLabels: {app: ${app}}`}}}
`
const created = (name: string, app: string | null): NetworkPolicy => ({
  id: policyId('shop', name),
  namespace: 'shop',
  name,
  podSelector: { requirements: app === null ? [] : [{ key: 'app', operator: 'In', values: [app] }] },
  policyTypes: ['ingress'],
  ingress: [],
  egress: [],
  place: null,
})

/** What a new policy for cart carries beside these. */
function carried(texts: readonly string[], policy = created('cart-allow', 'cart')) {
  const files = [{ id: fileId('f1'), name: 'a.yaml', text: texts.join('---') }]
  return conventions(files, read(files, defaultOptions).cluster.policies)(policy)
}

describe('conventions', () => {
  const both = (metadata: string) => [policyText('web', 'web', metadata), policyText('db', 'db', metadata)]

  it.each([
    [
      'one text on all',
      both('labels: {app.kubernetes.io/part-of: shop}'),
      { 'app.kubernetes.io/part-of': 'shop' },
    ],
    ['one policy shows no convention', both('labels: {team: a}').slice(1), {}],
    ['a key that one lacks', [...both('labels: {team: a}'), policyText('x', 'x', 'labels: {}')], {}],
    [
      'a value that differs',
      [policyText('web', 'web', 'labels: {team: a}'), policyText('db', 'db', 'labels: {team: b}')],
      {},
    ],
    [
      'the workload that each selects',
      [policyText('web', 'web', 'labels: {app: web}'), policyText('db', 'db', 'labels: {app: db}')],
      { app: 'cart' },
    ],
    [
      'two for one workload say its name, not that of all',
      [policyText('a', 'web', 'labels: {app: web}'), policyText('b', 'web', 'labels: {app: web}')],
      { app: 'cart' },
    ],
    [
      'the name of each',
      [policyText('web', null, 'labels: {policy: web}'), policyText('db', null, 'labels: {policy: db}')],
      { policy: 'cart-allow' },
    ],
    [
      'other namespaces are not asked',
      [...both('labels: {team: a}'), policyText('x', 'x', 'labels: {}', 'ops')],
      { team: 'a' },
    ],
    [
      'other namespaces do not count',
      [policyText('web', 'web', 'labels: {team: a}'), policyText('x', 'x', 'labels: {team: a}', 'ops')],
      {},
    ],
    [
      'what a tool says of its own',
      both('labels: {app.kubernetes.io/managed-by: Helm, helm.sh/chart: shop-1, team: a}'),
      { team: 'a' },
    ],
    ['a number is no label value', both('labels: {team: 1}'), {}],
  ])('labels: %s', (_why, texts, labels) => {
    expect(carried(texts).labels).toEqual(labels)
  })

  it('leaves out the name of a workload where the new policy selects none', () => {
    const texts = [
      policyText('web', 'web', 'labels: {app: web}'),
      policyText('db', 'db', 'labels: {app: db}'),
    ]
    expect(carried(texts, created('default-deny', null))).toEqual(noConvention)
  })

  it('takes over annotations, but not those of kubectl and of what deploys', () => {
    const metadata =
      'annotations: {owner: shop-team, kubectl.kubernetes.io/last-applied-configuration: x, meta.helm.sh/release-name: x, argocd.argoproj.io/tracking-id: x}'
    expect(carried(both(metadata))).toMatchObject({ labels: {}, annotations: { owner: 'shop-team' } })
  })

  it('reads policies in a List and in JSON', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${policyText('web', 'web', 'labels: {team: a}').trim().replaceAll('\n', '\n    ')}\n`
    const json = JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'shop', labels: { team: 'a' } },
      spec: { podSelector: {} },
    })
    expect(carried([list, `\n${json}\n`]).labels).toEqual({ team: 'a' })
  })

  it.each([
    ['as all show it', ['    dash', '    dash'], 2],
    ['as the documentation has it, where they differ', ['    dash', '  dash'], 0],
    ['as the documentation has it, where none shows it', ['', ''], 0],
    ['one is enough to see it', ['    dash', ''], 2],
  ])('lists are indented %s', (_why, dashes, dash) => {
    const texts = dashes.map((it, i) => {
      const types = it === '' ? '' : `  policyTypes: # both\n${it.replace('dash', '- Ingress')}\n`
      return `\nkind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: p${i}, namespace: shop}\nspec:\n  podSelector: {}\n${types}`
    })
    expect(carried(texts).style).toEqual({ step: 2, dash })
  })

  it('is written behind name and namespace, and read again', () => {
    const text = both('labels: {team: "1"}, annotations: {owner: a b}').join('---')
    const files = [{ id: fileId('f1'), name: 'a.yaml', text }]
    const { policies } = read(files, defaultOptions).cluster
    const change = { kind: 'create', edits: [], policy: created('cart-allow', 'cart') } as const
    expect(applyChanges(files, policies, [change])[1]?.text).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart-allow
  namespace: shop
  labels:
    team: "1"
  annotations:
    owner: "a b"
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes:
  - Ingress
`)
  })
})
