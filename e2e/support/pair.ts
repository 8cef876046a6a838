import { expect, type Locator, type Page } from '@playwright/test'
import { drawn, inspector } from './screen'

/** Selects any flow of a card, so that the inspector asks about a pair. The card must have a flow. */
export async function selectAnyFlowOf(page: Page, card: string): Promise<void> {
  await drawn(page, new RegExp(`^${card} in `)).press('Enter')
  const flows = inspector(page).getByRole('region', { name: /^(Can reach|Reached by)$/ })
  await flows.getByRole('button').first().click()
  await expect(verdict(page)).toBeVisible()
}

/** Asks about another pair, with the two choosers of the inspector. */
export async function ask(page: Page, from: string, to: string): Promise<void> {
  // A chooser does not offer the other end.
  if (await end(page, 'To', from).isVisible())
    await inspector(page).getByRole('button', { name: 'Swap direction' }).click()
  await choose(page, 'From', from)
  await choose(page, 'To', to)
  await expect(inspector(page).getByRole('heading', { level: 2, name: `${from} → ${to}` })).toBeAttached()
}

/** The answer about the selected pair. */
export function verdict(page: Page): Locator {
  return inspector(page).getByRole('region', { name: 'Verdict' })
}

async function choose(page: Page, which: 'From' | 'To', name: string): Promise<void> {
  if (await end(page, which, name).isVisible()) return
  await inspector(page)
    .getByRole('button', { name: new RegExp(`^${which} .*: choose another$`) })
    .click()
  await page.getByRole('option', { name: new RegExp(`^${name}( in .*)?$`) }).click()
  await expect(end(page, which, name)).toBeVisible()
}

function end(page: Page, which: 'From' | 'To', name: string): Locator {
  return inspector(page).getByRole('button', { name: `${which} ${name}: choose another` })
}
