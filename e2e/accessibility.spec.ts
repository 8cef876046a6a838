import { expect, type Page } from '@playwright/test'
import { violations } from './support/axe'
import { find } from './support/keyboard'
import { openPage, test } from './support/page'
import { drawn, editList, inspector, openExample, upToDate } from './support/screen'
import { paste } from './support/text'

/** Milliseconds for a table of screens: each look takes axe seconds where others compute too. */
const manyLooks = 300_000

const phone = { width: 390, height: 844 }
/** What 200 % zoom leaves of 1440 by 900. */
const zoomed = { width: 720, height: 450 }

/** Edits of all kinds: some are off, one cannot be made, one is about nobody. */
const edits = `apiVersion: drawbridge/v1
kind: Edits
edits:
- {kind: allow, from: production/frontend, to: production/database, ports: TCP 5432}
- {kind: allow, from: 10.0.0.0/8 except 10.1.0.0/16, to: production/frontend, ports: all, disabled: true}
- {kind: allow, from: production/gone, to: production/database, ports: 80}
- {kind: block, from: production/api, to: production/database, ports: TCP 5432}
- {kind: open, end: production/frontend, directions: egress, disabled: true}
- {kind: only, namespaces: production, keep: dns, disabled: true}
- {kind: isolate, end: kube-system, directions: "ingress,egress,dns"}
- {kind: template, template: quarantine, namespace: production}
- {kind: renamePolicy, policy: production/allow-dns, name: names}
- {kind: disableRule, policy: production/allow-api-egress-to-db, rule: egress 1, disabled: true}
`

/** How each screen is reached from the one with the edits; all are left with Escape. */
const screens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the list of edits and the changes': (page) => editList(page),
  'the lock dialog': (page) => dialogOf(page, 'production Namespace', 'Lock namespace…'),
  'the lock to what is drawn': (page) => dialogOf(page, 'production Namespace', 'Only what is drawn…'),
  'the other ways to block': async (page) => {
    await editList(page)
    await page
      .getByRole('button', { name: /^Other ways / })
      .first()
      .click()
    await expect(page.getByRole('dialog').getByRole('list', { name: 'Ways' })).toBeVisible()
  },
  'the dialog that opens up': (page) => dialogOf(page, 'production Namespace', 'Open up again…'),
  'the choice of the other end': (page) => dialogOf(page, 'api Deployment', 'Allow to…'),
  'the choice of ports': async (page) => {
    await dialogOf(page, 'api Deployment', 'Allow to…')
    await page.keyboard.type('frontend')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('form', { name: 'Ports' })).toBeVisible()
  },
  'the templates': async (page) => {
    await page.getByRole('tab', { name: /^Resources/ }).click()
    await page.getByRole('button', { name: 'New from template…' }).click()
    await settled(page)
  },
  'the rules of a policy': (page) => policyDialog(page, 'Rules…'),
  'the new name of a policy': (page) => policyDialog(page, 'Rename…'),
  'the deletion of a policy': (page) => policyDialog(page, 'Delete…'),
  'several selected workloads': async (page) => {
    await drawn(page, /^frontend in /).press('Enter')
    await drawn(page, /^api in /).press('Shift+Enter')
    await expect(inspector(page).getByRole('heading', { name: '2 workloads selected' })).toBeVisible()
  },
  'a flow and what would close it': async (page) => {
    await drawn(page, /^frontend to api: /).press('Enter')
    await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
  },
  'what of a file could not be read': async (page) => {
    await paste(page, `${edits}- {kind: alow}\n`)
    await expect(page.getByRole('status', { name: 'Notice' }).getByRole('listitem')).toHaveCount(1)
  },
}

