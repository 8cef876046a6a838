import { expect, it } from 'vitest'
import { plainView } from '../model/graphView'
import { defaultOptions } from '../model/workspace'
import { fixture, manifestFile } from '../testing/build'
import { createUnpacker } from './packed'
import type { Analysis, Progress, Reply, Request } from './protocol'
import { createResponder } from './responder'

const pods = (count: number) =>
  fixture(
    Array.from(
      { length: count },
      (_, i) =>
        `kind: Pod\nmetadata: {name: p${i}, namespace: shop, labels: {app: p${i}}}\nspec: {containers: []}\n`,
    ).join('---\n'),
  )
const view = plainView

/** A worker whose clock moves `step` milliseconds each time it is looked at. */
function responder(step = 0) {
  const replies: Reply[] = []
  const unpack = createUnpacker()
  let time = 0
  const respond = createResponder(
    () => {
      time += step
      return time
    },
    (reply) => replies.push(reply),
  )
  const analyse = (text: string, id = 1) =>
    respond({
      id,
      method: 'analyse',
      params: {
        scenario: { files: [manifestFile('a.yaml', text)], edits: [], options: defaultOptions },
        view,
      },
    })
  return {
    replies,
    respond,
    analyse,
    result: () => {
      const last = replies.at(-1)
      return last?.kind === 'packed' ? (unpack(last.packed) as Analysis) : null
    },
    progress: () => replies.flatMap((it): Progress[] => (it.kind === 'progress' ? [it.progress] : [])),
  }
}

it('says each phase once when it is quick, then answers', () => {
  const { analyse, progress, result, replies } = responder()
  analyse(pods(3))
  expect(progress()).toEqual([
    { phase: 'read', done: 0, of: 3 },
    { phase: 'synthesise' },
    { phase: 'evaluate' },
    { phase: 'view' },
  ])
  expect(replies.at(-1)?.kind).toBe('packed')
  expect(result()?.endpoints.map(({ name }) => name)).toEqual(['p0', 'p1', 'p2'])
})

it('says how many documents were read about ten times a second', () => {
  const { analyse, progress } = responder(20)
  analyse(pods(12))
  // The clock moves on 20 ms with each document, so every fifth is more than 99 ms after the one before.
  expect(progress().flatMap((it) => (it.phase === 'read' ? [it.done] : []))).toEqual([0, 5, 10])
})

it('says how much of a dropped file was read', () => {
  const { respond, progress, replies } = responder(60)
  const bytes = new TextEncoder().encode(pods(6)).buffer
  respond({ id: 1, method: 'readDump', params: { name: 'dump.yaml', content: bytes } })
  const done = progress().flatMap((it) => (it.phase === 'scan' ? [it.done] : []))
  expect(done.length).toBeGreaterThan(1)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(done.at(-1)).toBeLessThanOrEqual(bytes.byteLength)
  // One long text is sent as it is.
  expect(replies.at(-1)?.kind).toBe('done')
})

it('reads pasted text as it reads the bytes of a file', () => {
  const { respond, replies } = responder()
  const content = pods(3)
  respond({ id: 1, method: 'readDump', params: { name: 'dump.yaml', content } })
  const bytes = new TextEncoder().encode(content).buffer
  respond({ id: 1, method: 'readDump', params: { name: 'dump.yaml', content: bytes } })
  const [pasted, dropped] = replies.filter(({ kind }) => kind === 'done')
  expect(pasted).toEqual(dropped)
  expect(pasted).toMatchObject({ result: { name: 'dump.yaml', snapshot: { bytes: bytes.byteLength } } })
})

it('sends endpoints that did not change once, whatever else did', () => {
  const { analyse, respond, replies, result } = responder()
  const sent = () => {
    const last = replies.at(-1)
    return last?.kind === 'packed' ? last.packed.words.length : -1
  }
  analyse(pods(100))
  const first = result()
  const whole = sent()
  respond({
    id: 2,
    method: 'analyse',
    params: { scenario: null, view: { ...view, collapsed: { shop: true } } },
  })
  expect(sent()).toBeLessThan(whole / 10)
  expect(result()?.endpoints).toBe(first?.endpoints)
})

it('begins anew when there is too much to remember, so that neither side grows for ever', () => {
  const { analyse, replies, result } = responder()
  for (let round = 1; round <= 3; round++) {
    // Each text moves all pods to other places and adds a comment of its own.
    analyse(`${'#\n'.repeat(round)}${pods(40)}# ${'x'.repeat(round)}`, round)
    expect(result()?.endpoints).toHaveLength(40)
  }
  const long = 'x'.repeat(1_200_000)
  for (let round = 4; round <= 6; round++) {
    analyse(
      `kind: Pod\napiVersion: v1\nmetadata: {name: a, namespace: b, labels: {l${round}: ${long}}}`,
      round,
    )
    result()
  }
  const isFresh = replies.flatMap((it) => (it.kind === 'packed' ? [it.packed.fresh] : []))
  expect(isFresh.slice(0, 3)).toEqual([true, false, false])
  expect(isFresh.slice(3)).toContain(true)
})

it('answers a question that it fails on, and packs anew after that', () => {
  const { analyse, respond, replies, result } = responder()
  analyse(pods(2))
  respond({ id: 2, method: 'explain', params: null } as unknown as Request)
  expect(replies.at(-1)).toMatchObject({ id: 2, kind: 'failed' })
  analyse(pods(2), 3)
  expect(replies.at(-1)).toMatchObject({ kind: 'packed', packed: { fresh: true } })
  expect(result()?.endpoints).toHaveLength(2)
})
