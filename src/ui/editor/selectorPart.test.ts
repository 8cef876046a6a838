import { yaml } from '@codemirror/lang-yaml'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { selectorPartAt } from './selectorPart'

const text = `# first
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector:
    matchLabels: {app: web}
  ingress:
  - ports: [{port: 80}]
  - from:
    - podSelector: {matchLabels: {app: db}}
      namespaceSelector:
        matchLabels: {team: a}
    - ipBlock: {cidr: 10.0.0.0/8}
---
kind: Pod
metadata: {name: x}
`

function at(words: string) {
  return selectorPartAt(EditorState.create({ doc: text, extensions: [yaml()] }), text.indexOf(words) + 1)
}

describe('the part of a policy at a place', () => {
  it.each([
    ['app: web', { kind: 'subject' }, /^podSelector:\n.*web\}$/s],
    ['metadata: {name: p', { kind: 'subject' }, /^apiVersion.*8\}$/s],
    ['port: 80', { kind: 'rule', direction: 'ingress', rule: 0 }, /^ports: \[\{port: 80\}\]$/],
    ['app: db', { kind: 'podSelector', direction: 'ingress', rule: 1, peer: 0 }, /^podSelector: \{.*db\}\}$/],
    [
      'team: a',
      { kind: 'namespaceSelector', direction: 'ingress', rule: 1, peer: 0 },
      /^namespaceSelector:.*a\}$/s,
    ],
    ['10.0', { kind: 'peer', direction: 'ingress', rule: 1, peer: 1 }, /^ipBlock: \{cidr: 10.0.0.0\/8\}$/],
  ])('%j belongs to %j', (words, part, span) => {
    const found = at(words)
    expect(found?.part).toEqual(part)
    expect(found && text.slice(found.from, found.to).trim()).toMatch(span)
  })

  it('is none in another kind', () => {
    expect(at('kind: Pod')).toBe(null)
  })
})
