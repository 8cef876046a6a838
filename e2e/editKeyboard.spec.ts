import { expect, type Locator, type Page } from '@playwright/test'
import { find, goTo, tabAndPress, tabTo } from './support/keyboard'
import { openPage, test } from './support/page'
import { changes, drawn, inspector, notice, upToDate } from './support/screen'
import { clipboardText } from './support/text'

// Nothing here is focused or clicked by the test: keys alone lead everywhere.
test('a whole session without a pointer', async ({ page }) => {
  test.slow()
  await openPage(page)
  await tabAndPress(page, page.getByRole('button', { name: 'Three-tier shop' }))
  await upToDate(page)
  await test.step('a namespace is locked, and its names still resolve', () => lockNamespace(page))
  await test.step('three flows are drawn: between workloads, from a namespace, to the outside', () =>
    drawThree(page))
  await test.step('a flow is taken away where its arrow has the focus', () => takeAway(page))
  await test.step('an edit is switched off, and on the way shows what is its own', () => switchOff(page))
  await test.step('an edit is removed, and the focus goes to the next', () => removeAndUndo(page))
  await test.step('a policy is made from a template, and another one renamed', () => makeAndRename(page))
  await test.step('what changed is copied, applied, and taken back', () => applyAndUndo(page))
  await test.step('the edits are downloaded', () => download(page))
})

test('several cards are connected at once, and locked ones opened up, without a pointer', async ({
  page,
}) => {
  test.slow()
  await openPage(page)
  await tabAndPress(page, page.getByRole('button', { name: 'Default deny, to start from' }))
  await upToDate(page)

  await find(page, 'web', /^web /)
  await goTo(page, page.getByRole('region', { name: 'Graph' }))
  await tabTo(page, drawn(page, /^worker in /))
  await page.keyboard.press('Shift+Enter')
  await expect(inspector(page).getByRole('heading', { name: '2 workloads selected' })).toBeVisible()
  await goTo(page, inspector(page))
  await tabAndPress(page, inspector(page).getByRole('button', { name: 'Allow from these to…' }))
  await page.keyboard.type('queue')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('dialog', { name: 'web and worker → queue' }).getByRole('textbox'),
  ).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(news(page)).toContainText(
    'Added: Allow web → queue on TCP 6379; Allow worker → queue on TCP 6379. All edits: 2 flows added',
  )

  await find(page, 'team', /^team Namespace/)
  await goTo(page, inspector(page))
  await tabAndPress(page, inspector(page).getByRole('button', { name: 'Open up again…' }))
  const dialog = page.getByRole('dialog', { name: 'Open up namespace team' })
  await expect(dialog.getByRole('status', { name: 'Preview' })).toHaveText(/^Starts/)
  await tabAndPress(page, dialog.getByRole('button', { name: 'Open up' }))
  await expect(news(page)).toContainText('Added: Open namespace team for ingress and egress.')
})

async function lockNamespace(page: Page): Promise<void> {
  await find(page, 'production', /^production Namespace/)
  await goTo(page, inspector(page))
  await tabAndPress(page, inspector(page).getByRole('button', { name: 'Lock namespace…' }))
  const dialog = page.getByRole('dialog', { name: 'Lock namespace production' })
  await expect(dialog.getByRole('status', { name: 'Preview' })).toHaveText(/^(Stops|No|Nothing)/)
  await tabAndPress(page, dialog.getByRole('checkbox', { name: 'NodeLocal DNSCache too' }), 'Space')
  await tabAndPress(page, dialog.getByRole('button', { name: 'Lock' }))
  await expect(news(page)).toContainText(
    'Added: Lock namespace production for ingress and egress; DNS and NodeLocal DNSCache stay open.',
  )
}

async function drawThree(page: Page): Promise<void> {
  await allow(page, 'frontend', /^frontend/, 'to', 'metrics', '9090')
  await expect(news(page)).toContainText(/^Added: Allow frontend → .* flows? added, .* collateral/)
  await allow(page, 'namespace production', /^production Namespace/, 'to', 'everything', '443')
  await expect(news(page)).toContainText('Added: Allow namespace production → everything outside on TCP 443.')
  await allow(page, 'api', /^api /, 'from', 'everything', '8080')
  await expect(news(page)).toContainText('Added: Allow everything outside → api on TCP 8080.')
}

async function takeAway(page: Page): Promise<void> {
  const arrow = drawn(page, /^api to database: allowed on TCP 5432/)
  await find(page, 'database', /^database /)
  await goTo(page, page.getByRole('region', { name: 'Graph' }))
  await tabTo(page, arrow)
  await page.keyboard.press('Delete')
  await expect(news(page)).toContainText('Added: Block api → database on TCP 5432.')
  await upToDate(page)
}

