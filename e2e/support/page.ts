import { test as base, expect, type Page } from '@playwright/test'

interface Watched {
  /** Every address that was asked for, the page's own files included. */
  readonly requests: string[]
  /** Requests for anything but files of the build; the promise is that there are none. */
  readonly foreignRequests: string[]
  /** Errors of scripts, of the console and of the content security policy. */
  readonly errors: string[]
}

interface Fixtures {
  readonly watched: Watched
  /** The page of somebody else: a fresh browser without any saved work, under the same watch. */
  readonly colleague: Page
}

/** The runner's test with pages under watch: whatever a test does, they stay at home and raise no error. */
export const test = base.extend<Fixtures>({
  permissions: ['clipboard-read', 'clipboard-write'],
  watched: [
    async ({ page, baseURL }, use) => {
      const watched: Watched = { requests: [], foreignRequests: [], errors: [] }
      watch(page, baseURL ?? '', watched)
      await use(watched)
      expect(watched.foreignRequests, 'no request leaves the page').toEqual([])
      expect(watched.errors, 'the page raises no error').toEqual([])
    },
    { auto: true },
  ],
  colleague: async ({ browser, baseURL, watched }, use) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    watch(page, baseURL ?? '', watched)
    await use(page)
    await context.close()
  },
})

function watch(page: Page, home: string, { requests, foreignRequests, errors }: Watched): void {
  page.on('request', (request) => {
    const url = request.url()
    requests.push(url)
    const isMadeHere = url.startsWith('data:') || url.startsWith('blob:')
    // What was pasted could leave in a query as well as in a body.
    const isOwnFile = request.method() === 'GET' && url.startsWith(home) && !url.includes('?')
    if (!isMadeHere && !isOwnFile) foreignRequests.push(`${request.method()} ${url}`)
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
}

/** Opens the page, at the address of a link or an example if one is given: `openPage(page, '#example=payments')`. */
export async function openPage(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`)
}
