import { describe, expect, it } from 'vitest'
import { cluster, manifestFile } from '../testing/build'
import { readEdits } from './readEdits'

const shop = cluster(`
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
---
kind: StatefulSet
metadata: {name: api, namespace: shop}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}}}
`)
const header = 'apiVersion: drawbridge/v1\nkind: Edits\nedits:\n'
const allow = (from: string, to: string, ports = '80') =>
  `- {kind: allow, from: ${from}, to: ${to}, ports: ${ports}}\n`
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n'

function taken(text: string) {
  return readEdits(shop, [manifestFile('a.yaml', text)]).map(({ isWhole, edits, diagnostics }) => ({
    isWhole,
    ends: edits.map((it) => ('from' in it && it.from.kind === 'workload' ? it.from.id : it.kind)),
    problems: diagnostics.map(({ place, message }) => `${place?.document}:${place?.line}: ${message}`),
  }))
}

describe('readEdits', () => {
  it.each<[string, unknown, string]>([
    [service, [], 'a manifest holds none'],
    ['kind: Edits\napiVersion: photos.example.org/v1\n', [], 'the Edits of somebody else are none of ours'],
    ['', [], 'nothing is nothing'],
    [
      header + allow('shop/web', 'shop/api'),
      [{ isWhole: true, ends: ['shop/Deployment/web'], problems: [] }],
      'names get their kinds',
    ],
    [
      header + allow('shop/web', 'shop/api', 'http'),
      [
        {
          isWhole: true,
          ends: ['shop/Deployment/web'],
          problems: ['0:4: http/TCP is port 8080 on shop/StatefulSet/api.'],
        },
      ],
      'and ports their numbers',
    ],
    [
      `${service}---\n${header}${allow('shop/web', 'shop/api')}`,
      [{ isWhole: false, ends: ['shop/Deployment/web'], problems: [] }],
      'beside manifests, which are no mistake then',
    ],
    [
      header + allow('shop/mail', 'shop/api') + allow('shop/Pod/mail~a=b', 'shop/api'),
      [{ isWhole: true, ends: ['shop/Deployment/mail', 'shop/Pod/mail~a=b'], problems: [] }],
      'ends that nobody knows are kept',
    ],
    [
      header + allow('gone/*', 'shop/api'),
      [{ isWhole: true, ends: ['allow'], problems: [] }],
      'and so are namespaces',
    ],
    [
      header + allow('shop/web', 'shop/api', 'grpc') + allow('shop/web', 'shop/api'),
      [
        {
          isWhole: true,
          ends: ['shop/Deployment/web'],
          problems: ['0:4: shop/StatefulSet/api has no TCP port named "grpc": it has http/TCP.'],
        },
      ],
      'a name of a port that is not there says nothing',
    ],
    [
      header.replace('v1', 'v2') + allow('shop/web', 'shop/api'),
      [{ isWhole: true, ends: [], problems: ['0:1: Edits of the text "drawbridge/v2" are not known.'] }],
      'a later version is no manifest either',
    ],
    [
      `${header}- {kind: allow\n`,
      [{ isWhole: true, ends: [], problems: [expect.stringContaining('0:')] }],
      'what cannot be read is no manifest either, if it says what it is',
    ],
  ])('%j %j: %s', (text, expected) => {
    expect(taken(text)).toEqual(expected)
  })

  it('says how a name was understood', () => {
    const [brought] = readEdits(shop, [
      manifestFile('a.yaml', header + allow('shop/web-7d4f9-x2x', 'shop/api')),
    ])
    expect(brought?.diagnostics).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: 'shop/web-7d4f9-x2x is read as a pod of shop/Deployment/web.',
      }),
    ])
  })
})
