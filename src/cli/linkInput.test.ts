import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { minimise } from '../manifest/minimise'
import type { Edit } from '../model/edit'
import { editId, workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { encodeLink } from '../share/link'
import { fixture, manifestFile } from '../testing/build'
import { run } from './run'

const manifests = fixture(`
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
---
kind: Pod
metadata: {name: nowhere, labels: {app: nowhere}}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}}
`)
const end = (name: string) => ({ kind: 'workload' as const, id: workloadId('shop', 'Pod', name) })
const allow = (from: string): Edit => ({
  kind: 'allow',
  id: editId(from),
  from: end(from),
  to: end('db'),
  connections: connectionsOf('TCP', 5432),
})

const linkWith = (edits: readonly Edit[]) =>
  encodeLink({
    title: 'Shop',
    files: minimise([manifestFile('shop.yaml', manifests)]).files,
    edits,
    options: { ...defaultOptions, defaultNamespace: 'team' },
    positions: {},
  })

const hash = await linkWith([allow('web')])
const page = `https://example.org/drawbridge/${hash}`
const withGhost = await linkWith([allow('web'), allow('ghost')])

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-link-'))
const file = join(folder, 'shop.yaml')
writeFileSync(file, manifests)

afterAll(() => rmSync(folder, { recursive: true }))

async function answer(...args: readonly string[]) {
  return answerTo('', ...args)
}

async function answerTo(standardInput: string, ...args: readonly string[]) {
  const { exitCode, out, errors } = await run(args, new TextEncoder().encode(standardInput))
  return { exitCode, out: [...out], errors }
}

const toDb = (lines: readonly string[]) => lines.filter((line) => line.includes('=> shop/db[Pod]'))

describe('a link as input', () => {
  it.each([
    ['the whole address', [page], ['shop/web[Pod] => shop/db[Pod] : TCP 5432']],
    ['the hash alone', [hash], ['shop/web[Pod] => shop/db[Pod] : TCP 5432']],
    ['before its edits', ['--baseline', page], []],
    ['a file has no edits', [file], []],
  ])('is answered as after its edits: %s', async (_why, args, expected) => {
    const { exitCode, out } = await answer('connectivity', ...args)
    expect({ exitCode, flows: toDb(out) }).toEqual({ exitCode: 0, flows: expected })
  })

  it.each([
    [0, 'after the edits', ['--expect', 'allowed']],
    [0, 'before them', ['--baseline', '--expect', 'blocked']],
  ])('is explained, ending with %i: %s', async (expected, _why, args) => {
    const asked = ['--from', 'shop/web', '--to', 'shop/db', '--port', '5432']
    expect((await answer('explain', ...asked, ...args, page)).exitCode).toBe(expected)
  })

  it.each([
    ['its own options', [], 'team/nowhere[Pod]'],
    ['flags before them', ['--default-namespace', 'mine'], 'mine/nowhere[Pod]'],
  ])('is read with %s', async (_why, flags, expected) => {
    const { out } = await answer('connectivity', ...flags, page)
    expect(out.some((line) => line.startsWith(expected))).toBe(true)
  })

  it('finds a name without a namespace in the namespace that the link says', async () => {
    const { exitCode } = await answer('explain', '--from', 'nowhere', '--to', 'shop/db', page)
    expect(exitCode).toBe(0)
  })

  it('warns of an edit that does not hold, which can be asked to fail', async () => {
    const { exitCode, errors } = await answer('validate', '--fail-on', 'warning', withGhost)
    expect(exitCode).toBe(1)
    expect(errors.filter((line) => line.includes('warning: '))).toEqual([
      'warning: Edit 2 of the link does not hold. shop/Pod/ghost is not in the manifests.',
    ])
    expect((await answer('validate', '--fail-on', 'warning', '--baseline', withGhost)).exitCode).toBe(0)
  })
})

describe('a link in a comparison', () => {
  const added =
    'diff-type: added, source: shop/web[Pod], destination: shop/db[Pod], ref1: No Connections, ref2: TCP 5432'

  it.each([
    ['manifests with what was drawn on them, read with its options', [file, page], [added]],
    ['and with what it was drawn on', ['--baseline', file, page], []],
    ['a link with itself', [hash, page], []],
    [
      'the other way round',
      [page, file],
      [added.replace('added', 'removed').replace(/(No Connections)(.*)(TCP 5432)/, '$3$2$1')],
    ],
  ])('compares %s', async (_why, args, expected) => {
    const { out } = await answer('diff', ...args)
    expect(out.slice(1)).toEqual(expected)
  })
})

describe('a link alone in a comparison', () => {
  const added =
    'diff-type: added, source: shop/web[Pod], destination: shop/db[Pod], ref1: No Connections, ref2: TCP 5432'

  it.each([
    ['what it was drawn on with what it became', [page], '', [added]],
    ['the same from the standard input', ['-'], `${page}\n`, [added]],
  ])('compares %s', async (_why, args, input, expected) => {
    const { exitCode, out } = await answerTo(input, 'diff', '--exit-code', ...args)
    expect({ exitCode, out: out.slice(1) }).toEqual({ exitCode: 1, out: expected })
  })

  it('differs in nothing without edits', async () => {
    expect(await answer('diff', '--exit-code', await linkWith([]))).toMatchObject({ exitCode: 0, out: [] })
  })

  it('says each diagnostic once, and an edit that does not hold', async () => {
    const { errors } = await answer('diff', withGhost)
    expect(errors.filter((line) => line.includes('Edit 2'))).toHaveLength(1)
    expect(new Set(errors).size).toBe(errors.length)
  })

  it('is none where the standard input holds manifests', async () => {
    expect(await answerTo(manifests, 'diff', '-')).toMatchObject({
      exitCode: 2,
      out: [],
      errors: [expect.stringContaining('(standard input) is no link; diff takes two files')],
    })
  })
})

describe('a link on the standard input', () => {
  it.each([
    ['alone', `${hash}\n`, ['shop/web[Pod] => shop/db[Pod] : TCP 5432']],
    ['not where it stands in a comment of manifests', `# ${page}\n${manifests}`, []],
  ])('is read as a link: %s', async (_why, input, expected) => {
    expect(toDb((await answerTo(input, 'connectivity', '-')).out)).toEqual(expected)
  })

  it('is a whole scenario too', async () => {
    expect(await answerTo(page, 'connectivity', file, '-')).toEqual({
      exitCode: 2,
      out: [],
      errors: ['drawbridge: A link is a whole scenario: name nothing beside it.'],
    })
  })

  it('can be one side of a comparison', async () => {
    expect((await answerTo(hash, 'diff', file, '-')).out).toHaveLength(2)
  })
})

describe('a link that cannot be opened', () => {
  it.each([
    ['cut off', ['connectivity', page.slice(0, -20)], 'This link is incomplete or damaged'],
    ['of another version', ['validate', '#v2.abc'], 'This link was made by another version'],
    ['alone in a comparison', ['diff', '#v1.'], 'This link is incomplete or damaged'],
    ['in a comparison', ['diff', file, '#v1.'], 'NEW: This link is incomplete or damaged'],
    ['beside other input', ['connectivity', page, file], 'A link is a whole scenario'],
  ])('ends with 2 and a sentence: %s', async (_why, args, sentence) => {
    expect(await answer(...args)).toEqual({
      exitCode: 2,
      out: [],
      errors: [expect.stringContaining(`drawbridge: ${sentence}`)],
    })
  })
})
