import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { minimise } from '../manifest/minimise'
import { editId, workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { encodeLink } from '../share/link'
import { fixture, manifestFile } from '../testing/build'
import { run } from './run'

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-edit-'))
const at = (name: string) => join(folder, name)
const write = (name: string, text: string) => {
  writeFileSync(at(name), text)
  return at(name)
}

afterAll(() => rmSync(folder, { recursive: true }))

const manifests = fixture(`
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}
---
kind: Pod
metadata: {name: host, namespace: shop}
spec: {hostNetwork: true}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: shop, labels: {team: a}}
spec:
  podSelector: {} # everybody
  policyTypes: [Ingress]
---
kind: NetworkPolicy
metadata: {name: web-to-db, namespace: shop, annotations: {why: orders}}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]
`)
const shop = write('shop.yaml', manifests)
const edits = (list: string) => `apiVersion: drawbridge/v1\nkind: Edits\nedits:\n${list}`

async function answerTo(standardInput: string, ...args: readonly string[]) {
  const { exitCode, out, errors } = await run(['edit', ...args], new TextEncoder().encode(standardInput))
  return { exitCode, out: [...out], errors: errors.map((line) => line.replaceAll(`${folder}/`, '')) }
}

const answer = (...args: readonly string[]) => answerTo('', ...args)

async function json(...args: readonly string[]) {
  const { exitCode, out, errors } = await answer('-f', 'json', ...args)
  return { exitCode, errors, ...JSON.parse(out.join('\n')) }
}

describe('edit', () => {
  it('prints the changed policies as YAML with their comments, and the impact on standard error', async () => {
    const { exitCode, out, errors } = await answer('--isolate', 'shop : egress', shop)
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata: {name: closed, namespace: shop, labels: {team: a}}',
        'spec:',
        '  podSelector: {} # everybody',
        '  policyTypes: [Ingress, Egress]',
      ],
    })
    expect(errors.slice(-1)).toEqual(['Collateral: none.'])
    expect(errors.filter((line) => /^[-+] /.test(line)).map((line) => line.replace(/ : .*/, ''))).toEqual([
      '- shop/db[Pod] => 0.0.0.0-255.255.255.255[External]',
      '- shop/db[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External]',
      '- shop/db[Pod] => shop/host[Pod]',
      '- shop/web[Pod] => 0.0.0.0-255.255.255.255[External]',
      '- shop/web[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External]',
      '- shop/web[Pod] => shop/db[Pod]',
      '- shop/web[Pod] => shop/host[Pod]',
    ])
  })

  it('gives changes, impact, collateral and cost as JSON, and no impact on standard error', async () => {
    const found = await json('--allow', 'shop/web -> shop/db : sql', '--isolate', 'shop/web : egress', shop)
    expect(Object.keys(found).slice(2)).toEqual(['changes', 'impact', 'collateral', 'labelOffers', 'cost'])
    expect(
      found.changes.map((it: { action: string; policy: { metadata: unknown } }) => [
        it.action,
        it.policy.metadata,
      ]),
    ).toEqual([
      ['create', expect.objectContaining({ name: 'web-isolate', namespace: 'shop' })],
      ['replace', { name: 'web-to-db', namespace: 'shop', annotations: { why: 'orders' } }],
    ])
    expect(found.impact.added).toEqual([
      {
        from: { namespace: 'shop', kind: 'Pod', name: 'web' },
        to: { namespace: 'shop', kind: 'Pod', name: 'db' },
        connections: { TCP: '5432' },
      },
    ])
    expect(found.cost).toMatchObject({ collateral: found.collateral.length, policies: 2 })
    expect(found.errors).toEqual([expect.stringContaining('sql/TCP is port 5432 on shop/Pod/db.')])
  })

  it('locks a namespace down to what is drawn, and says what cannot be kept out', async () => {
    const found = await json('--only', 'shop', '--allow', 'shop/web -> shop/db : sql', shop)
    expect(
      found.changes.map((it: { action: string; policy: { metadata: { name: string } } }) => [
        it.action,
        it.policy.metadata.name,
      ]),
    ).toEqual([
      ['replace', 'closed'],
      ['create', 'web-allow'],
      ['replace', 'web-to-db'],
    ])
    expect(found.collateral).toEqual([])
    expect(found.errors).toContain(
      'info: Edit 1, only shop : none: host uses the network of its node, so no policy applies to it.',
    )
    expect((await answer('--only', 'shpo', shop)).errors[0]).toContain('Did you mean shop?')
  })

  it('says collateral with its direction', async () => {
    const twins = write(
      'twins.yaml',
      fixture(
        'kind: Pod\nmetadata: {name: a, labels: {app: x}}\n---\nkind: Pod\nmetadata: {name: b, labels: {app: x}}\n',
      ),
    )
    const found = await json('--isolate', 'default/a : ingress', twins)
    expect(found.collateral.length).toBeGreaterThan(0)
    expect(found.collateral).toContainEqual({
      change: 'removed',
      from: { namespace: 'default', kind: 'Pod', name: 'a' },
      to: { namespace: 'default', kind: 'Pod', name: 'b' },
      connections: 'All',
    })
    expect((await answer('--isolate', 'default/a : ingress', twins)).errors).toContain(
      'Collateral, which no edit asked for:',
    )
  })

  it('changes nothing for what is so already', async () => {
    const { exitCode, out, errors } = await answer('--allow', 'shop/web -> shop/db : 80', shop)
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: [] })
    expect(errors.slice(-2)).toEqual([
      'info: Edit 1, allow shop/Pod/web -> shop/Pod/db : TCP 80: That is so already; no change is needed.',
      'No policy changes.',
    ])
    expect((await answer('-q', '--allow', 'shop/web -> shop/db : 80', shop)).errors).toEqual([
      'No policy changes.',
    ])
  })
})