async function switchOff(page: Page): Promise<void> {
  await goTo(page, page.getByRole('complementary', { name: 'Manifests and edits' }))
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  const row = edits(page).filter({ hasText: 'Allow everything outside → api' })
  await tabTo(page, row.getByRole('switch'))
  await expect(row).toHaveAttribute('data-pointed', 'true')
  await expect(changes(page).locator('[data-lit]')).not.toHaveCount(0)
  await page.keyboard.press('Space')
  await expect(news(page)).toContainText('Switched off: Allow everything outside → api on TCP 8080.')
}

async function removeAndUndo(page: Page): Promise<void> {
  const remove = edits(page)
    .nth(1)
    .getByRole('button', { name: /^Remove: Allow frontend/ })
  await tabTo(page, remove, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(news(page)).toContainText('Removed: Allow frontend')
  await expect(edits(page).nth(1).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(news(page)).toContainText('Added: Allow frontend')
}

async function makeAndRename(page: Page): Promise<void> {
  await goTo(page, inspector(page))
  await goTo(page, page.getByRole('complementary', { name: 'Manifests and edits' }))
  await page.keyboard.press('ArrowLeft')
  await tabAndPress(page, page.getByRole('button', { name: 'New from template…' }))
  const templates = page.getByRole('dialog', { name: 'New policy from a template' })
  await tabTo(page, templates.getByLabel('Template'))
  await page.keyboard.type('Quarantine')
  await expect(templates.getByText('A pod of the namespace that gets the label')).toBeVisible()
  await tabAndPress(page, templates.getByRole('button', { name: 'Add policy' }))
  await expect(news(page)).toContainText('Added: Quarantine by label in namespace')

  await tabAndPress(page, page.getByRole('button', { name: 'Policy allow-dns in production', exact: true }))
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const rename = page.getByRole('dialog', { name: 'Rename policy allow-dns in production' })
  await expect(rename.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('names')
  await expect(rename.getByRole('button', { name: 'Rename' })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(news(page)).toContainText('Added: Rename policy allow-dns in production to names.')
}

async function applyAndUndo(page: Page): Promise<void> {
  await upToDate(page)
  await goTo(page, page.getByRole('region', { name: 'Results', exact: true }))
  await tabAndPress(page, page.getByRole('button', { name: 'Copy YAML' }))
  await expect(notice(page)).toContainText('on the clipboard')
  expect(await clipboardText(page)).toContain('name: quarantine')
  await tabAndPress(page, page.getByRole('button', { name: 'Apply to manifests' }))
  await expect(notice(page)).toContainText('The changes are in the manifests now.')
  await expect(page.getByRole('tab', { name: 'Changes' })).toBeFocused()
  // The one that is switched off stays.
  await expect(page.getByRole('tab', { name: 'Edits 1' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('tab', { name: 'Edits 7' })).toBeVisible()
}

async function download(page: Page): Promise<void> {
  await tabAndPress(page, page.getByRole('button', { name: 'Export' }))
  await expect(page.getByRole('menuitem', { name: 'Copy changed policies' })).toBeFocused()
  await page.keyboard.type('Download e')
  await expect(page.getByRole('menuitem', { name: 'Download edits' })).toBeFocused()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toBe('edits.yaml')
}

/** Allows a flow of what the search finds, with keys alone. */
async function allow(
  page: Page,
  words: string,
  option: RegExp,
  direction: 'to' | 'from',
  other: string,
  port: string,
): Promise<void> {
  await find(page, words, option)
  await goTo(page, inspector(page))
  await tabAndPress(page, inspector(page).getByRole('button', { name: `Allow ${direction}…` }))
  await expect(page.getByRole('combobox', { name: 'Choose the other end' })).toBeFocused()
  await page.keyboard.type(other)
  await page.keyboard.press('Enter')
  const ports = page.getByRole('dialog').getByRole('textbox')
  await expect(ports).toBeFocused()
  for (const proposal of await page.getByRole('dialog').getByRole('checkbox', { checked: true }).all()) {
    await page.keyboard.press('Shift+Tab')
    await expect(proposal).toBeFocused()
    await page.keyboard.press('Space')
  }
  await tabTo(page, ports)
  await page.keyboard.type(port)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await upToDate(page)
}

/** What is announced of the last edit. */
function news(page: Page): Locator {
  return page.getByRole('status', { name: 'Last edit' })
}

function edits(page: Page): Locator {
  return page
    .getByRole('list', { name: 'Edits', includeHidden: true })
    .getByRole('listitem', { includeHidden: true })
}
