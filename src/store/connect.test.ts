import { describe, expect, it } from 'vitest'
import { workloadId } from '../model/ids'
import type { Analysis, Derivation, Methods, Outcome, Scenario, WorkerClient } from '../worker/protocol'
import { selectIsStale, selectIsStopped } from './analysisSlice'
import { createAppStore } from './appStore'
import { connectWorker } from './connect'
import { selectChain } from './pathSlice'

interface Asked {
  readonly method: keyof Methods
  readonly scenario: Scenario
  readonly answer: (outcome: Outcome<keyof Methods>) => Promise<void>
}

/** A store with a worker that answers when it is told to; `text` is that of the only file. */
function connected() {
  const store = createAppStore()
  const asked: Asked[] = []
  const call: WorkerClient['call'] = (method, params) =>
    new Promise((resolve) => {
      const answer = async (outcome: Outcome<keyof Methods>) => {
        resolve(outcome as Parameters<typeof resolve>[0])
        // The store hears of it a few turns later.
        for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      }
      asked.push({ method, scenario: (params as { scenario: Scenario }).scenario, answer })
    })
  connectWorker(store, { call, cancel: () => {}, watch: () => {} })
  const state = store.getState
  return {
    state,
    asked,
    newest: (method: keyof Methods) => asked.filter((it) => it.method === method).at(-1),
    type: (text: string) => {
      const file = state().workspace.files[0]
      if (file) state().editText(file.id, text)
      else state().addFiles([{ name: 'a.yaml', text }])
    },
  }
}

const textOf = (scenario: Scenario | undefined) => scenario?.files.map(({ text }) => text).join()
const picture = { endpoints: [], diagnostics: [] } as unknown as Analysis
const done = { kind: 'done', result: picture } as const
const cancelled = { kind: 'cancelled' } as const

/** The text `small` is evaluated and drawn; the evaluation of `huge` was stopped. */
async function stoppedAtHuge() {
  const app = connected()
  app.type('small')
  await app.newest('analyse')?.answer(done)
  app.type('huge')
  await app.newest('analyse')?.answer(cancelled)
  return app
}

describe('an evaluation that was stopped', () => {
  it('keeps the text as it is and the last good picture, and asks nothing', async () => {
    const { state, asked } = await stoppedAtHuge()
    expect([selectIsStopped(state()), selectIsStale(state())]).toEqual([true, true])
    expect(state().workspace.files[0]?.text).toBe('huge')
    expect(textOf(state().analysisOf ?? undefined)).toBe('small')
    expect(textOf(asked.at(-1)?.scenario)).toBe('huge')
  })

  it('is asked for again by the button', async () => {
    const { state, asked, newest } = await stoppedAtHuge()
    const before = asked.length
    state().evaluateAgain()
    expect(asked.slice(before).map((it) => [it.method, textOf(it.scenario)])).toEqual([['analyse', 'huge']])
    await newest('analyse')?.answer(done)
    expect([selectIsStopped(state()), selectIsStale(state())]).toEqual([false, false])
  })

  it('is over with the next change', async () => {
    const { state, type, newest } = await stoppedAtHuge()
    type('huge, and more')
    expect([selectIsStopped(state()), textOf(newest('analyse')?.scenario)]).toEqual([false, 'huge, and more'])
  })

  it('lets the picture be folded and asked about, which are questions about what it shows', async () => {
    const { state, newest } = await stoppedAtHuge()
    state().toggleCollapsed('shop', true)
    state().select({ kind: 'endpoint', id: workloadId('shop', 'Pod', 'web') })
    expect([textOf(newest('analyse')?.scenario), textOf(newest('flows')?.scenario)]).toEqual([
      'small',
      'small',
    ])
    await newest('analyse')?.answer(done)
    expect(selectIsStopped(state())).toBe(true)
  })

  it('asks nothing about a picture that never was', async () => {
    const { state, asked, type, newest } = connected()
    type('huge')
    await newest('analyse')?.answer(cancelled)
    const before = asked.length
    state().toggleOpen()
    expect([asked.length - before, selectIsStopped(state())]).toEqual([0, true])
  })

  it('is no stop when only the picture was to be drawn in another way', async () => {
    const { state, type, newest } = connected()
    type('small')
    await newest('analyse')?.answer(done)
    state().toggleOpen()
    await newest('analyse')?.answer(cancelled)
    expect(selectIsStopped(state())).toBe(false)
  })

  it('stops the newest text, though older ones were asked about too', async () => {
    const { state, asked, type } = connected()
    type('huge')
    type('huger')
    for (const it of asked.filter(({ method }) => method === 'analyse')) await it.answer(cancelled)
    expect(selectIsStopped(state())).toBe(true)
  })
})

