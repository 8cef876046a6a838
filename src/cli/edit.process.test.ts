import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { minimise } from '../manifest/minimise'
import { defaultOptions } from '../model/workspace'
import { encodeLink } from '../share/link'
import { fixture, manifestFile } from '../testing/build'

const script = fileURLToPath(new URL('../../scripts/drawbridge.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'drawbridge-edit-process-'))

afterAll(() => rmSync(folder, { recursive: true }))

const workloads = fixture(`
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
---
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}}}
`)
const policies = fixture(`
kind: NetworkPolicy
metadata: {name: closed, namespace: shop, labels: {team: a}}
spec:
  podSelector: {} # everybody
  policyTypes: [Ingress]
---
kind: NetworkPolicy
metadata: {name: old, namespace: shop}
spec: {podSelector: {matchLabels: {app: nobody}}, policyTypes: [Ingress]}
`)
const editsFile = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: deletePolicy, policy: shop/old}
- {kind: block, from: shop/web, to: shop/api, ports: all, disabled: true}
`
mkdirSync(join(folder, 'manifests', 'policies'), { recursive: true })
writeFileSync(join(folder, 'manifests', 'workloads.yaml'), workloads)
writeFileSync(join(folder, 'manifests', 'policies', 'all.yaml'), policies)
writeFileSync(join(folder, 'workloads.yaml'), workloads)
writeFileSync(join(folder, 'policies.yaml'), policies)
writeFileSync(join(folder, 'edits.yaml'), editsFile)

function edit(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'edit', '-q', ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, out: stdout, errors: stderr.split('\n').slice(0, -1) }
}

const allow = ['--allow', 'shop/web -> shop/api : TCP 8080']
const created = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-allow
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
  - Ingress
  ingress:
  # web may call api on TCP 8080
  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - protocol: TCP
      port: 8080
`
const impact = [
  'Impact: 1 flow added, 0 flows removed.',
  '+ shop/web[Deployment] => shop/api[Deployment] : TCP 8080',
  'Collateral: none.',
]

describe('drawbridge edit as a process', () => {
  it.each([
    [['manifests'], 'a folder with folders in it'],
    [['workloads.yaml', 'policies.yaml'], 'several files'],
    [['manifests/policies', 'workloads.yaml'], 'files and folders'],
  ])('%j prints created policies whole, and the impact beside them: %s', (inputs) => {
    expect(edit(...allow, ...inputs)).toEqual({ status: 0, out: created, errors: impact })
  })

  it('takes flags and files of edits together, and lists a policy that goes with the command that deletes it', () => {
    const { status, out, errors } = edit('--edits', 'edits.yaml', ...allow, 'manifests')
    expect(status).toBe(0)
    expect(out).toContain(created)
    expect(out).toContain('# kubectl delete networkpolicy old -n shop')
    expect(errors).toEqual(impact)
  })

  it('prints a replaced policy whole, with its comments', () => {
    expect(edit('--isolate', 'shop : egress', 'manifests').out).toBe(
      policies.split('---\n')[0]?.trim().replace('[Ingress]', '[Ingress, Egress]').concat('\n'),
    )
  })

  it('gives all of it as JSON, with flows as connectivity lists them', () => {
    const { status, out, errors } = edit('-f', 'json', '--edits', 'edits.yaml', ...allow, 'manifests')
    const found = JSON.parse(out)
    const flow = {
      from: { namespace: 'shop', kind: 'Deployment', name: 'web' },
      to: { namespace: 'shop', kind: 'Deployment', name: 'api' },
      connections: { TCP: '8080' },
    }
    expect({ status, errors }).toEqual({ status: 0, errors: [] })
    expect(Object.keys(found)).toEqual(['changes', 'impact', 'collateral', 'labelOffers', 'cost'])
    expect(found.changes.map(({ action }: { action: string }) => action)).toEqual(['create', 'delete'])
    expect(found.changes[1].policy.metadata).toEqual({ name: 'old', namespace: 'shop' })
    expect(found.changes[0].policy.spec.ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 8080 }] },
    ])
    expect(found).toMatchObject({ impact: { added: [flow], removed: [] }, collateral: [] })
    expect(found.cost).toMatchObject({ collateral: 0, policies: 2, rules: 1 })
    const after = spawnSync(process.execPath, [script, 'connectivity', '-q', '-f', 'jsonl', '-'], {
      cwd: folder,
      input: [workloads, policies, created].join('---\n'),
      encoding: 'utf8',
    })
    expect(after.stdout.split('\n')).toContain(JSON.stringify(flow))
  })

  it('lists collateral on standard error', () => {
    const twins = workloads.replace('app: api', 'app: web')
    writeFileSync(join(folder, 'twins.yaml'), twins)
    const { status, errors } = edit('--isolate', 'shop/web : ingress', 'twins.yaml')
    expect(status).toBe(0)
    expect(errors).toContain('Collateral, which no edit asked for:')
    expect(errors.at(-1)).toBe('- shop/web[Deployment] => shop/api[Deployment] : All Connections')
  })

  it('leaves the policies that are there alone with --only-new', () => {
    const { status, out } = edit('--only-new', '--isolate', 'shop : egress', 'manifests')
    expect(status).toBe(0)
    expect(out).not.toContain('everybody')
    expect(out).toContain('policyTypes:\n  - Egress')
  })

  it('reads a link', async () => {
    const { files } = minimise([manifestFile('all.yaml', `${workloads}---\n${policies}`)])
    const link = await encodeLink({ title: '', files, edits: [], options: defaultOptions, positions: {} })
    expect(edit(...allow, `https://drawbridge.example/${link}`)).toMatchObject({ status: 0, errors: impact })
  })

  it.each([
    [
      [...allow, '--block', 'shop/web -> gone/api : all', 'manifests'],
      1,
      /^error: Edit 2, .*not made/,
      'an edit that cannot be made',
    ],
    [
      ['--allow', 'shop/web : 80', 'manifests'],
      2,
      /does not say from where to where/,
      'a flag that means nothing',
    ],
    [
      ['--edits', 'gone.yaml', 'manifests'],
      2,
      /--edits gone\.yaml: there is no such file/,
      'a file that is not there',
    ],
    [['manifests'], 2, /There is nothing to do/, 'no edit at all'],
  ])('%j ends with %i: %s', (args, status, error) => {
    const found = edit(...args)
    expect(found.status).toBe(status)
    expect(found.errors[0]).toMatch(error)
    // The other edits are made all the same, unless something cannot be read.
    expect(found.out === '').toBe(status === 2)
  })
})
