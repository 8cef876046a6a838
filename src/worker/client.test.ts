import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainView } from '../model/graphView'
import { createClient, type PortHandlers } from './client'
import { createPacker } from './packed'
import { longAfter } from './patience'
import type { Methods, Progress, Request, Scenario } from './protocol'

/** A worker that answers when it is told to. */
function fakeWorker() {
  const posted: Request[] = []
  const opened: PortHandlers[] = []
  let closed = 0
  const client = createClient((handlers) => {
    opened.push(handlers)
    return {
      post: (request) => posted.push(request),
      close: () => {
        closed += 1
      },
    }
  })
  const reply = (result: unknown) => {
    const request = posted.at(-1)
    if (request)
      opened
        .at(-1)
        ?.onReply({ id: request.id, kind: 'done', result: result as Methods[keyof Methods]['result'] })
  }
  const say = (progress: Progress) =>
    opened.at(-1)?.onReply({ id: posted.at(-1)?.id ?? 0, kind: 'progress', progress })
  return {
    client,
    posted,
    opened,
    closed: () => closed,
    reply,
    say,
    crash: (message: string) => opened.at(-1)?.onCrash(message),
  }
}

const scenario = {
  files: [],
  edits: [],
  options: {
    ipBlockMatchesPods: 'never',
    hostNetworkPods: 'ordinary',
    defaultNamespace: 'default',
    onlyNewPolicies: false,
  },
} as const
const ofLength = (length: number): Scenario =>
  ({ ...scenario, files: [{ id: 'f1', name: 'a.yaml', text: 'x'.repeat(length) }] }) as unknown as Scenario
const analysisOf = (of: Scenario): Methods['analyse']['params'] => ({
  scenario: of,
  view: plainView,
})
const flowsOf = (endpoint: string) =>
  ({ scenario, show: 'draft', endpoint }) as unknown as Methods['flows']['params']

describe('the worker client', () => {
  it('asks one question at a time', async () => {
    const { client, posted, reply } = fakeWorker()
    const first = client.call('apply', { scenario })
    const second = client.call('minimise', { scenario })
    expect(posted.map((it) => it.method)).toEqual(['apply'])
    reply({ files: [] })
    expect(await first).toEqual({ kind: 'done', result: { files: [] } })
    expect(posted.map((it) => it.method)).toEqual(['apply', 'minimise'])
    reply({ files: [], leftOut: 1 })
    expect(await second).toEqual({ kind: 'done', result: { files: [], leftOut: 1 } })
  })

  it('lets only the newest of waiting questions of a kind be asked', async () => {
    const { client, posted, reply } = fakeWorker()
    const first = client.call('flows', flowsOf('a'))
    const older = client.call('flows', flowsOf('b'))
    const newest = client.call('flows', flowsOf('c'))
    expect(await older).toEqual({ kind: 'superseded' })
    reply(null)
    reply(null)
    expect([await first, await newest]).toEqual([
      { kind: 'done', result: null },
      { kind: 'done', result: null },
    ])
    expect(posted.map(({ params }) => 'endpoint' in params && params.endpoint)).toEqual(['a', 'c'])
  })

  it('never drops a question whose answer changes the work', async () => {
    const { client, posted, reply } = fakeWorker()
    const answers = [client.call('apply', { scenario }), client.call('apply', { scenario })]
    reply({ files: [] })
    reply({ files: [] })
    expect((await Promise.all(answers)).map((it) => it.kind)).toEqual(['done', 'done'])
    expect(posted).toHaveLength(2)
  })

  it('starts a new worker after a crash, fails the question it died of and asks the others', async () => {
    const { client, opened, posted, crash, reply } = fakeWorker()
    const deadly = client.call('flows', flowsOf('a'))
    const waiting = client.call('apply', { scenario })
    crash('out of memory')
    expect(await deadly).toEqual({ kind: 'failed', message: 'out of memory' })
    expect(opened).toHaveLength(2)
    expect(posted.at(-1)?.method).toBe('apply')
    reply({ files: [] })
    expect((await waiting).kind).toBe('done')
  })

  it('sends a scenario once, and again after a crash', async () => {
    const { client, posted, crash, reply } = fakeWorker()
    const answers = [1, 2, 3].map(() => client.call('apply', { scenario: { ...scenario } }))
    reply({ files: [] })
    crash('gone')
    reply({ files: [] })
    await Promise.all(answers)
    const sent = posted.map(({ params }) => 'scenario' in params && params.scenario !== null)
    expect(sent).toEqual([true, false, true])
  })

  it('sends no files again while only the edits are others', async () => {
    const { client, posted, reply } = fakeWorker()
    const edited = { ...scenario, edits: [] as const }
    const other = { ...edited, files: [] as const }
    const answers = [scenario, edited, other].map((of) => client.call('apply', { scenario: of }))
    for (const _ of answers) reply({ files: [] })
    await Promise.all(answers)
    expect(posted.map(({ params }) => params)).toEqual([
      { scenario },
      { scenario: { ...edited, files: null } },
      { scenario: other },
    ])
  })

  it('sends a scenario again when the worker failed on it, which may still remember the one before', async () => {
    const { client, opened, posted, reply } = fakeWorker()
    const first = client.call('apply', { scenario })
    opened[0]?.onReply({ id: posted[0]?.id ?? 0, kind: 'failed', message: 'a bug' })
    expect((await first).kind).toBe('failed')
    const second = client.call('apply', { scenario })
    reply({ files: [] })
    expect((await second).kind).toBe('done')
    expect(posted.at(-1)?.params).toEqual({ scenario })
  })

  it.each(['open', 'post'] as const)('fails the question when the browser refuses to %s', async (step) => {
    const refuse = () => {
      throw new Error('refused')
    }
    const client = createClient(() => (step === 'open' ? refuse() : { post: refuse, close: () => {} }))
    const answers = [client.call('apply', { scenario }), client.call('apply', { scenario })]
    const failed = { kind: 'failed', message: 'refused' }
    expect(await Promise.all(answers)).toEqual([failed, failed])
  })

  it('ignores an answer to a question that is not asked any more', async () => {
    const { client, opened, posted, reply } = fakeWorker()
    const answer = client.call('flows', flowsOf('a'))
    opened[0]?.onReply({ id: 99, kind: 'failed', message: 'stray' })
    reply(null)
    expect(await answer).toEqual({ kind: 'done', result: null })
    expect(posted).toHaveLength(1)
  })
})

