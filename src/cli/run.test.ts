import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../testing/build'
import { run } from './run'

const root = mkdtempSync(join(tmpdir(), 'drawbridge-run-'))

const pods = `
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, ports: [{containerPort: 5432}]}]}
`
const policy = `
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]
`

const texts: Readonly<Record<string, string>> = {
  'shop/pods.yaml': fixture(pods),
  'shop/deeper/policy.yml': fixture(policy),
  'shop/.hidden/pods.yaml': fixture(pods.replaceAll('web', 'ghost')),
  'shop/notes.txt': 'kind: Pod',
  'closed.yaml': fixture(`${pods}---${policy.replace('app: web}}}', 'app: nobody}}}')}`),
  'named.yaml': fixture(`${pods.replace('{containerPort', '{name: sql, containerPort')}---${policy}`),
  'refused.yaml': fixture(`${pods}---${policy.replace('5432', '99999')}`),
  'misspelled.yaml': fixture(`${pods}---${policy}`).replace('kind: NetworkPolicy', 'kind: NetworkPolcy'),
  'prose.yaml': 'Dear reader,\nthis is a letter.\n',
  'template.yaml': 'kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n',
  'refused-alone.yaml': fixture(policy.replace('5432', '99999')),
  'empty/readme.md': '',
}

const at = (path: string) => join(root, path)

beforeAll(() => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(at(path), '..'), { recursive: true })
    writeFileSync(at(path), text)
  }
})

afterAll(() => rmSync(root, { recursive: true }))

async function answer(...args: readonly string[]) {
  const { exitCode, out, errors } = await run(args)
  return { exitCode, out: [...out], errors: errors.map((line) => line.replaceAll(`${root}/`, '')) }
}

const podsOnly = (lines: readonly string[]) => lines.filter((line) => !line.includes('[External]'))

describe('connectivity', () => {
  it('reads a directory with what is below it, but nothing hidden and no other files', async () => {
    const { exitCode, out, errors } = await answer('connectivity', at('shop'))
    expect(podsOnly(out)).toEqual([
      'shop/db[Pod] => shop/web[Pod] : All Connections',
      'shop/web[Pod] => shop/db[Pod] : TCP 5432',
    ])
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] })
  })

  it('leaves out what the API server would refuse, says so with its place, and goes on', async () => {
    const { exitCode, out, errors } = await answer('connectivity', at('refused.yaml'))
    expect(podsOnly(out)).toContain('shop/web[Pod] => shop/db[Pod] : All Connections')
    expect(exitCode).toBe(0)
    expect(errors.filter((line) => /^refused\.yaml:\d+:\d+: error: /.test(line))).toHaveLength(1)
  })
})

