import { describe, expect, it } from 'vitest'
import { applyChanges } from '../manifest/applyChanges'
import { read } from '../manifest/read'
import type { PolicyChange } from '../model/edit'
import { fileId, policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ManifestFile } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { changeTexts } from './changeTexts'
import { policyYaml } from './policyYaml'

const policyText = (name: string, comment = '') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}${comment}
spec:
  podSelector: {}
  ingress:
  - {}
`
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop}\n'
const indented = (text: string) => text.replace(/^/gm, '  ').replace(/^ {2}/, '- ').replace(/ +$/, '')
const files: readonly ManifestFile[] = [
  {
    id: fileId('f1'),
    name: 'all.yaml',
    text: `${pod}---\n${policyText('web', '  # mine')}---\n${policyText('old')}`,
  },
  {
    id: fileId('f2'),
    name: 'list.yaml',
    text: `apiVersion: v1\nkind: List\nitems:\n${indented(policyText('listed'))}`,
  },
]
const policies = read(files, defaultOptions).cluster.policies
const policy = (name: string): NetworkPolicy => {
  const found = policies.find((it) => it.name === name)
  if (found === undefined) throw new Error(`no policy ${name} in the test's text`)
  return found
}
const closed = (name: string): PolicyChange => ({
  kind: 'replace',
  edits: [],
  policy: { ...policy(name), ingress: [] },
})
const created: PolicyChange = {
  kind: 'create',
  edits: [],
  policy: { ...policy('web'), id: policyId('shop', 'new'), name: 'new', ingress: [], place: null },
}
const deleted: PolicyChange = { kind: 'delete', edits: [], id: policyId('shop', 'old') }

/** `+added`, `-removed` and ` same` lines. */
const shown = (change: PolicyChange) => {
  const [text] = changeTexts(files, policies, [change])
  return text?.lines
    .map(({ kind, text: line }) => ({ added: '+', removed: '-', same: ' ' })[kind] + line)
    .join('\n')
}

const newPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: new
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
  - Ingress
`
const marked = (mark: string, text: string) => text.trimEnd().replace(/^/gm, mark)

describe('changeTexts', () => {
  it('shows of a replaced policy the lines that differ among those that stay', () => {
    const stays = marked(' ', policyText('web', '  # mine').split('  ingress')[0] ?? '')
    expect(shown(closed('web'))).toBe(`${stays}\n-  ingress:\n-  - {}\n+  ingress: []`)
  })

  it('shows a policy of a List by itself', () => {
    const stays = marked(' ', policyText('listed').split('  ingress')[0] ?? '')
    expect(shown(closed('listed'))).toBe(`${stays}\n-  ingress:\n-  - {}\n+  ingress: []`)
  })

  it('shows a created policy as added and a deleted one as removed', () => {
    expect(shown(created)).toBe(marked('+', newPolicy))
    expect(shown(deleted)).toBe(marked('-', policyText('old')))
  })

  it('names the file that the policy stands in, or that Apply will make', () => {
    const named = changeTexts(files, policies, [closed('listed'), deleted, created])
    expect(named.map(({ kind, policy: id, file }) => [kind, id, file])).toEqual([
      ['replace', 'shop/listed', 'list.yaml'],
      ['delete', 'shop/old', 'all.yaml'],
      ['create', 'shop/new', 'policies.yaml'],
    ])
    expect(applyChanges(files, policies, [created]).at(-1)?.name).toBe('policies.yaml')
  })

  it('gives the whole policy after the change, which is what Apply writes', () => {
    const [text] = changeTexts(files, policies, [closed('web')])
    expect(text?.after).toBe(policyText('web', '  # mine').replace('ingress:\n  - {}', 'ingress: []'))
    expect(applyChanges(files, policies, [closed('web')])[0]?.text).toContain(`---\n${text?.after}---\n`)
    expect(changeTexts(files, policies, [deleted])[0]?.after).toBe('')
  })
})

describe('policyYaml', () => {
  it('gives the changed and created policies whole, and the commands for what goes', () => {
    expect(policyYaml(files, policies, [closed('web'), created, deleted], 'changes')).toBe(
      `# kubectl delete networkpolicy old -n shop\n${policyText('web', '  # mine').replace('ingress:\n  - {}', 'ingress: []')}---\n${newPolicy}`,
    )
  })

  it('gives all policies of the draft as they stand, in the order of the files', () => {
    expect(policyYaml(files, policies, [closed('listed'), created, deleted], 'allPolicies')).toBe(
      [
        policyText('web', '  # mine'),
        policyText('listed').replace('ingress:\n  - {}', 'ingress: []'),
        newPolicy,
      ].join('---\n'),
    )
  })

  it('gives text that reads as the draft', () => {
    const text = policyYaml(files, policies, [closed('web'), created, deleted], 'allPolicies')
    const again = read([{ id: fileId('f9'), name: 'x', text }], defaultOptions).cluster.policies
    expect(again.map(({ name, ingress }) => [name, ingress.length])).toEqual([
      ['listed', 1],
      ['new', 0],
      ['web', 0],
    ])
  })

  it('is empty when nothing changed', () => {
    expect(policyYaml(files, policies, [], 'changes')).toBe('')
  })

  it('writes an item of a List that is an alias out', () => {
    const text = `apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: a}
  spec: &s {podSelector: {}}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: b}
  spec: *s
`
    const file = { id: fileId('f1'), name: 'x', text }
    const { policies: both } = read([file], defaultOptions).cluster
    const all = policyYaml([file], both, [], 'allPolicies')
    expect(read([{ ...file, text: all }], defaultOptions).cluster.policies.map(({ name }) => name)).toEqual([
      'a',
      'b',
    ])
  })
})
