import { describe, expect, it } from 'vitest'
import { createClient, type PortHandlers } from './client'
import type { Methods, Request } from './protocol'

/** A worker that answers when it is told to. */
function fakeWorker() {
  const posted: Request[] = []
  const opened: PortHandlers[] = []
  const client = createClient((handlers) => {
    opened.push(handlers)
    return { post: (request) => posted.push(request), close: () => {} }
  })
  const reply = (result: unknown) => {
    const request = posted.at(-1)
    if (request)
      opened
        .at(-1)
        ?.onReply({ id: request.id, kind: 'done', result: result as Methods[keyof Methods]['result'] })
  }
  return { client, posted, opened, reply, crash: (message: string) => opened.at(-1)?.onCrash(message) }
}

const scenario = {
  files: [],
  edits: [],
  options: { ipBlockMatchesPods: 'never', hostNetworkPods: 'ordinary', defaultNamespace: 'default' },
} as const
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
