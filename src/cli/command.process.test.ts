import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/drawbridge.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'drawbridge-command-'))
const manifests = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec: {podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}, policyTypes: [Ingress, Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]}
`
writeFileSync(join(folder, 'web.yaml'), manifests)

afterAll(() => rmSync(folder, { recursive: true }))

function drawbridge(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  })
  return { status, out: stdout.split('\n').slice(0, -1), errors: stderr.split('\n').slice(0, -1) }
}

const expected = [
  'default/web[Pod] => 0.0.0.0-255.255.255.255[External] : UDP 53',
  'default/web[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : UDP 53',
]

describe('the command itself', () => {
  it('answers about a folder on standard output, and what it found on standard error', () => {
    const { status, out, errors } = drawbridge(['connectivity', '.'])
    expect({ status, out }).toEqual({ status: 0, out: expected })
    expect(errors).toEqual([expect.stringMatching(/^web\.yaml:1:1: info: 2 objects of this file/)])
  })

  it('reads the standard input', () => {
    expect(drawbridge(['connectivity', '--quiet', '-'], manifests)).toEqual({
      status: 0,
      out: expected,
      errors: [],
    })
  })

  it('prints the policy that an edit makes, ready to be applied, and its impact beside it', () => {
    const { status, out, errors } = drawbridge(
      ['edit', '-q', '--allow', 'default/web -> outside : TCP 443', '-'],
      manifests,
    )
    expect(status).toBe(0)
    expect(out.slice(0, 2)).toEqual(['apiVersion: networking.k8s.io/v1', 'kind: NetworkPolicy'])
    expect(out).toContainEqual(expect.stringMatching(/port: 443/))
    expect(errors).toEqual([
      'Impact: 2 flows added, 0 flows removed.',
      '+ default/web[Pod] => 0.0.0.0-255.255.255.255[External] : TCP 443',
      '+ default/web[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : TCP 443',
      'Collateral: none.',
    ])
  })

  it('ends with 1 for an edit that cannot be made', () => {
    const { status, out, errors } = drawbridge(['edit', '-q', '--isolate', 'shop : ingress', '-'], manifests)
    expect({ status, out }).toEqual({ status: 1, out: [] })
    expect(errors[0]).toBe(
      'error: Edit 1, isolate shop : ingress: It is not made. There is no namespace "shop". The manifests have default.',
    )
  })

  it('ends with 2 for what it does not know', () => {
    expect(drawbridge(['connectivity', '--colour', '.'])).toEqual({
      status: 2,
      out: [],
      errors: ["drawbridge: Unknown option '--colour'. See drawbridge connectivity --help."],
    })
  })
})
