import { test as base, expect, type Page } from '@playwright/test'

interface Watched {
  /** Requests that left the page's own origin; the promise is that there are none. */
  readonly foreignRequests: readonly string[]
  /** Errors of scripts, of the console and of the content security policy. */
  readonly errors: readonly string[]
}

/** The runner's test with a page under watch: whatever a test does, the page stays at home and raises no error. */
export const test = base.extend<{ watched: Watched }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const foreignRequests: string[] = []
      const errors: string[] = []
      const home = new URL(baseURL ?? '').origin
      page.on('request', (request) => {
        const url = new URL(request.url())
        const isLocal = url.protocol === 'data:' || url.protocol === 'blob:'
        if (!isLocal && url.origin !== home) foreignRequests.push(request.url())
      })
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await use({ foreignRequests, errors })
      expect(foreignRequests, 'no request leaves the page').toEqual([])
      expect(errors, 'the page raises no error').toEqual([])
    },
    { auto: true },
  ],
})

/** Opens the page, at the address of a link or an example if one is given: `openPage(page, '#example=payments')`. */
export async function openPage(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`)
}
