import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What keeps somebody out of a part of the page: a line for each rule that is broken, with the elements that break it. */
export async function violations(page: Page, part = 'body'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(part)
    .options({
      // Targets of at least 24 by 24 pixels, which axe leaves out unless asked.
      rules: { 'target-size': { enabled: true } },
      // Without descriptions of all that is well, a look takes half as long.
      resultTypes: ['violations'],
    })
    // The page has no frames, whose findings would be joined in a second page.
    .setLegacyMode()
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
