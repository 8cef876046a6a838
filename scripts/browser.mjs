// Finds a Chromium for the end-to-end tests, or gets one: first what is there, then what costs a download.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

const variable = 'PLAYWRIGHT_CHROMIUM_EXECUTABLE'
const minute = 60_000
const cache = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache', 'browser')

/** Newer releases need a newer Node than this project asks for. */
const packaged = '@sparticuz/chromium@147.0.0'

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'brave-browser',
]

/**
 * The path of a Chromium that runs. Order: the environment variable, Playwright's own, the system's, a copy inside an
 * npm package (Linux x64, about 66 MB, fetched once into node_modules/.cache), apt-get as root.
 * Throws with what to do when there is none.
 */
export async function findBrowser() {
  const wanted = process.env[variable]
  if (wanted !== undefined && wanted !== '') {
    if (!isExecutable(wanted)) throw new Error(`${variable}=${wanted} is not an executable file.`)
    return wanted
  }
  const found = playwrightsOwn() ?? systems() ?? (await fromNpm()) ?? fromApt()
  if (found) return found
  throw new Error(
    `No Chromium found for the end-to-end tests. One of these helps:
  npx playwright install --with-deps chromium
  installing Chromium or Chrome with the system's package manager
  ${variable}=<path of a Chromium or Chrome> npm test`,
  )
}

function playwrightsOwn() {
  const full = chromium.executablePath()
  const headlessShell = full
    .replace(/chromium-(\d+)/, 'chromium_headless_shell-$1')
    .replace(/chrome-(linux\d*|mac\S*|win\d*)[/\\].*$/, 'chrome-headless-shell-$1/chrome-headless-shell')
  return [full, headlessShell].find(runs)
}

function systems() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...installedApps()].find(runs)
}

function installedApps() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform !== 'win32') return []
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((it) => process.env[it] ?? [])
  return folders.flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ])
}

async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(cache, 'node_modules', '@sparticuz', 'chromium')
  if (!existsSync(folder)) {
    say('no browser found: fetching one from the npm registry (about 66 MB, once)')
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, 'package.json'), '{"private":true}\n')
    const options = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts']
    const install = spawnSync('npm', ['install', '--prefix', cache, ...options, packaged], {
      cwd: cache,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 5 * minute,
    })
    if (install.status !== 0) return undefined
  }
  try {
    return await unpack(folder)
  } catch (error) {
    say(`the packaged browser could not be unpacked: ${error}`)
    return undefined
  }
}

async function unpack(folder) {
  // Makes the package unpack the libraries too that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  // It unpacks to a fixed name below the folder for temporary files, so it gets one of its own.
  const before = process.env.TMPDIR
  const own = join(cache, 'unpacked')
  mkdirSync(own, { recursive: true })
  process.env.TMPDIR = own
  try {
    const entry = pathToFileURL(join(folder, 'build', 'esm', 'index.js')).href
    const { default: packagedChromium } = await import(entry)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const path = await packagedChromium.executablePath(join(folder, 'bin'))
      if (runs(path)) return path
      // A run that was stopped while unpacking leaves a file cut short.
      rmSync(path, { force: true })
    }
    return undefined
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function fromApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  say('installing chromium with apt-get')
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
    timeout: 7 * minute,
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  return systems()
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A file may be there and not start, for want of libraries. */
function runs(path) {
  if (!isExecutable(path)) return false
  return spawnSync(path, ['--version'], { timeout: minute / 3, stdio: 'ignore' }).status === 0
}

function say(text) {
  process.stderr.write(`e2e: ${text}\n`)
}
