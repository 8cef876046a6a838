import { describe, expect, it } from 'vitest'
import { type EndpointId, fileId, workloadId } from '../model/ids'
import { createAppStore } from './appStore'

const file = fileId('f1')

function storeWithFile() {
  let time = 0
  const store = createAppStore(() => time)
  store.getState().addFiles([{ name: 'a.yaml', text: '' }])
  return {
    store,
    wait: (ms: number) => {
      time += ms
    },
    text: () => store.getState().workspace.files[0]?.text,
    undo: () => store.temporal.getState().undo(),
    redo: () => store.temporal.getState().redo(),
  }
}

describe('the history of the workspace', () => {
  it('takes typing without a pause as one step', () => {
    const { store, wait, text, undo, redo } = storeWithFile()
    store.getState().editText(file, 'k')
    wait(100)
    store.getState().editText(file, 'ki')
    wait(5000)
    store.getState().editText(file, 'kin')
    undo()
    expect(text()).toBe('ki')
    undo()
    expect(text()).toBe('')
    redo()
    expect(text()).toBe('ki')
  })

  it('starts a step of its own when typing follows an undo at once', () => {
    const { store, text, undo, redo } = storeWithFile()
    store.getState().editText(file, 'a')
    undo()
    store.getState().editText(file, 'b')
    redo()
    expect(text()).toBe('b')
    undo()
    expect(text()).toBe('')
  })

  it('holds text and edits in one order', () => {
    const { store, wait, undo } = storeWithFile()
    store.getState().editText(file, 'x')
    store.getState().addEdit({
      kind: 'isolate',
      end: { kind: 'allPods' },
      directions: ['ingress'],
      dns: 'none',
    })
    wait(10)
    store.getState().editText(file, 'xy')
    undo()
    expect(store.getState().workspace).toMatchObject({
      files: [{ text: 'x' }],
      edits: [{ id: 'e1' }],
    })
    undo()
    expect(store.getState().workspace).toMatchObject({
      files: [{ text: 'x' }],
      edits: [],
    })
  })

  it('takes edits that were drawn at once as one step, and each turn of a switch as one', () => {
    const { store, undo } = storeWithFile()
    const lock = (name: string) =>
      ({ kind: 'isolate', end: { kind: 'namespace', name }, directions: ['ingress'], dns: 'none' }) as const
    const edits = () => store.getState().workspace.edits.map(({ id, off }) => `${id}${off ? ' off' : ''}`)
    store.getState().addEdits([lock('a'), lock('b')])
    const [first] = store.getState().workspace.edits
    if (!first) throw new Error('an edit')
    store.getState().switchEdit(first.id, false)
    expect(edits()).toEqual(['e1 off', 'e2'])
    store.getState().switchEdit(first.id, true)
    expect(store.getState().workspace.edits[0]).toEqual(first)
    undo()
    expect(edits()).toEqual(['e1 off', 'e2'])
    undo()
    undo()
    expect(edits()).toEqual([])
  })

  it('takes the side of a block as one step, and nothing else of an edit', () => {
    const { store, undo } = storeWithFile()
    const connections = { TCP: [{ first: 1, last: 1 }], UDP: [], SCTP: [] }
    const flow = { from: { kind: 'allPods' }, to: { kind: 'outside' }, connections } as const
    store.getState().addEdits([
      { kind: 'block', ...flow },
      { kind: 'allow', ...flow },
    ])
    const [block, allow] = store.getState().workspace.edits
    if (!block || !allow) throw new Error('two edits')
    const edits = () => store.getState().workspace.edits
    store.getState().cutBlock(block.id, 'egress')
    expect(edits()).toEqual([{ ...block, cut: 'egress' }, allow])
    store.getState().cutBlock(allow.id, 'egress')
    expect(edits()[1]).toEqual(allow)
    store.getState().cutBlock(block.id, null)
    expect(edits()).toEqual([block, allow])
    undo()
    undo()
    undo()
    expect(edits()).toEqual([block, allow])
  })

  it('keeps the edits that are switched off when the others are applied', () => {
    const { store } = storeWithFile()
    const lock = (name: string) =>
      ({ kind: 'isolate', end: { kind: 'namespace', name }, directions: ['ingress'], dns: 'none' }) as const
    store.getState().addEdits([lock('a'), lock('b')])
    const [first] = store.getState().workspace.edits
    if (!first) throw new Error('an edit')
    store.getState().switchEdit(first.id, false)
    store.getState().receiveApplied([])
    expect(store.getState().workspace.edits).toEqual([{ ...first, off: true }])
  })

  it('does not count selecting as a step', () => {
    const { store, undo } = storeWithFile()
    store.getState().select({ kind: 'namespace', name: 'a' })
    undo()
    expect(store.getState().workspace.files).toEqual([])
    expect(store.getState().selection).toEqual({
      kind: 'namespace',
      name: 'a',
    })
  })

  it('brings the former work back after an example was opened', () => {
    const { store, text, undo } = storeWithFile()
    store.getState().editText(file, 'mine')
    store.getState().openWorkspace({
      ...store.getState().workspace,
      title: 'Example',
      files: [],
    })
    undo()
    expect(text()).toBe('mine')
  })
})

describe('addFiles', () => {
  it('keeps what is there, numbers new files after the largest, and takes the same file once', () => {
    const store = createAppStore()
    const { addFiles, removeFile } = store.getState()
    addFiles([
      { name: 'a.yaml', text: '1' },
      { name: 'b.yaml', text: '2' },
    ])
    removeFile(fileId('f1'))
    addFiles([
      { name: 'b.yaml', text: '2' },
      { name: 'b.yaml', text: '3' },
    ])
    expect(store.getState().workspace.files).toEqual([
      { id: 'f2', name: 'b.yaml', text: '2' },
      { id: 'f3', name: 'b.yaml', text: '3' },
    ])
  })
})

describe('selecting several', () => {
  const ids = ['a', 'b', 'c'].map((name) => workloadId('shop', 'Deployment', name))

  it('takes cards in and out, in the order of the clicks, and one alone is selected as ever', () => {
    const store = createAppStore()
    const [a, b, c] = ids
    if (!a || !b || !c) throw new Error('three ids')
    const afterClicks = (...clicks: readonly EndpointId[]) => {
      store.getState().select({ kind: 'none' })
      for (const id of clicks) store.getState().toggleSelected(id)
      return store.getState().selection
    }
    expect(afterClicks(a)).toEqual({ kind: 'endpoint', id: a })
    expect(afterClicks(c, a)).toEqual({ kind: 'several', ids: [c, a] })
    expect(afterClicks(a, b, a)).toEqual({ kind: 'endpoint', id: b })
    expect(afterClicks(a, a)).toEqual({ kind: 'none' })
  })

  it('begins with a card that was selected alone, and not with anything else', () => {
    const store = createAppStore()
    const [a, b] = ids
    if (!a || !b) throw new Error('two ids')
    store.getState().select({ kind: 'endpoint', id: a })
    store.getState().toggleSelected(b)
    expect(store.getState().selection).toEqual({ kind: 'several', ids: [a, b] })
    store.getState().select({ kind: 'namespace', name: 'shop' })
    store.getState().toggleSelected(b)
    expect(store.getState().selection).toEqual({ kind: 'endpoint', id: b })
  })
})
