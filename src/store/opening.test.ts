import { beforeEach, describe, expect, it, vi } from 'vitest'
import { workloadId } from '../model/ids'
import { type Look, noFilters, plainLook } from '../model/look'
import { emptyWorkspace, type Workspace } from '../model/workspace'
import { encodeLink } from '../share/link'
import type { WorkerClient } from '../worker/protocol'
import { createAppStore } from './appStore'
import { openAddress, showSavedWork, takeOver } from './opening'
import { selectLook } from './screenSlice'
import { readLink, selectHasLook, shareLink } from './sharing'

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

describe('how a scenario is looked at', () => {
  const filtered: Look = {
    ...plainLook,
    mode: 'matrix',
    filters: { ...noFilters, namespaces: ['shop'] },
    selection: { kind: 'endpoint', id: workloadId('shop', 'Pod', 'web') },
  }
  const answering: WorkerClient = {
    ...worker,
    call: (async (method: string) => ({
      kind: 'done',
      result: method === 'minimise' ? { files: [], leftOut: 0 } : { files: [] },
    })) as unknown as WorkerClient['call'],
  }

  let files = 0
  /** The file gets another id each time. */
  const restoring = (async () => ({
    kind: 'done',
    result: { files: [{ id: `f${files++}`, name: 'a.yaml', text: 'kind: Pod' }] },
  })) as unknown as WorkerClient['call']

  it('comes with a link', async () => {
    const store = createAppStore()
    page.hash = await encodeLink({ ...emptyWorkspace, files: [], title: 'Shared' }, filtered)
    await openAddress(store, answering, () => undefined)
    expect(store.getState().workspace.title).toBe('Shared')
    expect(selectLook(store.getState())).toEqual(filtered)
  })

  it('changes alone where the link is to another place in the same scenario', async () => {
    const store = createAppStore()
    const scenario = { ...emptyWorkspace, files: [], title: 'Shared' }
    for (const look of [filtered, plainLook]) {
      page.hash = await encodeLink(scenario, look)
      await openAddress(store, { ...answering, call: restoring }, () => undefined)
      expect(selectLook(store.getState())).toEqual(look)
    }
    expect(store.getState().asides).toEqual([])
    expect(page.hash).toBe('')
    page.hash = await encodeLink({ ...scenario, title: 'Another' }, filtered)
    await openAddress(store, { ...answering, call: restoring }, () => undefined)
    expect(store.getState().asides).toHaveLength(1)
  })

  it('is not that of the work before', async () => {
    const store = createAppStore()
    store.getState().lookAs(filtered)
    await takeOver(store, example)
    expect(selectLook(store.getState())).toEqual(plainLook)
  })

  it.each([true, false])('is in a link that is made only where it is wanted: %j', async (isWanted) => {
    const store = createAppStore()
    expect(selectHasLook(store.getState())).toBe(false)
    store.getState().lookAs(filtered)
    expect(selectHasLook(store.getState())).toBe(true)
    const made = await shareLink(store, answering, isWanted)
    const link = made.kind === 'done' ? new URL(made.url).hash : ''
    expect(await readLink(link, answering)).toMatchObject({ look: isWanted ? filtered : plainLook })
  })
})