describe('--only-new', () => {
  it('leaves the policies that are there as they are', async () => {
    const args = ['--isolate', 'shop/db : egress', '--isolate', 'shop : egress', shop]
    const { changes } = await json('--only-new', ...args)
    expect(changes.map((it: { action: string }) => it.action)).not.toContain('replace')
    expect((await json(...args)).changes).toContainEqual(expect.objectContaining({ action: 'replace' }))
  })
})

describe('--only-new, where a policy that is there is in the way', () => {
  const both = write(
    'both.yaml',
    `${manifests}---\n${fixture(`
kind: NetworkPolicy
metadata: {name: from-web, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: [{port: 80}]}]}
`)}`,
  )

  it.each([
    [0, []],
    [1, ['--only-new']],
  ])('ends with %i: %j', async (expected, flags) => {
    const { exitCode, out, errors } = await answer(
      '-q',
      ...flags,
      '--block',
      'shop/web -> shop/db : 80',
      both,
    )
    expect({ exitCode, isChanged: out.length > 0 }).toEqual({ exitCode: expected, isChanged: expected === 0 })
    expect(errors.filter((line) => line.startsWith('error: Edit 1, block'))).toHaveLength(expected)
  })
})

describe('an edit that cannot be made', () => {
  const flow = 'shop/web -> shop/db : 81'

  it.each([
    [
      'impossible',
      ['--isolate', 'shop/host : ingress'],
      /^error: Edit 1, isolate shop\/Pod\/host : ingress: It does not hold\. host uses/,
    ],
    [
      'unknown',
      ['--isolate', 'shop/ghost : ingress'],
      /^error: Edit 1, isolate shop\/ghost : ingress: It is not made\. There is no workload "shop\/ghost"/,
    ],
    [
      'contradicted',
      ['--allow', flow, '--block', flow],
      /^error: Edit 1, allow .*: It does not hold\. A later edit blocks this/,
    ],
  ])('ends with 1 and a sentence, also where no more is wanted: %s', async (_why, args, sentence) => {
    const { exitCode, errors } = await answer('--quiet', ...args, shop)
    expect(exitCode).toBe(1)
    expect(errors.filter((line) => line.startsWith('error: '))).toEqual([expect.stringMatching(sentence)])
  })

  it('leaves the others as they are', async () => {
    const alone = await answer('--allow', flow, shop)
    const beside = await answer('--allow', 'shop/ghost -> shop/db : 80', '--allow', flow, shop)
    expect(alone.out.length).toBeGreaterThan(5)
    expect(beside).toMatchObject({ exitCode: 1, out: alone.out })
  })

  it('lets the later of two win, whatever their flags', async () => {
    const allowLast = await answer('--block', flow, '--allow', flow, shop)
    expect(allowLast.errors).toContain('+ shop/web[Pod] => shop/db[Pod] : TCP 81')
    expect((await answer('--allow', flow, '--block', flow, shop)).out).toEqual([])
  })
})