describe('an answer in typed arrays', () => {
  it('is the value that was packed, also from a worker that was started after a crash', async () => {
    const { client, opened, posted, crash } = fakeWorker()
    const answers: unknown[] = []
    for (const [round, packer] of [createPacker(), createPacker()].entries()) {
      for (const endpoint of ['a', 'b']) {
        const answer = client.call('flows', flowsOf(endpoint))
        const packed = packer.pack({ endpoint, incoming: [], outgoing: [] })
        opened.at(-1)?.onReply({ id: posted.at(-1)?.id ?? 0, kind: 'packed', packed })
        answers.push(await answer)
      }
      if (round === 0) crash('gone')
    }
    const flows = (endpoint: string) => ({ kind: 'done', result: { endpoint, incoming: [], outgoing: [] } })
    expect(answers).toEqual([flows('a'), flows('b'), flows('a'), flows('b')])
  })
})

describe('a question that takes long', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const reading = (done: number): Progress => ({ phase: 'read', done, of: 12 })

  function watched() {
    const worker = fakeWorker()
    const heard: (Progress | null)[] = []
    worker.client.watch((progress) => heard.push(progress))
    return { ...worker, heard }
  }

  it('is spoken of once it is long: where it is, each step, and that it is over', () => {
    const { client, heard, say, reply } = watched()
    void client.call('apply', { scenario })
    say(reading(1))
    vi.advanceTimersByTime(longAfter - 1)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(1)
    say(reading(9))
    reply({ files: [] })
    expect(heard).toEqual([reading(1), reading(9), null])
  })

  it('is not spoken of when it was answered soon, nor is the next one in its words', () => {
    const { client, heard, say, reply } = watched()
    void client.call('apply', { scenario })
    say(reading(1))
    reply({ files: [] })
    vi.advanceTimersByTime(10 * longAfter)
    expect(heard).toEqual([])
    void client.call('apply', { scenario })
    vi.advanceTimersByTime(longAfter - 1)
    expect(heard).toEqual([])
    // The worker has said nothing of this one, which can be stopped all the same.
    vi.advanceTimersByTime(1)
    expect(heard).toEqual([{ phase: 'answer' }])
  })

  it('can be cancelled with all that wait; the next question is asked of a new worker, with its scenario', async () => {
    const { client, heard, say, opened, posted, closed, reply } = watched()
    const answers = [client.call('analyse', analysisOf(scenario)), client.call('flows', flowsOf('a'))]
    say(reading(1))
    vi.advanceTimersByTime(longAfter)
    client.cancel()
    expect((await Promise.all(answers)).map((it) => it.kind)).toEqual(['cancelled', 'cancelled'])
    expect([posted.length, closed(), heard.at(-1)]).toEqual([1, 1, null])
    const after = client.call('apply', { scenario })
    expect([opened.length, posted.at(-1)?.params]).toEqual([2, { scenario }])
    reply({ files: [] })
    expect((await after).kind).toBe('done')
  })

  it('leaves the worker alone when there is nothing to cancel', () => {
    const { client, opened, closed, reply } = watched()
    void client.call('apply', { scenario })
    reply({ files: [] })
    client.cancel()
    void client.call('apply', { scenario })
    expect([opened.length, closed()]).toEqual([1, 0])
  })

  const outdated: readonly (readonly [
    why: string,
    running: 'analyse' | 'apply',
    length: number,
    wait: number,
    isStopped: boolean,
  ])[] = [
    ['a large paste that was taken back holds up the small text', 'analyse', 10, longAfter, true],
    ['a keystroke in a large text profits from what was read of it', 'analyse', 1001, longAfter, false],
    ['what takes no long time is waited for', 'analyse', 10, longAfter - 1, false],
    ['an answer that changes the work is waited for', 'apply', 10, longAfter, false],
  ]

  it.each(outdated)('%s', async (_, running, length, wait, isStopped) => {
    const { client, posted, opened } = watched()
    const large = ofLength(1000)
    const first = client.call(running, running === 'analyse' ? analysisOf(large) : { scenario: large })
    vi.advanceTimersByTime(wait)
    void client.call('analyse', analysisOf(ofLength(length)))
    expect([opened.length, posted.length]).toEqual(isStopped ? [2, 2] : [1, 1])
    if (isStopped) expect(await first).toEqual({ kind: 'superseded' })
  })

  it('is left for a smaller text that waited before it was long', async () => {
    const { client, posted } = watched()
    const first = client.call('analyse', analysisOf(ofLength(1000)))
    void client.call('analyse', analysisOf(ofLength(10)))
    expect(posted).toHaveLength(1)
    vi.advanceTimersByTime(longAfter)
    expect(await first).toEqual({ kind: 'superseded' })
    expect(posted.at(-1)?.params).toMatchObject({ scenario: ofLength(10) })
  })
})
