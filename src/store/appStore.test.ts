import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
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