describe('a file of edits', () => {
  const list = '- kind: allow\n  from: shop/web\n  to: shop/db\n  ports: TCP 81\n'
  const file = write('edits.yaml', edits(list))

  it('says the same as flags', async () => {
    const { out } = await answer('--allow', 'shop/web -> shop/db : TCP 81', shop)
    expect(await answer('--edits', file, shop)).toMatchObject({ exitCode: 0, out })
    expect((await answerTo(edits(list), '--edits', '-', shop)).out).toEqual(out)
    expect((await answerTo(manifests, '--edits', file, '-')).out).toEqual(out)
  })

  it('stands among the flags where it is named', async () => {
    const block = ['--block', 'shop/web -> shop/db : TCP 81']
    expect((await answer('--edits', file, ...block, shop)).exitCode).toBe(1)
    expect((await answer(...block, '--edits', file, shop)).errors).toContain(
      '+ shop/web[Pod] => shop/db[Pod] : TCP 81',
    )
  })

  it('has the place of an edit that cannot be made', async () => {
    const ghost = write('ghost.yaml', edits(list.replace('web', 'ghost')))
    expect(await answer('--edits', ghost, shop)).toMatchObject({
      exitCode: 1,
      errors: expect.arrayContaining([
        'ghost.yaml:4:3: error: Edit 1: It is not made. There is no workload "shop/ghost". Did you mean shop/Pod/host?',
      ]),
    })
  })

  it('gives the command for a policy that goes', async () => {
    const gone = write('gone.yaml', edits('- kind: deletePolicy\n  policy: shop/web-to-db\n'))
    const { out, errors } = await answer('--edits', gone, shop)
    expect(out).toEqual(['# kubectl delete networkpolicy web-to-db -n shop'])
    expect(errors).toContain('- shop/web[Pod] => shop/db[Pod] : TCP 80')
  })

  it('makes nothing of an edit that is switched off', async () => {
    const off = write('off.yaml', edits(`${list.replace('web', 'ghost')}  disabled: true\n`))
    expect(await answer('-q', '--edits', off, shop)).toEqual({
      exitCode: 0,
      out: [],
      errors: ['No policy changes.'],
    })
  })

  it('makes nothing at all where one edit cannot be read', async () => {
    const bad = write('bad.yaml', edits(`${list}- kind: allow\n  from: shop\n  to: shop/db\n  ports: 80\n`))
    expect(await answer('--edits', bad, shop)).toEqual({
      exitCode: 2,
      out: [],
      errors: [
        expect.stringMatching(/^bad\.yaml:9:9: error: "shop" can be read in two ways\. Write shop\/\* for/),
        'drawbridge: not all of the edits can be read, so none was made.',
      ],
    })
  })

  it.each([
    [
      'that is not there',
      at('none.yaml'),
      'drawbridge: --edits none.yaml: there is no such file or directory.',
    ],
    [
      'that holds manifests',
      shop,
      'shop.yaml:2:1: error: This document holds no edits: they have the kind Edits.',
    ],
  ])('%s is no input', async (_why, path, message) => {
    const { exitCode, out, errors } = await answer('--edits', path, shop)
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: [] })
    expect(errors[0]).toContain(message)
  })
})

describe('a label that is offered', () => {
  const alike = fixture(`
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}}}
---
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}}
`)
  const flags = ['--allow', 'shop/api -> shop/db : TCP 5432', write('alike.yaml', alike)]
  const line = alike.split('\n').findIndex((it) => it.includes('template')) + 1

  it('is named with its line on standard error, where --quiet does not leave it out', async () => {
    const words = `alike.yaml:${line}:68: info: The label app.kubernetes.io/component: api on the pods of Deployment shop/api would tell them apart from those of Deployment shop/web.`
    const { errors } = await answer(...flags)
    expect(errors).toContain(words)
    expect((await answer('--quiet', ...flags)).errors).not.toContain(words)
  })

  it('is data in JSON', async () => {
    const { labelOffers, collateral } = await json(...flags)
    expect(labelOffers).toEqual([
      {
        edits: [1],
        workload: { namespace: 'shop', kind: 'Deployment', name: 'api' },
        others: [{ namespace: 'shop', kind: 'Deployment', name: 'web' }],
        label: { key: 'app.kubernetes.io/component', value: 'api' },
        places: [{ file: at('alike.yaml'), document: 1, line, column: 68 }],
      },
    ])
    expect(collateral).toHaveLength(1)
  })
})

describe('a link', async () => {
  const end = (name: string) => ({ kind: 'workload' as const, id: workloadId('shop', 'Pod', name) })
  const linkWith = (isDrawn: boolean) =>
    encodeLink({
      title: 'Shop',
      files: minimise([manifestFile('shop.yaml', manifests)]).files,
      edits: isDrawn
        ? [
            {
              kind: 'allow',
              id: editId('e7'),
              from: end('web'),
              to: end('db'),
              connections: connectionsOf('TCP', 81),
            },
          ]
        : [],
      options: defaultOptions,
      positions: {},
    })
  const [drawn, bare] = [await linkWith(true), await linkWith(false)]
  const added = '+ shop/web[Pod] => shop/db[Pod] : TCP 81'

  it('brings its own edits', async () => {
    expect(await answer(drawn)).toMatchObject({ exitCode: 0, errors: expect.arrayContaining([added]) })
  })

  it('has them before those of the flags', async () => {
    const { exitCode, errors } = await answer('--block', 'shop/web -> shop/db : 81', drawn)
    expect(exitCode).toBe(1)
    expect(errors).toContainEqual(
      expect.stringMatching(/^error: Edit 1, allow shop\/Pod\/web -> shop\/Pod\/db : TCP 81: /),
    )
  })

  it('is left without them by --baseline', async () => {
    const { errors } = await answer('--baseline', '--allow', 'shop/web -> shop/db : 82', drawn)
    expect(errors).toContain('+ shop/web[Pod] => shop/db[Pod] : TCP 82')
    expect(errors).not.toContain(added)
  })

  it.each([
    ['without edits', [bare]],
    ['before them', ['--baseline', drawn]],
  ])('has nothing to do %s', async (_why, args) => {
    expect(await answer(...args)).toEqual({
      exitCode: 2,
      out: [],
      errors: [expect.stringContaining('drawbridge: There is nothing to do: name an edit with --allow')],
    })
  })
})
