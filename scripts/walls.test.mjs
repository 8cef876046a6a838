// Every wall of ARCHITECTURE.md is tried with a planted violation: a lint rule that does not fire is no wall.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const judged = ['model', 'sets', 'engine']
const all = [
  'model',
  'sets',
  'manifest',
  'engine',
  'explain',
  'advise',
  'synthesis',
  'view',
  'notation',
  'export',
]
const mayImport = {
  model: [],
  sets: ['model'],
  manifest: ['model'],
  engine: ['model', 'sets'],
  explain: judged,
  advise: judged,
  synthesis: judged,
  view: judged,
  notation: ['model', 'sets', 'manifest'],
  export: [...judged, 'manifest'],
  share: ['model'],
  examples: ['model'],
  worker: all,
  cli: [...all, 'share'],
  store: ['model', 'share'],
  ui: ['model', 'store', 'examples'],
  testing: ['model', 'sets', 'manifest', 'engine', 'notation'],
}
const rooms = Object.keys(mayImport)
const mayBeImpure = ['worker', 'store', 'ui', 'cli', 'testing']

const mayUse = {
  'js-yaml': ['manifest', 'testing'],
  diff: ['export'],
  zustand: ['store', 'ui', 'ui/canvas', 'ui/editor'],
  zundo: ['store'],
  'idb-keyval': ['store'],
  react: ['ui', 'ui/canvas', 'ui/editor'],
  'radix-ui': ['ui', 'ui/canvas', 'ui/editor'],
  cmdk: ['ui', 'ui/canvas', 'ui/editor'],
  'lucide-react': ['ui', 'ui/canvas', 'ui/editor'],
  '@tanstack/react-virtual': ['ui', 'ui/canvas', 'ui/editor'],
  'react-resizable-panels': ['ui', 'ui/canvas', 'ui/editor'],
  'driver.js': ['ui', 'ui/canvas', 'ui/editor'],
  '@xyflow/react': ['ui/canvas'],
  '@codemirror/state': ['ui/editor'],
  'fast-check': ['testing'],
  'node:fs': ['cli', 'testing'],
}

/** Clock, network, browser, process: what a pure room may not name. */
const impureNames =
  'window document navigator localStorage indexedDB fetch Worker self globalThis setTimeout performance Date crypto process console'.split(
    ' ',
  )

const importRule = 'lint/style/noRestrictedImports'
const globalRule = 'lint/style/noRestrictedGlobals'
const chanceRule = 'lint/nursery/noJsRestrictedProperties'
const cycleRule = 'lint/suspicious/noImportCycles'

