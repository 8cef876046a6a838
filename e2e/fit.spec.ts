import { expect, type Page } from '@playwright/test'
import { openPage, test } from './support/page'
import { drawn, inspector, openExample, upToDate } from './support/screen'

const frames = ['ingress-nginx', 'production', 'kube-system'] as const

function frame(page: Page, namespace: string) {
  return page.locator(`.react-flow__node[data-id="ns:${namespace}"]`)
}

test('what filters hid is seen as a whole again once they are cleared, above the legend', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await upToDate(page)
  const filter = page.getByRole('textbox', { name: 'Filter by name' })
  await filter.fill('api')
  await expect(frame(page, 'ingress-nginx')).toHaveCount(0)
  // Moved by hand, which otherwise keeps the view where it is.
  await page.locator('.react-flow__pane').hover({ position: { x: 60, y: 200 } })
  await page.mouse.wheel(0, -600)
  await filter.fill('')
  for (const namespace of frames) await expect(frame(page, namespace)).toBeInViewport({ ratio: 1 })
  await expect(async () => {
    const canvas = await page.locator('.canvas').boundingBox()
    const legend = await page.locator('.legend').boundingBox()
    for (const namespace of frames) {
      const box = await frame(page, namespace).boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(canvas?.x ?? 0)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(legend?.y ?? 0)
    }
  }).toPass()
})

test('a selected arrow dims what it has nothing to do with, and names of namespaces are whole', async ({
  page,
}) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await upToDate(page)
  for (const namespace of frames)
    await expect(frame(page, namespace).getByText(namespace, { exact: true })).toBeVisible()
  await drawn(page, /^api to database/).press('Enter')
  await expect(inspector(page)).toContainText('database')
  await expect(page.locator('.react-flow__node.calm').filter({ hasText: 'frontend' })).toHaveCount(1)
  await expect(page.locator('.react-flow__node.calm').filter({ hasText: 'database' })).toHaveCount(0)
})