describe('what edits come to', () => {
  const derivation = (message: string) => ({ outcomes: [{ message }], changes: [] }) as unknown as Derivation
  const messageOf = (analysis: Analysis | null) => analysis?.outcomes?.map(({ message }) => message)
  const draw = ({ state }: ReturnType<typeof connected>) =>
    state().addEdit({
      kind: 'allow',
      from: { kind: 'allPods' },
      to: { kind: 'outside' },
      connections: { TCP: [], UDP: [], SCTP: [] },
    })

  it('is asked for and shown before the picture, which stays that of the earlier edits', async () => {
    const app = connected()
    app.type('small')
    await app.newest('analyse')?.answer(done)
    const before = app.asked.length
    draw(app)
    expect(app.asked.slice(before).map(({ method }) => method)).toEqual(['derive', 'analyse'])
    await app.newest('derive')?.answer({ kind: 'done', result: derivation('first') })
    expect([messageOf(app.state().analysis), selectIsStale(app.state())]).toEqual([['first'], true])
    expect(app.state().derivedOf?.edits).toBe(app.state().workspace.edits)
    await app.newest('analyse')?.answer({ kind: 'done', result: { ...picture, ...derivation('drawn') } })
    expect([messageOf(app.state().analysis), selectIsStale(app.state())]).toEqual([['drawn'], false])
  })

  it('of newer edits waits for no picture, and stays until theirs comes', async () => {
    const app = connected()
    app.type('small')
    await app.newest('analyse')?.answer(done)
    draw(app)
    await app.newest('derive')?.answer({ kind: 'superseded' })
    await app.newest('analyse')?.answer({ kind: 'superseded' })
    draw(app)
    await app.newest('derive')?.answer({ kind: 'done', result: derivation('both') })
    expect(messageOf(app.state().analysis)).toEqual(['both'])
  })

  it('is not asked for by itself with another text, whose picture is another', async () => {
    const app = connected()
    app.type('small')
    await app.newest('analyse')?.answer(done)
    app.type('other')
    expect(app.newest('derive')).toBe(undefined)
  })
})

describe('the path between two ends', () => {
  const ends = { from: workloadId('shop', 'Pod', 'web'), to: workloadId('shop', 'Pod', 'db') }
  const path = { ...ends, headline: '', steps: [], chain: [ends.from, ends.to], gaps: [] }

  it('is asked for while it is shown, and again for other text and for the picture before', async () => {
    const { state, asked, newest, type } = connected()
    const questions = () => asked.filter(({ method }) => method === 'path').length
    type('one')
    expect(questions()).toBe(0)
    state().showPath(ends)
    await newest('path')?.answer({ kind: 'done', result: path })
    expect(selectChain(state())).toBe(path.chain)
    type('two')
    state().showAs('baseline')
    expect(questions()).toBe(3)
    expect(textOf(newest('path')?.scenario)).toBe('two')
  })

  it('goes with its ends, and a late answer does not bring it back', async () => {
    const { state, newest } = connected()
    state().showPath(ends)
    const late = newest('path')
    state().showPath(null)
    await late?.answer({ kind: 'done', result: path })
    expect([state().path, selectChain(state())]).toEqual([null, null])
  })

  it('is said not to be there where an end is not', async () => {
    const { state, newest } = connected()
    state().showPath(ends)
    await newest('path')?.answer({ kind: 'done', result: null })
    expect([state().path, selectChain(state())]).toEqual(['none', null])
  })
})

describe('another look at the same workspace', () => {
  const drawn = async () => {
    const app = connected()
    app.type('small')
    await app.newest('analyse')?.answer(done)
    return app
  }

  it('asks for a picture alone, and leaves what was answered in force', async () => {
    const app = await drawn()
    const [before, of] = [app.asked.length, app.state().analysisOf]
    app.state().look({ detail: 'namespaces', sight: ['shop'] })
    expect(app.asked.slice(before).map(({ method }) => method)).toEqual(['analyse'])
    await app.newest('analyse')?.answer(done)
    expect(app.state().analysisOf).toBe(of)
  })

  it('asks nothing when the same is in sight as before', async () => {
    const app = await drawn()
    app.state().look({ detail: 'workloads', sight: ['shop', 'jobs'] })
    const before = app.asked.length
    app.state().look({ detail: 'workloads', sight: ['shop', 'jobs'] })
    expect(app.asked).toHaveLength(before)
    app.state().look({ detail: 'workloads', sight: ['jobs'] })
    expect(app.asked).toHaveLength(before + 1)
  })

  it('asks about what is selected again only where other policies answer', async () => {
    const app = await drawn()
    app.state().select({ kind: 'endpoint', id: workloadId('shop', 'Deployment', 'web') })
    const asksFlows = (show: 'baseline' | 'draft' | 'difference') => {
      const before = app.asked.length
      app.state().showAs(show)
      return app.asked.slice(before).some(({ method }) => method === 'flows')
    }
    expect([asksFlows('difference'), asksFlows('baseline'), asksFlows('draft')]).toEqual([false, true, true])
  })
})
