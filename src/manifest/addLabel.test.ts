import { describe, expect, it } from 'vitest'
import type { ManifestFile } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { addLabel, labelPlaces } from './addLabel'
import { read } from './read'

const label = { key: 'app.kubernetes.io/component', value: 'api' }

interface Row {
  readonly why: string
  readonly text: string
  /** What the line behind `+` is put below; null where the text cannot be amended. */
  readonly expected: string | null
  /** `line:column` of the places. */
  readonly places: string
  readonly name?: string
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n'

const rows: readonly Row[] = [
  {
    why: 'one line below the other labels, with all comments, at their indentation',
    text: `# api\n${head}spec:\n    selector:\n        matchLabels:\n            app: shop # identifies\n    template:\n        metadata:\n            # of the pods\n            labels:\n                app: shop # the shop\n                # no more\n        spec: {containers: []}\n`,
    expected: `# api\n${head}spec:\n    selector:\n        matchLabels:\n            app: shop # identifies\n    template:\n        metadata:\n            # of the pods\n            labels:\n                app: shop # the shop\n                app.kubernetes.io/component: api\n                # no more\n        spec: {containers: []}\n`,
    places: '12:13',
  },
  {
    why: 'flow mappings stay flow',
    text: `${head}spec: {selector: {matchLabels: { app: shop }}, template: {metadata: {labels: { app: shop }}}}\n`,
    expected: `${head}spec: {selector: {matchLabels: { app: shop }}, template: {metadata: {labels: { app: shop, app.kubernetes.io/component: api }}}}\n`,
    places: '4:70',
  },
  {
    why: 'labels that are not there yet come with their key',
    text: `${head}spec:\n  template:\n    metadata:\n      annotations: {a: b}\n    spec: {}\n`,
    expected: `${head}spec:\n  template:\n    metadata:\n      annotations: {a: b}\n      labels:\n        app.kubernetes.io/component: api\n    spec: {}\n`,
    places: '6:5',
  },
  {
    why: 'and with the metadata where a template has none',
    text: `${head}spec:\n  template:\n    spec: {}\n`,
    expected: `${head}spec:\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/component: api\n    spec: {}\n`,
    places: '5:3',
  },
  {
    why: 'an empty mapping is filled',
    text: `${head}spec: {template: {metadata: {labels: {}}}}\n`,
    expected: `${head}spec: {template: {metadata: {labels: {app.kubernetes.io/component: api}}}}\n`,
    places: '4:30',
  },
  {
    why: 'a key without a value gets one',
    text: `${head}spec:\n  template:\n    metadata:\n      labels: # none yet\n    spec: {}\n`,
    expected: `${head}spec:\n  template:\n    metadata:\n      labels: # none yet\n        app.kubernetes.io/component: api\n    spec: {}\n`,
    places: '7:7',
  },
  {
    why: 'lines that end with CRLF still do',
    text: `${head}spec:\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec: {}\n`.replaceAll(
      '\n',
      '\r\n',
    ),
    expected:
      `${head}spec:\n  template:\n    metadata:\n      labels:\n        app: shop\n        app.kubernetes.io/component: api\n    spec: {}\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    places: '7:7',
  },
  {
    why: 'a text without a last line end stays without one',
    text: `${head}spec:\n  template:\n    metadata:\n      labels:\n        app: shop`,
    expected: `${head}spec:\n  template:\n    metadata:\n      labels:\n        app: shop\n        app.kubernetes.io/component: api`,
    places: '7:7',
  },
  {
    why: 'JSON stays JSON',
    text: '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment",\n  "metadata": {"name": "api"},\n  "spec": {\n    "template": {\n      "metadata": {\n        "labels": {\n          "app": "shop"\n        }\n      }\n    }\n  }\n}\n',
    expected:
      '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment",\n  "metadata": {"name": "api"},\n  "spec": {\n    "template": {\n      "metadata": {\n        "labels": {\n          "app": "shop",\n          "app.kubernetes.io/component": "api"\n        }\n      }\n    }\n  }\n}\n',
    places: '8:9',
  },
  {
    why: 'a bare pod has its labels itself',
    text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels:\n    app: shop\nspec: {}\n',
    expected:
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels:\n    app: shop\n    app.kubernetes.io/component: api\nspec: {}\n',
    places: '5:3',
  },
  {
    why: 'a CronJob has its pods’ labels three templates deep, and labels above that say nothing',
    text: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: api, labels: {a: b}}\nspec:\n  jobTemplate:\n    metadata: {labels: {a: b}}\n    spec:\n      template:\n        metadata: {labels: {app: shop}}\n',
    expected:
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: api, labels: {a: b}}\nspec:\n  jobTemplate:\n    metadata: {labels: {a: b}}\n    spec:\n      template:\n        metadata: {labels: {app: shop, app.kubernetes.io/component: api}}\n',
    places: '9:20',
  },
  {
    why: 'in a List only the one item changes, and all others keep their bytes',
    text: 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name:   other,   labels: {app: shop}}\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: api\n    labels: {app: shop}\n',
    expected:
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name:   other,   labels: {app: shop}}\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: api\n    labels: {app: shop, app.kubernetes.io/component: api}\n',
    places: '11:5',
  },
  {
    why: 'pods that are listed get it with their owner, the owner first',
    text: `${head}spec:\n  template: {metadata: {labels: {app: shop}}}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: api-1\n  ownerReferences: [{kind: Deployment, name: api, controller: true}]\n  labels: {app: shop}\n`,
    expected: `${head}spec:\n  template: {metadata: {labels: {app: shop, app.kubernetes.io/component: api}}}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: api-1\n  ownerReferences: [{kind: Deployment, name: api, controller: true}]\n  labels: {app: shop, app.kubernetes.io/component: api}\n`,
    places: '5:25 12:3',
  },
  {
    why: 'of two with one name the later counts',
    text: `${head}spec: {template: {metadata: {labels: {app: a}}}}\n---\n${head}spec: {template: {metadata: {labels: {app: b}}}}\n`,
    expected: `${head}spec: {template: {metadata: {labels: {app: a}}}}\n---\n${head}spec: {template: {metadata: {labels: {app: b, app.kubernetes.io/component: api}}}}\n`,
    places: '9:30',
  },
  {
    why: 'an alias for the owner’s selector is written out: the selector of a Deployment cannot change',
    text: `${head}spec:\n  selector:\n    matchLabels: &own\n      app: shop\n  template:\n    metadata:\n      labels: *own\n`,
    expected: `${head}spec:\n  selector:\n    matchLabels: &own\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n        app.kubernetes.io/component: api\n`,
    places: '10:7',
  },
  {
    why: 'a merge key stays, the label comes beside it',
    text: `${head}spec:\n  selector:\n    matchLabels: &own\n      app: shop\n  template:\n    metadata:\n      labels:\n        <<: *own\n        tier: one\n`,
    expected: `${head}spec:\n  selector:\n    matchLabels: &own\n      app: shop\n  template:\n    metadata:\n      labels:\n        <<: *own\n        tier: one\n        app.kubernetes.io/component: api\n`,
    places: '10:7',
  },
  {
    why: 'where the selector is an alias for the labels, they cannot change without it',
    text: `${head}spec:\n  template:\n    metadata:\n      labels: &own\n        app: shop\n  selector:\n    matchLabels: *own\n`,
    expected: null,
    places: '7:7',
  },
  {
    why: 'a ReplicationController without a selector selects by its labels',
    text: 'apiVersion: v1\nkind: ReplicationController\nmetadata: {name: api}\nspec: {template: {metadata: {labels: {app: shop}}}}\n',
    expected:
      'apiVersion: v1\nkind: ReplicationController\nmetadata: {name: api}\nspec: {template: {metadata: {labels: {app: shop, app.kubernetes.io/component: api}}}}\n',
    places: '4:30',
  },
]

function workloadOf(files: readonly ManifestFile[]) {
  const { workloads } = read(files, defaultOptions).cluster
  const found = workloads.find(({ name }) => name === 'api')
  if (found === undefined) throw new Error('the manifests have the workload')
  return found
}

describe('addLabel', () => {
  it.each(rows)('$why', ({ text, expected, places }) => {
    const files = [manifestFile('a.yaml', text), manifestFile('b.yaml', '# nothing\n')]
    const workload = workloadOf(files)
    expect(addLabel(files, defaultOptions, workload, label)?.[0]?.text ?? null).toBe(expected)
    const found = labelPlaces(files, defaultOptions, workload)
    expect(found.map(({ line, column }) => `${line}:${column}`).join(' ')).toBe(places)
    const lines = text.split(/\r?\n/)
    for (const { line, column, from } of found) {
      expect(text.slice(from).split(/\r?\n/)[0]).toBe(lines[line - 1]?.slice(column - 1))
    }
  })

  it('leaves a snapshot alone: it is no text that anybody edits', () => {
    const file = {
      ...manifestFile('dump.yaml', `${head}spec: {template: {metadata: {labels: {app: shop}}}}\n`),
      snapshot: { bytes: 5_000_000 },
    }
    expect(addLabel([file], defaultOptions, workloadOf([file]), label)).toBe(null)
    expect(labelPlaces([file], defaultOptions, workloadOf([file]))).toEqual([])
  })

  it('keeps every other file', () => {
    const files = [
      manifestFile('a.yaml', `${head}spec: {template: {}}\n`),
      manifestFile('b.yaml', head.replace('api}', 'b}')),
    ]
    expect(addLabel(files, defaultOptions, workloadOf(files), label)?.[1]).toBe(files[1])
  })
})
