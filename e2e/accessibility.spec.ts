import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { openPage, test } from './support/page'
import { openExample } from './support/screen'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the start page has no accessibility violation', async ({ page }) => {
      await openPage(page)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

      expect(await violations(page)).toEqual([])
    })

    test('the editor has no accessibility violation', async ({ page }) => {
      await openPage(page)
      await openExample(page, 'Three-tier shop')

      expect(await violations(page)).toEqual([])
    })
  })
}

/** A line for each rule that is broken, with the elements that break it. */
async function violations(page: ConstructorParameters<typeof AxeBuilder>[0]['page']): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