/** Why, the file, its text, the rule, whether that rule reports it. */
// biome-ignore format: a table
const single = [
  ['store sees the protocol',            'src/store/a.ts',     "import type { X } from '../worker/protocol'", importRule, false],
  ['and no other file of worker',        'src/store/b.ts',     "import { X } from '../worker/client'", importRule, true],
  ['so does ui',                         'src/ui/a.ts',        "import type { X } from '../worker/protocol'", importRule, false],
  ['and no more',                        'src/ui/b.ts',        "import type { X } from '../worker/session'", importRule, true],
  ['a folder of ui sees no worker',      'src/ui/panels/a.ts', "import { X } from '../../worker/session'", importRule, true],
  ['and no engine',                      'src/ui/panels/b.ts', "import { X } from '../../engine/reach'", importRule, true],
  ['but the other folders of ui',        'src/ui/panels/c.ts', "import { X } from '../controls/Button'", importRule, false],
  ['and the store',                      'src/ui/panels/d.ts', "import { X } from '../../store/appStore'", importRule, false],
  ['nobody imports main',                'src/ui/panels/e.ts', "import { X } from '../../main'", importRule, true],
  ['main sees no engine',                'src/main.tsx',       "import { X } from './engine/reach'", importRule, true],
  ['the protocol sees model alone',      'src/worker/protocol.ts', "import type { X } from '../engine/reach'", importRule, true],
  ['no room below a room',               'src/engine/a.ts',    "import { X } from './internal/x'", importRule, true],
  ['nor below another',                  'src/engine/b.ts',    "import { X } from '../sets/internal/x'", importRule, true],
  ['re-exports count',                   'src/engine/c.ts',    "export { X } from '../view/x'", importRule, true],
  ['dynamic imports count',              'src/engine/d.ts',    "export const x = () => import('../view/x')", importRule, true],
  ['imports in type expressions count',  'src/engine/e.ts',    "export type X = import('../view/x').Y", 'plugin', true],
  ['tests may use testing',              'src/engine/f.test.ts', "import { X } from '../testing/x'", importRule, false],
  ['pure rooms draw no lots',            'src/engine/g.ts',    'export const x = Math.random()', chanceRule, true],
  ['not even unpacked',                  'src/engine/h.ts',    'export const { random } = Math', chanceRule, true],
  ['the store may, for ids',             'src/store/g.ts',     'export const x = Math.random()', chanceRule, false],
  ['no cycles (one end)',                'src/sets/a.ts',      "import { b } from './b'\nexport const a = () => b", cycleRule, true],
  ['no cycles (other end)',              'src/sets/b.ts',      "import { a } from './a'\nexport const b = () => a", cycleRule, true],
  ['named exports only',                 'src/sets/i.ts',      'export default 1', 'lint/style/noDefaultExport', true],
  ['no export *',                        'src/sets/j.ts',      "export * from './x'", 'lint/performance/noReExportAll', true],
  ['no barrels',                         'src/sets/k.ts',      "export { x } from './x'", 'lint/performance/noBarrelFile', true],
  ['no any',                             'src/sets/l.ts',      'export const x = (y: any) => y', 'lint/suspicious/noExplicitAny', true],
  ['no non-null assertion',              'src/sets/m.ts',      'export const x = (y: { z?: 1 }) => y.z!', 'lint/style/noNonNullAssertion', true],
  ['no console',                         'src/ui/n.ts',        'console.log(1)', 'lint/suspicious/noConsole', true],
  ['no enums',                           'src/sets/o.ts',      'export enum X { A }', 'lint/style/noEnum', true],
  ['no test alone',                      'src/sets/p.test.ts', "import { it } from 'vitest'\nit.only('x', () => {})", 'lint/suspicious/noFocusedTests', true],
  ['effects name what they read',        'src/ui/q.tsx',       "import { useEffect } from 'react'\nexport function Q({ x }: { x: () => void }) {\n  useEffect(() => x(), [])\n  return null\n}", 'lint/correctness/useExhaustiveDependencies', true],
  ['end to end sees no source',          'e2e/a.spec.ts',      "import { x } from '../src/engine/x'", importRule, true],
  ['and does not sleep',                 'e2e/b.spec.ts',      "import { test } from '@playwright/test'\ntest('x', async ({ page }) => {\n  await page.waitForTimeout(9)\n})", 'lint/nursery/noPlaywrightWaitForTimeout', true],
]

const folders = [...rooms, 'ui/canvas', 'ui/editor']
const seen = (from, to) => `src/${from}/sees-${to}.ts`
const used = (folder, name) => `src/${folder}/uses-${name.replaceAll(/\W/g, '-')}.ts`
const named = (room, name) => `src/${room}/names-${name}.ts`

const planted = new Map(single.map(([, file, text]) => [file, text]))
for (const from of rooms)
  for (const to of rooms)
    planted.set(seen(from, to), `import type { X } from '../${to}/x'\nexport type Y = X`)
for (const folder of folders)
  for (const name of Object.keys(mayUse))
    planted.set(used(folder, name), `import { x } from '${name}'\nexport const y = x`)
for (const room of rooms)
  for (const name of impureNames) planted.set(named(room, name), `export const x = String(${name})`)

describe('the lint table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-walls-'))
  const reported = new Set()
  const isReported = (file, rule) => reported.has(`${file} ${rule}`)

  beforeAll(() => {
    for (const name of ['biome.json', 'package.json', '.gitignore', 'scripts/noImportTypes.grit']) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      copyFileSync(join(root, name), join(folder, name))
    }
    for (const [file, text] of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${text}\n`)
    }
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.']
    const run = spawnSync(process.execPath, [biome, ...options], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
    })
    for (const { category, location, severity } of JSON.parse(run.stdout).diagnostics)
      if (severity === 'error') reported.add(`${location.path} ${category}`)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(rooms)('%s imports the rooms it may, type imports counted, and no other', (from) => {
    const others = rooms.filter((it) => it !== from)
    const open = others.filter((to) => !isReported(seen(from, to), importRule))
    expect(open).toEqual(others.filter((it) => mayImport[from].includes(it)))
  })

  it.each(Object.entries(mayUse))('%s is used in %j alone', (name, users) => {
    expect(folders.filter((it) => !isReported(used(it, name), importRule))).toEqual(
      folders.filter((it) => users.includes(it)),
    )
  })

  it.each(rooms)('%s names what a pure room may not only if it is none', (room) => {
    const open = impureNames.filter((it) => !isReported(named(room, it), globalRule))
    expect(open).toEqual(mayBeImpure.includes(room) ? impureNames : [])
  })

  it.each(single)('%s (%s)', (_why, file, _text, rule, caught) => {
    expect(isReported(file, rule)).toBe(caught)
  })
})
