// `npm run mutants`: plants one mutant after the other and runs our own tests on it. At least one test must fail, or it survived.
// The mutant takes the place of the module's text while the tests are loaded; no file is touched. Words after the command choose
// mutants by a part of their name.
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import { mutants, planted } from './mutants/all.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Of all there are: so many may survive. */
const maySurvive = 1

const [, , ...words] = process.argv
const chosen = mutants.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
for (const mutant of chosen) planted(readFileSync(join(root, mutant.file), 'utf8'), mutant)

process.exitCode = (await isSound()) ? await tryAll() : 2

/** Tests that fail anyway would catch every mutant. */
async function isSound() {
  const { failed, broken } = await run([...new Set(chosen.flatMap(testsFor))], null)
  for (const file of [...failed, ...broken]) console.log(`${file} fails without any mutant`)
  return failed.length + broken.length === 0
}

async function tryAll() {
  let caught = 0
  let survived = 0
  for (const mutant of chosen) {
    const { failed, broken } = await run(testsFor(mutant), mutant)
    if (broken.length > 0) console.log(`BROKEN    ${mutant.name}: ${broken.join(', ')} cannot run at all`)
    else if (failed.length > 0) console.log(`caught    ${mutant.name}: ${failed.join(', ')}`)
    else console.log(`SURVIVED  ${mutant.name} (${mutant.file})`)
    if (failed.length > 0 && broken.length === 0) caught += 1
    else survived += 1
  }
  console.log(`${caught} of ${chosen.length} caught`)
  return survived > maySurvive ? 1 : 0
}

/** The naive twin is only ever compared with reader and engine; these have tests of their own too. */
function testsFor({ file }) {
  const [, room] = file.split('/')
  return room === 'testing' ? ['src/testing/twin.prop.test.ts'] : ['src/testing/', `src/${room}/`]
}

/** Which test files failed, and in which the code broke: a mutant that does not run proves nothing. */
async function run(tests, mutant) {
  const vitest = await startVitest(
    'test',
    tests,
    { watch: false, reporters: [{}], setupFiles: [join(root, 'scripts/mutants/firstFailure.mjs')] },
    { root, logLevel: 'error', plugins: mutant ? [planting(mutant)] : [] },
  )
  const modules = vitest.state.getTestModules()
  const namesOf = (some) => some.map(({ moduleId }) => relative(root, moduleId)).sort()
  const outcome = {
    failed: namesOf(modules.filter((it) => !it.ok())),
    broken: namesOf(modules.filter(isBroken)),
  }
  await vitest.close()
  return outcome
}

function isBroken(module) {
  if (module.errors().length > 0) return true
  const errors = [...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? [])
  return errors.some(({ message, name }) => /\b(?:Reference|Syntax|Type)Error\b/.test(`${name} ${message}`))
}

function planting(mutant) {
  const file = join(root, mutant.file)
  return {
    name: 'mutant',
    enforce: 'pre',
    transform: (source, id) => (id === file ? planted(source, mutant) : undefined),
  }
}
