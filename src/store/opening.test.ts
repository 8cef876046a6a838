import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyWorkspace, type Workspace } from '../model/workspace'
import type { WorkerClient } from '../worker/protocol'
import { createAppStore } from './appStore'
import { openAddress, showSavedWork } from './opening'

const storage = vi.hoisted(() => ({ values: new Map<string, unknown>(), isRefused: false }))

vi.mock('idb-keyval', () => ({
  get: async (key: string) => {
    if (storage.isRefused) throw new Error('refused')
    return storage.values.get(key)
  },
  set: async (key: string, value: unknown) => {
    if (storage.isRefused) throw new Error('refused')
    storage.values.set(key, value)
  },
}))

const page = { origin: 'https://example.org', pathname: '/', search: '', hash: '' }

beforeEach(() => {
  storage.values.clear()
  storage.isRefused = false
  page.hash = ''
  vi.stubGlobal('location', page)
  vi.stubGlobal('history', {
    replaceState: () => {
      page.hash = ''
    },
  })
})

const example: Workspace = { ...emptyWorkspace, title: 'An example' }
const worker: WorkerClient = {
  call: async () => ({ kind: 'failed', message: 'no worker in this test' }),
  cancel: () => {},
  watch: () => {},
}
const open = (store: ReturnType<typeof createAppStore>) =>
  openAddress(store, worker, (id) => (id === 'one' ? example : undefined))

describe('opening an address', () => {
  it('puts own work aside and clears the address, which must not come back over later edits', async () => {
    const store = createAppStore()
    store.getState().addFiles([{ name: 'mine.yaml', text: 'kind: Pod' }])
    const mine = store.getState().workspace
    page.hash = '#example=one'
    await open(store)
    expect(store.getState().workspace).toBe(example)
    expect(store.getState().asides).toEqual([mine])
    expect(page.hash).toBe('')
  })

  it('keeps the address where the browser stores nothing: it is then the only copy', async () => {
    storage.isRefused = true
    const store = createAppStore()
    await showSavedWork(store)
    page.hash = '#example=one'
    await open(store)
    expect(store.getState().workspace).toBe(example)
    expect(store.getState().notice).toBeNull()
    expect(page.hash).toBe('#example=one')
  })

  it('says that work put aside is not stored where the browser stores nothing', async () => {
    storage.isRefused = true
    const store = createAppStore()
    store.getState().addFiles([{ name: 'mine.yaml', text: 'kind: Pod' }])
    page.hash = '#example=one'
    await open(store)
    expect(store.getState().notice?.tone).toBe('bad')
  })

  it('forgets no undo step, also when everything was removed before', async () => {
    const store = createAppStore()
    await showSavedWork(store)
    store.getState().addFiles([{ name: 'mine.yaml', text: 'kind: Pod' }])
    storage.values.set('drawbridge/workspace/1', emptyWorkspace)
    const [file] = store.getState().workspace.files
    if (file) store.getState().removeFile(file.id)
    page.hash = '#example=one'
    await open(store)
    store.temporal.getState().undo(2)
    expect(store.getState().workspace.files).toEqual([file])
  })

  it('changes nothing for a link that cannot be read', async () => {
    const store = createAppStore()
    store.getState().addFiles([{ name: 'mine.yaml', text: 'kind: Pod' }])
    const mine = store.getState().workspace
    page.hash = '#v1.!'
    await open(store)
    expect(store.getState().workspace).toBe(mine)
    expect(store.getState().notice).toMatchObject({ tone: 'bad', detail: '#v1.!' })
  })
})
