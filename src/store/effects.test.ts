import { expect, it } from 'vitest'
import type { EditEffect } from '../model/summary'
import type { Analysis, Outcome, WorkerClient } from '../worker/protocol'
import { createAppStore } from './appStore'
import { scenarioOf } from './connect'
import { askEffects, selectEffect, selectOwnLines } from './effects'

const analysis = { outcomes: [] } as unknown as Analysis

/** A store with two edits whose picture has come; the first is switched off when asked for. */
function storeWithEdits(isFirstOff = false) {
  const store = createAppStore()
  const lock = (name: string) =>
    ({ kind: 'isolate', end: { kind: 'namespace', name }, directions: ['ingress'], dns: 'none' }) as const
  store.getState().addEdits([lock('a'), lock('b')])
  const [first] = store.getState().workspace.edits
  if (isFirstOff && first) store.getState().switchEdit(first.id, false)
  store.getState().receiveAnalysis(scenarioOf(store.getState()), analysis)
  return store
}

function effect(edit: EditEffect['edit']): EditEffect {
  return { edit, added: 1, removed: 0, flows: [], policies: 1, rules: 1, peers: 0, lines: [] }
}

/** A worker that answers at once, and notes what it was asked. `meanwhile` happens before each answer. */
function workerOf(asked: string[], meanwhile: () => void = () => {}): WorkerClient {
  return {
    call: async (method, params) => {
      const { edit } = params as { edit: EditEffect['edit'] }
      asked.push(`${method} ${edit}`)
      meanwhile()
      return { kind: 'done', result: effect(edit) } as unknown as Outcome<typeof method>
    },
    cancel: () => {},
    watch: () => {},
  }
}

it('asks for each edit once, while the list of edits is open', async () => {
  const store = storeWithEdits()
  const asked: string[] = []
  await askEffects(store, workerOf(asked))
  expect(asked).toEqual([])
  store.getState().chooseLeftTab('edits')
  await askEffects(store, workerOf(asked))
  await askEffects(store, workerOf(asked))
  expect(asked).toEqual(['effect e1', 'effect e2'])
})

it('asks for nothing that is switched off', async () => {
  const store = storeWithEdits(true)
  store.getState().chooseLeftTab('edits')
  const asked: string[] = []
  await askEffects(store, workerOf(asked))
  expect(asked).toEqual(['effect e2'])
})

it('stops when the edits are others, and keeps what is known of those that stay without their lines', async () => {
  const store = storeWithEdits()
  store.getState().chooseLeftTab('edits')
  const [first, second] = store.getState().workspace.edits
  if (!first || !second) throw new Error('two edits')
  const asked: string[] = []
  await askEffects(
    store,
    workerOf(asked, () => store.getState().removeEdit(second.id)),
  )
  expect(asked).toEqual(['effect e1'])
  expect(selectOwnLines(store.getState(), first.id)).toEqual([])
  store.getState().receiveAnalysis(scenarioOf(store.getState()), analysis)
  expect(selectEffect(store.getState(), first)).toMatchObject({ edit: 'e1' })
  expect(selectOwnLines(store.getState(), first.id)).toBe(null)
})

it('does not take what an edit of the same id did in another workspace for its own', async () => {
  const store = storeWithEdits()
  store.getState().chooseLeftTab('edits')
  await askEffects(store, workerOf([]))
  const [other] = storeWithEdits().getState().workspace.edits
  if (!other) throw new Error('an edit')
  expect(selectEffect(store.getState(), other)).toBe(null)
})
