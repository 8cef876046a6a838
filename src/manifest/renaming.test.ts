import { describe, expect, it } from 'vitest'
import { baselineId, type PolicyChange } from '../model/edit'
import { policyId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { applyChanges } from './applyChanges'
import { read } from './read'

const web = `# Who calls web.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  namespace: shop  # the shop
  name: web        # its name
spec:
  podSelector: {matchLabels: {app: web}}
  # From anybody.
  ingress:
  - {}
`
const other = web.replaceAll('web', 'api')

interface Row {
  readonly why: string
  readonly text: string
  readonly to: string
  readonly becomes: string
}

const rows: readonly Row[] = [
  {
    why: 'the name is changed where it stands, and every comment stays',
    text: `${web}---\n${other}`,
    to: 'front',
    becomes: `${web.replace('name: web ', 'name: front ')}---\n${other}`,
  },
  {
    why: 'a flow mapping stays one',
    text: web.replace(/metadata:[\s\S]*?spec/, 'metadata: {name: web, namespace: shop}\nspec'),
    to: 'front',
    becomes: web.replace(/metadata:[\s\S]*?spec/, 'metadata: {name: front, namespace: shop}\nspec'),
  },
  {
    why: 'a name that YAML would take for a number is quoted',
    text: web,
    to: '8080',
    becomes: web.replace('name: web ', 'name: "8080" '),
  },
  {
    why: 'JSON stays JSON',
    text: '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name": "web","namespace":"shop"},"spec":{"podSelector":{}}}',
    to: 'front',
    becomes:
      '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name": "front","namespace":"shop"},"spec":{"podSelector":{}}}',
  },
  {
    why: 'an earlier document of the former name would come back to life',
    text: `${web.replace('- {}', '- {ports: [{port: 1}]}')}---\n${web}`,
    to: 'front',
    becomes: web.replace('name: web ', 'name: front '),
  },
]

const pasted = (text: string) => [manifestFile('all.yaml', text)]
const policiesOf = (text: string) => read(pasted(text), defaultOptions).cluster.policies

describe('renaming a policy in its text', () => {
  for (const { why, text, to, becomes } of rows)
    it(why, () => {
      const policies = policiesOf(text)
      const was = policies.find(({ name }) => name === 'web')
      if (was === undefined) throw new Error('no policy web')
      const policy = { ...was, id: policyId('shop', to), name: to }
      const change: PolicyChange = { kind: 'replace', policy, renamedFrom: was.id, edits: [] }
      expect(baselineId(change)).toBe(was.id)
      const [file] = applyChanges(pasted(text), policies, [change])
      expect(file?.text.replace(/^---\n/, '')).toBe(becomes)
      expect(policiesOf(file?.text ?? '').map(({ name }) => name)).toContain(to)
    })

  it('gives two policies each other’s name', () => {
    const text = `${web}---\n${other}`
    const [api, was] = policiesOf(text)
    if (api === undefined || was === undefined) throw new Error('not two policies')
    const changes: readonly PolicyChange[] = [
      { kind: 'replace', policy: { ...was, id: api.id, name: 'api' }, renamedFrom: was.id, edits: [] },
      { kind: 'replace', policy: { ...api, id: was.id, name: 'web' }, renamedFrom: api.id, edits: [] },
    ]
    const [file] = applyChanges(pasted(text), [api, was], changes)
    expect(file?.text).toBe(
      `${web.replace('name: web ', 'name: api ')}---\n${other.replace('name: api ', 'name: web ')}`,
    )
  })
})
