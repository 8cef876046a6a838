import { expect } from '@playwright/test'
import { documents, pod, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { analysis, drawn, openExample, openExampleFromMenu, upToDate } from './support/screen'
import { editor, paste, pasteOnStartPage, textOf } from './support/text'

test('an empty text is no error, and says what goes in', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Write one' }).click()

  await upToDate(page)
  await expect(editor(page)).toContainText('Paste or type Kubernetes manifests')
  await editor(page).fill('\n# nothing yet\n---\n\n')
  await upToDate(page)
  await problems(page)
})
