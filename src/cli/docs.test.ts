import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { editId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { editText } from '../notation/edits'
import { editsYaml, readEditsYaml } from '../notation/editsYaml'
import { resolveEdit } from '../notation/resolveEdit'
import { templateOffers } from '../synthesis/templateOffers'
import { cluster, manifestFile } from '../testing/build'
import { run } from './run'

const pageText = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8')
/** The fenced blocks of a page in one language. */
const blocks = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

/** How rules are put in words is for others to test. */
const withoutComments = (lines: readonly string[]) => lines.filter((line) => !/^ *# /.test(line))

describe('docs/cli.md', () => {
  const section =
    pageText('cli.md')
      .split(/^## /m)
      .find((it) => it.startsWith('`edit`')) ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-docs-'))
  writeFileSync(join(folder, 'shop.yaml'), blocks(section, 'yaml')[0] ?? '')

  afterAll(() => rmSync(folder, { recursive: true }))

  const examples = blocks(section, 'console').map((block): [string, string] => {
    const [command = '', ...output] = block.split('\n')
    return [command.replace(/^\$ npm run --silent drawbridge -- /, ''), output.join('\n').trimEnd()]
  })

  it('has examples', () => {
    expect(examples).toHaveLength(3)
  })

  it.each(examples)('says what %s answers', async (command, expected) => {
    const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain)
    const { exitCode, out, errors } = await run(args.map((it) => it.replace('shop.yaml', join(folder, it))))
    expect(exitCode).toBe(0)
    expect(withoutComments([...out, ...errors])).toEqual(withoutComments(expected.split('\n')))
  })
})

describe('docs/cli.md about explain', () => {
  it('names every field of its JSON', async () => {
    const section =
      pageText('cli.md')
        .split(/^## /m)
        .find((it) => it.startsWith('`explain`')) ?? ''
    const named = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
    )
    const two =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n'
    const { out } = await run(
      ['explain', '-f', 'json', '--from', 'a', '--to', 'b', '-'],
      new TextEncoder().encode(two),
    )
    const [answer] = JSON.parse([...out].join('\n'))
    expect(named.toSorted()).toEqual(Object.keys(answer).toSorted())
    for (const field of Object.keys(answer.egress)) expect(section).toContain(`\`${field}\``)
  })
})

describe('docs/edits.md', () => {
  const page = pageText('edits.md')
  const manifests = cluster(
    ['shop/web', 'shop/api', 'legacy/old']
      .map((it) => it.split('/'))
      .map(
        ([namespace, name]) =>
          `kind: Deployment\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {template: {metadata: {labels: {app: ${name}}}}}\n`,
      )
      .join('---\n'),
  )
  const read = (text: string) => {
    const { edits, diagnostics } = readEditsYaml(manifestFile('edits.yaml', text))
    return { diagnostics, edits: edits.map(({ edit }) => resolveEdit(manifests, edit)) }
  }

  it('has an example that is read as it stands', () => {
    const { diagnostics, edits } = read(blocks(page, 'yaml')[0] ?? '')
    expect(diagnostics).toEqual([])
    const made = edits.flatMap((it) => (it.kind === 'read' ? { ...it.value.edit, id: editId('e') } : []))
    expect(made.map(editText)).toEqual([
      'allow shop/Deployment/web -> shop/Deployment/api : TCP 8080',
      'allow 203.0.113.0/24 except 203.0.113.7/32 -> shop/Deployment/web : TCP 80,443',
      'block * -> outside : all',
      'isolate shop/* : ingress,egress,dns',
      'block shop/Deployment/web -> legacy/* : UDP',
    ])
    expect(read(editsYaml(made))).toEqual({ diagnostics: [], edits })
  })

  it('has an example of policies as such', () => {
    const { diagnostics, edits } = read(blocks(page, 'yaml')[1] ?? '')
    expect(diagnostics).toEqual([])
    const made = edits.flatMap((it) => (it.kind === 'read' ? { ...it.value.edit, id: editId('e') } : []))
    expect(made.map(editText)).toEqual([
      'template shop : default-deny',
      'disableRule shop/web : ingress 2',
      'renamePolicy shop/web : web-ingress',
      'deletePolicy shop/old',
    ])
    expect(editsYaml(made)).toBe(blocks(page, 'yaml')[1])
  })

  it('has an example of opening', () => {
    const { diagnostics, edits } = read(blocks(page, 'yaml')[2] ?? '')
    expect(diagnostics).toEqual([])
    const made = edits.flatMap((it) => (it.kind === 'read' ? { ...it.value.edit, id: editId('e') } : []))
    expect(made.map(editText)).toEqual(['open shop/Deployment/web : ingress'])
  })

  it('has an example of only what is drawn', () => {
    const { diagnostics, edits } = read(blocks(page, 'yaml')[3] ?? '')
    expect(diagnostics).toEqual([])
    const made = edits.flatMap((it) => (it.kind === 'read' ? { ...it.value.edit, id: editId('e') } : []))
    expect(made.map(editText)).toEqual([
      'allow outside -> shop/Deployment/web : TCP 8080',
      'allow shop/Deployment/web -> shop/Deployment/api : TCP 8080',
      'only shop : dns',
    ])
  })

  it('names every template with its parameters', () => {
    const rows = [...page.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (none|`\w+`(?:, `\w+`)*) \|$/gm)]
    const wordsOf = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
    const listed = rows.flatMap(([, names, parameters]) =>
      wordsOf(names).map((template) => ({ template, parameters: wordsOf(parameters) })),
    )
    const offered = templateOffers(manifests, defaultOptions, 'shop')
    expect(listed).toEqual(
      offered.map(({ template, parameters }) => ({
        template,
        parameters: parameters.map(({ name }) => name),
      })),
    )
    const list = listed.map(({ template }) => `- {kind: template, namespace: shop, template: ${template}}`)
    const text = `apiVersion: drawbridge/v1\nkind: Edits\nedits:\n${list.join('\n')}\n`
    expect(read(text).diagnostics).toEqual([])
    const explained = cells('Templates').filter((it) => /^[a-zA-Z]+$/.test(it))
    for (const name of new Set(listed.flatMap(({ parameters }) => parameters)))
      expect(explained).toContain(name)
  })

  const cells = (heading: string) => {
    const section = page.split(/^## /m).find((it) => it.startsWith(heading)) ?? ''
    return [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
    )
  }

  it.each(cells('Ends'))('names the end %s', (end) => {
    const text = `apiVersion: drawbridge/v1\nkind: Edits\nedits:\n- kind: allow\n  from: ${end}\n  to: shop/api\n  ports: all\n`
    expect(readEditsYaml(manifestFile('e', text))).toMatchObject({ diagnostics: [], edits: [{}] })
  })

  it.each(cells('Ports'))('names the ports %s', (ports) => {
    const text = `apiVersion: drawbridge/v1\nkind: Edits\nedits:\n- kind: allow\n  from: outside\n  to: shop/api\n  ports: ${ports}\n`
    expect(readEditsYaml(manifestFile('e', text))).toMatchObject({ diagnostics: [], edits: [{}] })
  })
})