/** What the shell shows over an example, each reached from the picture and left with Escape. */
const shell: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the matrix': async (page) => {
    await page.keyboard.press('m')
    await expect(page.getByRole('region', { name: 'Matrix' }).getByRole('grid')).toBeVisible()
  },
  'a policy in the inspector': (page) => find(page, 'allow-dns', /^allow-dns/),
  'the shortcuts': async (page) => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  },
  'the search': async (page) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('frontend to api')
    await expect(page.getByRole('option', { name: /^frontend → api/ })).toBeVisible()
  },
  'the link': async (page) => {
    await page.getByRole('button', { name: 'Share' }).click()
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()
  },
  'the filters': (page) => opened(page, 'Filter', 'dialog'),
  'the scenario options': (page) => opened(page, 'Scenario options', 'dialog'),
  'the menu to open': (page) => opened(page, 'Open', 'menu'),
  'the examples': (page) => opened(page, 'Examples', 'menu'),
  'the exports': (page) => opened(page, 'Export', 'menu'),
  'the display menu': (page) => opened(page, 'Display', 'menu'),
  'the help menu': (page) => opened(page, 'Help', 'menu'),
}

/** On a small screen, where panels are sheets. */
const sheets: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the picture': (page) => expect(drawn(page, /^frontend in /)).toBeVisible(),
  'the folded header': (page) => opened(page, 'Menu', 'menu'),
  'the details': async (page) => {
    await drawn(page, /^frontend to api: /).press('Enter')
    await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toBeVisible()
    await inspector(page).focus()
  },
  'the manifests': async (page) => {
    await page.keyboard.press('[')
    await page.getByRole('tab', { name: /^Resources/ }).click()
  },
  'the changes': async (page) => {
    await page.keyboard.press('\\')
    await expect(page.getByRole('tab', { name: 'Changes' })).toBeVisible()
    await page.getByRole('tab', { name: 'Changes' }).focus()
  },
}

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

    test('no dialog and no panel of edits has an accessibility violation', async ({ page }) => {
      test.setTimeout(manyLooks)
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await paste(page, edits)
      await expect(page.getByRole('tab', { name: 'Edits 10' })).toBeVisible()
      await upToDate(page)
      await lookAtAll(page, screens)
    })

    test('nothing that the shell opens has an accessibility violation', async ({ page }) => {
      test.setTimeout(manyLooks)
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await lookAtAll(page, shell)
    })

    test('no step of the tour has an accessibility violation', async ({ page }) => {
      test.setTimeout(manyLooks)
      await openPage(page)
      await openExample(page, 'Three-tier shop')
      await page.getByRole('button', { name: 'Take the tour' }).click()
      const tour = page.getByRole('dialog')
      for (const number of [1, 2, 3, 4, 5, 6, 7]) {
        await expect(tour).toContainText(`${number} of 7`)
        const next = tour.getByRole('button', { name: /^(Next|Done)$/ })
        await expect(next).toBeFocused()
        expect.soft(await violations(page), `step ${number}`).toEqual([])
        await next.press('Enter')
      }
    })

    for (const [name, viewport] of Object.entries({ phone, zoomed }))
      test.describe(name, () => {
        test.use({ viewport })
        test('no sheet has an accessibility violation', async ({ page }) => {
          test.setTimeout(manyLooks)
          await openPage(page)
          await openExample(page, 'Three-tier shop')
          await lookAtAll(page, sheets)
        })
      })
  })
}

/** Looks at each, and leaves it again. */
async function lookAtAll(
  page: Page,
  looks: Readonly<Record<string, (page: Page) => Promise<unknown>>>,
): Promise<void> {
  for (const [name, open] of Object.entries(looks)) {
    await open(page)
    // Behind an open dialog the rest is hidden.
    const isModal = (await page.getByRole('dialog').count()) > 0
    expect.soft(await violations(page, isModal ? '[role=dialog]' : 'body'), name).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0)
  }
}

async function opened(page: Page, button: string, role: 'menu' | 'dialog'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole(role)).toBeVisible()
}

async function dialogOf(page: Page, found: string, button: string): Promise<void> {
  await find(page, found, new RegExp(`^${found}`))
  await inspector(page).getByRole('button', { name: button }).click()
  await settled(page)
}

async function policyDialog(page: Page, task: string): Promise<void> {
  await page.getByRole('tab', { name: /^Resources/ }).click()
  await page.getByRole('button', { name: 'Policy allow-api-egress-to-db in production', exact: true }).click()
  await page.getByRole('menuitem', { name: task }).click()
  await settled(page)
}

/** Where a dialog has a preview, it is there. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible()
  const preview = page.getByRole('region', { name: 'Preview' })
  if ((await preview.count()) > 0) await expect(preview).toHaveAttribute('aria-busy', 'false')
}
