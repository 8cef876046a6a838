import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, notice, openExample, upToDate } from './support/screen'
import { paste } from './support/text'

test('an SVG of everything holds every name, and a browser reads it as a picture', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  const { name, bytes } = await download(page, 'Download SVG of everything')
  const svg = bytes.toString('utf8')

  expect(name).toBe('three-tier-shop.svg')
  await expect(notice(page)).toContainText('The picture is in three-tier-shop.svg.')
  const read = await page.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      root: root.nodeName,
      title: root.querySelector('title')?.textContent,
      titles: [...root.querySelectorAll('g > title')].map((it) => it.textContent),
      words: [...root.querySelectorAll('text')].map((it) => it.textContent),
    }
  }, svg)
  expect(read.root).toBe('svg')
  expect(read.title).toBe('Three-tier shop')
  expect(read.titles).toEqual(expect.arrayContaining(await namesOnCanvas(page)))
  expect(read.words).toEqual(expect.arrayContaining(['frontend', 'api', 'database', 'allowed by rules']))
})

test('a picture of what is seen leaves out what is not', async ({ page }) => {
  await openPage(page)
  await paste(page, documents(smallShop, pod('lonely', 'far-away', 80)))
  await upToDate(page)
  const all = await download(page, 'Download SVG of what is seen')
  expect(all.bytes.toString('utf8')).toContain('lonely')

  await page.mouse.move(380, 300)
  await page.mouse.down()
  await page.mouse.move(980, 300, { steps: 4 })
  await page.mouse.up()
  const part = await download(page, 'Download SVG of what is seen')
  expect(titlesIn(part.bytes)).toBeLessThan(titlesIn(all.bytes))
  const whole = await download(page, 'Download SVG of everything')
  expect(whole.bytes.toString('utf8')).toContain('lonely')
})

test('a PNG is twice as large as the SVG says', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  const svg = await download(page, 'Download SVG of everything')
  const png = await download(page, 'Download PNG of everything')
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg.bytes.toString('utf8')) ?? []

  expect(png.name).toBe('payments.png')
  expect(png.bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([
    2 * Number(width),
    2 * Number(height),
  ])
})

test('the clipboard takes the picture', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await take(page, 'Copy as image')

  await expect(notice(page)).toContainText('The picture is on the clipboard.')
  const types = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const file = await item?.getType('image/png')
    return { types: item?.types, size: file?.size ?? 0 }
  })
  expect(types.types).toContain('image/png')
  expect(types.size).toBeGreaterThan(10_000)
})

test.describe('where the browser refuses the clipboard', () => {
  test.use({ permissions: [] })

  test('the picture is downloaded instead', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'))
    })
    await openPage(page)
    await openExample(page, 'Payments')
    const { name } = await download(page, 'Copy as image')

    expect(name).toBe('payments.png')
    await expect(notice(page)).toContainText('refused the clipboard. The picture is in payments.png.')
  })
})

test.describe('in dark colours', () => {
  test.use({ colorScheme: 'dark' })

  test('a picture has the colours of the theme', async ({ page }) => {
    await openPage(page)
    await openExample(page, 'Payments')
    const { bytes } = await download(page, 'Download SVG of what is seen')
    const ground = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim(),
    )
    expect(ground).toBe('#0f151c')
    expect(bytes.toString('utf8')).toContain(`fill="${ground}"`)
  })
})

test('the search takes pictures of the graph; the matrix has none', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Payments')
  await expect(drawn(page, /^api in /)).toBeVisible()
  const started = page.waitForEvent('download')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Download SVG of everything')
  await page.keyboard.press('Enter')
  expect((await started).suggestedFilename()).toBe('payments.svg')

  await page.getByRole('radio', { name: 'Matrix' }).click()
  await page.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByRole('menuitem', { name: 'Download SVG of everything' })).toBeDisabled()
})

/** What the canvas says of its namespaces, cards and arrows. */
async function namesOnCanvas(page: Page): Promise<string[]> {
  const names = await page
    .getByRole('region', { name: 'Graph' })
    .getByRole('group')
    .evaluateAll((all) => all.map((it) => it.getAttribute('aria-label') ?? ''))
  const told = names.filter((name) => name !== '')
  expect(told.length).toBeGreaterThan(5)
  return told
}

/** How many namespaces, cards and arrows there are. */
function titlesIn(svg: Buffer): number {
  return svg.toString('utf8').split('<title>').length
}

async function take(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function download(page: Page, item: string) {
  const started = page.waitForEvent('download')
  await take(page, item)
  const file = await started
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}