describe('exit codes', () => {
  it.each([
    [0, 'errors do not fail unless asked', ['connectivity', at('refused.yaml')]],
    [1, 'asked to fail on errors', ['connectivity', '--fail-on', 'error', at('refused.yaml')]],
    [
      0,
      'asked to fail on errors, and there is a warning',
      ['connectivity', '--fail-on', 'error', at('misspelled.yaml')],
    ],
    [1, 'asked to fail on warnings', ['connectivity', '--fail-on', 'warning', at('misspelled.yaml')]],
    [2, 'no such file', ['connectivity', at('missing.yaml')]],
    [2, 'a directory without manifests', ['connectivity', at('empty')]],
    [2, 'nothing that could be read', ['connectivity', at('prose.yaml')]],
    [2, 'a template that nobody rendered', ['validate', at('template.yaml')]],
    [0, 'an object that is refused was read', ['connectivity', at('refused-alone.yaml')]],
    [1, 'and is a finding', ['validate', at('refused-alone.yaml')]],
    [2, 'no file named', ['connectivity']],
    [2, 'no such command', ['conectivity', at('shop')]],
    [0, 'help', ['--help']],
    [0, 'valid', ['validate', at('shop')]],
    [1, 'not valid', ['validate', at('refused.yaml')]],
    [0, 'a warning is no error', ['validate', at('misspelled.yaml')]],
    [1, 'unless it is asked to be', ['validate', '--fail-on', 'warning', at('misspelled.yaml')]],
    [0, 'differences do not fail unless asked', ['diff', at('shop'), at('closed.yaml')]],
    [1, 'asked to fail on differences', ['diff', '--exit-code', at('shop'), at('closed.yaml')]],
    [0, 'asked, and there is none', ['diff', '--exit-code', at('shop'), at('shop')]],
    [2, 'one of the two is missing', ['diff', at('shop'), at('missing.yaml')]],
    [0, 'explained', ['explain', '--from', 'shop/web', '--to', 'shop/db', at('shop')]],
    [
      0,
      'as expected',
      ['explain', '--from', 'shop/web', '--to', 'shop/db', '--expect', 'allowed', at('shop')],
    ],
    [
      1,
      'not as expected',
      ['explain', '--from', 'shop/web', '--to', 'shop/db', '--expect', 'blocked', at('shop')],
    ],
    [2, 'no such workload', ['explain', '--from', 'shop/ghost', '--to', 'shop/db', at('shop')]],
    [
      2,
      'no such workload, which weighs more than errors',
      ['explain', '--fail-on', 'error', '--from', 'shop/ghost', '--to', 'shop/db', at('refused.yaml')],
    ],
    [
      0,
      'about a port by its name',
      [
        'explain',
        '--from',
        'shop/web',
        '--to',
        'shop/db',
        '--port',
        'sql',
        '--expect',
        'allowed',
        at('named.yaml'),
      ],
    ],
    [
      2,
      'about a name that the receiver does not have',
      ['explain', '--from', 'shop/web', '--to', 'shop/db', '--port', 'http', at('named.yaml')],
    ],
    [
      2,
      'about a name of addresses outside',
      ['explain', '--from', 'shop/web', '--to', '10.0.0.1', '--port', 'http', at('named.yaml')],
    ],
    [2, 'two addresses outside', ['explain', '--from', '10.0.0.1', '--to', '10.0.0.2', at('shop')]],
  ])('%i: %s', async (expected, _, args) => {
    const { exitCode, out, errors } = await answer(...args)
    expect(exitCode).toBe(expected)
    if (expected !== 2) return
    expect(out).toEqual([])
    expect(errors.join('\n')).toMatch(/^drawbridge: /m)
  })
})

describe('explain', () => {
  it('words both sides, with the place of each rule in its file', async () => {
    const { out } = await answer('explain', '--from', 'shop/web', '--to', 'shop/db', at('shop'))
    expect(out.slice(0, 2)).toEqual(['shop/web[Pod] => shop/db[Pod]', 'Allowed: db lets it in.'])
    const text = out.join('\n').replaceAll(`${root}/`, '')
    expect(text).toContain('Ingress of shop/db[Pod]: allowed\n  - Closed by db [shop/deeper/policy.yml:')
    expect(text).not.toMatch(/\(line \d+\)/)
  })

  it('explains each block of a CIDR that policies cut', async () => {
    const { out } = await answer(
      'explain',
      '-f',
      'json',
      '--from',
      '0.0.0.0/0',
      '--to',
      'shop/db',
      '--port',
      '80',
      at('shop'),
    )
    const [only, ...others] = JSON.parse(out.join('\n'))
    expect(others).toEqual([])
    expect(only).toMatchObject({ to: { kind: 'Pod', name: 'db' }, asked: { TCP: '80' }, outcome: 'blocked' })
  })
})

it('--quiet leaves the diagnostics out and the exit code as it is', async () => {
  expect(await answer('validate', '--quiet', at('refused.yaml'))).toEqual({
    exitCode: 1,
    out: ['3 documents, 2 workloads, 0 network policies, 1 error, 0 warnings'],
    errors: [],
  })
})
