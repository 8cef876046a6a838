import { yaml } from '@codemirror/lang-yaml'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { foldedWords } from './documentFolds'
import { documentFrom, documentsIn } from './documents'

const text = `# words
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
# more words
---
kind: NetworkPolicy
metadata:
  name: "all"
spec:
  podSelector: {}

---
{"kind": "Pod"}
---
# nothing
`
const state = EditorState.create({ doc: text, extensions: [yaml()] })

describe('the documents of a text', () => {
  it('are its block mappings, by what they are, from their first line to their last', () => {
    const found = documentsIn(state).map(({ from, to, ...it }) => ({ ...it, text: text.slice(from, to) }))
    expect(found).toEqual([
      { kind: 'Pod', name: 'shop/web', lines: 3, text: expect.stringMatching(/^apiVersion.*shop\}$/s) },
      { kind: 'NetworkPolicy', name: 'all', lines: 5, text: expect.stringMatching(/^kind.*\{\}$/s) },
    ])
  })

  it('fold from their first line alone', () => {
    const starts = [...text.matchAll(/^/gm)].filter(({ index }) => documentFrom(state, index) !== null)
    expect(starts.map(({ index }) => state.doc.lineAt(index).number)).toEqual([2, 7])
  })

  it('fold to a line that says what they are; other parts to how much there is', () => {
    const [pod] = documentsIn(state)
    expect(pod && foldedWords(state, pod)).toBe('Pod shop/web … 3 lines')
    const from = text.indexOf('metadata:\n') + 'metadata:'.length
    expect(foldedWords(state, { from, to: text.indexOf('\nspec:') })).toBe('… 1 line')
  })
})
