import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.mjs'

// The workers of the runner read this file too; they inherit the answer.
process.env['PLAYWRIGHT_CHROMIUM_EXECUTABLE'] ||= await findBrowser()

const port = Number(process.env['DRAWBRIDGE_PORT'] ?? 4823)
// Several people can test builds of their own at once, each on a port of their own.
const folder = process.env['DRAWBRIDGE_DIST'] ?? 'dist'
// In a sub-folder, since the build promises to work from any path. Tests open `./`, not `/`.
const base = '/some/folder/'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}${base}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['PLAYWRIGHT_CHROMIUM_EXECUTABLE'],
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
    },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort --base ${base} --outDir ${JSON.stringify(folder)}`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: !process.env['CI'],
  },
})
