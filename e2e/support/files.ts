import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, type Page, type TestInfo } from '@playwright/test'

/** A real drop: the browser itself opens files and folders, as it does for a user's. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    browser.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  // The browser drops only where the page has accepted what is dragged over it; a drop that came too early is made again.
  await expect(async () => {
    await drag('dragEnter')
    await expect(page.getByText('Drop to add to this workspace')).toBeVisible()
    await drag('dragOver')
    await drag('dragOver')
    await drag('drop')
    await expect(page.getByText('Drop to add to this workspace')).toHaveCount(0, { timeout: 2000 })
  }).toPass()
  await browser.detach()
}

/** Files for a test to open, below its own folder. */
export async function writeFiles(info: TestInfo, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(info.outputPath(name)), { recursive: true })
    await writeFile(info.outputPath(name), text)
  }
}
